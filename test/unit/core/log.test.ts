import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFileLog } from '../../../main/core/file-log.ts';
import { defectEvent } from '../../../main/core/log.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('JSON lines with their time, in a folder that is made when it is missing', () => {
  const file = join(folder, 'logs', 'core.log');
  const log = openFileLog(file);
  log({ event: 'evicted', count: 3 });
  log({ event: 'stopped' });
  const lines = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toMatchObject([{ event: 'evicted', count: 3 }, { event: 'stopped' }]);
  expect(Object.keys(lines[0] ?? {}).sort((a, b) => (a < b ? -1 : 1))).toEqual(['count', 'event', 'level', 'time']);
});

test('put aside when it has grown; five files at most, none much larger than allowed', () => {
  const file = join(folder, 'core.log');
  const log = openFileLog(file, { maxBytes: 2_000 });
  for (let count = 0; count < 500; count += 1) log({ event: 'evicted', count });
  expect(readdirSync(folder).sort((a, b) => (a < b ? -1 : 1))).toEqual([
    'core.log',
    ...[1, 2, 3, 4].map((n) => `core.log.${n}`),
  ]);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2_000);
  expect(readFileSync(file, 'utf8')).toContain('"count":499');
});

test('a log that cannot be written stops nothing', () => {
  const log = openFileLog('/dev/null/core.log');
  expect(() => log({ event: 'stopped' })).not.toThrow();
});

test('a defect is logged by its place, never by its message, which may quote a text', () => {
  const event = defectEvent(new TypeError('cannot read "Rita Bianchi, via Roma"\n    at somewhere'));
  expect(event).toMatchObject({ event: 'defect', name: 'TypeError' });
  expect(JSON.stringify(event)).not.toMatch(/Rita|Roma|somewhere/);
  expect(JSON.stringify(event)).toContain('log.test.ts');
});
