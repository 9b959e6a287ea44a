import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windowLimit, windowOffset } from '../../../renderer/features/inbox/list-window.ts';
import { type Line, steadyRows } from '../../../renderer/features/inbox/steady-rows.ts';
import { waiting } from '../../support/renderer/fixtures.ts';

const [first, second, third, fourth] = waiting;
const rowsOf = (...rows: (typeof first)[]) => rows.filter((row) => row !== undefined);
const lines = (...rows: (typeof first)[]): Line[] => rowsOf(...rows).map((row) => ({ row, isGone: false }));
const shape = (result: readonly Line[]): string[] =>
  result.map(({ row, isGone }) => `${row.id}${isGone ? ' gone' : ''}`);

describe('rows under the pointer', () => {
  test('a row that left keeps its place, without content', () => {
    const result = steadyRows(lines(first, second, third), rowsOf(first, third));
    expect(shape(result)).toEqual(['c-121', 'c-124 gone', 'c-125']);
    expect(result[1]?.row.content).toBeNull();
  });

  test('new ones come where they belong, after what was there', () => {
    expect(shape(steadyRows(lines(first, second, third), rowsOf(first, third, fourth)))).toEqual([
      'c-121',
      'c-124 gone',
      'c-125',
      'c-126',
    ]);
  });

  test('without a loss the list is as it is', () => {
    expect(shape(steadyRows(lines(first), rowsOf(first, second)))).toEqual(['c-121', 'c-124']);
  });

  test('nothing that is still there moves up, none is doubled or lost', () => {
    const ids = fc
      .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 15 })
      .map((some) => some.sort((a, b) => a - b));
    const rowOf = (n: number) => ({ ...(first as NonNullable<typeof first>), id: `c-${n}` });
    fc.assert(
      fc.property(ids, ids, (before, now) => {
        const result = steadyRows(
          before.map((n) => ({ row: rowOf(n), isGone: false })),
          now.map(rowOf),
        );
        expect(result.filter(({ isGone }) => !isGone).map(({ row }) => row.id)).toEqual(now.map((n) => `c-${n}`));
        before.forEach((n, index) => {
          expect(result.findIndex(({ row }) => row.id === `c-${n}`)).toBeGreaterThanOrEqual(index);
        });
      }),
    );
  });
});

test('the window that is asked for always has what is on screen', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 0, max: 40 }), (start, rows) => {
      const offset = windowOffset(start, start + rows);
      expect(offset % 50).toBe(0);
      expect(offset).toBeLessThanOrEqual(start);
      expect(offset + windowLimit).toBeGreaterThan(start + rows);
    }),
  );
});
