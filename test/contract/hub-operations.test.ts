import Sqlite from 'better-sqlite3';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig, withConfig } from '../../hub/cli/config-file.ts';
import { migrations } from '../../hub/storage/migrate.ts';
import { openSqliteFile } from '../../hub/storage/sqlite-connection.ts';
import { sendMail } from '../support/mailbox.ts';
import { freshDatabase, hasPostgres } from '../support/postgres.ts';
import { enrolCode, eventually, startHub } from '../support/processes.ts';
import { runHubWith, type Ended } from '../support/hub-command.ts';

/** What whoever runs a hub needs: one configuration, checks before the start, numbers while it runs, tried upgrades. */
const folder = mkdtempSync(join(tmpdir(), 'sportello-operations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> => runHubWith(env, ...args);

let files = 0;
function fileOf(text: string): string {
  files += 1;
  const file = join(folder, `config-${String(files)}.json`);
  writeFileSync(file, text);
  return file;
}

describe('the configuration', () => {
  const all = (): boolean => true;

  test('the command line beats the environment, which beats the file', () => {
    const config = fileOf('{"http-port": 1, "host": "file.example", "smtp-port": 2, "//": "a remark", "demo": false}');
    const args = withConfig(
      { args: ['--http-port', '3', '--config', config], env: { SPORTELLO_HUB_HOST: 'environment.example' } },
      all,
    );
    expect(args).toEqual(['--http-port=1', '--host=environment.example', '--smtp-port=2', '--http-port', '3']);
  });

  test('a command takes what it knows, after its own words', () => {
    const env = { SPORTELLO_HUB_CONFIG: fileOf('{"data": "/srv/hub", "http-port": 1}') };
    const args = withConfig({ args: ['list', '--json'], env }, (option) => option === 'data');
    expect(args).toEqual(['list', '--data=/srv/hub', '--json']);
  });

  test.each([
    ['{"data": ', 'it is not JSON'],
    ['[1]', 'an object is expected'],
    ['{"Data": "x"}', '"Data" is not the name of an option'],
    ['{"data": {"secret": 1}}', 'data: a single value is expected'],
  ])('%s is refused: %s', (text, why) => {
    expect(() => readConfig(fileOf(text))).toThrow(why);
  });

  test('a file that is not there, and a password in a broken one, make one plain sentence', async () => {
    const missing = await run(['check-config', '--config', join(folder, 'none.json')]);
    expect(missing).toMatchObject({ code: 2, output: '' });
    expect(missing.errors).toMatch(/^hub: --config: .*none\.json: it cannot be read/);
    const broken = await run(['check-config', '--config', fileOf('{"database": "postgres://hub:Parola@h/d"')]);
    expect(broken.errors).not.toContain('Parola');
  });
});

describe('check-config', () => {
  test('says what would be served, and that it can be', async () => {
    const data = join(folder, 'to-come');
    const config = fileOf(JSON.stringify({ data, 'http-port': 0, 'smtp-port': 0, 'mail-domain': 'dbo.example' }));
    const { code, output } = await run(['check-config', '--config', config]);
    expect(output).toContain('"mailDomain": "dbo.example"');
    expect(output).toMatch(/ok {6}data: /);
    expect(code).toBe(0);
  });

  test('names a port that is taken, a wrong option, and a database that is not there; never a password', async () => {
    const taken = await new Promise<Server>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
    });
    const { port } = taken.address() as AddressInfo;
    const busy = await run(['check-config', '--data', folder, '--http-port', String(port), '--smtp-port', '0']);
    expect(busy.code).toBe(1);
    expect(busy.output).toContain(`FAILED  http-port: 127.0.0.1:${String(port)}: in use`);
    taken.close();
    expect(await run(['check-config', '--chat-lease', '1'])).toMatchObject({ code: 2 });
    const nowhere = 'postgres://hub:Parola-Segreta@127.0.0.1:9/hub?sslmode=disable';
    const gone = await run(['check-config', '--http-port', '0', '--smtp-port', '0', '--database', nowhere]);
    expect(gone.code).toBe(1);
    expect(gone.output).toMatch(/FAILED {2}database: PostgreSQL: .*no PostgreSQL server is ready/);
    expect(gone.output + gone.errors).not.toContain('Parola-Segreta');
  });
});

describe('check-config, of copies', () => {
  test('the folder, and on PostgreSQL that they can be tried there', async () => {
    const ports = ['--http-port', '0', '--smtp-port', '0'];
    const fine = await run(['check-config', ...ports, '--data', folder, '--backup-dir', join(folder, 'copies')]);
    expect(fine).toMatchObject({ code: 0, output: expect.stringContaining('ok      backup-dir: ') });
    const none = await run(['check-config', ...ports, '--data', folder, '--backup-dir', join(fileOf('{}'), 'copies')]);
    expect(none).toMatchObject({ code: 1, output: expect.stringContaining('FAILED  backup-dir: ') });
  });

  test.skipIf(!hasPostgres)('a user that may make no schema is named, with what to do', async () => {
    const database = await freshDatabase();
    const user = `plain_${process.pid}`;
    await database.query(`create role ${user} login password 'p'`);
    try {
      const url = new URL(database.url);
      [url.username, url.password] = [user, 'p'];
      const around = ['--http-port', '0', '--smtp-port', '0', '--data', folder, '--backup-dir', join(folder, 'copies')];
      const refused = await run(['check-config', ...around, '--database', url.href]);
      expect(refused.output).toMatch(/FAILED {2}backup-dir: .*grant create on database/);
    } finally {
      await database.query(`drop role ${user}`);
      await database.drop();
    }
  });
});

describe('the administrator’s door', () => {
  test('says that it is alive and ready, and counts without names', async () => {
    const data = join(folder, 'counted');
    const hub = await startHub({ data, extra: ['--admin-port', '0', '--mail-domain', 'dbo.example'] });
    const [, port] = await hub.line(/^admin=(\d+)$/m);
    const get = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${String(port)}${path}`);
    expect(await (await get('/healthz')).json()).toEqual({ ok: true });
    expect((await get('/readyz')).status).toBe(204);
    await sendMail(hub.smtpPort, {
      ...{ from: 'Anna Belotti <anna@posta.example>', to: 'assistenza@dbo.example' },
      ...{ subject: 'Gita', text: 'Ci sono posti?' },
    });
    await enrolCode(data, 'Maria Rossi');
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toMatch(/^sportello_hub_waiting 1$/m);
    expect(text).toMatch(/^sportello_hub_outgoing_mails\{state="queued"\} 1$/m);
    expect(text).toMatch(/^sportello_hub_connections 0$/m);
    expect(text).toMatch(/^sportello_hub_resident_memory_bytes \d{7,}$/m);
    expect(text).not.toMatch(/Anna|Belotti|Maria|posta|Gita/);
    // Every line is a remark, or a name with labels and a number.
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(# (HELP|TYPE) |[a-z_]+(\{[^}]*\})? [\d.e+-]+$)/);
    // Elsewhere none of it is to be had.
    expect((await fetch(`http://127.0.0.1:${String(hub.httpPort)}/metrics`)).status).toBe(404);
    expect(await hub.stop()).toBe(0);
  });
});

describe('behind a reverse proxy', () => {
  /** How many of `count` wrong keys are looked at before the limit for one address. */
  async function letIn(port: number, addressOf: (n: number) => string): Promise<number> {
    let passed = 0;
    for (let n = 0; n < 40; n += 1) {
      const response = await fetch(`http://127.0.0.1:${String(port)}/voicemail`, {
        method: 'POST',
        headers: { 'x-forwarded-for': addressOf(n), authorization: 'Bearer wrong' },
      });
      await response.arrayBuffer();
      if (response.status !== 429) passed += 1;
    }
    return passed;
  }

  test('limits count who asks, not the proxy; and nobody else may say who asks', async () => {
    const trusting = await startHub({ data: join(folder, 'trusting'), extra: ['--trusted-proxy', '127.0.0.1,::1'] });
    expect(await letIn(trusting.httpPort, (n) => `198.51.100.${String(n)}`)).toBe(40);
    const sameOne = await letIn(trusting.httpPort, () => '203.0.113.7');
    expect(sameOne).toBeLessThan(40);
    await trusting.stop();
    const alone = await startHub({ data: join(folder, 'alone') });
    expect(await letIn(alone.httpPort, (n) => `198.51.100.${String(n)}`)).toBe(sameOne);
    await alone.stop();
    expect(await run(['serve', '--trusted-proxy', 'proxy.example'])).toMatchObject({ code: 2 });
  });
});

describe('migrate', () => {
  const last = migrations.at(-1);
  const step = `${String(last?.version).padStart(4, '0')} ${String(last?.name)}`;

  async function older(name: string): Promise<string> {
    const data = join(folder, name);
    mkdirSync(data);
    const options = { file: join(data, 'hub.db'), now: 1, migrations: migrations.slice(0, -1) };
    (await openSqliteFile(options)).close();
    return data;
  }
  const applied = (data: string): unknown => {
    const sqlite = new Sqlite(join(data, 'hub.db'), { readonly: true });
    const row = sqlite.prepare('select count(*) as n from migrations').get();
    sqlite.close();
    return row;
  };

  test('a dry run names the steps and takes none; the real one takes them, once', async () => {
    const data = await older('older');
    expect(await run(['migrate', '--data', data, '--dry-run'])).toMatchObject({
      code: 0,
      output: `would apply ${step}\n`,
    });
    expect(applied(data)).toEqual({ n: migrations.length - 1 });
    expect((await run(['migrate', '--data', data])).output).toBe(`applied ${step}\n`);
    expect((await run(['migrate', '--data', data])).output).toBe('up to date\n');
    expect(applied(data)).toEqual({ n: migrations.length });
  });

  test('not while a hub serves, and not where there is no data', async () => {
    const data = join(folder, 'serving');
    const hub = await startHub({ data });
    expect(await run(['migrate', '--data', data, '--dry-run'])).toMatchObject({ code: 2 });
    await hub.stop();
    await eventually('it can be tried', async () => (await run(['migrate', '--data', data])).code === 0);
    expect((await run(['migrate', '--data', join(folder, 'nothing')])).errors).toContain('holds no data');
  });

  test.skipIf(!hasPostgres)('on PostgreSQL too', async () => {
    const database = await freshDatabase();
    const url = ['--database', database.url];
    expect((await run(['migrate', ...url, '--dry-run'])).errors).toContain('holds no data of a hub');
    const hub = await startHub({ data: join(folder, 'with-postgres'), extra: url });
    await hub.stop();
    expect((await run(['migrate', ...url, '--dry-run'])).output).toBe('up to date\n');
  });
});
