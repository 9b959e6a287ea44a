import { expect, test } from 'vitest';
import { allFaults } from '../sim/faults/all-faults.ts';
import type { Fault } from '../sim/faults/fault.ts';
import { runSeed, shortestFailing, type Found } from '../sim/run.ts';
import type { RunOptions } from '../sim/world.ts';

/** The first of those that the gate runs at its end (scripts/lib/simulation.mjs). */
const SEEDS = 25;
/** The rarest mistakes show after a restore, or once somebody passes on one of two merged cases. */
const SEEDS_PER_FAULT = 800;
const MINUTE_MS = 60_000;

const options = (seed: number, fault: Fault | null = null): RunOptions => ({
  ...{ seed, clients: 3, steps: 40, fault },
  traces: false,
});

async function firstFound(fault: Fault | null, seeds: number): Promise<{ seed: number; found: Found } | null> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { found } = await runSeed(options(seed, fault));
    if (found !== null) return { seed, found };
  }
  return null;
}

test(
  `[CL1][CL4][CO2][CO6][CO7][EV1][EV2][EV4][FE2][FE4][FE7][FE8] ${SEEDS} worlds of random people, networks and crashes`,
  async () => {
    expect(await firstFound(null, SEEDS)).toBeNull();
  },
  MINUTE_MS,
);

test(
  'with more devices and more steps',
  async () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      expect((await runSeed({ ...options(seed), clients: 6, steps: 200 })).found).toBeNull();
    }
  },
  MINUTE_MS,
);

test('the same seed gives the same run, to the last frame', async () => {
  const run = async () => {
    const { lines } = await runSeed({ ...options(11), traces: true });
    return lines.map((line) => line.replace(/"signature":"[^"]*"|"publicKey":"[^"]*"/g, ''));
  };
  const once = await run();
  expect(once.length).toBeGreaterThan(100);
  expect(await run()).toEqual(once);
});

test('another seed gives another run', async () => {
  const operations = async (seed: number) => (await runSeed(options(seed))).operations.join('\n');
  expect(await operations(1)).not.toBe(await operations(2));
});

test(
  'the shortest failing prefix fails, and one step less does not',
  async () => {
    const fault = allFaults.find(({ name }) => name === 'draft-dropped-on-refusal') ?? null;
    const caught = await firstFound(fault, SEEDS_PER_FAULT);
    if (caught === null) throw new Error('it was to be found');
    const { steps, outcome } = await shortestFailing(options(caught.seed, fault), caught.found);
    expect(outcome.found?.invariant).toBe(caught.found.invariant);
    const shorter = await runSeed({ ...options(caught.seed, fault), steps: steps - 1 });
    expect(shorter.found).toBeNull();
  },
  MINUTE_MS,
);

test.each(allFaults.map((fault) => [fault.name, fault] as const))(
  'a deliberate mistake is found: %s',
  async (_name, fault) => {
    const caught = await firstFound(fault, SEEDS_PER_FAULT);
    expect(fault.caughtBy).toContain(caught?.found.invariant);
  },
  3 * MINUTE_MS,
);
