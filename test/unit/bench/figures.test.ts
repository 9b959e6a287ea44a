import { expect, test } from 'vitest';
import { median, quantile, repeat, table } from '../../bench/figures.ts';

test('medians and percentiles interpolate', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([0, 10], 0.95)).toBe(9.5);
});

test('the warm-up run is not counted', async () => {
  const seen: number[] = [];
  expect(await repeat(3, (run) => seen.push(run))).toEqual([2, 3, 4]);
  expect(seen).toEqual([-1, 0, 1, 2]);
});

test('the table shows median, spread and count', () => {
  expect(table([{ name: 'claim', unit: 'ms', values: [1, 2, 3], how: 'x' }])).toContain(
    '| claim | 2.00 ms | 2.90 ms | 3 | x |',
  );
});
