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

test.each([
  'Il numero della Segreteria è sul sito.',
  'Il suo numero di tessera arriva per posta.',
  'La pagina è online.',
])('the official way is not: %s', (text) => expect(privateWaysIn(text)).toEqual([]));

test('what is confidential comes first, each reason once with its passages', () => {
  const text = 'Su WhatsApp no. Codice fiscale RSSMRA85T10A562S, e quello di lei BNCLCU80A01H501X.';
  const [first, ...rest] = warnings(text);
  expect(first).toMatchObject({ reason: 'guard.reason.fiscal_code.out', isConfidential: true });
  expect(first?.passages.map(({ start, end }) => text.slice(start, end))[0]).toBe('RSSMRA85T10A562S');
  expect(rest.at(-1)?.reason).toBe('private-way.reason');
});
