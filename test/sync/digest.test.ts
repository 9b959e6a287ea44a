import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../main/core/db/open-database.ts';
import type { WritableDb } from '../../main/core/db/database.ts';
import { openTestCore, type TestCore } from '../support/core-fixture.ts';
import { eventually } from '../support/processes.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { enrolDevice } from '../support/device.ts';

let hub: TestHub;
let core: TestCore;

const online = (at: TestCore) =>
  at
    .renderer()
    .watch({ name: 'status' })
    .until(({ connection, me }) => connection === 'online' && me !== null, 'online');
const list = (at: TestCore) =>
  at.renderer().watch({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 50 });
const logged = (event: string): number => core.log.filter((each) => each.event === event).length;

beforeEach(async () => {
  hub = await startTestHub();
  core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') } });
  await online(core);
});

afterEach(async () => {
  core.remove();
  await hub.close();
});

/** Somebody or something changes the device's database while it is off. */
async function damage(change: (db: WritableDb) => void): Promise<void> {
  core.stop();
  const opened = openDatabase({ file: core.databaseFile, key: core.key, now: Date.now() });
  if (!opened.ok) throw new Error(opened.failure.code);
  opened.db.write(change);
  opened.db.close();
  core = openTestCore({ folder: core.folder, start: { hubUrl: hub.syncUrl } });
  await online(core);
}

function removeSecond(db: WritableDb): void {
  db.run('delete from message where key = 2026000002');
  db.run('delete from conversation where key = 2026000002');
}

test.each<readonly [string, (db: WritableDb) => void]>([
  ['a row that is missing', removeSecond],
  [
    'a change that was missed',
    (db) => void db.run('update conversation set version = version - 1 where key = 2026000001'),
  ],
  ['a row that should be gone', (db) => void db.run("insert into user values ('x', 'Nessuno', 'volunteer', 1, 1)")],
])('[DI3] %s is noticed and healed; what was written here stays', async (_what, change) => {
  const ids = [await hub.receive(), await hub.receive({ subject: 'Secondo' })];
  await list(core).until(({ total }) => total === 2);
  const draft = { conversationId: ids[0] ?? '', kind: 'reply', text: 'Bozza' } as const;
  await core.renderer().call({ name: 'save-draft', ...draft });
  await damage(change);
  await eventually('a difference was noticed', () => logged('diverged') === 1);
  await list(core).until(({ rows }) => rows.length === 2 && rows.every(({ content }) => content !== null), 'healed');
  await core
    .renderer()
    .watch({ name: 'status' })
    .until(({ connection }) => connection === 'online');
  expect(logged('diverged')).toBe(1);
  const open = await core
    .renderer()
    .watch({ name: 'conversation', id: ids[0] ?? '' })
    .until((value) => value?.content?.subject === 'Iscrizione alla gita' && value.messages.length > 0);
  expect(open?.drafts).toMatchObject([{ text: 'Bozza' }]);
  expect(core.renderer().watch({ name: 'directory' }).now().users).toHaveLength(1);
});

test('[DI2] devices that hold what they should are told so, whatever the others do', async () => {
  const id = await hub.receive();
  const luca = await enrolDevice(hub, 'Luca Bianchi', { evicts: true });
  await luca.until(() => luca.held.has(id));
  await luca.run({ name: 'claim', conversationId: id });
  await luca.run({ name: 'note', conversationId: id, under: 1, messageId: 'n-1', text: 'riservata' });
  await hub.receive();
  await list(core).until(({ total }) => total === 1);
  await damage(() => undefined);
  const { cursor, sum, count } = await hub.storage.read(async (tx) => ({
    cursor: luca.cursor(),
    ...(await tx.digest(luca.userId)),
  }));
  luca.wire.send({ type: 'digest', cursor, count, sum });
  expect((await luca.wire.find('digest')).isSame).toBe(true);
  luca.wire.send({ type: 'digest', cursor, count, sum: sum - 1 });
  expect((await luca.wire.find('digest', (frame) => !frame.isSame)).cursor).toBe(cursor);
  luca.wire.send({ type: 'digest', cursor: cursor - 1, count, sum });
  await luca.run({ name: 'noop', conversationId: id });
  expect(luca.wire.frames.filter(({ type }) => type === 'digest')).toHaveLength(2);
  expect(logged('diverged')).toBe(0);
});
