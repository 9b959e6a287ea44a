import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allCannedReplies } from '../../main/core/db/canned-replies.ts';
import { openDatabase, suspectDatabase } from '../../main/core/db/open-database.ts';
import { resynchronise } from '../../main/core/sync/resynchronise.ts';
import type { CannedEntry } from '../../shared/bridge/core-queries.ts';
import type { CannedChange } from '../../shared/canned/changes.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Canned replies on real devices: real databases, real sockets, a real hub. */
let hub: TestHub;
let cores: TestCore[];

beforeEach(async () => {
  hub = await startTestHub();
  cores = [];
});

afterEach(async () => {
  for (const core of cores) core.remove();
  await hub.close();
});

const SENTINEL = 'parolasentinella';
const put = (id: string, base: number | null, { title = 'Orari', shortcut = id } = {}): CannedChange => ({
  step: 'put',
  base,
  reply: { id, shortcut, title, lang: 'it', address: 'tu', groupId: null, text: `Ciao, ${SENTINEL}` },
});

async function openCore(name: string, role?: 'coordinator'): Promise<[TestRenderer, TestCore]> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name, role) } });
  cores.push(core);
  const window = core.renderer();
  await online(window);
  return [window, core];
}

const online = (window: TestRenderer) =>
  window
    .watch({ name: 'status' })
    .until(({ connection, syncing }) => connection === 'online' && syncing === null, 'on');
const offline = (window: TestRenderer) =>
  window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
const repliesOf = (window: TestRenderer) => window.watch({ name: 'canned-replies' });
const find = (all: readonly CannedEntry[], id: string) => all.find((reply) => reply.id === id);

test('[CR2] a coordinator’s window writes them for all; without the hub it is told so, and what was typed stays as a draft', async () => {
  const [[paola, core], [maria]] = [await openCore('Paola', 'coordinator'), await openCore('Maria')];
  await paola.call({ name: 'change-canned-replies', changes: [put('orari', null)] });
  const shown = repliesOf(maria);
  expect(find(await shown.until((all) => find(all, 'orari') !== undefined, 'it'), 'orari')).toMatchObject({
    ...{ isOwn: false, used: 0, revision: 1, address: 'tu' },
  });
  const refused = (window: TestRenderer, code: string) =>
    expect(
      window.call({ name: 'change-canned-replies', changes: [put('orari', 1, { title: 'Altri' })] }),
    ).rejects.toMatchObject({
      failure: { code },
    });
  await refused(maria, 'forbidden');
  await hub.hub.close();
  await offline(paola);
  await refused(paola, 'hub-unreachable');
  await paola.call({ name: 'save-draft', conversationId: 'orari', kind: 'canned', text: '{"title":"Altri"}' });
  core.stop();
  const again = openTestCore({ folder: core.folder, key: core.key });
  cores.push(again);
  const [draft] = await again
    .renderer()
    .watch({ name: 'canned-drafts' })
    .until((all) => all.length === 1, 'the draft');
  expect(draft).toMatchObject({ conversationId: 'orari', text: '{"title":"Altri"}' });
  // What is here can be used without the hub.
  expect(find(repliesOf(again.renderer(2)).now(), 'orari')?.title).toBe('Orari');
});

test('[CR3] [CR7] one’s own reach no colleague, and the hub sealed; a resynchronisation and a damaged database leave them', async () => {
  const [[maria, core], [luca]] = [await openCore('Maria'), await openCore('Luca')];
  const own = (window: TestRenderer, ...changes: CannedChange[]) =>
    window.call({ name: 'change-own-replies', changes });
  // The same shortcut as a shared one, and only once among one's own.
  await own(maria, put('accesso', null));
  const refused = (change: CannedChange, code: string) =>
    expect(own(maria, change)).rejects.toMatchObject({ failure: { code } });
  await refused(put('accesso', null), 'canned-changed');
  await refused(put('b', null, { shortcut: 'accesso' }), 'shortcut-taken');
  expect(find(repliesOf(maria).now(), 'accesso')).toMatchObject({ isOwn: true, revision: 1 });
  expect(await hub.rawData()).not.toContain(SENTINEL);
  expect(JSON.stringify(repliesOf(luca).now())).not.toContain(SENTINEL);
  core.stop();
  const bytes = readFileSync(core.databaseFile);
  expect(bytes.includes(SENTINEL)).toBe(false);
  // One wrong byte: the start that notices puts the file aside, the next one takes over what nobody else has.
  const at = 3 * 4_096 + 1_000;
  bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  writeFileSync(core.databaseFile, bytes);
  suspectDatabase(core.databaseFile);
  const open = () => openTestCore({ folder: core.folder, key: core.key, start: { hubUrl: hub.syncUrl } });
  const noticing = open();
  expect(noticing.toMain).toContainEqual({ type: 'failed', failure: { code: 'database-unreadable' } });
  noticing.stop();
  const again = open();
  cores.push(again);
  const shown = repliesOf(again.renderer());
  expect(find(await shown.until((all) => all.some(({ isOwn }) => isOwn), 'own ones'), 'accesso')?.text).toContain(
    SENTINEL,
  );
  // The hub sends everything anew.
  again.stop();
  const opened = openDatabase({ file: again.databaseFile, key: again.key, now: 0 });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { db } = opened;
  db.write((tx) => resynchronise(tx, 'another'));
  expect(db.read(allCannedReplies).map(({ id }) => id)).toEqual(['accesso']);
  db.close();
});

test('[CR8] uses are counted here at once, at the hub by sums, also those of a time without it, each once', async () => {
  const [[maria, core], [luca]] = [await openCore('Maria'), await openCore('Luca')];
  const use = (window: TestRenderer, id: string) => window.call({ name: 'canned-used', id, conversationId: 'caso' });
  await maria.call({ name: 'change-own-replies', changes: [put('mia', null)] });
  for (const id of ['accesso-it', 'accesso-it', 'mia', 'unknown']) await use(maria, id);
  await use(luca, 'accesso-it');
  expect(find(repliesOf(maria).now(), 'accesso-it')?.used).toBe(2);
  expect(find(repliesOf(maria).now(), 'mia')?.used).toBe(1);
  // Asking tells what was not told.
  expect(await maria.call({ name: 'canned-uses' })).toEqual({ 'accesso-it': 2 });
  expect(await luca.call({ name: 'canned-uses' })).toEqual({ 'accesso-it': 3 });
  expect(await maria.call({ name: 'canned-uses' })).toEqual({ 'accesso-it': 3 });
  core.stop();
  const away = openTestCore({ folder: core.folder, key: core.key });
  cores.push(away);
  await use(away.renderer(), 'accesso-it');
  await expect(away.renderer(2).call({ name: 'canned-uses' })).rejects.toMatchObject({
    failure: { code: 'hub-unreachable' },
  });
  away.stop();
  const back = openTestCore({ folder: core.folder, key: core.key, start: { hubUrl: hub.syncUrl } });
  cores.push(back);
  const window = back.renderer();
  await online(window);
  expect(await window.call({ name: 'canned-uses' })).toEqual({ 'accesso-it': 4 });
});

test('[CR1] in which words a case was answered last is remembered for it', async () => {
  const [maria] = await openCore('Maria');
  const choice = maria.watch({ name: 'canned-choice', conversationId: 'caso' });
  expect(await choice.until(() => true, 'none')).toBeNull();
  await maria.call({ name: 'canned-used', id: 'accesso-tu-it', conversationId: 'caso' });
  expect(await choice.until((made) => made !== null, 'one')).toEqual({ lang: 'it', address: 'tu' });
  await maria.call({ name: 'canned-used', id: 'access-en', conversationId: 'caso' });
  expect(await choice.until((made) => made?.lang === 'en', 'another')).toEqual({ lang: 'en', address: 'tu' });
  expect(maria.watch({ name: 'canned-choice', conversationId: 'altro' }).now()).toBeNull();
});
