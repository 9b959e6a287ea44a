import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changedFile } from '../../../main/integrity.ts';

// As the packager does it.
const { writeSums } = createRequire(import.meta.url)('../../../scripts/lib/packaging/sums.cjs') as {
  writeSums(resources: string): void;
};
let folder: string;
const addon = 'app.asar.unpacked/node_modules/addon.node';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-integrity-'));
  mkdirSync(join(folder, 'app.asar.unpacked/node_modules'), { recursive: true });
  writeFileSync(join(folder, 'app.asar'), 'the program');
  writeFileSync(join(folder, addon), 'an addon');
  writeSums(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a program that is as it was packed may start', () => {
  expect(changedFile(folder)).toBeNull();
});

test.each([['app.asar'], [addon]])('a changed %s is named', (name) => {
  appendFileSync(join(folder, name), 'x');
  expect(changedFile(folder)).toBe(name);
});

test('a file that is missing is named, and so is a list that is missing, empty or none', () => {
  rmSync(join(folder, addon));
  expect(changedFile(folder)).toBe(addon);
  for (const list of ['{}', '[]', 'no list']) {
    writeFileSync(join(folder, 'sums.json'), list);
    expect(changedFile(folder)).toBe('sums.json');
  }
  rmSync(join(folder, 'sums.json'));
  expect(changedFile(folder)).toBe('sums.json');
});
