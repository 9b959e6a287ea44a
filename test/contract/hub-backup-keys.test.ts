import Database from 'better-sqlite3';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { backup, restore } from '../../hub/cli/backup.ts';
import { redacted, REDACTED } from '../../shared/redact.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { filesContaining } from '../support/canary.ts';
import { addConversation, incoming, NOW, seed, withAttachments } from '../support/storage-samples.ts';

/** Copies, keys and what was redacted between them: files of a hub that does not serve. */
const canary = 'canarino-4711';
let folder: string;

const path = (...names: string[]) => join(folder, ...names);
const open = (file = path('data', 'hub.db')) => openSqliteStorage({ file, now: NOW, timers: null });
const copied = (name: string) => backup(['--data', path('data'), '--to', path('copies', name)]);
const restored = (name: string, ...args: string[]) =>
  restore(['--data', path('data'), '--from', path('copies', name), ...args]);

async function at<T>(run: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await open();
  try {
    return await run(storage);
  } finally {
    await storage.close();
  }
}

const texts = (): Promise<unknown> =>
  at((storage) =>
    storage.read(async (tx) => {
      const messages = [...(await tx.messages(['c1', 'c2'], 0)).values()].flat();
      return messages.map(({ text, quoted }) => [text, quoted]);
    }),
  );

const redact = (): Promise<void> =>
  at((storage) =>
    storage.write(async (tx) => {
      const before = await tx.conversation('c1');
      const messages = (await tx.messages(['c1'], 0)).get('c1') ?? [];
      if (before === null) throw new Error('no conversation');
      const text = messages[0]?.text ?? '';
      const start = text.indexOf(canary);
      const span = { messageId: 'c1-m', part: 'text' as const, start, end: start + canary.length };
      const changed = (redacted({ subject: '', messages }, span)?.messages ?? []).map(
        ({ redactions = 1, ...rest }) => ({ ...rest, redactions }),
      );
      await tx.saveConversation({ before, after: before, messages: [], mails: [], redacted: changed });
    }),
  );

/** Every key that is in a file, destroyed ones left out. */
function keysIn(file: string): string[] {
  const database = new Database(file, { readonly: true });
  const rows = database.prepare<[], { key: Buffer }>('select key from content_keys').all();
  database.close();
  return rows.map(({ key }) => key.toString('hex')).filter((key) => !/^0+$/.test(key));
}

const withDocument = () => ({
  ...incoming('c4'),
  attachments: [
    { id: 'c4-f0', name: 'ci.jpg', type: 'image/jpeg', sizeBytes: canary.length, bytes: Buffer.from(canary) },
  ],
});

const filesIn = (name: string): string[] => readdirSync(path(name)).map((file) => path(name, file));

const filesHolding = (bytes: Buffer): string[] =>
  ['data', 'copies'].flatMap(filesIn).filter((file) => readFileSync(file).includes(bytes));

beforeEach(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'sportello-keys-'));
  for (const name of ['data', 'copies']) mkdirSync(path(name));
  await at(async (storage) => {
    await storage.write(seed);
    await storage.write((tx) =>
      addConversation(tx, 'c1', { ...incoming('c1'), text: `Sono ${canary}.`, quoted: canary }),
    );
    await storage.write((tx) => addConversation(tx, 'c2', { ...withAttachments(), id: 'c2-m', text: 'Altro' }));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('[RD5] a copy has no keys and no words; with the keys file it brings all of them back', async () => {
  await copied('first.db');
  expect(keysIn(path('copies', 'first.db'))).toEqual([]);
  expect(keysIn(path('copies', 'hub.keys'))).toHaveLength(7);
  expect(filesContaining(folder, canary)).toEqual([]);
  const before = await texts();
  rmSync(path('data', 'hub.db'));
  await restored('first.db');
  expect(await texts()).toEqual(before);
  const bytes = await at((storage) => storage.read((tx) => tx.attachmentBytes('c1-f0')));
  expect(bytes).toEqual(Buffer.from([0, 255, 1]));
});

test('[RD6] what was redacted since stays so when an older copy is restored over the data', async () => {
  await copied('first.db');
  await redact();
  await restored('first.db');
  expect(await texts()).toEqual([
    [REDACTED, null],
    ['Altro', 'citato'],
  ]);
  expect(filesContaining(folder, canary)).toEqual([]);
});

test('[RD5] [RD6] the newest keys file opens the older copies and nothing that was redacted, on another machine too', async () => {
  await copied('first.db');
  const before = keysIn(path('copies', 'hub.keys'));
  await redact();
  await copied('second.db');
  const after = keysIn(path('copies', 'hub.keys'));
  const destroyed = before.filter((key) => !after.includes(key));
  expect(destroyed).toHaveLength(1);
  for (const key of destroyed) expect(filesHolding(Buffer.from(key, 'hex'))).toEqual([]);
  for (const name of ['first.db', 'second.db']) {
    rmSync(path('data', 'hub.db'), { force: true });
    await restored(name);
    expect(await texts()).toEqual([
      name === 'first.db' ? [REDACTED, null] : [`Sono ${REDACTED}.`, REDACTED],
      ['Altro', 'citato'],
    ]);
  }
});

test('[DV3] [RD6] a document that was destroyed can’t be read from a restored backup, its words in no file', async () => {
  await at((storage) => storage.write((tx) => addConversation(tx, 'c4', { ...withDocument(), id: 'c4-m' })));
  await copied('first.db');
  const bytes = () => at((storage) => storage.read((tx) => tx.attachmentBytes('c4-f0')));
  expect(String(await bytes())).toBe(canary);
  await at((storage) =>
    storage.write(async (tx) => {
      const before = await tx.conversation('c4');
      if (before === null) throw new Error('no conversation');
      const document = { purpose: 'age' as const, keptAt: NOW, expiresAt: NOW, destroyedAt: NOW };
      const documents = [{ attachmentId: 'c4-f0', document }];
      await tx.saveConversation({ before, after: before, messages: [], mails: [], documents });
    }),
  );
  expect(await bytes()).toBeNull();
  await restored('first.db');
  expect(await bytes()).toBeNull();
  await copied('second.db');
  rmSync(path('data', 'hub.db'));
  await restored('first.db');
  expect(await bytes()).toBeNull();
  expect(filesContaining(folder, canary)).toEqual([]);
});

test('[RD9] [RD10] subject, contact and names of files are in no copy; after a redaction nothing of them opens', async () => {
  const change = (subject: string, isSubjectRedacted: boolean): Promise<void> =>
    at((storage) =>
      storage.write(async (tx) => {
        const before = await tx.conversation('c1');
        if (before === null) throw new Error('no conversation');
        const after = {
          ...before,
          subject,
          contact: { name: canary, email: `${canary}@posta.example`, phone: canary },
        };
        await tx.saveConversation({ before, after, messages: [], mails: [], isSubjectRedacted });
      }),
    );
  const head = () => at((storage) => storage.read((tx) => tx.conversation('c1')));
  const found = () => at((storage) => storage.read((tx) => tx.conversationsOf(`${canary}@posta.example`, 9)));
  await copied('older.db');
  await change(`Oggetto ${canary}`, false);
  await copied('first.db');
  expect(filesContaining(folder, canary)).toEqual([]);
  // A correction alone costs the older copy nothing.
  await restored('older.db');
  expect(await head()).toMatchObject({ subject: 'Oggetto', contact: { name: 'Anna' } });
  await restored('first.db');
  expect(await head()).toMatchObject({ subject: `Oggetto ${canary}`, contact: { phone: canary } });
  expect((await found()).map(({ id }) => id)).toEqual(['c1']);
  await change(`Oggetto ${REDACTED}`, true);
  await copied('second.db');
  for (const [name, subject] of [
    ['first.db', REDACTED],
    ['second.db', `Oggetto ${REDACTED}`],
  ] as const) {
    rmSync(path('data', 'hub.db'), { force: true });
    await restored(name);
    expect((await head())?.subject).toBe(subject);
  }
  expect((await found()).map(({ id }) => id)).toEqual(['c1']);
  expect(filesContaining(folder, canary)).toEqual([]);
});

test('[RD11] [RD6] a file that was redacted can’t be read from a restored backup, nor can its name', async () => {
  await at((storage) => storage.write((tx) => addConversation(tx, 'c4', { ...withDocument(), id: 'c4-m' })));
  await copied('first.db');
  const file = () =>
    at((storage) =>
      storage.read(async (tx) => [(await tx.attachment('c4-f0'))?.attachment.name, await tx.attachmentBytes('c4-f0')]),
    );
  expect(await file()).toEqual(['ci.jpg', Buffer.from(canary)]);
  await at((storage) =>
    storage.write(async (tx) => {
      const before = await tx.conversation('c4');
      if (before === null) throw new Error('no conversation');
      const redactedFiles = [{ attachmentId: 'c4-f0', userId: 'maria', at: NOW }];
      await tx.saveConversation({ before, after: before, messages: [], mails: [], redactedFiles });
    }),
  );
  expect(await file()).toEqual([REDACTED, null]);
  await copied('second.db');
  for (const keepsData of [true, false]) {
    if (!keepsData) rmSync(path('data', 'hub.db'));
    await restored('first.db');
    expect(await file()).toEqual([REDACTED, null]);
  }
  expect(filesContaining(folder, canary)).toEqual([]);
});

test('[RD6] data that was put aside has no keys, and comes back all the same', async () => {
  await copied('first.db');
  await at((storage) => storage.write((tx) => addConversation(tx, 'c3')));
  await restored('first.db');
  const [aside = ''] = filesIn('data').filter((file) => /before-\d+$/.test(file));
  expect(keysIn(aside)).toEqual([]);
  renameSync(aside, path('copies', 'aside.db'));
  await restored('aside.db');
  expect(await at((storage) => storage.read((tx) => tx.countWithoutKey()))).toBe(0);
  expect(await texts()).toEqual([
    [`Sono ${canary}.`, canary],
    ['Altro', 'citato'],
  ]);
});

test('[RD6] without keys nothing is restored, unless that is what is wanted; then all is redacted', async () => {
  await copied('first.db');
  rmSync(path('data', 'hub.db'));
  rmSync(path('copies', 'hub.keys'));
  await expect(restored('first.db')).rejects.toThrow('6 texts or attachments have no key');
  expect(existsSync(path('data', 'hub.db'))).toBe(false);
  await restored('first.db', '--without-keys');
  expect(await texts()).toEqual([
    [REDACTED, null],
    [REDACTED, null],
  ]);
  expect(await at((storage) => storage.read((tx) => tx.attachmentBytes('c1-f0')))).toBeNull();
});

test('[RD5] the keys of another hub are neither used nor overwritten', async () => {
  await copied('first.db');
  const before = readFileSync(path('copies', 'hub.keys'));
  await at((storage) => storage.write((tx) => tx.setMeta({ hubId: 'other', epoch: 'epoch', association: 'Prova' })));
  await expect(copied('second.db')).rejects.toThrow('another hub');
  expect(readFileSync(path('copies', 'hub.keys'))).toEqual(before);
  expect(existsSync(path('copies', 'second.db'))).toBe(false);
});
