import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../../shared/csv.ts';

const rowsOf = (text: string): readonly (readonly string[])[] => {
  const read = readCsv(text);
  return read.isOk ? read.records.map(({ cells }) => cells) : [[`${read.problem} at ${read.line}`]];
};

/** What is hard to carry: marks of the format itself, of spreadsheets, and of other systems. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('"', ';', ',', '\t', '\r', '\n', '\r\n', "'", '=', '+', '-', '@', ' ', '1', 'a', '\uFEFF'))
    .map((parts) => parts.join('')),
);

test('what is written is read again exactly, with every delimiter', () => {
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.constantFrom(';' as const, ',' as const, '\t' as const), (written, delimiter) => {
      // The first line says which delimiter it is, as the line with the titles does.
      const titled = [['titolo', 'testo'], ...written];
      expect(rowsOf(writeCsv(titled, delimiter))).toEqual(titled);
    }),
    { numRuns: 1000 },
  );
});

test('no cell that is written begins as a formula does; plain numbers stay numbers', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', '＝'), fc.string(), (sign, rest) => {
      fc.pre(!/^\d+(?:[.,]\d+)?$/.test(rest));
      const [first = ''] = writeCsv([[`${sign}${rest}`, 'x']]).slice(1);
      expect(["'", '"']).toContain(first);
      expect(writeCsv([[`${sign}${rest}`, 'x']]).slice(1)).toMatch(/^"?'/);
    }),
  );
  expect(writeCsv([['-5', '+3,5', '=1+1']])).toBe('\uFEFF-5;"+3,5";\'=1+1\r\n');
});

test('reads what programs write: comma and tab, LF, without BOM, with the line that names the delimiter', () => {
  expect(rowsOf('a,b\n1,"x;\ny"')).toEqual([
    ['a', 'b'],
    ['1', 'x;\ny'],
  ]);
  expect(rowsOf('a\tb\r\n\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(rowsOf('sep=,\r\na;b,c')).toEqual([['a;b', 'c']]);
  expect(rowsOf('')).toEqual([]);
  expect(rowsOf('a;;\n""')).toEqual([['a', '', ''], ['']]);
});

test('a line has the number that an editor shows, and what is broken is named by it', () => {
  const read = readCsv('a;b\r\n"x\r\ny";1\r\nz;2\r\n');
  expect(read.isOk && read.records.map(({ line }) => line)).toEqual([1, 2, 4]);
  expect(rowsOf('a;b\nx"y;1')).toEqual([['stray-quote at 2']]);
  expect(rowsOf('a;b\n"x"y;1')).toEqual([['stray-quote at 2']]);
  expect(rowsOf('a;b\n\nc;"open\nd')).toEqual([['open-quote at 3']]);
});

test('whatever text is read, it ends with records or with a problem', () => {
  fc.assert(
    fc.property(
      fc.array(cell).map((parts) => parts.join('')),
      (text) => {
        const read = readCsv(text);
        if (!read.isOk) expect(read.line).toBeGreaterThan(0);
        else for (const { cells } of read.records) expect(cells.length).toBeGreaterThan(0);
      },
    ),
  );
});
