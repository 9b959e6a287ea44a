/** Medians and spreads of repeated measurements, and the table that they are printed in. */

export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'MB' | 'kB' | 'per s' | '×' | '%';
  readonly values: readonly number[];
  /** What the number means and how it was made, in a few words. */
  readonly how: string;
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A Markdown table: median, 95th percentile, number of measurements. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(
    (figure) =>
      `| ${figure.name} | ${show(median(figure.values))} ${figure.unit} | ${show(quantile(figure.values, 0.95))} ${figure.unit} | ${figure.values.length} | ${figure.how} |`,
  );
  return ['| figure | median | p95 | runs | how |', '| --- | ---: | ---: | ---: | --- |', ...rows].join('\n');
}

function show(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3);
}

/** Runs `measure` `runs` times after one warm-up that does not count; the value is what it returns. */
export async function repeat(runs: number, measure: (run: number) => Promise<number> | number): Promise<number[]> {
  await measure(-1);
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) values.push(await measure(run));
  return values;
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
