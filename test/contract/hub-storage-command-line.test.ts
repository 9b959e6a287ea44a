import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../hub/storage/migrate.ts';
import { openPostgresStorage } from '../../hub/storage/postgres-storage.ts';
import { associationOn } from '../support/two-hubs.ts';
import { freshDatabase, hasPostgres, type TestDatabase } from '../support/postgres.ts';
import { startHub } from '../support/processes.ts';
import { runHubWith, runHub } from '../support/hub-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'sportello-database-'));
const SECRET = 'Very-Secret-Word';

const commands: readonly (readonly string[])[] = [
  ['--data', join(folder, 'served'), '--http-port', '0', '--smtp-port', '0'],
  ['enrol', '--name', 'Maria Rossi', '--role', 'volunteer'],
  ['conversations', '--json'],
  ['refusals', '--json'],
  ['audit', 'verify'],
];
const [serve = []] = commands;

async function expectRefused(args: readonly string[], message: RegExp): Promise<void> {
  const ended = await runHub(...args);
  expect(ended).toMatchObject({ code: 2, output: '' });
  expect(ended.errors).toMatch(message);
  expect(ended.errors).toMatch(/^hub: --database[^\n]*\n\(--help explains [^\n]*\n$/);
  expect(ended.errors).not.toContain(SECRET);
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  [`mysql://hub:${SECRET}@127.0.0.1/hub`, 'another database'],
  [`postgres://hub:${SECRET}@127.0.0.1`, 'no database'],
  [`postgres://hub:${SECRET}%E0%A4@127.0.0.1/hub`, 'a broken escape'],
])('A URL that is none (%#) is an error in one line: %s', async (url) => {
  await expectRefused([...serve, '--database', url], /takes postgres:/);
});

test('A server that is not there, or does not speak, is an error for every command', async () => {
  const silent = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const at = (where: string) => `postgres://hub:${SECRET}@${where}/hub`;
  const nobody = at('127.0.0.1:1');
  const all = commands.map((command) => expectRefused([...command, '--database', nobody], /server .* 127\.0\.0\.1:1/));
  await Promise.all(all);
  await expectRefused([...serve, '--database', at(`127.0.0.1:${port}`)], /no PostgreSQL server/);
  await expectRefused([...serve, '--database', at('nowhere.invalid')], /no PostgreSQL server .* nowhere\.invalid/);
  silent.close();
}, 60_000);

describe.skipIf(!hasPostgres)('with a PostgreSQL server', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterAll(() => database.drop());

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  test('A wrong password, no password, an unknown database are errors in one line', async () => {
    const wrong = changed((url) => (url.password = SECRET));
    await expectRefused([...serve, '--database', wrong], /refuses the user postgres/);
    const none = changed((url) => (url.password = ''));
    await expectRefused([...serve, '--database', none], /postgres needs a password, in the URL or in PGPASSWORD/);
    const unknown = changed((url) => (url.pathname = 'nothing'));
    await expectRefused([...serve, '--database', unknown], /has no database nothing/);
    const encrypted = changed((url) => (url.search = 'sslmode=verify-full'));
    await expectRefused([...serve, '--database', encrypted], /no trusted encryption/);
  }, 60_000);

  test('Nothing is made where a command only looks', async () => {
    const looking = commands.slice(2).map((command) => [...command, '--database', database.url]);
    await Promise.all(looking.map((args) => expectRefused(args, /holds no data of a hub/)));
    expect(await database.query("select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
  }, 30_000);

  test('A newer schema, rights that are missing, and another encoding are errors in one line', async () => {
    const { address } = database;
    const further = { version: 99, name: 'later', statements: () => ['select 1'] };
    const newer = { address, now: 0, timers: null, instance: 'newer', migrations: [...migrations, further] };
    await database.query("create role guest login password 'guest'");
    const guest = changed((url) => Object.assign(url, { username: 'guest', password: 'guest' }));
    await expectRefused([...serve, '--database', guest], /guest may not make or change tables/);
    await (await openPostgresStorage(newer)).close();
    await expectRefused([...serve, '--database', database.url], /newer version/);
    await database.query("create database latin encoding 'LATIN1' template template0");
    const latin = changed((url) => (url.pathname = 'latin'));
    await expectRefused([...serve, '--database', latin], /encoded as LATIN1; the hub needs UTF8/);
    await database.query('drop database latin');
  }, 60_000);

  test('A hub serves from it, and every command finds its data there; no log has the password', async () => {
    const own = await freshDatabase();
    const at = ['--database', own.url];
    const hub = await startHub({ data: join(folder, 'hub'), extra: at });
    expect((await runHub('enrol', ...at, '--name', 'Maria Rossi', '--role', 'volunteer')).output).toMatch(
      /^\w{5}-\w{5}\n$/,
    );
    const storage = await openPostgresStorage({ address: own.address, now: 0, timers: null, instance: 'test' });
    await associationOn(storage).receive();
    await storage.close();
    const listed = await runHub('conversations', ...at, '--json');
    expect(JSON.parse(listed.output)).toMatchObject([{ state: 'waiting', messageCount: 2 }]);
    const [bare, PGPASSWORD] = [new URL(own.url), new URL(own.url).password];
    bare.password = '';
    const refusals = await runHubWith({ PGPASSWORD }, 'refusals', '--database', bare.href, '--json');
    expect(refusals).toMatchObject({ code: 0, output: '[]\n' });
    expect(await runHub('audit', 'verify', ...at)).toMatchObject({ code: 0, output: expect.stringMatching(/^ok \d+/) });
    expect(await hub.stop()).toBe(0);
    const logs = readdirSync(join(folder, 'hub', 'logs')).map((name) =>
      readFileSync(join(folder, 'hub', 'logs', name)),
    );
    expect(logs.join('')).not.toContain(new URL(own.url).password);
    expect(readdirSync(join(folder, 'hub'))).not.toContain('hub.db');
    await own.drop();
  }, 60_000);
});
