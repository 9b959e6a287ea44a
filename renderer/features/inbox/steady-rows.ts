import type { Row } from '../../../shared/bridge/core-queries.ts';

/** A line of the list as it stands: a row, or the place of one that has just left. */
export type Line = { readonly row: Row; readonly isGone: boolean };

const fresh = (row: Row): Line => ({ row, isGone: false });

/**
 * Rows under the pointer don't move: while the pointer rests on the list, a row that left keeps its place as a line without
 * content, and new ones come after it. Content of a row that left is dropped at once.
 */
export function steadyRows(before: readonly Line[], now: readonly Row[]): readonly Line[] {
  const stillThere = new Set(now.map(({ id }) => id));
  if (before.every(({ row }) => stillThere.has(row.id))) return now.map(fresh);
  const lines: Line[] = [];
  const rest = [...now];
  for (const line of before) {
    if (stillThere.has(line.row.id)) {
      lines.push(...rest.splice(0, rest.findIndex(({ id }) => id === line.row.id) + 1).map(fresh));
    } else {
      lines.push({ row: { ...line.row, content: null }, isGone: true });
    }
  }
  return [...lines, ...rest.map(fresh)];
}
