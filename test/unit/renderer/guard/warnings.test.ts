import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { warningsOf } from '../../../../renderer/guard/warnings.ts';
import { privateWaysIn } from '../../../../renderer/guard/private-ways.ts';
import { scan } from '../../../../shared/guard/scan.ts';

const warnings = (text: string, kind: 'reply' | 'note' = 'reply') =>
  warningsOf(text, scan(text, { direction: 'out' }).findings, kind);

test.each([
  'Mi scriva su WhatsApp, faccio prima.',
  'Le lascio il mio numero, così mi chiama.',
  'Mi trova su Instagram.',
  'You can call me on my private number.',
])('a way past the association is warned about: %s', (text) => {
  expect(privateWaysIn(text)).toHaveLength(1);
  expect(warnings(text)).toContainEqual(expect.objectContaining({ advice: 'private-way.advice' }));
  expect(warnings(text).some(({ isConfidential }) => isConfidential)).toBe(false);
  expect(warnings(text, 'note')).toEqual([]);
});

/** `+`: past the association; `-`: not. */
const phrases = readFileSync('test/fixtures/guard/private-ways.txt', 'utf8')
  .split('\n')
  .filter((line) => /^[+-] /u.test(line))
  .map((line) => ({ isPast: line.startsWith('+'), text: line.slice(2) }));

test('a hundred phrases: what leads past the association is warned about, what does not is left alone', () => {
  expect(phrases.length).toBeGreaterThanOrEqual(100);
  const wrong = phrases.filter(({ isPast, text }) => privateWaysIn(text).length > 0 !== isPast);
  expect(wrong).toEqual([]);
});

test('passages stand in their order and never overlap', () => {
  for (const { text } of phrases) {
    const ends = privateWaysIn(text).flatMap(({ start, end }) => [start, end]);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  }
});

test('only words near by excuse a passage', () => {
  expect(privateWaysIn('La nostra pagina è su Facebook')).toEqual([]);
  expect(privateWaysIn(`La nostra sala ${'e la sua porta '.repeat(20)} mi scriva su Facebook`)).toHaveLength(1);
});

test('what is confidential comes first, each reason once with its passages', () => {
  const text = 'Su WhatsApp no. Codice fiscale RSSMRA85T10A562S, e quello di lei BNCLCU80A01H501X.';
  const [first, ...rest] = warnings(text);
  expect(first).toMatchObject({ reason: 'guard.reason.fiscal_code.out', isConfidential: true });
  expect(first?.passages.map(({ start, end }) => text.slice(start, end))[0]).toBe('RSSMRA85T10A562S');
  expect(rest.at(-1)?.reason).toBe('private-way.reason');
});
