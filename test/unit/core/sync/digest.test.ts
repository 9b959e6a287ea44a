import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCommand } from '../../../../main/core/db/outbox.ts';
import { digestOf } from '../../../../main/core/db/digest.ts';
import { saveDraft, draftsOf } from '../../../../main/core/db/drafts.ts';
import type { Change } from '../../../../shared/protocol/down.ts';
import { putOf, takenOf } from '../../../support/core-database.ts';
import { benchUrl, openSyncBench, type SyncBench } from '../../../support/core-sync-bench.ts';

const MINUTE = 60_000;
let bench: SyncBench;

beforeEach(() => {
  bench = openSyncBench();
  bench.client.start(benchUrl);
  bench.hub.last().welcome();
});
afterEach(() => bench.remove());

const patch = (changes: Change[], cursor: number, done = true): void =>
  bench.hub.last().send({ type: 'patch', changes, cursor, done });
const asked = () => bench.hub.last().of('digest');
const answer = (isSame: boolean): void => bench.hub.last().send({ type: 'digest', cursor: 0, isSame });
/** Time passes on a connection that lives. */
function pass(ms: number): void {
  for (let left = ms; left > 0; left -= 10_000) {
    bench.clock.advance(Math.min(left, 10_000));
    bench.hub.last().send({ type: 'ping', hubTime: bench.clock.now() });
  }
}

test('[DI1] counts what is held and adds up its versions; a stub in the place of content has its own', () => {
  const { database } = bench;
  const group = { id: 'cassa', name: { it: 'Cassa', en: 'Treasury' }, position: 3 };
  patch([putOf(1), putOf(2), { kind: 'group', version: 40, group }], 50);
  expect(database.db.read(digestOf)).toEqual({ count: 3, sum: 43 });
  patch([{ ...takenOf(1), version: 60 } as Change], 60);
  expect(database.db.read(digestOf)).toEqual({ count: 3, sum: 102 });
});

test('[DI2] is sent when the device is up to date, again at a ping until it is answered, then after 10 minutes', () => {
  patch([putOf(1)], 5, false);
  expect(asked()).toEqual([]);
  patch([putOf(2)], 6);
  expect(asked()).toEqual([{ type: 'digest', cursor: 6, count: 2, sum: 3 }]);
  pass(20_000);
  expect(asked()).toHaveLength(3);
  answer(true);
  patch([putOf(3)], 7);
  pass(9 * MINUTE);
  expect(asked()).toHaveLength(3);
  pass(MINUTE);
  expect(asked()).toHaveLength(4);
});

test('[DI2] a device that waits for the answer to a command asks after that, or at a ping', () => {
  const hub = bench.hub.last();
  const write = (id: string): void => {
    const note = { name: 'note', conversationId: 'c-1', under: 1, messageId: id, text: 'nota' } as const;
    bench.database.db.write((tx) => addCommand(tx, note, 1));
    bench.client.commandStored();
  };
  write('n-1');
  patch([putOf(1)], 5);
  expect(asked()).toEqual([]);
  patch([putOf(2)], 6);
  hub.send({ type: 'answer', seq: 1, outcome: { ok: true } });
  patch([putOf(3)], 7);
  expect(asked()).toEqual([{ type: 'digest', cursor: 7, count: 3, sum: 6 }]);
  write('n-2');
  patch([putOf(4)], 8);
  expect(asked()).toHaveLength(1);
  pass(10_000);
  expect(asked()).toHaveLength(2);
});

test('[DI3] a difference throws confirmed state away and fetches it anew; outbox and drafts stay', () => {
  const { database, hub } = bench;
  patch([putOf(1)], 5);
  database.db.write((tx) => {
    addCommand(tx, { name: 'note', conversationId: 'c-1', under: 1, messageId: 'n-1', text: 'nota' }, 1);
    saveDraft(tx, { conversationId: 'c-1', kind: 'reply' }, { text: 'Bozza', at: 1 });
  });
  answer(false);
  expect(hub.connections).toHaveLength(2);
  expect(bench.happened).toContain('truncated');
  hub.last().welcome();
  expect(hub.last().of('hello')).toMatchObject([{ epoch: 'e-1', cursor: 0 }]);
  expect(hub.last().of('push')).toHaveLength(1);
  expect(database.db.read((tx) => draftsOf(tx, 'c-1'))).toMatchObject([{ text: 'Bozza' }]);
  expect(database.db.read(digestOf)).toEqual({ count: 0, sum: 0 });
});

test('[DI3] not more often than once an hour, whatever the hub says', () => {
  const { hub } = bench;
  for (const again of [false, false, false]) {
    patch([putOf(1)], 5);
    answer(again);
    if (hub.connections.length === 2) hub.last().welcome();
  }
  expect(hub.connections).toHaveLength(2);
  pass(61 * MINUTE);
  answer(false);
  expect(hub.connections).toHaveLength(3);
});
