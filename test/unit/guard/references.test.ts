import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { flagsIn } from '../../../hub/guard/flags.ts';
import { isHardKind } from '../../../shared/guard/finding.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { noGuardSettings } from '../../../shared/guard/settings.ts';
import { association } from '../../support/guard/association.ts';
import { readMarkedSentence } from '../../support/guard/marked-sentences.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const random = seededRandom(12);
const hex = (bytes: number): string => random.bytes(bytes).toString('hex');
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('');
const capitals = (count: number): string => Array.from({ length: count }, () => random.pick(letters)).join('');
const digits = (count: number): string => Array.from({ length: count }, () => random.below(10)).join('');
const many = (count: number, make: () => string): readonly string[] => Array.from({ length: count }, make);

const flagged = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => flagsIn([text], noGuardSettings).length > 0);

describe('[GU12] a token about which nothing says that it gives access is no secret', () => {
  const canaries = many(500, () => `canarino${hex(8)}`);

  test.each<readonly [string, (canary: string) => string]>([
    ['a subject', (canary) => `Oggetto ${canary}`],
    ['a first line', (canary) => `Buongiorno, vi scrivo di ${canary}.`],
    ['a sender', (canary) => `Rita ${canary}`],
    ['the name of a file', (canary) => `${canary}.txt`],
    ['a file', (canary) => `allegato ${canary}`],
    ['nothing else', (canary) => canary],
  ])('a word and sixteen hexadecimal digits, 500 times: %s', (_, textOf) => {
    expect(flagged(canaries.map(textOf))).toEqual([]);
  });

  const codes: readonly (readonly [string, () => string])[] = [
    ['orders', () => `${digits(1)}${capitals(2)}${digits(1)}-${digits(2)}${capitals(2)}${digits(1)}`],
    ['parcels', () => `${capitals(4)}${digits(13)}IT`],
    ['meters', () => `IT001E${digits(8)}`],
    ['serial numbers', () => `${capitals(2)}${digits(2)}-${digits(5)}${capitals(1)}`],
    ['bookings', () => `${capitals(2)}${digits(1)}${capitals(2)}${digits(1)}`],
    ['number plates', () => `G${capitals(1)}${digits(3)}${capitals(2)}`],
    ['protocols', () => `${digits(7)}/${capitals(1)}`],
    ['hashes', () => hex(16)],
    ['events', () => `Festa${digits(4)}`],
  ];
  test.each(codes)('%s, in subjects of either language', (_, make) => {
    const frames = ['Re: X', 'Oggetto: X', 'Fwd: notizie di X?', 'About X', 'X', 'Buongiorno, vi scrivo per X. Grazie'];
    expect(flagged(frames.flatMap((frame) => many(50, () => frame.replace('X', make()))))).toEqual([]);
  });

  test('what is named a reference is one, also where a secret is spoken of', () => {
    const frames = [
      'Cambio password richiesto, rif. X',
      'Router guasto, matricola X',
      'La password non va, errore X',
      'Login fails, ticket X',
    ];
    const tokens = many(50, () => `${capitals(2)}${digits(2)}-${hex(4)}`);
    expect(flagged(frames.flatMap((frame) => tokens.map((token) => frame.replace('X', token))))).toEqual([]);
  });

  test.each([
    'Iscritto con id utente 5c08ea19',
    'Risposta alla mail 18ac-77f0',
    'The code on the box is 8051-KX20',
    'Re: PW2NR2',
    'Il codice della spedizione è PW5P97ADC',
  ])('a part of a token is nothing: %s', (text) => {
    expect(scan(text, { direction: 'in' }).confidential).toBe(false);
  });
});

test('[GU12] the same tokens are secrets where the text says that they give access', () => {
  const canaries = many(100, () => `canarino${hex(8)}`);
  const frames = ['la password è X', 'password: X', 'Wifi sede: X', 'the laptop opens with X', 'chiave del wifi: X'];
  const texts = frames.flatMap((frame) => canaries.map((canary) => frame.replace('X', canary)));
  expect(texts.filter((text) => !scan(text, { direction: 'in' }).confidential)).toEqual([]);
});

/** Written with the sentences of `fixtures/guard/references.txt`, and kept aside: none was read or learned from. Figures only. */
const later = readFileSync(new URL('../../guard/references-later.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map(readMarkedSentence)
  .map(({ text, direction, marks }) => {
    const found = scan(text, { direction, association }).findings.filter(({ kind }) => isHardKind(kind));
    const isRight = marks.some((mark) => found.some(({ start, end }) => start <= mark.start && end >= mark.end));
    return { isSecret: marks.length > 0, isFlagged: found.length > 0, isRight };
  });

// Measured once, on 2026-11-23: 20 of 21 found, none of 66 wrongly. The floors stand one below.
test('[GU12] lines that were kept aside: 19 of 21 secrets or more, at most one of 66 references wrongly', () => {
  const secrets = later.filter(({ isSecret }) => isSecret);
  const references = later.filter(({ isSecret }) => !isSecret);
  expect([secrets.length, references.length]).toEqual([21, 66]);
  expect(secrets.filter(({ isRight }) => isRight).length).toBeGreaterThanOrEqual(19);
  expect(references.filter(({ isFlagged }) => isFlagged).length).toBeLessThanOrEqual(1);
});
