import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { categoryOf, findingKinds } from '../../../shared/guard/finding.ts';
import { scan } from '../../../shared/guard/scan.ts';

test('every kind belongs to one category, and no two kinds share their keys', () => {
  expect(findingKinds.map(categoryOf)).toContain('id_document');
  expect(new Set(findingKinds.map((kind) => kind.toLowerCase())).size).toBe(findingKinds.length);
});

test('any text has a verdict, with findings inside it and in its order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { findings } = scan(text);
      for (const [i, { start, end }] of findings.entries()) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(start).toBeGreaterThanOrEqual(findings[i - 1]?.start ?? 0);
      }
    }),
  );
});

test.each([
  'msg0006.WAV',
  'Registrazione0012.amr',
  'PTT-20261122-WA0003.opus',
  'Scan0012.pdf',
  'Documento1.docx',
  'a8F3e2C1.heic',
  'Fattura2026b.xml.p7m',
])('what a program calls its files is nobody’s password: %s', (name) => {
  for (const lang of ['it', 'en'] as const) expect(scan(name, { lang, direction: 'in' }).confidential).toBe(false);
});

test.each(['Lei non deve fare altro.', 'Non deve fare nulla né ripetere quanto ci ha già scritto.'])(
  'what somebody need not do is no secret: %s',
  (text) => {
    expect(scan(text, { lang: 'it', direction: 'out' }).confidential).toBe(false);
  },
);

test('hardly any ordinary message to the desk is flagged', () => {
  const messages = readFileSync(new URL('../../guard/seen/desk-it.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => messageSchema.parse(JSON.parse(line)));
  const flagged = messages.filter(({ text, lang, direction }) => scan(text, { lang, direction }).confidential);
  expect(flagged.length, flagged.map(({ id }) => id).join()).toBeLessThanOrEqual(0.04 * messages.length);
});

const messageSchema = z.object({
  id: z.string(),
  lang: z.enum(['it', 'en']),
  direction: z.enum(['in', 'out']),
  text: z.string(),
});
