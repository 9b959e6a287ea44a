import Database from 'better-sqlite3';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { copiesIn } from '../../hub/backups/plan.ts';
import { auditVerify } from '../../hub/cli/audit.ts';
import { backupVerify } from '../../hub/cli/backup-verify.ts';
import { backup, restore } from '../../hub/cli/backup.ts';
import type { PostgresAddress } from '../../hub/storage/postgres-address.ts';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { Storage, WriteTx } from '../../hub/storage/storage.ts';
import { REDACTED } from '../../shared/redact.ts';
import { filesContaining } from '../support/canary.ts';
import { sendMail } from '../support/mailbox.ts';
import { freshDatabase, hasPostgres, type TestDatabase } from '../support/postgres.ts';
import { eventually, startHub, startProgram } from '../support/processes.ts';
import { addConversation, incoming, NOW, seed } from '../support/storage-samples.ts';

/** Copies of a hub that stands on PostgreSQL, made, tried and restored without any tool of PostgreSQL's. */
const canary = 'canarino-6120';
const file = new Uint8Array(300_000).map((_, at) => at % 251);
let folder: string;
let database: TestDatabase;
const at = (name: string): string => join(folder, name);

async function inside<T>(run: (storage: Storage) => Promise<T>, address: PostgresAddress = database.address) {
  const storage = await openPostgresStorage({ address, now: NOW, timers: null, instance: 'test' });
  try {
    return await run(storage);
  } finally {
    await storage.close();
  }
}

const withFile = (id: string) => ({
  ...incoming(id),
  text: `Sono ${canary}, perché € \u{1f600}`,
  attachments: [{ id: `${id}-f`, name: 'ci.jpg', type: 'image/jpeg', sizeBytes: file.length, bytes: file }],
});

const fill = (storage: Storage): Promise<void> =>
  storage.write(async (tx) => {
    await seed(tx);
    await addConversation(tx, 'c1', withFile('c1'));
    await addConversation(tx, 'c2');
  });

/** As a participant redacts words, and as the vault destroys a document whose time is over. */
const redactAndExpire = (storage: Storage): Promise<void> =>
  storage.write(async (tx: WriteTx) => {
    const before = await tx.conversation('c1');
    if (before === null) throw new Error('no conversation');
    const redacted = [{ id: 'c1-m', text: `Sono ${REDACTED}.`, quoted: null, redactions: 1 }];
    const gone = { purpose: 'age' as const, keptAt: NOW, expiresAt: NOW, destroyedAt: NOW };
    const documents = [{ attachmentId: 'c1-f', document: gone }];
    await tx.saveConversation({ before, after: before, messages: [], mails: [], redacted, documents });
  });

const shown = (storage: Storage) =>
  storage.read(async (tx) => {
    const [message] = (await tx.messages(['c1'], 0)).get('c1') ?? [];
    const bytes = await tx.attachmentBytes('c1-f');
    const isWhole = bytes !== null && Buffer.from(bytes).equals(Buffer.from(file));
    return { text: message?.text, isWhole, cases: (await tx.meta()) === null ? 0 : await casesIn(tx) };
  });

const casesIn = async (tx: Parameters<Parameters<Storage['read']>[0]>[0]): Promise<number> =>
  (await Promise.all(['c1', 'c2', 'c3'].map((id) => tx.conversation(id)))).filter((each) => each !== null).length;

const whole = { text: `Sono ${canary}, perché € \u{1f600}`, isWhole: true, cases: 2 };
const server = () => ['--database', database.url];
const backedUp = () => run(backup, ...server(), '--to', at('copy.db'));
const good = { why: '' };

/** A command of the hub's with what it said, and why it failed; in this process, as starting one takes a second. */
async function run(command: (args: readonly string[]) => Promise<void>, ...args: readonly string[]) {
  const [said, wrong] = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')];
  for (const spy of [said, wrong]) spy.mockReset().mockImplementation(() => undefined);
  const lines = (spy: typeof said): string => spy.mock.calls.map(([line]) => `${String(line)}\n`).join('');
  try {
    await command(args);
    return { output: lines(said), why: lines(wrong) };
  } catch (error) {
    return { output: lines(said), why: String(error) };
  } finally {
    process.exitCode = 0;
    vi.restoreAllMocks();
  }
}
const schemas = async (): Promise<readonly string[]> =>
  (await database.query("select nspname as name from pg_namespace where nspname like 'sportello%'")).map(({ name }) =>
    String(name),
  );

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-backup-postgres-'));
  if (hasPostgres) database = await freshDatabase();
});
afterEach(async () => {
  if (hasPostgres) await database.drop();
  rmSync(folder, { recursive: true });
});

describe.skipIf(!hasPostgres)('a copy of a PostgreSQL database', () => {
  test('[RE7] [RD13] holds no key, is tried on the server, and brings back that moment, beside what it replaces', async () => {
    await inside(fill);
    expect(await backedUp()).toMatchObject(good);
    expect(await backedUp()).toMatchObject({ why: expect.stringContaining('exists') });
    // What somebody left who was killed while trying one.
    await database.query('create schema sportello_tried');
    const copy = new Database(at('copy.db'), { readonly: true });
    expect(copy.prepare('select count(*) from content_keys').pluck().get()).toBe(0);
    copy.close();
    expect(filesContaining(folder, canary)).toEqual([]);
    const verified = await run(backupVerify, '--from', at('copy.db'), ...server());
    expect(verified).toMatchObject(good);
    expect(verified.output).toMatch(/^verified: 2 conversations, 2 messages, \d+ opened with the keys/);
    expect(await schemas()).toEqual([]);

    const epoch = await inside((storage) => storage.read(async (tx) => (await tx.meta())?.epoch));
    await inside((storage) => storage.write((tx) => addConversation(tx, 'c3')));
    const restored = await run(restore, ...server(), '--from', at('copy.db'));
    expect(restored).toMatchObject(good);
    expect(restored.output).toMatch(
      /1000 case numbers left out\nwhat was there before: schema sportello_before_\d+\n$/,
    );
    expect(await inside(shown)).toEqual(whole);
    expect(await inside((storage) => storage.read(async (tx) => (await tx.meta())?.epoch))).not.toBe(epoch);
    expect((await run(auditVerify, ...server())).output).toMatch(/^ok /);
    const [before = ''] = await schemas();
    expect(await database.query(`select count(*)::int as cases from ${before}.conversations`)).toEqual([{ cases: 3 }]);
    expect(await database.query(`select count(*)::int as keys from ${before}.content_keys`)).toEqual([{ keys: 0 }]);
  }, 60_000);

  test('[RD13] [RD6] [DV3] what was redacted after it, and a document that expired, stay unreadable, with the data that it replaces or with the newest keys alone', async () => {
    await inside(fill);
    await backedUp();
    await inside(redactAndExpire);
    expect(await run(backup, ...server(), '--keys', at('hub.keys'))).toMatchObject(good);
    expect(await run(restore, ...server(), '--from', at('copy.db'))).toMatchObject(good);
    expect(await inside(shown)).toEqual({ ...whole, text: REDACTED, isWhole: false });

    const other = await freshDatabase();
    try {
      const there = ['--database', other.url, '--from', at('copy.db')];
      const lacking = await run(restore, ...there, '--keys', await someOthersKeys());
      expect(lacking).toMatchObject({ why: expect.stringContaining('another hub') });
      expect(await other.query("select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
      expect(await run(restore, ...there)).toMatchObject(good);
      expect(await inside(shown, other.address)).toEqual({ ...whole, text: REDACTED, isWhole: false });
    } finally {
      await other.drop();
    }
  }, 60_000);

  test('a copy of one kind of hub is restored as the other kind', async () => {
    await inside(fill);
    await backedUp();
    const data = at('data');
    expect(await run(restore, '--data', data, '--from', at('copy.db'))).toMatchObject(good);
    const storage = await openSqliteStorage({ file: join(data, 'hub.db'), now: NOW, timers: null });
    await storage.write((tx) => addConversation(tx, 'c3'));
    expect(await shown(storage)).toEqual({ ...whole, cases: 3 });
    await storage.close();
    const back = join(folder, 'back');
    mkdirSync(back);
    await run(backup, '--data', data, '--to', join(back, 'copy.db'));
    const restored = await run(restore, ...server(), '--from', join(back, 'copy.db'));
    expect(restored).toMatchObject(good);
    expect(await inside(shown)).toEqual({ ...whole, cases: 3 });
  }, 60_000);

  test('names the table of which something was changed, lost or added since it was read', async () => {
    await inside(fill);
    await backedUp();
    const changes = {
      messages: "update messages set kind = 'note' where id = 'c2-m'",
      blobs: 'delete from blobs',
      feed: "insert into feed values ('x', 'y', 900, 900, null)",
    };
    for (const [table, change] of Object.entries(changes)) {
      const changed = at(`${table}.db`);
      writeFileSync(changed, readFileSync(at('copy.db')));
      const copy = new Database(changed);
      copy.exec(change);
      copy.close();
      expect(await run(backupVerify, '--from', changed)).toMatchObject({
        why: expect.stringContaining(`${table} is not what was copied`),
      });
    }
  }, 60_000);

  test('[RE7] is not restored while a hub is at work, nor what is no copy; nothing changes then', async () => {
    await inside(fill);
    await backedUp();
    writeFileSync(at('noise.db'), 'not a database at all, '.repeat(400));
    const restored = (from: string) => run(restore, ...server(), '--from', at(from));
    await inside(async () => {
      expect(await restored('copy.db')).toMatchObject({ why: expect.stringContaining('a hub is at work') });
    });
    expect(await restored('noise.db')).toMatchObject({ why: expect.stringContaining('database-unreadable') });
    expect(await restored('none.db')).toMatchObject({ why: expect.stringContaining('there is no') });
    expect(await schemas()).toEqual([]);
    expect(await inside(shown)).toEqual(whole);
  }, 60_000);
});

describe.skipIf(!hasPostgres)('a hub on PostgreSQL with a folder for copies', () => {
  test('makes one at once, restores it on the server, and says so', async () => {
    const copies = at('copies');
    const options = ['--backup-dir', copies, '--admin-port', '0', '--mail-domain', 'dbo.example'];
    const hub = await startHub({ data: at('data'), extra: [...server(), ...options] });
    try {
      const [, port] = await hub.line(/^admin=(\d+)$/m);
      const metric = async (name: string): Promise<number> => {
        const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
        return Number(new RegExp(`^sportello_hub_${name} (\\S+)$`, 'm').exec(text)?.[1]);
      };
      await eventually('the copy is verified', async () => (await metric('backup_verified_seconds')) > 0, 40_000);
      expect(await metric('backup_failures')).toBe(0);
      const [copy = ''] = copiesIn(readdirSync(copies));
      expect(readdirSync(copies).toSorted()).toEqual([copy, `${copy}.sha256`, 'hub.keys'].toSorted());
      expect(await schemas()).toEqual([]);
      await sendMail(hub.smtpPort, {
        ...{ from: 'Anna <anna@posta.example>', to: 'assistenza@dbo.example', subject: 'Gita' },
        text: 'Ci sono ancora posti?',
      });
      expect(await backedUp()).toMatchObject(good);
      expect((await run(backupVerify, '--from', at('copy.db'), ...server())).output).toContain(
        'verified: 1 conversations',
      );
    } finally {
      await hub.kill();
    }
  }, 90_000);
});

describe.skipIf(!hasPostgres)('a hub on PostgreSQL that is killed', () => {
  test.each([
    ['while it copies', () => readdirSync(at('copies')).some((name) => name.endsWith('.part'))],
    ['while it tries the copy', async () => (await schemas()).length > 0],
  ])(
    '[RE7] %s: its data is whole, no half copy passes for a good one, the next start has a good one',
    async (_when, isAt) => {
      await inside(fill);
      const copies = at('copies');
      mkdirSync(copies);
      const args = ['--backup-dir', copies, ...server()];
      const doomed = startProgram([
        'hub/index.ts',
        '--data',
        at('data'),
        ...args,
        '--http-port',
        '0',
        '--smtp-port',
        '0',
      ]);
      // Where that was over in a moment, it is killed later: what is asked for afterwards holds all the same.
      await eventually('it has begun', isAt, 15_000).catch(() => undefined);
      await doomed.kill();
      const hub = await startHub({ data: at('data'), extra: [...args, '--admin-port', '0'] });
      try {
        const [, port] = await hub.line(/^admin=(\d+)$/m);
        await eventually(
          'a copy is verified',
          async () => {
            const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
            return /^sportello_hub_backup_verified_seconds [1-9]/m.test(text);
          },
          60_000,
        );
        expect(copiesIn(readdirSync(copies)).length).toBeGreaterThan(0);
        for (const name of copiesIn(readdirSync(copies))) {
          expect(await run(backupVerify, '--from', join(copies, name))).toMatchObject(good);
        }
      } finally {
        await hub.kill();
      }
      expect(await inside(shown)).toEqual(whole);
    },
    120_000,
  );
});

/** A keys file that belongs to no hub of these. */
async function someOthersKeys(): Promise<string> {
  const data = at('other');
  mkdirSync(data);
  const storage = await openSqliteStorage({ file: join(data, 'hub.db'), now: NOW, timers: null });
  await storage.write((tx) => tx.setMeta({ hubId: 'other', epoch: 'e', association: 'Altra' }));
  await storage.close();
  await run(backup, '--data', data, '--to', join(data, 'copy.db'));
  return join(data, 'hub.keys');
}
