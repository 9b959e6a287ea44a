import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withLine } from '../../hub/commands/decision.ts';
import { migrations } from '../../hub/storage/migrate.ts';
import type { Migration } from '../../hub/storage/migration.ts';
import { openPool } from '../../hub/storage/postgres-client.ts';
import { openPostgresStorage, type PostgresStorageOptions } from '../../hub/storage/postgres-storage.ts';
import type { Committed, Storage } from '../../hub/storage/storage.ts';
import { freshDatabase, hasPostgres, type TestDatabase } from '../support/postgres.ts';
import { eventually } from '../support/processes.ts';
import { realTimers } from '../support/real-effects.ts';
import { addConversation, line, mailOf, NOW, seed } from '../support/storage-samples.ts';
import { hubStorageSuite } from './hub-storage-suite.ts';

let lastInstance = 0;
const open = ({ address }: TestDatabase, more: Partial<PostgresStorageOptions> = {}): Promise<Storage> =>
  openPostgresStorage({ address, now: 0, timers: null, instance: `hub-${(lastInstance += 1)}`, ...more });

describe.skipIf(!hasPostgres)('with PostgreSQL', () => {
  hubStorageSuite('PostgreSQL', async () => {
    const database = await freshDatabase();
    const storage = await open(database);
    return {
      storage,
      openAgain: () => open(database),
      async close() {
        await storage.close();
        await database.drop();
      },
    };
  });

  let database: TestDatabase;
  const opened: Storage[] = [];
  const openHub = async (more: Partial<PostgresStorageOptions> = {}): Promise<Storage> => {
    const storage = await open(database, { timers: realTimers, ...more });
    opened.push(storage);
    return storage;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    await (await openHub()).write(seed);
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close()));
  });

  afterAll(() => database.drop());

  const further: Migration = {
    version: 99,
    name: 'further',
    statements: () => ['alter table users add column nickname text'],
  };

  test('A schema that a newer program made is refused and left alone', async () => {
    const other = await freshDatabase();
    await (await open(other, { migrations: [...migrations, further] })).close();
    await expect(open(other)).rejects.toMatchObject({ failure: { code: 'database-newer' } });
    expect(await other.query('select count(nickname) as named from users')).toEqual([{ named: '0' }]);
    await other.drop();
  });

  test('Eight hubs that start at once on an empty database migrate it once', async () => {
    const other = await freshDatabase();
    const storages = await Promise.all(Array.from({ length: 8 }, () => open(other)));
    await Promise.all(storages.map((storage) => storage.close()));
    const applied = await other.query('select version from migrations order by version');
    expect(applied.map(({ version }) => version)).toEqual(migrations.map(({ version }) => version));
    await other.drop();
  });

  test('A migration that fails leaves the database as it was', async () => {
    const other = await freshDatabase();
    await (await open(other)).close();
    const broken = { ...further, statements: () => ['create table half (id text)', 'create nonsense'] };
    await expect(open(other, { migrations: [...migrations, broken] })).rejects.toThrow(/nonsense/);
    expect(await other.query("select to_regclass('half') as half")).toEqual([{ half: null }]);
    await other.drop();
  });

  test('Commits wait for the disk, whatever the server does by default', async () => {
    const [{ name } = {}] = await database.query('select current_database() as name');
    await database.query(`alter database ${String(name)} set synchronous_commit = off`);
    const pool = openPool(database.address);
    expect((await pool.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    await pool.end();
  });

  test('[FE1] Numbers of the feed are gapless in order of commits when two hubs write at once', async () => {
    const hubs = [await openHub(), await openHub()];
    const before = await hubs[0]!.read((tx) => tx.feedSeq());
    const order: number[] = [];
    const jobs = Array.from({ length: 60 }, (_, index) =>
      hubs[index % 2]!.write(
        async (tx) => {
          await tx.touchConversation(`e${index}`);
          if (index % 7 === 0) throw new Error('rolled back');
          return tx.feedSeq();
        },
        (seq) => order.push(seq),
      ),
    );
    const results = await Promise.allSettled(jobs);
    const kept = results.filter(({ status }) => status === 'fulfilled').length;
    const rows = await hubs[0]!.read((tx) => tx.feed(before, 100));
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: kept }, (_, index) => before + 1 + index));
    expect([...order].sort((a, b) => a - b)).toEqual(rows.map(({ seq }) => seq));
  });

  test('[CL1] What a transaction read stays true until its commit, whatever other hubs want', async () => {
    const hubs = await Promise.all(Array.from({ length: 4 }, () => openHub()));
    const counts = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        hubs[index % 4]!.write(async (tx) => {
          const users = await tx.usersByName('Solo uno');
          if (users.length === 0) {
            await tx.putUser({ id: `solo-${index}`, name: 'Solo uno', role: 'volunteer', active: true });
          }
          return (await tx.usersByName('Solo uno')).length;
        }),
      ),
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  test('[OU4] Of two hubs that ask at once, each mail is given to one', async () => {
    const hubs = [await openHub(), await openHub()];
    await hubs[0]!.write(async (tx) => {
      const conversation = await addConversation(tx, 'mailed');
      for (let index = 0; index < 20; index += 1) {
        const message = { ...line(`mail-${index}`), text: 'Risposta' };
        await tx.saveConversation({ ...withLine(conversation, conversation, message), mails: [mailOf(message.id)] });
      }
    });
    const asked = Array.from({ length: 30 }, (_, index) =>
      hubs[index % 2]!.write((tx) => tx.claimMail({ now: NOW, owner: `hub-${index % 2}`, until: 9e15 })),
    );
    const given = (await Promise.all(asked)).flatMap((mail) => mail?.id ?? []);
    expect([...given].sort()).toEqual(Array.from({ length: 20 }, (_, index) => `mail-${index}`).sort());
  });

  test('What one hub commits is told to the others, and to itself once; who enters is told to the others only', async () => {
    const [here, there] = [await openHub(), await openHub()];
    const [heardHere, heardThere] = [heardBy(here), heardBy(there)];
    await here.write((tx) => tx.touchConversation('x'));
    await here.write((tx) => tx.users());
    const connection = await here.write((tx) => tx.enter('pc-maria'));
    await eventually('both were told there', () => heardThere.length === 2);
    expect(heardThere).toEqual([
      { feed: true, mail: false },
      { feed: false, mail: false, entered: { deviceId: 'pc-maria', connection } },
    ]);
    expect(heardHere).toEqual([{ feed: true, mail: false, feedSeq: await here.read((tx) => tx.feedSeq()) }]);
  });

  test('What is heard on the channel and is no word of ours makes a hub look, and stops nobody', async () => {
    const heard = heardBy(await openHub());
    for (const noise of ['', 'x', '{}', '[1]', '{"from":"a","feed":1}', '{"from":"a"', '\u{1F600}']) {
      await database.query(`select pg_notify('sportello', '${noise}')`);
    }
    await eventually('all are heard', () => heard.length === 7);
    expect(heard).toEqual(Array.from({ length: 7 }, () => ({ feed: true, mail: true, barred: 'unknown' })));
  });

  test('A connection that breaks in a transaction fails it as a whole, and the next one works', async () => {
    const storage = await openHub();
    const failing = storage.write(async (tx) => {
      await tx.putUser({ id: 'cut', name: 'Tagliata', role: 'volunteer', active: true });
      await database.cutConnections();
      await tx.users();
    });
    await expect(failing).rejects.toThrow(/connection|terminat/i);
    expect(await storage.read((tx) => tx.user('cut'))).toBeNull();
    await storage.write((tx) => tx.putUser({ id: 'cut', name: 'Ricucita', role: 'volunteer', active: true }));
    expect(await storage.read((tx) => tx.user('cut'))).toMatchObject({ name: 'Ricucita' });
  });

  test('A statement that fails fails the transaction, also when it was caught', async () => {
    const storage = await openHub();
    const write = storage.write(async (tx) => {
      await tx.putUser({ id: 'lost', name: 'Persa', role: 'volunteer', active: true });
      await tx.addReceived('key', 'no such conversation', 0).catch(() => undefined);
    });
    await expect(write).rejects.toThrow(/aborted|rolled back/);
    expect(await storage.read((tx) => tx.user('lost'))).toBeNull();
  });

  test('A hub whose ear was cut hears again, and looks once at what it missed', async () => {
    const [here, there] = [await openHub(), await openHub()];
    const heard = heardBy(there);
    await database.cutConnections();
    await here.write((tx) => tx.touchConversation('x')).catch(() => here.write((tx) => tx.touchConversation('x')));
    await eventually('it looks at everything', () => heard.some(({ feed, mail }) => feed && mail));
    const before = heard.length;
    await here.write((tx) => tx.touchConversation('y'));
    await eventually('it hears the next commit', () => heard.length > before);
  });

  test('A hub that hangs in a transaction loses it after 5 s; the others only had to wait', async () => {
    const [here, there] = [await openHub(), await openHub()];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let hasBegun = false;
    const hangs = there.write(async (tx) => {
      await tx.users();
      hasBegun = true;
      await held;
      await tx.putUser({ id: 'late', name: 'In ritardo', role: 'volunteer', active: true });
    });
    await eventually('it holds the lock', () => hasBegun);
    expect(await here.read((tx) => tx.user('late'))).toBeNull();
    await here.write((tx) => tx.putUser({ id: 'patient', name: 'Paziente', role: 'volunteer', active: true }));
    release();
    await expect(hangs).rejects.toThrow(/connection|terminat/i);
    expect(await there.read((tx) => tx.user('late'))).toBeNull();
    expect(await there.write((tx) => tx.user('patient'))).toMatchObject({ name: 'Paziente' });
  }, 20_000);
});

const heardBy = (storage: Storage): Committed[] => {
  const heard: Committed[] = [];
  storage.onCommit((what) => heard.push(what));
  return heard;
};
