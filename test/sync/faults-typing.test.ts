import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { draftsOf } from '../../main/core/db/drafts.ts';
import { openDatabase } from '../../main/core/db/open-database.ts';
import { createDraftKeeper } from '../../renderer/drafts/draft-keeper.ts';
import { testKey } from '../support/core-fixture.ts';
import { forkCore } from '../support/core-process.ts';
import { realTimers } from '../support/real-effects.ts';
import { startControl } from './faults-control.ts';
import { seeded } from './faults-disk.ts';
import { isLong } from './faults-shim.ts';

/** The window's own draft keeper types into a core in a process of its own, which is killed at any moment. */
const KILLS = isLong ? 200 : 40;
const LANES = 4;
const KEY_EVERY_MS = 8;
const PROMISED_MS = 300;
/** How far before a kill the machine is looked at. */
const LOOK_BACK_MS = 500;
const folder = mkdtempSync(join(tmpdir(), 'sportello-typing-'));
const control = startControl(folder);
afterAll(() => {
  control.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Outcome {
  /** Ms before the kill at which the first missing letter was typed; 0 when none is missing. */
  readonly missingMs: number;
  /** Ms that the least program needed at that time to store a line: nobody can promise less. */
  readonly machineMs: number;
  readonly isPrefix: boolean;
}

async function typeAndKill(home: string, id: string, killAfterMs: number): Promise<Outcome> {
  const core = forkCore(home);
  const window = core.renderer();
  await window.call({ name: 'new-id' });
  const key = { conversationId: id, kind: 'reply' } as const;
  const keeper = createDraftKeeper({
    timers: realTimers,
    save: (text) => void window.call({ name: 'save-draft', ...key, text }).catch(() => undefined),
  });
  const typedAt: number[] = [];
  const begin = performance.now();
  let now = begin;
  while (now - begin < killAfterMs) {
    keeper.type(keeper.text() + String(typedAt.length % 10));
    typedAt.push(now);
    await new Promise((resolve) => setTimeout(resolve, KEY_EVERY_MS));
    now = performance.now();
  }
  const killedAt = performance.now();
  const machineMs = control.slowestMs(killedAt - LOOK_BACK_MS);
  await core.kill();
  keeper.clear();
  const stored = storedText(home, id);
  const firstMissing = typedAt[stored.length];
  const missingMs = firstMissing === undefined ? 0 : killedAt - firstMissing;
  return {
    missingMs,
    machineMs,
    isPrefix: typedAt
      .map((_, n) => n % 10)
      .join('')
      .startsWith(stored),
  };
}

function storedText(home: string, id: string): string {
  const opened = openDatabase({ file: join(home, 'sportello.db'), key: testKey, now: 0 });
  if (!opened.ok) throw new Error(opened.failure.code);
  const text = opened.db.read((tx) => draftsOf(tx, id)[0]?.text ?? '');
  opened.db.close();
  return text;
}

async function lane(number: number): Promise<Outcome[]> {
  const random = seeded(number);
  const outcomes: Outcome[] = [];
  for (let round = 0; round < KILLS / LANES; round += 1) {
    outcomes.push(await typeAndKill(join(folder, String(number)), `c-${round}`, 150 + random() * 500));
  }
  return outcomes;
}

test(`[CO1] kill -9 while typing, ${KILLS} times: at most the last ${PROMISED_MS} ms are missing`, async () => {
  const outcomes = (await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)))).flat();
  const missing = outcomes.map(({ missingMs }) => missingMs).toSorted((a, b) => a - b);
  const [median, most] = [missing[Math.floor(missing.length / 2)] ?? 0, missing.at(-1) ?? 0];
  const machine = Math.round(Math.max(...outcomes.map(({ machineMs }) => machineMs)));
  const told = `missing ms: median ${Math.round(median)}, most ${Math.round(most)}`;
  console.log(`typing: ${KILLS} kills, ${told}; the machine itself took up to ${machine}`);
  expect(outcomes.filter(({ isPrefix }) => !isPrefix)).toEqual([]);
  expect(outcomes.filter(({ missingMs, machineMs }) => missingMs > PROMISED_MS + machineMs)).toEqual([]);
}, 240_000);
