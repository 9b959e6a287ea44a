import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import { recordsUpTo } from '../support/audit.ts';
import { runHub, type Ended } from '../support/hub-command.ts';

let folder: string;
let head: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-audit-cli-'));
  const storage = await openSqliteStorage({ file: join(folder, 'hub.db'), now: 0, timers: null });
  await storage.write(async (tx) => {
    await tx.putUser({ id: 'user-1', name: 'Maria Rossi', role: 'volunteer', active: true });
    await tx.appendAudit(recordsUpTo(3));
  });
  head = (await storage.read((tx) => tx.auditEntries({ after: 2, limit: 1 })))[0]?.hash ?? '';
  await storage.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

const audit = (...args: string[]): Promise<Ended> => runHub('audit', ...args);

const here = () => ['--data', folder];

test('[AU4][AU7] verify says ok with the head that audit head prints, and takes it back', async () => {
  const [verified, shown] = await Promise.all([audit('verify', ...here()), audit('head', ...here())]);
  expect(verified).toEqual({ code: 0, output: `ok 3 entries, head ${head}\n`, errors: '' });
  expect(shown).toEqual({ code: 0, output: `3 entries, head ${head}\n`, errors: '' });
  const known = await audit('verify', ...here(), '--entries', '3', '--head', head);
  expect(known).toMatchObject({ code: 0 });
  const longer = await audit('verify', ...here(), '--entries', '9', '--head', head);
  expect(longer).toEqual({ code: 1, output: 'broken entry 4: truncated (the chain ends before it)\n', errors: '' });
}, 30_000);

test('list prints entries with the names of our own people, all or those of one case, also as JSON', async () => {
  const [lines, json] = await Promise.all([
    audit('list', ...here()),
    audit('list', ...here(), '--conversation', '2026-000002', '--json'),
  ]);
  expect(lines.output.split('\n')[0]).toBe(
    '1 2026-03-10T09:00:01.000Z 2026-000001 claim "Maria Rossi" device-1 {"already":false,"fence":1}',
  );
  expect(lines.output.trim().split('\n')).toHaveLength(3);
  expect(
    json.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toMatchObject([{ seq: 2, kind: 'claim', number: '2026-000002', facts: { fence: 2, already: false } }]);
}, 30_000);

test.each<readonly [string, string[], RegExp]>([
  ['an unknown option', ['verify', '--colour', 'red'], /--colour/],
  ['a command that is none', ['destroy'], /unknown command audit destroy/],
  ['no command', [], /unknown command audit/],
  ['a head that is none', ['verify', '--head', 'abc'], /--head takes/],
  ['a number that is none', ['verify', '--entries', '-3'], /--entries/],
  ['a case that is none', ['list', '--conversation', 'Belotti'], /--conversation takes/],
  ['a folder without data', ['verify', '--data', tmpdir()], /no data of a hub/],
])(
  '%s is an error on standard error, with exit code 2',
  async (_what, args, message) => {
    const ended = await audit(...args);
    expect(ended).toMatchObject({ code: 2, output: '' });
    expect(ended.errors).toMatch(message);
    expect(ended.errors).not.toMatch(/\n\s+at /);
  },
  20_000,
);

test.each([
  ['verify', '--head HASH'],
  ['head', 'written down'],
  ['list', '--conversation NUMBER'],
])(
  'audit %s --help explains it alone',
  async (name, words) => {
    const { code, output } = await audit(name, '--help');
    expect([code, output.includes(words), output.match(/npm run hub/g)?.length]).toEqual([0, true, 1]);
  },
  20_000,
);

test('[AU4] A broken entry is named, with exit code 1', async () => {
  const database = new Database(join(folder, 'hub.db'));
  database.exec(`update audit set user_id = 'somebody-else' where seq = 2`);
  database.close();
  const output = 'broken entry 2: changed (it is not what it was when it was written)\n';
  expect(await audit('verify', ...here())).toEqual({ code: 1, output, errors: '' });
}, 20_000);
