import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { meaningKinds } from '../../../../shared/guard/finding.ts';
import { findMeanings } from '../../../../shared/guard/meaning/find-meanings.ts';

const messageSchema = z.object({
  id: z.string(),
  lang: z.enum(['it', 'en']),
  direction: z.enum(['in', 'out']),
  text: z.string(),
  confidential: z.boolean(),
  categories: z.array(z.enum(meaningKinds)),
});
type Message = z.infer<typeof messageSchema>;

const read = (lang: string): readonly Message[] =>
  readFileSync(new URL(`../../../guard/seen/${lang}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => messageSchema.parse(JSON.parse(line)));

const kindsOf = (message: Message, text = message.text): readonly string[] => [
  ...new Set(findMeanings(text, message).map(({ kind }) => kind)),
];
const isFlagged = (message: Message, text = message.text): boolean => kindsOf(message, text).length > 0;
const share = (part: number, whole: number): number => part / Math.max(1, whole);

/** Other ways of writing the same: the verdict is the same. */
const rewritings: Readonly<Record<string, (text: string) => string>> = {
  'in capitals': (text) => text.toUpperCase(),
  'without accents': (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  'with double spaces': (text) => text.replaceAll(' ', '  '),
  'in decomposed letters': (text) => text.normalize('NFD'),
  'with curly quotes': (text) => text.replaceAll("'", '’'),
};

describe.each(['it', 'en'])('the messages that the rules were written with, %s', (lang) => {
  const messages = read(lang);
  const confidential = messages.filter((message) => message.confidential);
  const harmless = messages.filter((message) => !message.confidential);

  test('nearly all confidences are found, under their category', () => {
    const missed = confidential.filter((message) => !isFlagged(message)).map(({ id }) => id);
    const other = confidential.filter(
      (message) => !message.categories.every((kind) => kindsOf(message).includes(kind)),
    );
    expect(missed.length, missed.join()).toBeLessThanOrEqual(0.05 * confidential.length);
    expect(share(other.length, confidential.length)).toBeLessThanOrEqual(0.07);
  });

  test('in every category', () => {
    for (const kind of meaningKinds) {
      const own = confidential.filter(({ categories }) => categories.includes(kind));
      expect(share(own.filter((message) => isFlagged(message)).length, own.length + 0.001), kind).toSatisfy(
        (found: number) => own.length === 0 || found >= 0.8,
      );
    }
  });

  test('nearly no harmless message is flagged', () => {
    const flagged = harmless.filter((message) => isFlagged(message)).map(({ id }) => id);
    expect(flagged.length, flagged.join()).toBeLessThanOrEqual(0.02 * harmless.length);
  });

  test.each(Object.entries(rewritings))('the verdict is the same %s', (_name, rewrite) => {
    const changed = messages.filter((message) => isFlagged(message, rewrite(message.text)) !== isFlagged(message));
    expect(changed.map(({ id }) => id)).toEqual([]);
  });

  test('a finding stands on whole words of the text', () => {
    for (const message of messages) {
      for (const { start, end } of findMeanings(message.text, message)) {
        expect(message.text.slice(start, end).trim()).toBe(message.text.slice(start, end));
        expect(message.text.slice(start - 1, start)).toMatch(/^[^\p{L}]?$/u);
        expect(message.text.slice(end, end + 1)).toMatch(/^[^\p{L}]?$/u);
      }
    }
  });
});
