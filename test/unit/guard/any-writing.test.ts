import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fiscalCheckCharacter } from '../../../shared/guard/identifiers/fiscal-code.ts';
import { findIdentifiers } from '../../../shared/guard/identifiers/find-identifiers.ts';
import { hostileTexts } from '../../guard/evaluate/speed.ts';

const letters = (length: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const digits = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789'.split('')), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

const fiscalCode = fc
  .tuple(
    letters(6),
    digits(2),
    fc.constantFrom(...'ABCDEHLMPRST'.split('')),
    fc.integer({ min: 1, max: 31 }),
    fc.boolean(),
    digits(3),
  )
  .map(([name, year, month, day, isWoman, place]) => {
    const first = `${name}${year}${month}${String(isWoman ? day + 40 : day).padStart(2, '0')}H${place}`;
    return first + fiscalCheckCharacter(first);
  });

const iban = fc.tuple(letters(1), digits(22)).map(([cin, account]) => {
  const bban = cin + account;
  const figures = `${bban}IT00`
    .split('')
    .map((character) => Number.parseInt(character, 36))
    .join('');
  return `IT${String(98n - (BigInt(figures) % 97n)).padStart(2, '0')}${bban}`;
});

const card = digits(14).map((tail) => {
  const first = `4${tail}`;
  const sum = first
    .split('')
    .reverse()
    .reduce((total, digit, i) => {
      const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return first + String((10 - (sum % 10)) % 10);
});

/** The same characters in groups of any size, with any separator, in any case. */
const writing = fc.record({
  sizes: fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 18, maxLength: 18 }),
  separator: fc.constantFrom('', ' ', '-', '.', '\n', '\u00a0', ' - '),
  isLower: fc.boolean(),
});
type Writing = { readonly sizes: readonly number[]; readonly separator: string; readonly isLower: boolean };

function write(code: string, { sizes, separator, isLower }: Writing): string {
  const groups: string[] = [];
  let rest = isLower ? code.toLowerCase() : code;
  for (const size of sizes) {
    if (rest !== '') groups.push(rest.slice(0, size));
    rest = rest.slice(size);
  }
  return [...groups, rest].filter((group) => group !== '').join(separator);
}

describe('every valid value is found where it stands, however it is written', () => {
  const around = fc.constantFrom('', 'ecco: ', 'perché no? 😀 ', '«', 'È il mio: ');
  test.each([
    ['FISCAL_CODE', fiscalCode],
    ['IBAN', iban],
    ['PAYMENT_CARD', card],
  ] as const)('%s', (kind, values) => {
    fc.assert(
      fc.property(values, writing, around, (code, how, before) => {
        const written = write(code, how);
        const found = findIdentifiers(`${before}${written} .`, {}).filter((match) => match.kind === kind);
        expect(found).toEqual([{ kind, start: before.length, end: before.length + written.length }]);
      }),
      { numRuns: 300, seed: 20 },
    );
  });
});

describe('time is linear in the text', () => {
  // Twice the text takes about twice as long; a rule that looks back over all of it would take four times, or for ever.
  test.each(Object.entries(hostileTexts))('%s', (_, part) => {
    const timeOf = (length: number): number => {
      const text = part.repeat(Math.ceil(length / part.length)).slice(0, length);
      const times = [1, 2, 3].map(() => {
        // Of the processor: a clock on the wall counts what other programs do meanwhile.
        const before = process.cpuUsage();
        findIdentifiers(text, {});
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      });
      return Math.min(...times);
    };
    timeOf(2_000);
    expect(timeOf(40_000)).toBeLessThan(40 * (timeOf(5_000) + 5));
  });
});
