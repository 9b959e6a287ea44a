import { useState } from 'react';
import type { Result } from '../../../shared/bridge/core-queries.ts';
import { useAppState, useLive } from '../../store/context.tsx';
import { windowLimit } from './list-window.ts';
import { type Line, steadyRows } from './steady-rows.ts';

interface List {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  lineAt(index: number): Line | undefined;
}

/** The lines of the current view around `offset`; what was there stays on screen until the next window has come. */
export function useList(offset: number, isHeld: boolean): List {
  const view = useAppState((state) => state.place.view);
  const groupId = useAppState((state) => state.place.groupId);
  const answer = useLive({ name: 'list', view, groupId, offset, limit: windowLimit });
  const [last, setLast] = useState(answer);
  if (answer !== undefined && answer !== last) setLast(answer);
  const result = answer ?? last;
  const lines = useHeldLines(result, isHeld);
  if (result === undefined) return { total: undefined, lineAt: () => undefined };
  return {
    total: result.total + lines.length - result.rows.length,
    lineAt: (index) => lines[index - result.offset],
  };
}

interface Held {
  readonly result: Result<'list'>;
  readonly isHeld: boolean;
  readonly lines: readonly Line[];
}

function useHeldLines(result: Result<'list'> | undefined, isHeld: boolean): readonly Line[] {
  const [held, setHeld] = useState<Held | null>(null);
  if (result === undefined) return [];
  if (held !== null && held.result === result && held.isHeld === isHeld) return held.lines;
  const canHold = isHeld && held !== null && held.result.offset === result.offset;
  const lines = canHold ? steadyRows(held.lines, result.rows) : result.rows.map((row) => ({ row, isGone: false }));
  setHeld({ result, isHeld, lines });
  return lines;
}
