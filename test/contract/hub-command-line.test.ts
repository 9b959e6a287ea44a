import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteFile } from '../../hub/storage/sqlite-connection.ts';
import { migrations } from '../../hub/storage/migrate.ts';
import { readAudio } from '../support/audio.ts';
import { enrolDevice } from '../support/device.ts';
import { dial } from '../support/visitor.ts';
import { enrolCode, listConversations, startHub, type HubProcess } from '../support/processes.ts';
import { runHub } from '../support/hub-command.ts';

let folder: string;
let hub: HubProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-cli-'));
  hub = await startHub({ data: join(folder, 'data') });
}, 30_000);

afterAll(async () => {
  await hub.kill();
  rmSync(folder, { recursive: true });
});

const fresh = () => mkdtempSync(join(folder, 'data-'));

const thursday = { weekday: 4, from: '10:00', to: '12:00', places: ['office'] };
const cashHours = { weekly: [thursday], exceptions: [], lengthMinutes: 20, noticeMinutes: 60, horizonDays: 30 };
const overlapping = { ...cashHours, weekly: [thursday, { ...thursday, from: '11:00', to: '13:00' }] };

/** Arguments that set a group's hours from a file with this content, or from one that does not exist. */
function hours(group: string, content: string | null): string[] {
  const file = join(fresh(), 'hours.json');
  if (content !== null) writeFileSync(file, content);
  return ['schedule', 'set', '--data', join(folder, 'data'), '--group', group, '--from', file];
}

const calendar = (word: string, ...more: readonly string[]): readonly string[] => [
  ...['calendar-link', word, '--data', join(folder, 'data')],
  ...more,
];
const origins = (what: 'add' | 'remove', origin: string): string[] => {
  return ['chat', 'origins', what, '--data', join(folder, 'data'), '--origin', origin];
};

test.each<readonly [string, () => readonly string[], RegExp]>([
  [
    'identifiers that are no file',
    () => ['--data', fresh(), '--identifiers', '/nowhere.json'],
    /--identifiers .*can't be read/,
  ],
  ['identifiers that are none', () => ['--data', fresh(), '--identifiers', 'package.json.'], /--identifiers/],
  ['an unknown option', () => ['--data', fresh(), '--colour', 'red'], /--colour/],
  ['an unknown command', () => ['destroy'], /unknown command destroy/],
  ['a word too many', () => ['--data', fresh(), 'extra'], /extra/],
  ['a port that is no number', () => ['--data', fresh(), '--http-port', 'eighty'], /--http-port takes a port/],
  ['a port out of range', () => ['--data', fresh(), '--smtp-port', '70000'], /--smtp-port takes a port/],
  ['an option without its value', () => ['--data'], /--data/],
  ['an empty folder name', () => ['--data', ''], /--data needs a value/],
  ['a lease of words', () => ['--data', fresh(), '--chat-lease', 'long'], /--chat-lease takes seconds from 5 to 3600/],
  ['a lease without an end', () => ['--data', fresh(), '--chat-lease', '86400'], /--chat-lease takes seconds/],
  ['a lease of a blink', () => ['--data', fresh(), '--chat-lease', '1'], /--chat-lease takes seconds/],
  ['a relay that is no SMTP server', () => ['--data', fresh(), '--relay', 'http://x'], /--relay takes/],
  ['a mail domain that is none', () => ['--data', fresh(), '--mail-domain', 'a b'], /--mail-domain/],
  ['an expiry of nothing', () => ['--data', fresh(), '--text-expires', '0'], /--text-expires takes hours/],
  ['a public address that is none', () => ['--data', fresh(), '--public-url', 'dbo'], /--public-url takes an address/],
  ['a converter that is not there', () => ['--data', fresh(), '--ffmpeg', '/nothing/ffmpeg'], /--ffmpeg: there is no/],
  ['an origin with a path', () => ['--data', fresh(), '--chat-origin', 'https://x.example/a'], /--chat-origin takes/],
  ['an origin that is none', () => origins('add', 'sito'), /--origin takes scheme and name/],
  ['an origin that was never allowed', () => origins('remove', 'https://x.example'), /it is not in the list/],
  ['an unknown PC', () => ['devices', 'revoke', '--data', join(folder, 'data'), '--device', 'x'], /no such device/],
  ['an unknown role', () => ['enrol', '--data', fresh(), '--name', 'A', '--role', 'boss'], /--role takes/],
  ['no name', () => ['enrol', '--data', fresh(), '--role', 'volunteer'], /--name needs a value/],
  ['a name too long', () => ['enrol', '--data', fresh(), '--name', 'x'.repeat(121), '--role', 'volunteer'], /120/],
  ['a list of a folder without data', () => ['conversations', '--data', fresh(), '--json'], /no data of a hub/],
  ['a list without a form', () => ['conversations', '--data', fresh()], /--json is required/],
  ['a calendar for an unknown group', () => calendar('make', '--name', 'A', '--group', 'x'), /no such group/],
  ['a calendar for nobody', () => calendar('make'), /--name needs a value/],
  ['a calendar link that is none', () => calendar('revoke', '--link', 'x'), /no such link/],
  ['hours that lack something', () => hours('cassa', '{"weekly": []}'), /exceptions does not fit/],
  ['hours without a file', () => hours('cassa', null), /cannot be read as JSON/],
  ['hours that are none', () => hours('cassa', '[1]'), /does not fit/],
  ['hours for an unknown group', () => hours('nessuno', JSON.stringify(cashHours)), /no such group/],
  ['hours that overlap', () => hours('cassa', JSON.stringify(overlapping)), /weekly does not fit/],
  [
    'a folder that is served',
    () => ['--data', join(folder, 'data'), '--http-port', '0', '--smtp-port', '0'],
    /another hub serves/,
  ],
])('%s is an error on standard error, with exit code 2', async (_what, args, message) => {
  const ended = await runHub(...args());
  expect(ended).toMatchObject({ code: 2, output: '' });
  expect(ended.errors).toMatch(message);
  expect(ended.errors).not.toMatch(/\n\s+at /);
});

test('A port in use is an error that names the option', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const port = String((server.address() as AddressInfo).port);
  for (const option of ['--http-port', '--smtp-port']) {
    const ports = { '--http-port': '0', '--smtp-port': '0', [option]: port };
    const ended = await runHub('--data', fresh(), ...Object.entries(ports).flat());
    expect(ended.code).toBe(2);
    expect(ended.errors).toContain(`${option}: the port is in use`);
  }
  server.close();
}, 20_000);

test('A database of a newer version, or none at all, is refused with a clear error', async () => {
  const [newer, noise] = [fresh(), fresh()];
  const further = { version: 99, name: 'later', statements: () => ['select 1'] };
  (await openSqliteFile({ file: join(newer, 'hub.db'), now: 0, migrations: [...migrations, further] })).close();
  writeFileSync(join(noise, 'hub.db'), 'not a database at all, '.repeat(100));
  expect(await runHub('--data', newer)).toMatchObject({ code: 1, errors: expect.stringMatching(/newer version/) });
  expect(await runHub('--data', noise)).toMatchObject({ code: 1, errors: expect.stringMatching(/cannot be read/) });
  expect(await runHub('conversations', '--data', noise, '--json')).toMatchObject({ code: 1 });
});

test('--help explains every command and option', async () => {
  const { code, output } = await runHub('--help');
  expect(code).toBe(0);
  const options = [
    '--data',
    '--http-port',
    '--smtp-port',
    '--demo',
    '--relay',
    '--mail-domain',
    '--association',
    '--host',
    '--text-expires',
    '--public-url',
    '--chat-origin',
    'chat origins add',
    'chat origins list',
    'chat origins remove',
    'chat snippet',
    'devices list',
    'devices revoke',
  ];
  for (const word of [...options, 'enrol', '--name', '--role', 'conversations', '--with-text', 'refusals', '--json']) {
    expect(output).toContain(word);
  }
  expect((await runHub('enrol', '--help')).output).toContain('15 minutes');
});

test('enrol prints only a code while the hub serves; the same name is the same person, another role is not', async () => {
  const data = join(folder, 'data');
  const first = await runHub('enrol', '--data', data, '--name', 'Maria Rossi', '--role', 'volunteer');
  expect(first).toMatchObject({ code: 0, errors: '', output: expect.stringMatching(/^[A-Z2-9]{5}-[A-Z2-9]{5}\n$/) });
  const other = await runHub('enrol', '--data', data, '--name', 'Maria Rossi', '--role', 'coordinator');
  expect(other).toMatchObject({ code: 2, errors: expect.stringContaining('volunteer') });
  const served = {
    syncUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`,
    code: (name: string) => enrolCode(data, name),
  };
  const devices = [await enrolDevice(served, 'Maria Rossi'), await enrolDevice(served, 'Maria Rossi')];
  expect(devices[0]?.userId).toBe(devices[1]?.userId);
  await Promise.all(devices.map(({ wire }) => wire.close()));
}, 30_000);

test('[HS4] A device that devices revoke has named is refused; devices list says since when', async () => {
  const data = join(folder, 'data');
  const served = { syncUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`, code: (name: string) => enrolCode(data, name) };
  const device = await enrolDevice(served, 'Rosa Verdi');
  const listed = async () =>
    (JSON.parse((await runHub('devices', 'list', '--data', data, '--json')).output) as { id: string }[]).find(
      ({ id }) => id === device.deviceId,
    );
  expect(await listed()).toMatchObject({ user: 'Rosa Verdi', revokedAt: null });
  const revoke = () => runHub('devices', 'revoke', '--data', data, '--device', device.deviceId);
  expect(await revoke()).toMatchObject({ code: 0, output: 'revoked\n' });
  expect(await listed()).toMatchObject({ revokedAt: expect.stringMatching(/^20/) });
  expect((await revoke()).output).toMatch(/^was revoked at 20/);
  await expect(device.reconnect()).rejects.toThrow('closed with 1008');
  const [last] = (await runHub('audit', 'list', '--data', data)).output.trim().split('\n').toReversed();
  expect(last).toMatch(/login-refused .*revoked-device/);
}, 30_000);

test('A first start brings groups and canned replies; lists are JSON', async () => {
  const data = join(folder, 'data');
  expect(await listConversations(data)).toEqual([]);
  const refusals = await runHub('refusals', '--data', data, '--json');
  expect(JSON.parse(refusals.output)).toEqual([]);
});

test('[LI3] SIGTERM ends it cleanly within 5 s with devices connected, and frees the folder', async () => {
  const data = fresh();
  const own = await startHub({ data });
  const device = await enrolDevice(
    { syncUrl: `ws://127.0.0.1:${own.httpPort}/v1/sync`, code: (name) => enrolCode(data, name) },
    'Maria Rossi',
  );
  const startedAt = performance.now();
  expect(await own.stop()).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect((await device.wire.find('error')).failure.code).toBe('hub-stopping');
  const again = await startHub({ data });
  expect(await again.stop()).toBe(0);
}, 40_000);

test('A killed hub leaves no lock behind', async () => {
  const data = fresh();
  await (await startHub({ data })).kill();
  const again = await startHub({ data });
  expect(await again.stop()).toBe(0);
}, 40_000);

test('Logs have allowed fields only, and none of what people wrote', async () => {
  const lines = readFileSync(join(folder, 'data', 'logs', 'hub.log'), 'utf8')
    .trim()
    .split('\n');
  const allowed = [
    'level',
    'time',
    'msg',
    'connectionId',
    'deviceId',
    'userId',
    'code',
    'closeCode',
    'httpPort',
    'smtpPort',
  ];
  for (const line of lines) {
    expect(allowed).toEqual(expect.arrayContaining(Object.keys(JSON.parse(line) as object)));
    expect(line).not.toContain('Maria');
  }
});

test('A folder that cannot be made is a clear error', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  mkdirSync(join(folder, 'ok'), { recursive: true });
  const ended = await runHub('--data', join(file, 'below'));
  expect(ended.code).toBe(2);
  expect(ended.errors).toContain('--data');
  expect(ended.errors).not.toMatch(/\n\s+at /);
});

test('[AP11] Hours are set while the hub serves, reach a device at once, and are written down', async () => {
  const device = await enrolDevice(
    { syncUrl: `ws://127.0.0.1:${hub.httpPort}/v1/sync`, code: (name) => enrolCode(join(folder, 'data'), name) },
    'Maria Orari',
  );
  expect(await runHub(...hours('cassa', JSON.stringify(cashHours)))).toMatchObject({ code: 0, output: 'set cassa\n' });
  const known = () =>
    device.wire.frames
      .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
      .flatMap((change) => (change.kind === 'schedule' ? [change.schedule] : []));
  await device.until(() => known().length > 0, 'the hours');
  expect(known()).toEqual([{ groupId: 'cassa', ...cashHours }]);
  const listed = await runHub('schedule', 'list', '--data', join(folder, 'data'), '--json');
  expect(JSON.parse(listed.output)).toEqual([{ groupId: 'cassa', ...cashHours }]);
  const audit = await runHub('audit', 'list', '--data', join(folder, 'data'), '--json');
  expect(audit.output).toMatch(/"kind":\s*"schedule"/);
}, 20_000);

test("[GU8] [GU10] The association's words and identifiers are set while the hub serves, listed, and written down", async () => {
  const data = join(folder, 'data');
  const set = (phrase: string, verdict: string) =>
    runHub('guard-words', 'set', '--data', data, '--phrase', phrase, '--verdict', verdict);
  expect(await set('caso Betulla', 'always')).toMatchObject({ code: 0, output: 'set always\n' });
  const listed = await runHub('guard-words', 'list', '--data', data, '--json');
  expect(JSON.parse(listed.output)).toMatchObject({ always: ['caso Betulla'], never: [] });
  for (const [phrase, verdict, said] of [
    ['...', 'always', /--phrase takes one to twelve words/],
    ['caso', 'perhaps', /--verdict takes/],
  ] as const) {
    const ended = await set(phrase, verdict);
    expect([ended.code, ended.errors]).toEqual([2, expect.stringMatching(said)]);
  }
  const audit = await runHub('audit', 'list', '--data', data, '--json');
  expect(audit.output).toMatch(/"kind":\s*"guard-word"/);
  expect(audit.output).not.toContain('Betulla');
  await set('caso Betulla', 'none');
}, 20_000);

test('[CF4] A calendar link is made, read, listed without its secret, revoked and written down while the hub serves', async () => {
  const publicUrl = `http://127.0.0.1:${hub.httpPort}`;
  const about = ['--name', 'telefono della segreteria', '--group', 'segreteria', '--public-url', `${publicUrl}/`];
  const made = await runHub(...calendar('make', ...about));
  const [, id = '', url = ''] = /^made (\S+)\n(\S+)\n$/.exec(made.output) ?? [];
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/calendar\/[\w-]{43}\.ics$/);
  const read = await fetch(url);
  expect([read.status, (await read.text()).includes('BEGIN:VCALENDAR')]).toEqual([200, true]);
  const listed = await runHub(...calendar('list', '--json'));
  expect(JSON.parse(listed.output)).toMatchObject([
    { id, name: 'telefono della segreteria', group: 'segreteria', revokedAt: null },
  ]);
  expect(await runHub(...calendar('revoke', '--link', id))).toMatchObject({ code: 0, output: `revoked ${id}\n` });
  expect((await fetch(url)).status).toBe(404);
  expect((await runHub(...calendar('revoke', '--link', id))).errors).toMatch(/revoked already/);
  const audit = await runHub('audit', 'list', '--data', join(folder, 'data'), '--json');
  expect(audit.output).toMatch(/"kind":\s*"calendar-link"[^]*"kind":\s*"calendar-link-revoked"/);
  const secret = /calendar\/([\w-]+)/.exec(url)?.[1] ?? 'none';
  const log = readFileSync(join(folder, 'data', 'logs', 'hub.log'), 'utf8');
  for (const kept of [listed.output, audit.output, log]) expect(kept).not.toContain(secret);
}, 20_000);

test('[VM2] Keys of the switchboard are set while the hub serves, and written down', async () => {
  const data = ['--data', join(folder, 'data')];
  const list = async () => JSON.parse((await runHub('switchboard', 'list', ...data, '--json')).output) as unknown;
  expect(await list()).toEqual({ 3: 'segreteria', 8: 'telematici' });
  expect((await runHub('switchboard', 'set', ...data, '--key', '5', '--group', 'cassa')).output).toBe('set 5\n');
  expect((await runHub('switchboard', 'set', ...data, '--key', '8', '--default')).output).toBe('set 8\n');
  expect(await list()).toEqual({ 3: 'segreteria', 5: 'cassa' });
  for (const wrong of [
    ['--key', 'x', '--default'],
    ['--key', '5', '--group', 'nobody'],
    ['--key', '5'],
  ])
    expect(await runHub('switchboard', 'set', ...data, ...wrong)).toMatchObject({ code: 2 });
  const audit = (await runHub('audit', 'list', ...data, '--json')).output;
  expect(audit.match(/"kind":\s*"key-group"/g)).toHaveLength(2);
}, 30_000);

test('[VM3] A key of another program opens the door of a serving hub until it is withdrawn', async () => {
  const data = ['--data', join(folder, 'data')];
  const secret = (await runHub('api-keys', 'create', ...data, '--name', 'Centralino')).output.trim();
  const send = async (id: string): Promise<number> => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ id, caller: '', key: '3' })) form.append(name, value);
    form.append('audio', new Blob([new Uint8Array(readAudio('message.amr'))]), 'message.amr');
    const headers = { authorization: `Bearer ${secret}` };
    const url = `http://127.0.0.1:${hub.httpPort}/voicemail`;
    return (await fetch(url, { method: 'POST', body: form, headers })).status;
  };
  expect(await send('call-0001')).toBe(201);
  const [key] = JSON.parse((await runHub('api-keys', 'list', ...data, '--json')).output) as {
    id: string;
    name: string;
  }[];
  expect(key?.name).toBe('Centralino');
  expect((await runHub('api-keys', 'revoke', ...data, '--key', key?.id ?? '')).output).toBe('revoked\n');
  expect(await send('call-0002')).toBe(401);
  expect((await runHub('api-keys', 'revoke', ...data, '--key', key?.id ?? '')).code).toBe(2);
}, 30_000);
test('[CH1] Origins are allowed and taken away while the hub serves, and both are written down', async () => {
  const chatUrl = `ws://127.0.0.1:${hub.httpPort}/v1/chat`;
  const dialled = async (): Promise<number | 'open'> => {
    const page = await dial(chatUrl, 'https://www.dbo.example');
    if (typeof page === 'number') return page;
    page.terminate();
    return 'open';
  };
  expect(await dialled()).toBe(403);
  const added = await runHub(...origins('add', 'https://www.DBO.example/'));
  expect(added).toMatchObject({ code: 0, output: 'allowed https://www.dbo.example\n' });
  expect(await dialled()).toBe('open');
  const listed = await runHub('chat', 'origins', 'list', '--data', join(folder, 'data'));
  expect(listed.output).toBe('https://www.dbo.example\n');
  expect((await runHub(...origins('remove', 'https://www.dbo.example'))).code).toBe(0);
  expect(await dialled()).toBe(403);
  const audit = await runHub('audit', 'list', '--data', join(folder, 'data'), '--json');
  expect(audit.output.match(/chat-origin/g)).toHaveLength(2);
}, 20_000);
