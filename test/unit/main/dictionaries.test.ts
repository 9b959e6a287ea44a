import { mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dictionariesIn, dictionaryFolders } from '../../../main/dictionaries.ts';

const folder = (...files: readonly string[]): string => {
  const made = mkdtempSync(join(tmpdir(), 'sportello-dictionaries-'));
  for (const file of files) writeFileSync(join(made, file), file);
  return made;
};
const words = (folders: readonly string[], language: 'it' | 'en'): string | null => {
  const files = dictionariesIn(folders).read(language);
  return files === null ? null : Buffer.from(files.words).toString();
};

test('the first folder with both files of a language gives it', () => {
  const first = folder('it_IT.aff', 'en_US.aff', 'en_US.dic');
  const second = folder('it_IT.aff', 'it_IT.dic', 'en_GB.aff', 'en_GB.dic');
  expect(dictionariesIn([first, second]).languages()).toEqual(['it', 'en']);
  expect([words([first, second], 'it'), words([first, second], 'en')]).toEqual(['it_IT.dic', 'en_US.dic']);
  expect(words([second], 'en')).toBe('en_GB.dic');
});

test('no folder, a folder in place of a file, and a file that is too large are no dictionary', () => {
  const at = folder('it_IT.aff', 'it_IT.dic', 'en_GB.aff');
  truncateSync(join(at, 'it_IT.dic'), 16_000_001);
  mkdirSync(join(at, 'en_GB.dic'));
  expect(dictionariesIn([join(at, 'none'), at]).languages()).toEqual([]);
  expect(words([at], 'it')).toBeNull();
});

test('what the organisation names is all that is looked at; without it the system’s, where there are any', () => {
  expect(dictionaryFolders('/srv/dizionari', 'linux', '/home/x')).toEqual(['/srv/dizionari']);
  expect(dictionaryFolders(undefined, 'linux', '/home/x')[0]).toBe('/usr/share/hunspell');
  expect(dictionaryFolders(undefined, 'darwin', '/Users/x')).toEqual([
    '/Users/x/Library/Spelling',
    '/Library/Spelling',
  ]);
  expect(dictionaryFolders(undefined, 'win32', 'C:\\Users\\x')).toEqual([]);
});
