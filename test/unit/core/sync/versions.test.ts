import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCommand } from '../../../../main/core/db/outbox.ts';
import type { Up } from '../../../../shared/protocol/up.ts';
import { putOf, takenOf } from '../../../support/core-database.ts';
import { benchUrl, openSyncBench, type SyncBench } from '../../../support/core-sync-bench.ts';
import { unreadableInVersion1 } from '../../../support/version-1.ts';

let bench: SyncBench;

beforeEach(() => {
  bench = openSyncBench();
});
afterEach(() => bench.remove());

test('[VE1] [VE3] to a hub of version 1 a device says only what that version has', () => {
  const { client, clock, database, hub } = bench;
  client.start(benchUrl);
  hub.last().welcome({ lastCommand: 0 }, 1);
  hub.last().send({ type: 'patch', changes: [putOf(1), putOf(2)], cursor: 2, done: true });
  hub.last().send({ type: 'patch', changes: [takenOf(1)], cursor: 3, done: true });
  const note = { name: 'note', conversationId: 'c-2', under: 1, messageId: 'n-1', text: 'Richiamare.' } as const;
  database.db.write((tx) => addCommand(tx, note, clock.now()));
  client.commandStored();
  hub.last().send({ type: 'ping', hubTime: 9_000 });
  // Time in which presence would be said to a newer one (PR3).
  clock.advance(1_000);
  const { received } = hub.last();
  expect(received[0]).toMatchObject({ type: 'hello', protocol: 1 });
  const types = new Set(received.map(({ type }) => type));
  for (const type of ['hello', 'ack', 'evicted', 'digest', 'lease', 'push', 'pong'] satisfies Up['type'][]) {
    expect(types).toContain(type);
  }
  expect(unreadableInVersion1('up', received)).toEqual([]);
});
