import { faultNamed } from './faults/all-faults.ts';
import { runSeed } from './run.ts';
import type { Part, Report } from './workers.ts';

/** Started by workers.ts. */
process.on('message', (part) => {
  run(part as Part).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function run({ from, to, clients, steps, fault: name }: Part): Promise<Report> {
  const fault = name === null ? null : faultNamed(name);
  for (let seed = from; seed <= to; seed += 1) {
    const { found } = await runSeed({ seed, clients, steps, fault, traces: false });
    if (found !== null) return { done: seed - from + 1, failed: { seed, found } };
  }
  return { done: to - from + 1, failed: null };
}
