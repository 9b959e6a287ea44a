import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { suspectDatabase } from '../../main/core/db/open-database.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, realCoreDeps, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** A workstation whose database was damaged begins anew and meets the hub that it left. */
const HOUR_MS = 60 * 60_000;
const PAGE_BYTES = 4096;
const NOTE = 'Scritta senza rete';
const DRAFT = 'Quasi finita';
let hub: TestHub;
let cable: Cable;
let core: TestCore;
let window: TestRenderer;
let kept: string;
let aheadMs: number;

const deps = () => ({ ...realCoreDeps(), openSocket: cable.openSocket, clock: { now: () => Date.now() + aheadMs } });
const opened = (id: string) => window.watch({ name: 'conversation', id });
const connected = () =>
  window
    .watch({ name: 'status' })
    .until((value) => value.connection === 'online' && value.outboxCount === 0, 'settled');
const setAside = (): string[] => readdirSync(core.folder).filter((name) => name.includes('unreadable'));
const pendingFor = (id: string) => hub.storage.read(async (tx) => (await tx.evictions([id])).get(id)?.pending);

function start({ key = testKey, ...more }: { readonly key?: string; readonly enrolCode?: string } = {}): void {
  core = openTestCore({ folder: core.folder, key, start: { hubUrl: hub.syncUrl, ...more }, deps: deps() });
  window = core.renderer();
}

beforeEach(async () => {
  [hub, cable, aheadMs] = [await startTestHub(), createCable(), 0];
  kept = mkdtempSync(join(tmpdir(), 'sportello-kept-'));
  core = openTestCore({
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria Rossi') },
    deps: deps(),
  });
  window = core.renderer();
  await connected();
});

afterEach(async () => {
  core.remove();
  rmSync(kept, { recursive: true, force: true });
  await hub.close();
});

/** Claims one, then writes a note and a draft without the network; the database is kept as it was then. */
async function workOffline(id: string): Promise<void> {
  await window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  const { under } = (await opened(id).until((value) => typeof value?.under === 'number')) ?? { under: null };
  if (typeof under !== 'number') throw new Error('it was to be claimed');
  await connected();
  cable.pull();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await window.call({ name: 'save-draft', conversationId: id, kind: 'reply', text: DRAFT });
  await window.call({
    name: 'command',
    command: { name: 'note', conversationId: id, under, messageId: 'note-1', text: NOTE },
  });
  core.stop();
  cpSync(core.folder, kept, { recursive: true });
}

/** As it was then, with one wrong byte in that page; the start that notices puts it aside. */
function damage(page: number): void {
  cpSync(kept, core.folder, { recursive: true });
  const bytes = readFileSync(core.databaseFile);
  const at = page * PAGE_BYTES + 1_000;
  bytes[at] = (bytes[at] ?? 0) ^ 0x40;
  writeFileSync(core.databaseFile, bytes);
  suspectDatabase(core.databaseFile);
  start();
  expect(core.toMain).toContainEqual({ type: 'failed', failure: { code: 'database-unreadable' } });
  core.stop();
}

const pagesOf = (file: string): number => readFileSync(file).length / PAGE_BYTES;

test('[EV8] [CO2] [FE10] a damaged workstation comes back: drafts and outbox are there, nothing is lost or doubled, nothing is left', async () => {
  const [mine, taken] = [await hub.receive(), await hub.receive()];
  await opened(taken).until((value) => value?.content != null);
  await workOffline(mine);
  cable.plug();
  start();
  await connected(); // the hub has the note, and the database that was kept does not know it
  core.stop();
  const luca = await enrolDevice(hub, 'Luca Bianchi', { evicts: true });
  await luca.until(() => luca.held.size === 2);
  await luca.run({ name: 'claim', conversationId: taken });
  const pages = pagesOf(join(kept, 'sportello.db'));
  for (const page of [0, Math.floor(pages / 3), Math.floor(pages / 2), pages - 1]) {
    cable.pull();
    damage(page);
    start();
    const rescued = { drafts: 1, commands: 1, isEnrolled: true, isComplete: true };
    expect(window.watch({ name: 'notices' }).now(), `page ${page}`).toMatchObject([{ rescued }]);
    expect(setAside().length).toBeGreaterThan(0);
    cable.plug();
    await window.call({ name: 'retry-now' });
    await connected();
    const view = await opened(mine).until((value) => value?.content != null, 'what is mine');
    expect(view?.messages.filter(({ text }) => text === NOTE)).toHaveLength(1);
    expect(view?.drafts).toMatchObject([{ kind: 'reply', text: DRAFT }]);
    await opened(taken).until((value) => value?.row.claim === 'other' && value.content === null);
    expect(setAside()).toEqual([]);
    await expect.poll(() => pendingFor(taken)).toBe(0);
    core.stop();
  }
});

test('[EV8] without the hub, what was put aside is deleted when unclaimed text expires', async () => {
  await workOffline(await hub.receive());
  damage(0);
  start();
  expect(setAside().length).toBeGreaterThan(0);
  core.stop();
  aheadMs += 49 * HOUR_MS;
  start();
  expect(setAside()).toEqual([]);
  expect(window.watch({ name: 'status' }).now().outboxCount).toBe(1);
});

test('[EV8] a database that told nothing of the device is kept for 7 days, also when it is enrolled anew', async () => {
  core.stop();
  const key = 'd1'.repeat(32);
  start({ key });
  core.stop();
  expect(setAside().length).toBeGreaterThan(0);
  start({ key, enrolCode: await hub.code('Maria Rossi') });
  await connected();
  expect(setAside().length).toBeGreaterThan(0);
  core.stop();
  aheadMs += 7 * 24 * HOUR_MS + 1;
  start({ key });
  expect(setAside()).toEqual([]);
});
