import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowById } from '../../../../main/core/db/conversation-row.ts';
import { addCommand } from '../../../../main/core/db/outbox.ts';
import type { Change } from '../../../../shared/protocol/down.ts';
import { challenge } from '../../../support/core-fake-hub.ts';
import { putOf } from '../../../support/core-database.ts';
import { benchUrl, openSyncBench, type SyncBench } from '../../../support/core-sync-bench.ts';

/** Frames that arrive while the device is at work are stored together. */
let bench: SyncBench;
let planned: (() => void)[];
let commits: number;

beforeEach(() => {
  planned = [];
  commits = 0;
  bench = openSyncBench({ soon: (run) => planned.push(run) });
  bench.database.db.onCommit(() => (commits += 1));
});
afterEach(() => bench.remove());

const patch = (changes: Change[], cursor: number, done = true): void =>
  bench.hub.last().send({ type: 'patch', changes, cursor, done });
const storeAll = (): void => planned.splice(0).forEach((run) => run());
const held = () => bench.database.db.read((tx) => tx.all('select id from conversation'));
const online = (): void => {
  bench.client.start(benchUrl);
  bench.hub.last().welcome();
};

test('[FE8] pages are one transaction and one acknowledgement; an answer keeps its place between them', () => {
  const claim = { name: 'claim', conversationId: 'c-1' } as const;
  const seq = bench.database.db.write((tx) => addCommand(tx, claim, 600));
  online();
  commits = 0;
  for (let n = 1; n <= 3; n += 1) patch([putOf(n)], n * 10, false);
  bench.hub.last().send({ type: 'answer', seq, outcome: { ok: true, fence: 1 } });
  patch([putOf(4)], 40);
  expect([bench.hub.last().of('ack'), held()]).toEqual([[], []]);
  storeAll();
  expect(bench.hub.last().of('ack')).toEqual([{ type: 'ack', cursor: 40, answered: seq }]);
  expect([commits, held().length]).toEqual([1, 4]);
  expect(bench.database.db.read((tx) => rowById(tx, 'c-1'))).toMatchObject({ state: 'claimed', v_claim: 'mine' });
});

test('[FE8] what is not stored when the connection ends is forgotten, and comes again', () => {
  online();
  patch([putOf(1)], 10);
  bench.hub.last().drop();
  storeAll();
  expect(held()).toEqual([]);
  bench.clock.advance(600);
  bench.hub.last().send(challenge);
  expect(bench.hub.last().of('hello')[0]).toMatchObject({ cursor: 0 });
});

test('[FE8] a transaction stays short: it takes a bounded number of pages', () => {
  online();
  for (let n = 1; n <= 64; n += 1) patch([putOf(n)], n * 10, n === 64);
  expect([held().length, bench.hub.last().of('ack').length]).toEqual([64, 1]);
});

const notesInOutbox = (count: number): void => {
  const note = { name: 'note', conversationId: 'c-1', under: 1, text: 'x' } as const;
  bench.database.db.write((tx) => {
    for (let seq = 1; seq <= count; seq += 1) addCommand(tx, { ...note, messageId: `m-${seq}` }, 600);
  });
};
const answers = (from: number, to: number): void => {
  for (let seq = from; seq <= to; seq += 1) bench.hub.last().send({ type: 'answer', seq, outcome: { ok: true } });
};
const frames = () => bench.hub.last().of('push');
const lengths = () => frames().map(({ commands }) => commands.length);

test('[CO2] the answers to two frames of commands are one transaction, and what they make room for leaves in whole frames', () => {
  notesInOutbox(600);
  online();
  commits = 0;
  patch([putOf(1)], 10, false);
  answers(1, 200);
  storeAll();
  expect(commits).toBe(1);
  expect(lengths()).toEqual([100, 100, 100, 100, 100]);
});

test('[CO2] so are those to all that can be on its way', () => {
  notesInOutbox(700);
  online();
  commits = 0;
  patch([putOf(1)], 10, false);
  answers(1, 300);
  storeAll();
  expect(commits).toBe(1);
  expect(lengths()).toEqual([100, 100, 100, 100, 100, 100]);
});

test('[CO8] of what was written offline three frames are on their way; the rest can be taken back', () => {
  notesInOutbox(500);
  online();
  expect(lengths()).toEqual([100, 100, 100]);
  const sent = () => bench.database.db.read((tx) => tx.all<{ seq: number }>('select seq from outbox where sent = 1'));
  expect(sent().map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, at) => at + 1));
  answers(1, 40);
  storeAll();
  expect(lengths()).toEqual([100, 100, 100, 40]);
});

test('[CO8] the first frame leaves when it is stored as sent, before the others are', () => {
  notesInOutbox(500);
  const seen: (readonly number[])[] = [];
  bench.database.db.onCommit((topics) => {
    const [row] = bench.database.db.read((tx) =>
      tx.all<{ n: number }>('select count(*) as n from outbox where sent = 1'),
    );
    if (topics.has('outbox')) seen.push([row?.n ?? 0, lengths().length]);
  });
  online();
  // Commands stored as sent, frames that had left by then.
  expect(seen).toEqual([
    [100, 0],
    [300, 1],
  ]);
});

test('[DI2] what has arrived is stored before anything is said about what is held', () => {
  online();
  patch([putOf(1)], 10);
  bench.hub.last().send({ type: 'ping', hubTime: 9_000 });
  expect(bench.hub.last().of('digest').at(-1)).toMatchObject({ cursor: 10, count: 1 });
});
