import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backup, restore } from '../../hub/cli/backup.ts';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { REDACTED } from '../../shared/redact.ts';
import { filesContaining } from '../support/canary.ts';
import { freshDatabase, hasPostgres, queryAt, type TestDatabase } from '../support/postgres.ts';
import { addConversation, incoming, NOW, seed } from '../support/storage-samples.ts';

/** What was redacted, and documents that were destroyed, after a dump that is restored with the newest keys file. */
const canary = 'canarino-4711';
const document = 'canarino-documento';
let folder: string;
let database: TestDatabase;
/** The state of the database when it was dumped: `pg_dump` of this version is not everywhere, a copy by the server is. */
let dumped: string;

async function at<T>(url: string, run: (storage: Storage) => Promise<T>): Promise<T> {
  const address = { ...database.address, database: new URL(url).pathname.slice(1) };
  const storage = await openPostgresStorage({ address, now: NOW, timers: null, instance: 'keys' });
  try {
    return await run(storage);
  } finally {
    await storage.close();
  }
}

const shown = (url: string) =>
  at(url, (storage) =>
    storage.read(async (tx) => {
      const [message] = (await tx.messages(['c1'], 0)).get('c1') ?? [];
      const bytes = await tx.attachmentBytes('c1-f0');
      return [message?.text, bytes === null ? null : Buffer.from(bytes).toString()];
    }),
  );

/** As a participant does it, and as the vault does it when a document's time is over. */
const destroyBoth = (): Promise<void> =>
  at(database.url, (storage) =>
    storage.write(async (tx) => {
      const before = await tx.conversation('c1');
      if (before === null) throw new Error('no conversation');
      const redacted = [{ id: 'c1-m', text: `Sono ${REDACTED}.`, quoted: null, redactions: 1 }];
      const gone = { purpose: 'age' as const, keptAt: NOW, expiresAt: NOW, destroyedAt: NOW };
      const documents = [{ attachmentId: 'c1-f0', document: gone }];
      await tx.saveConversation({ before, after: before, messages: [], mails: [], redacted, documents });
    }),
  );

describe.skipIf(!hasPostgres)('keys of a PostgreSQL database', () => {
  beforeEach(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    folder = mkdtempSync(join(tmpdir(), 'sportello-postgres-keys-'));
    database = await freshDatabase();
    await at(database.url, async (storage) => {
      await storage.write(seed);
      await storage.write((tx) =>
        addConversation(tx, 'c1', {
          ...incoming('c1'),
          text: `Sono ${canary}.`,
          quoted: null,
          attachments: [
            {
              id: 'c1-f0',
              name: 'ci.jpg',
              type: 'image/jpeg',
              sizeBytes: document.length,
              bytes: Buffer.from(document),
            },
          ],
        }),
      );
    });
    const url = new URL(database.url);
    url.pathname = `${url.pathname}_dump`;
    dumped = url.href;
    await copyTo(dumped);
    await backup(['--database', database.url, '--keys', join(folder, 'hub.keys')]);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await queryAt(database.url, `drop database ${new URL(dumped).pathname.slice(1)} with (force)`);
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const copyTo = async (url: string): Promise<void> => {
    const server = new URL(database.url);
    server.pathname = '/postgres';
    const [from, to] = [database.url, url].map((each) => new URL(each).pathname.slice(1));
    await queryAt(server.href, `create database ${to} template ${from}`);
  };
  const newest = () => ['--keys', join(folder, 'hub.keys')];

  test('[RD12] [DV3] a dump without keys is read with the file, except what was redacted or destroyed since', async () => {
    await queryAt(dumped, 'delete from content_keys');
    await expect(restore(['--database', dumped])).rejects.toThrow(/have no key/);
    await restore(['--database', dumped, ...newest()]);
    expect(await shown(dumped)).toEqual([`Sono ${canary}.`, document]);
    await destroyBoth();
    await backup(['--database', database.url, ...newest()]);
    await queryAt(dumped, 'delete from content_keys');
    await restore(['--database', dumped, ...newest()]);
    expect(await shown(dumped)).toEqual([REDACTED, null]);
  });

  test('[RD12] a dump that somebody made with its keys shows nothing that was destroyed since', async () => {
    await destroyBoth();
    await backup(['--database', database.url, ...newest()]);
    expect(await shown(dumped)).toEqual([`Sono ${canary}.`, document]);
    await restore(['--database', dumped, ...newest()]);
    expect(await shown(dumped)).toEqual([REDACTED, null]);
    const rows = await queryAt(dumped, "select encode(key, 'hex') as key from content_keys");
    expect(rows.filter(({ key }) => /^0+$/.test(String(key)))).toHaveLength(2);
    expect(filesContaining(folder, canary)).toEqual([]);
  });

  test('[RD12] the keys of another hub are neither used nor overwritten', async () => {
    await queryAt(dumped, "update meta set value = 'other' where key = 'hub_id'");
    await expect(restore(['--database', dumped, ...newest()])).rejects.toThrow('another hub');
    await expect(backup(['--database', dumped, ...newest()])).rejects.toThrow('another hub');
  });
});
