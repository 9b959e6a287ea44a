import { useEffect, useRef, useState } from 'react';
import type { Board, BoardCases, BoardSelection } from '../../../shared/model/board.ts';
import type { Failure } from '../../../shared/errors.ts';
import { useApp } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

export interface BoardState {
  /** The last that the hub said; null: nothing yet. */
  readonly board: Board | null;
  /** Why it is not said any more; the numbers are then those of before. */
  readonly failure: Failure | null;
}

/** The hub says each second how the work stands, in few bytes where nothing has changed (BO2). */
const EVERY_MS = 1_000;

export function useBoard(): BoardState {
  const { core, timers } = useApp();
  const [state, setState] = useState<BoardState>({ board: null, failure: null });
  useEffect(() => {
    let known: string | null = null;
    let isShown = true;
    let cancel = (): void => undefined;
    const look = async (): Promise<void> => {
      const told = await core.call({ name: 'board', known }).catch(failureOf);
      if (!isShown) return;
      cancel = timers.after(EVERY_MS, () => void look());
      if (told !== null && 'code' in told) return setState(({ board }) => ({ board, failure: told }));
      known = told?.revision ?? known;
      setState(({ board, failure }) => (told === null && failure === null ? { board, failure } : next(told ?? board)));
    };
    void look();
    return () => {
      isShown = false;
      cancel();
    };
  }, [core, timers]);
  return state;
}

const next = (board: Board | null): BoardState => ({ board, failure: null });

/** The cases behind a number, asked for again whenever the board is another one. */
export function useBoardCases(selection: BoardSelection | null, revision: string | null): BoardCases | null {
  const { core } = useApp();
  const [shown, setShown] = useState<{ readonly of: string; readonly cases: BoardCases } | null>(null);
  const wanted = useRef('');
  const of = JSON.stringify(selection);
  useEffect(() => {
    wanted.current = of;
    const asked = JSON.parse(of) as BoardSelection | null;
    if (asked === null) return;
    core.call({ name: 'board-cases', selection: asked }).then(
      (cases) => wanted.current === of && setShown({ of, cases }),
      // Said once, above the numbers.
      () => undefined,
    );
  }, [core, of, revision]);
  return shown?.of === of ? shown.cases : null;
}
