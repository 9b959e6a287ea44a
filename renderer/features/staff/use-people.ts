import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import type { Person } from '../../../shared/model/staff.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

interface People {
  readonly people: readonly Person[] | null;
  readonly failure: Failure | null;
  /** Asks the hub again. */
  ask(): void;
}

/** Asked of the hub each time that it is shown, that something changes or that the connection is back: nothing of it stays on this PC. */
export function usePeople(): People {
  const { core } = useApp();
  const isOnline = useAppState((state) => state.localOfflineSinceAt === null);
  const directory = useLive({ name: 'directory' });
  const [state, setState] = useState<Omit<People, 'ask'>>({ people: null, failure: null });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    core.call({ name: 'people' }).then(
      ({ people }) => isCurrent && setState({ people, failure: null }),
      (error: unknown) => isCurrent && setState(({ people }) => ({ people, failure: failureOf(error) })),
    );
    return () => {
      isCurrent = false;
    };
  }, [core, isOnline, directory, asked]);
  return { ...state, ask: () => setAsked((times) => times + 1) };
}
