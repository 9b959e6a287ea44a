import { useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { useApp, useAppState } from '../../store/context.tsx';
import { failureOf } from '../../store/create-app.ts';

export interface AtHub {
  /** Without the hub nothing can be changed, and the interface says so before anybody tries. */
  readonly isOnline: boolean;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  forget(): void;
  /** Null: it was refused, and `failure` says why. */
  ask<T>(asked: () => Promise<T>, said?: string): Promise<{ readonly value: T } | null>;
}

/** One change at a time, at the hub and nowhere else; what was done is said aloud. */
export function useAtHub(): AtHub {
  const app = useApp();
  const isOnline = useAppState((state) => state.localOfflineSinceAt === null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    isOnline,
    isBusy,
    failure,
    forget: () => setFailure(null),
    async ask(asked, said) {
      setBusy(true);
      setFailure(null);
      try {
        const value = await asked();
        if (said !== undefined) app.announce(said);
        return { value };
      } catch (error) {
        setFailure(failureOf(error));
        return null;
      } finally {
        setBusy(false);
      }
    },
  };
}
