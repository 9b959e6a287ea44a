import { mkdtempSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageIn, parseSettings, setAsideIfUnreadable, settingsFileIn } from '../../../main/settings-file.ts';
import { defaultSettings } from '../../../shared/bridge/desktop.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'sportello-settings-'));

describe('twelve kinds of bad settings file', () => {
  const unusable: [string, string | Buffer][] = [
    ['empty', ''],
    ['half a file', '{"language":"it","the'],
    ['not JSON', 'language = it'],
    ['a list', '["it"]'],
    ['a number', '7'],
    ['null', 'null'],
    ['binary', Buffer.from([0, 255, 254, 1, 2, 3])],
    ['a web page', '<html>502</html>'],
  ];
  test.each(unusable)('%s: kept beside under another name, and reported', (_name, content) => {
    const file = join(folder(), 'settings.json');
    writeFileSync(file, content);
    expect(setAsideIfUnreadable(file, () => 42)).toBe(true);
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(`${file}.unreadable-42`)).toEqual(Buffer.from(content));
  });

  const partly: [string, Record<string, unknown>][] = [
    ['wrong type', { language: 7, theme: 'dark' }],
    ['unknown value', { language: 'klingon', theme: 'dark' }],
    ['out of range', { textScale: 5_000, theme: 'dark' }],
    ['unknown key', { theme: 'dark', subject: 'x' }],
  ];
  test.each(partly)('%s: costs that value, not the others', (_name, raw) => {
    expect(parseSettings(raw)).toEqual({ ...defaultSettings, theme: 'dark' });
  });
});

test('a good file, and no file, are left alone', () => {
  const at = folder();
  const file = join(at, 'settings.json');
  expect(setAsideIfUnreadable(file, () => 1)).toBe(false);
  writeFileSync(file, '{"language":"en"}');
  expect(setAsideIfUnreadable(file, () => 1)).toBe(false);
  expect(readdirSync(at)).toEqual(['settings.json']);
});

test.each([
  ['no file', null, defaultSettings.language],
  ['half a file', '{"language":"en"', defaultSettings.language],
  ['a language that is none', '{"language":"klingon"}', defaultSettings.language],
  ['English', '{"language":"en"}', 'en'],
])('the language before anything else is read: %s', (_, content, expected) => {
  const file = settingsFileIn(folder());
  if (content !== null) writeFileSync(file, content);
  expect(languageIn(file)).toBe(expected);
});
