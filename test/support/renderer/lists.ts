import type { Query, Result, Row } from '../../../shared/bridge/core-queries.ts';
import { groups, minesRows, now, stubRows, waiting } from './fixtures.ts';

/** What the lists of the scripted association hold. */
export interface Listed {
  /** Rows per view, by which the list is answered. */
  rows?: Partial<Record<string, Row[]>>;
  /** This many generated rows in "to take". */
  many?: number;
}

type ListQuery = Extract<Query, { name: 'list' }>;

export function listOf(script: Listed, { view, groupId, offset, limit }: ListQuery): Result<'list'> {
  if (view === 'to-take' && script.many !== undefined) {
    const total = script.many;
    const count = Math.max(0, Math.min(limit, total - offset));
    return { total, offset, rows: Array.from({ length: count }, (_, index) => generated(offset + index)) };
  }
  const rows = rowsOf(script, view).filter((row) => groupId === null || row.groupId === groupId);
  return { total: rows.length, offset, rows: rows.slice(offset, offset + limit) };
}

export function countsOf(script: Listed): Result<'counts'> {
  const views = ['to-take', 'mine', 'chats', 'voicemail', 'passed-on', 'late', 'resolved'] as const;
  const waitingRows = rowsOf(script, 'to-take');
  return {
    views: Object.fromEntries(
      views.map((view) => [
        view,
        view === 'to-take' ? (script.many ?? waitingRows.length) : rowsOf(script, view).length,
      ]),
    ) as Result<'counts'>['views'],
    groups: Object.fromEntries(
      groups.map(({ id }) => [id, waitingRows.filter(({ groupId }) => groupId === id).length]),
    ),
  };
}

function rowsOf({ rows }: Listed, view: string): Row[] {
  const set = rows?.[view];
  if (set !== undefined) return set;
  if (view === 'to-take') return waiting;
  if (view === 'mine') return minesRows;
  if (view === 'passed-on') return stubRows;
  return view === 'chats' ? waiting.filter(({ channel }) => channel === 'chat') : [];
}

const generated = (index: number): Row => ({
  ...(waiting[index % waiting.length] as Row),
  id: `g-${index}`,
  number: `2026-${String(index % 1_000_000).padStart(6, '0')}`,
  arrivedAt: now - (200_000 - index) * 60_000,
});
