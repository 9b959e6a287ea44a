import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CannedEntry } from '../../shared/bridge/core-queries.ts';
import type { CannedChange } from '../../shared/canned/changes.ts';
import { MAX_OWN_REPLIES } from '../../shared/canned/own.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice } from '../support/device.ts';
import { digestOfHeld } from '../support/held-digest.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** A person's own canned replies on two devices of theirs, and on none of anybody else: real databases, sockets, hub. */
const CANARY = 'zqcanarinomio';
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

const put = (id: string, base: number | null, title = 'I miei saluti'): CannedChange => ({
  step: 'put',
  base,
  reply: { id, shortcut: id, title, lang: 'it', groupId: null, text: `Un saluto, ${CANARY}` },
});
const online = (window: TestRenderer) =>
  window
    .watch({ name: 'status' })
    .until(({ connection, syncing }) => connection === 'online' && syncing === null, 'on');

async function openCore(name: string): Promise<[TestRenderer, TestCore]> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) } });
  cores.push(core);
  const window = core.renderer();
  await online(window);
  return [window, core];
}
function openAgain({ folder, key }: TestCore, hubUrl: string | null): [TestRenderer, TestCore] {
  const core = openTestCore({ folder, key, start: { hubUrl } });
  cores.push(core);
  return [core.renderer(), core];
}

const change = (window: TestRenderer, ...changes: CannedChange[]) =>
  window.call({ name: 'change-own-replies', changes });
const shows = (window: TestRenderer, fits: (own: readonly CannedEntry[]) => boolean) =>
  window.watch({ name: 'canned-replies' }).until((all) => fits(all.filter(({ isOwn }) => isOwn)), 'own ones');
const titled = (title: string) => (own: readonly CannedEntry[]) => own[0]?.title === title && own.length === 1;
const atHub = async (id: string) => (await hub.storage.read((tx) => tx.ownReplies([id])))[0];
const settled = (id: string, revision: number) =>
  vi.waitFor(async () => expect((await atHub(id))?.revision).toBe(revision), { timeout: 20_000 });

test('[CR7] what is written on one device is on the person’s other one, and in no byte of a colleague’s', async () => {
  const [[maria], [second], [luca, lucas]] = [await openCore('Maria'), await openCore('Maria'), await openCore('Luca')];
  const watcher = await enrolDevice(hub, 'Carla');
  const again = await enrolDevice(hub, 'Maria');
  await change(maria, put('saluti', null));
  await shows(second, titled('I miei saluti'));
  await change(second, put('saluti', 1, 'I nostri saluti'));
  await shows(maria, titled('I nostri saluti'));
  // Something that everybody is sent after it.
  const marker = await hub.receive();
  await watcher.until(() => watcher.held.has(marker));
  await luca.watch({ name: 'conversation', id: marker }).until((value) => value !== null, 'later');
  await again.until(() => again.held.has(marker));
  expect(JSON.stringify(again.wire.frames)).toContain(CANARY);
  expect(JSON.stringify(watcher.wire.frames)).not.toMatch(/zqcanarinomio|miei saluti|own-reply/);
  for (const device of [watcher, again]) {
    const digest = await hub.storage.read((tx) => tx.digest(device.userId));
    expect(digestOfHeld(device)).toEqual(digest);
  }
  const copy = decryptedCopy(lucas.databaseFile, lucas.key);
  expect([...filesContaining(copy, CANARY), ...filesContaining(lucas.folder, CANARY)]).toEqual([]);
  rmSync(copy, { recursive: true });
  expect(await hub.rawData()).not.toContain(CANARY);
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  expect(JSON.stringify(entries)).not.toMatch(/zqcanarinomio|miei saluti|own-repl/);
  const revision = (await atHub('saluti'))?.revision ?? null;
  await change(maria, { step: 'remove', id: 'saluti', base: revision });
  await shows(second, (own) => own.length === 0);
  await vi.waitFor(async () => expect((await atHub('saluti'))?.reply).toBeNull(), { timeout: 20_000 });
});

test('[CR7] written without the hub it goes when the hub is back; where the other device was faster, both versions are kept', async () => {
  const [[maria, core], [second]] = [await openCore('Maria'), await openCore('Maria')];
  await change(maria, put('saluti', null));
  await shows(second, titled('I miei saluti'));
  core.stop();
  const [away, offline] = openAgain(core, null);
  await change(away, put('saluti', 1, 'Scritti senza rete'), put('nuova', null, 'Nuova'));
  offline.stop();
  await change(second, put('saluti', 1, 'Scritti prima'));
  await settled('saluti', 2);
  const [back, backCore] = openAgain(core, hub.syncUrl);
  await online(back);
  await settled('nuova', 1);
  // The version that the hub had first counts; the other one is a draft, begun on what it replaced.
  await shows(back, (own) => own.some(({ id, title }) => id === 'saluti' && title === 'Scritti prima'));
  const [draft] = await back.watch({ name: 'canned-drafts' }).until((all) => all.length === 1, 'the draft');
  expect(JSON.parse(draft?.text ?? '')).toMatchObject({ isOwn: true, title: 'Scritti senza rete', base: 1 });
  await shows(second, (own) => own.length === 2);
  backCore.stop();
});

test('[CR7] nobody changes another person’s, they carry no files, come twice without effect, and are not endless', async () => {
  const [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  const bring = async (device: typeof maria | null, made: unknown) => {
    const authorization = `Bearer ${device?.welcome.blobToken ?? 'none'}`;
    const response = await fetch(`${hub.httpUrl}/v1/own-replies`, {
      ...{ method: 'PUT', headers: { authorization, 'content-type': 'application/json' } },
      body: JSON.stringify({ change: made }),
    });
    return response.ok ? response.status : ((await response.json()) as { code: string }).code;
  };
  expect(await bring(null, put('a', null))).toBe('unknown-device');
  expect([await bring(maria, put('a', null)), await bring(maria, put('a', null))]).toEqual([204, 204]);
  expect(await atHub('a')).toMatchObject({ userId: maria.userId, revision: 1 });
  expect(await bring(luca, put('a', 1, 'Altro'))).toBe('invalid-request');
  expect(await bring(luca, { step: 'remove', id: 'a', base: 1 })).toBe('invalid-request');
  expect(await bring(maria, put('a', null, 'Altro'))).toBe('canned-changed');
  const file = { id: 'f', name: 'a.pdf', type: 'application/pdf', sizeBytes: 1, flags: [] };
  const made = put('b', null);
  const reply = made.step === 'put' ? { ...made.reply, files: [file] } : null;
  expect(await bring(maria, { step: 'put', base: null, reply })).toBe('invalid-request');
  // The hub was set back: the device knows more than it does.
  expect(await bring(maria, put('a', 7, 'Dopo'))).toBe(204);
  await hub.storage.write(async (tx) => {
    const { userId } = luca;
    for (let count = 0; count < MAX_OWN_REPLIES; count += 1) {
      const each = put(`l-${count}`, null);
      if (each.step === 'put') await tx.putOwnReply({ id: each.reply.id, userId, revision: 1, reply: each.reply });
    }
  });
  expect(await bring(luca, put('l-more', null))).toBe('invalid-request');
});
