import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { Numbers } from '../../../shared/model/numbers.ts';
import { useApp, useAppState } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

interface NumbersState {
  /** Of the week that is asked for; what was there before stays until then. */
  readonly numbers: Numbers | null;
  readonly failure: Failure | null;
}

/** Counted by the hub each time that a week is looked at: nothing of it stays on this PC. */
export function useNumbers(monday: string): NumbersState {
  const { core } = useApp();
  const isOnline = useAppState((state) => state.localOfflineSinceAt === null);
  const [state, setState] = useState<NumbersState>({ numbers: null, failure: null });
  useEffect(() => {
    let isCurrent = true;
    core.call({ name: 'numbers', monday }).then(
      (numbers) => isCurrent && setState({ numbers, failure: null }),
      (error: unknown) => isCurrent && setState({ numbers: null, failure: failureOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [core, isOnline, monday]);
  return state;
}
