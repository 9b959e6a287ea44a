import { shortestFailing, type Found, type Outcome } from './run.ts';
import type { RunOptions } from './world.ts';

/** Seed, step, invariant, what was done, and the shortest beginning that fails. */
export async function printViolation(options: RunOptions, found: Found): Promise<void> {
  console.log(`\nseed ${options.seed}, step ${found.step}: ${found.invariant}\n  ${found.detail}\n`);
  const { steps, outcome } = await shortestFailing(options, found);
  console.log(`shortest failing prefix: ${steps} steps`);
  for (const [index, operation] of outcome.operations.entries())
    console.log(`${String(index + 1).padStart(4)}. ${operation}`);
  const shortest = outcome.found;
  if (shortest !== null) console.log(`  -> ${shortest.invariant}: ${shortest.detail}`);
  console.log(`\n${again({ ...options, steps })}`);
}

export function printRun({ lines }: Outcome): void {
  for (const line of lines) console.log(line);
}

function again({ seed, clients, steps, fault }: RunOptions): string {
  const more = fault === null ? '' : ` --fault ${fault.name}`;
  return `npm run sim -- --replay ${seed} --clients ${clients} --steps ${steps}${more}`;
}
