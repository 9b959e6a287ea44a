import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOG_KEPT_MS, logNames, rotatingLines } from '../../../../shared/log/rotation.ts';

/** Before the files of these tests were made. */
const now = 1_700_000_000_000;
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'sportello-rotation-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const open = (more: Partial<Parameters<typeof rotatingLines>[0]> = {}) =>
  rotatingLines({ fs, folder, name: 'main.log', maxBytes: 100, keptFiles: 2, now, ...more });

test('[DG2] a log is put aside when it has grown, and a fixed number is kept', () => {
  const write = open();
  for (let line = 0; line < 50; line += 1) write(`line ${String(line).padStart(3, '0')} of some length\n`);
  expect(fs.readdirSync(folder).toSorted()).toEqual(['main.log', 'main.log.1', 'main.log.2']);
  for (const name of logNames('main.log', 2)) expect(fs.statSync(join(folder, name)).size).toBeLessThanOrEqual(100);
  expect(fs.readFileSync(join(folder, 'main.log'), 'utf8')).toContain('line 049');
});

test('[DG2] it goes on where the last start ended', () => {
  open()(`${'x'.repeat(90)}\n`);
  open()(`${'y'.repeat(90)}\n`);
  expect(fs.readFileSync(join(folder, 'main.log.1'), 'utf8')).toContain('x');
});

test('[DG2] what nobody has written to for thirty days goes at the next start', () => {
  for (const [name, age] of [
    ['main.log', LOG_KEPT_MS + 1_000],
    ['main.log.1', LOG_KEPT_MS - 1_000],
    ['other.log', LOG_KEPT_MS * 2],
  ] as const) {
    fs.writeFileSync(join(folder, name), 'old\n');
    fs.utimesSync(join(folder, name), (now - age) / 1_000, (now - age) / 1_000);
  }
  open()('new\n');
  expect(fs.readdirSync(folder).toSorted()).toEqual(['main.log', 'main.log.1', 'other.log']);
  expect(fs.readFileSync(join(folder, 'main.log'), 'utf8')).toBe('new\n');
});

test('[DG2] a log that cannot be written stops nothing', () => {
  const write = open({ folder: '/dev/null/logs' });
  expect(() => write('line\n')).not.toThrow();
});
