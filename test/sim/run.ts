import { personActs, somethingBreaks } from './actions.ts';
import { agendaActs } from './agenda.ts';
import { converge } from './convergence.ts';
import { deskOpens } from './desk.ts';
import { DeviceWatch } from './device-watch.ts';
import { outsideActs } from './outside.ts';
import { privacyActs } from './privacy.ts';
import { Dice } from './random.ts';
import { World, type RunOptions, type Violation } from './world.ts';

export interface Found extends Violation {
  /** Steps that were taken; the number of all of them when it came out only at the end. */
  readonly step: number;
}

export interface Outcome {
  readonly found: Found | null;
  /** What was done, step by step. */
  readonly operations: readonly string[];
  readonly lines: readonly string[];
}

/** One run: random steps, checks after each, then repair and convergence. The same options give the same run. */
export async function runSeed(options: RunOptions): Promise<Outcome> {
  const world = await World.create(options);
  const watch = new DeviceWatch(world);
  const operations: string[] = [];
  const found = (step: number): Found | null => (world.violation === null ? null : { ...world.violation, step });
  try {
    for (let step = 1; step <= options.steps; step += 1) {
      operations.push(await take(world, step));
      if (world.violation === null) watch.check();
      if (world.violation === null) world.leases.check();
      if (world.violation !== null) return { found: found(step), operations, lines: world.lines };
    }
    world.note(() => '--- everything is repaired');
    await converge(world);
    if (world.violation === null) watch.checkAll();
    return { found: found(options.steps), operations, lines: world.lines };
  } finally {
    await world.close();
  }
}

/** Each step has its own dice, so that a shorter run begins as the longer one does. */
async function take(world: World, step: number): Promise<string> {
  const dice = new Dice(world.options.seed, step);
  const act = dice.weighted([
    [10, personActs],
    [3, outsideActs],
    [0.8, deskOpens],
    [2.5, agendaActs],
    [2, privacyActs],
    [3, somethingBreaks],
  ]);
  const operation = await act({ world, dice });
  world.note(() => `--- ${step}. ${operation}`);
  await world.advance(pauseMs(dice));
  return operation;
}

const pauseMs = (dice: Dice): number => {
  const bound = dice.weighted([
    [5, 1],
    [6, 60],
    [4, 600],
    [3, 4_000],
    [1, 30_000],
  ]);
  return dice.below(bound);
};

export interface Prefix {
  readonly steps: number;
  readonly outcome: Outcome;
}

/** The shortest beginning that fails, repaired and compared at its end: by halving, which is exact where failing stays failing. */
export async function shortestFailing(options: RunOptions, known: Found): Promise<Prefix> {
  let passes = 0;
  let fails = known.step;
  let outcome = await runSeed({ ...options, steps: fails, traces: true });
  while (fails - passes > 1) {
    const middle = Math.floor((passes + fails) / 2);
    const shorter = await runSeed({ ...options, steps: middle, traces: true });
    if (shorter.found === null) passes = middle;
    else [fails, outcome] = [middle, shorter];
  }
  return { steps: fails, outcome };
}
