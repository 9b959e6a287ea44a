import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowById } from '../../../../main/core/db/conversation-row.ts';
import { setMeta } from '../../../../main/core/db/meta.ts';
import { Expiry } from '../../../../main/core/sync/expiry.ts';
import { TEXT_EXPIRES_AFTER_MS } from '../../../../shared/protocol/limits.ts';
import type { Change } from '../../../../shared/protocol/down.ts';
import type { Up } from '../../../../shared/protocol/up.ts';
import { me, putOf, takenOf } from '../../../support/core-database.ts';
import { benchUrl, openSyncBench, type SyncBench } from '../../../support/core-sync-bench.ts';

const HELD = 700;

let bench: SyncBench;

beforeEach(() => {
  bench = openSyncBench();
  bench.database.apply(numbers(1, HELD).map((n) => putOf(n, arrived(n))));
  expireAll();
});
afterEach(() => bench.remove());

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
/** The highest number waits longest, so that the order of arrival is none of ids or keys. */
const arrived = (n: number) => ({ arrivedAt: 50_000 - n });
const oldest = (from: number, to: number): string[] => numbers(from, to).map((place) => `c-${HELD + 1 - place}`);

function expireAll(): void {
  const { database, clock } = bench;
  database.db.write((tx) => setMeta(tx, 'seenAt', clock.now() - TEXT_EXPIRES_AFTER_MS));
  const ignore = (): void => undefined;
  const failed = (error: unknown): never => {
    throw error;
  };
  const expiry = new Expiry({
    ...{ db: database.db, clock, timers: clock, isOnline: () => false },
    ...{ away: ignore, expired: ignore, failed },
  });
  expiry.look();
  expiry.stop();
}

const online = (protocol = 2): void => {
  bench.client.start(benchUrl);
  bench.hub.last().welcome({ behind: HELD }, protocol);
};
const patch = (changes: Change[], cursor: number, done = false): void =>
  bench.hub.last().send({ type: 'patch', changes, cursor, done });
const frames = () => bench.hub.last().received.filter(({ type }) => type === 'fetch' || type === 'evicted');
const fetched = (): readonly string[][] =>
  bench.hub
    .last()
    .of('fetch')
    .map(({ conversationIds }) => conversationIds);
const confirmed = (frame: Up | undefined): string[] =>
  frame?.type === 'evicted' ? frame.items.map(({ conversationId }) => conversationId).sort() : [];
const holds = (id: string): boolean => bench.database.db.read((tx) => rowById(tx, id)?.content_slot != null);
const again = (id: string): Change => {
  const n = Number(id.slice(2));
  return putOf(n, arrived(n));
};

test.each([1, 2])(
  '[EX4] [EX3] with hub version %i the first page is confirmed and asked for before all else',
  (protocol) => {
    online(protocol);
    const [first, second, ...rest] = frames();
    expect(confirmed(first)).toEqual(oldest(1, 50).sort());
    expect(second).toEqual({ type: 'fetch', conversationIds: oldest(1, 50) });
    expect(rest.map(({ type }) => type)).toEqual(['evicted', 'evicted']);
    expect(rest.flatMap(confirmed).sort()).toEqual(oldest(51, HELD).sort());
  },
);

test('[EX4] its text is there while the catch-up goes on, and its expiry is not confirmed any more', () => {
  online();
  patch(oldest(1, 50).map(again), 1);
  expect(oldest(1, 51).map(holds)).toEqual([...numbers(1, 50).map(() => true), false]);
  expect(bench.client.status.syncing).not.toBeNull();
  bench.hub.last().drop();
  bench.clock.advance(600);
  bench.hub.last().welcome({ behind: HELD });
  expect(frames().flatMap(confirmed)).not.toEqual(expect.arrayContaining([oldest(1, 1)[0]]));
  expect(fetched()).toEqual([]);
});

test('[EX4] what comes to be on the first page is asked for as well, each once, at most 200 before the rest', () => {
  online();
  for (let round = 0; round < 6; round += 1) {
    const taken = oldest(round * 50 + 1, round * 50 + 50).map((id) => takenOf(Number(id.slice(2))));
    patch(taken, round + 2);
  }
  expect(fetched()).toEqual([0, 1, 2, 3].map((round) => oldest(round * 50 + 1, round * 50 + 50)));
  patch([], 9, true);
  const rest = fetched().slice(4);
  expect(rest.map(({ length }) => length)).toEqual([200, 200]);
  expect(rest.flat().sort()).toEqual(oldest(301, HELD).sort());
  patch([], 10, true);
  expect(fetched()).toHaveLength(6);
});

test('[EX4] [EV2] what came early and is taken meanwhile leaves again, and that is confirmed', () => {
  online();
  const [id = ''] = oldest(1, 1);
  patch([again(id)], 1);
  expect(holds(id)).toBe(true);
  patch([takenOf(Number(id.slice(2)))], 2);
  expect(holds(id)).toBe(false);
  // First for the receipts of what expired while it was away.
  expect(bench.happened).toEqual(['truncated', `left ${id}`, 'truncated']);
  expect(bench.hub.last().of('evicted').at(-1)?.items).toEqual([{ conversationId: id, fence: 1 }]);
});

test('[EX4] news of what has been asked for leaves it a stub until the answer comes', () => {
  online();
  const [id = ''] = oldest(1, 1);
  patch([{ ...again(id), replace: false, messages: [] } as Change], 1);
  expect(holds(id)).toBe(false);
  patch([again(id)], 1);
  expect(holds(id)).toBe(true);
});

test('[EX4] [FE6] what this person takes before its text is there again is asked for too, before the first page', () => {
  const id = `c-${HELD / 2}`;
  online();
  const mine = { ...arrived(HELD / 2), state: 'claimed' as const, assigneeId: me, participantIds: [me], fence: 1 };
  patch([{ ...putOf(HELD / 2, mine), replace: false, messages: [] } as Change], 1);
  expect(holds(id)).toBe(false);
  expect(fetched().at(-1)).toEqual([id]);
  patch([putOf(HELD / 2, mine)], 1);
  expect(holds(id)).toBe(true);
});
