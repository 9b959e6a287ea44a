import { writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { faultNamed } from './faults/all-faults.ts';
import { printRun, printViolation } from './report.ts';
import { runSeed } from './run.ts';
import { runSeeds, type Plan } from './workers.ts';

/** Seeds between two lines of progress. */
const TOLD_EVERY = 1_000;

/** Started by `npm run sim`, which explains the options. */
const { plan, replay, givesWay } = readPlan();
if (givesWay) giveWay();
if (replay === null) await runAll(plan);
else await runOne(plan, replay);

async function runAll(all: Plan): Promise<void> {
  const startedAt = performance.now();
  const speed = (done: number): string => {
    const seconds = (performance.now() - startedAt) / 1_000;
    return `${seconds.toFixed(1)} s, ${(done / seconds).toFixed(1)} seeds/s`;
  };
  let told = 0;
  const progress = (done: number): void => {
    if (done < told + TOLD_EVERY) return;
    told = done;
    console.log(`${done} of ${all.to - all.from + 1} seeds (${speed(done)})`);
  };
  const { done, first } = await runSeeds(all, { processes: availableParallelism(), progress });
  const size = `${all.clients} clients, ${all.steps} steps${all.fault === null ? '' : `, fault ${all.fault}`}`;
  console.log(`${done} seeds, ${size}: ${first === null ? 0 : 1} violations (${speed(done)})`);
  if (first === null) return;
  await printViolation(optionsOf(all, first.seed), first.found);
  process.exitCode = 1;
}

async function runOne(all: Plan, seed: number): Promise<void> {
  const options = { ...optionsOf(all, seed), traces: true };
  const outcome = await runSeed(options);
  printRun(outcome);
  if (outcome.found === null) return console.log(`seed ${seed}: 0 violations`);
  await printViolation(options, outcome.found);
  process.exitCode = 1;
}

/** Takes the time that nobody else wants, as do its workers. Where Linux shares time out by session, that is another number. */
function giveWay(): void {
  setPriority(constants.priority.PRIORITY_LOW);
  try {
    writeFileSync('/proc/self/autogroup', String(constants.priority.PRIORITY_LOW));
  } catch {
    // No such sessions here.
  }
}

function optionsOf({ clients, steps, fault }: Plan, seed: number) {
  return { seed, clients, steps, fault: fault === null ? null : faultNamed(fault), traces: false };
}

function readPlan(): { readonly plan: Plan; readonly replay: number | null; readonly givesWay: boolean } {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1..500' },
      clients: { type: 'string', default: '3' },
      steps: { type: 'string', default: '40' },
      fault: { type: 'string' },
      replay: { type: 'string' },
      'gives-way': { type: 'boolean', default: false },
    },
  });
  const { fault = null } = values;
  if (fault !== null && faultNamed(fault) === null) refuse(`There is no fault "${fault}".`);
  const [from, to] = range(values.seeds);
  const clients = numberIn(values.clients, { name: 'clients', min: 1, max: 12 });
  const steps = numberIn(values.steps, { name: 'steps', min: 1, max: 10_000 });
  const replay = values.replay === undefined ? null : numberIn(values.replay, { name: 'replay', min: 0, max: 2 ** 52 });
  return { plan: { from, to, clients, steps, fault }, replay, givesWay: values['gives-way'] };
}

function range(text: string): readonly [number, number] {
  const [, from, to] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  if (from === undefined || Number(to ?? from) < Number(from)) refuse(`--seeds takes FROM..TO, not "${text}".`);
  return [Number(from), Number(to ?? from)];
}

function numberIn(text: string, { name, min, max }: { name: string; min: number; max: number }): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    refuse(`--${name} takes a number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}
