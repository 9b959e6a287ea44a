import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../main/core/file-log.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, testKey, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Each with a word of its own in every place where a text can be. */
const CONVERSATIONS = 200;
/** Looked at in a window before somebody claims them; passed on in the end, so that their attachments have to leave too. */
const OPENED = 20;
/** After so many claims the files are looked through, while the rest still waits. */
const SCANNED_EVERY = 50;
const others = ['Luca Bianchi', 'Sara Verdi', 'Piero Neri'];
/** What is looked for: the index keeps only the ends of words that begin alike, hence two letters before it. */
const canary = 'canarino';
const canaryOf = (at: number): string => `zq${canary}${String(at).padStart(3, '0')}`;

interface Device {
  readonly core: TestCore;
  readonly window: TestRenderer;
}

let hub: TestHub;
let folder: string;
let maria: Device;
let rest: Device[];

const open = async (name: string): Promise<Device> => {
  const own = join(folder, name.slice(0, 4));
  const core = openTestCore({
    folder: own,
    start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name), logFile: join(own, 'logs', 'core.log') },
    deps: { openLog: (file) => openFileLog(file) },
  });
  return { core, window: core.renderer() };
};

beforeEach(async () => {
  hub = await startTestHub();
  folder = mkdtempSync(join(tmpdir(), 'sportello-canaries-'));
  maria = await open('Maria Rossi');
  rest = await Promise.all(others.map(open));
});

afterEach(async () => {
  for (const { core } of [maria, ...rest]) core.stop();
  await hub.close();
  rmSync(folder, { recursive: true });
});

const letter = (at: number) => ({
  contact: { name: `Rita ${canaryOf(at)}`, email: `${canaryOf(at)}@posta.example`, phone: `035 ${canaryOf(at)}` },
  subject: `Orari ${canaryOf(at)}`,
  text: `Buongiorno, siete aperti sabato? ${canaryOf(at)}. `.repeat(1 + (at % 40)),
  quoted: `> siete aperti ${canaryOf(at)}`,
  // Nothing here is for the guard, or it would wait unread (GU2).
  attachments: [
    { name: `${canaryOf(at)}.pdf`, type: 'application/pdf', bytes: Buffer.from(`foglio ${canaryOf(at)} `.repeat(20)) },
  ],
});

async function holdsAll({ window }: Device): Promise<void> {
  const counts = window.watch({ name: 'counts' });
  await counts.until(({ views }) => views['to-take'] === CONVERSATIONS, 'all are here');
  counts.end();
}

async function looksAt({ window }: Device, id: string): Promise<void> {
  const watch = window.watch({ name: 'conversation', id });
  const shown = await watch.until((value) => value !== null, 'known');
  expect(shown).toMatchObject({ row: { flags: [] }, content: { subject: expect.stringContaining(canary) } });
  watch.end();
}

/** Names of the files that contain the canary, raw or with the encryption taken off. */
const left = (device: Device): string[] => inFiles(device, (folder) => filesContaining(folder, canary));

/** Numbers of the conversations whose canary is in full in one of the files. */
const numbersLeft = (device: Device): number[] =>
  inFiles(device, (folder) =>
    filesContaining(folder, canary).flatMap((file) => {
      const text = readFileSync(file, 'latin1').replaceAll('\0', '');
      return [...text.matchAll(new RegExp(`${canary}(\\d{3})`, 'g'))].map(([, at]) => Number(at));
    }),
  );

function inFiles<T>({ core }: Device, look: (folder: string) => T[]): T[] {
  const copy = decryptedCopy(core.databaseFile, testKey);
  const found = [...look(core.folder), ...look(copy)];
  rmSync(copy, { recursive: true });
  return found;
}

/** Until its claimer is told that every other device has removed the text. */
async function claimed(id: string): Promise<void> {
  // Frames are counted by the hub's clock, which only steps here (LIM2).
  hub.clock.advance(200);
  const watch = maria.window.watch({ name: 'conversation', id });
  await maria.window.call({ name: 'command', command: { name: 'claim', conversationId: id } });
  await watch.until((value) => value?.content?.eviction?.removed === others.length, 'all receipts');
  watch.end();
}

/** Her device has fetched the attachment since the claim (EV7); until the hub has her receipt. */
async function passedOn(id: string): Promise<void> {
  hub.clock.advance(200);
  const watch = maria.window.watch({ name: 'conversation', id });
  const open = watch.now();
  await maria.window.call({ name: 'attachment', id: open?.messages[0]?.attachments[0]?.id ?? '' });
  const { users } = maria.window.watch({ name: 'directory' }).now();
  const to = { userId: users.find(({ name }) => name === others[0])?.id ?? '' };
  const transfer = {
    name: 'transfer',
    conversationId: id,
    under: open?.under as number,
    to,
    handover: 'Per te',
  } as const;
  await maria.window.call({ name: 'command', command: transfer });
  await watch.until((value) => value?.row.claim === 'other' && value.content === null, 'gone here');
  watch.end();
}

test(`[EV3] ${CONVERSATIONS} conversations are claimed one after the other: with its receipts nothing of one is left on any other device`, async () => {
  const ids: string[] = [];
  for (let at = 0; at < CONVERSATIONS; at += 1) ids.push(await hub.receive(letter(at)));
  await Promise.all([maria, ...rest].map(holdsAll));
  for (const device of rest) for (const id of ids.slice(0, OPENED)) await looksAt(device, id);
  for (const device of rest) expect(left(device)).not.toEqual([]);

  for (const [at, id] of ids.entries()) {
    await claimed(id);
    if ((at + 1) % SCANNED_EVERY !== 0) continue;
    for (const device of rest) expect(numbersLeft(device).filter((number) => number <= at)).toEqual([]);
  }

  for (const device of rest) {
    expect(left(device)).toEqual([]);
    expect(device.window.watch({ name: 'search', text: canary, limit: 5 }).now().hits).toEqual([]);
    expect(JSON.stringify(device.core.toMain)).not.toContain(canary);
  }
  expect(hub.log.join('\n')).not.toContain(canary);

  expect(numbersLeft(maria)).toContain(0);
  for (const id of ids.slice(0, OPENED)) await passedOn(id);
  expect(Math.min(...numbersLeft(maria))).toBe(OPENED);
}, 120_000);
