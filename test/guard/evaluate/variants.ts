import type { Association } from '../../../shared/guard/context.ts';
import type { Scan } from '../../../shared/guard/finding.ts';
import { type Row, scanRow, type Share } from './measure.ts';

/** The same message as another keyboard, program or person would write it. */
export const variants: Readonly<Record<string, (text: string) => string>> = {
  'upper case': (text) => text.toUpperCase(),
  'no accents': (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
  'double spaces': (text) => text.replaceAll(' ', '  '),
  decomposed: (text) => text.normalize('NFD'),
  'curly quotes': (text) => text.replaceAll("'", '’'),
};

/** Secrets depend on their case: messages with one are left out. */
export function sameVerdicts(
  rows: readonly Row[],
  scans: ReadonlyMap<Row, Scan>,
  association: Association | undefined,
): readonly (readonly [string, Share])[] {
  const compared = rows.filter(({ spans }) => !spans.some(({ type }) => type === 'CREDENTIAL'));
  return Object.entries(variants).map(([name, change]) => {
    const same = compared.filter(
      (row) => scanRow(row, association, change(row.text)).confidential === scans.get(row)?.confidential,
    );
    return [name, { hits: same.length, of: compared.length }];
  });
}
