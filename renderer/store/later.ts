import { useEffect, useState } from 'react';
import { useApp } from './context.tsx';
import { failureOf } from './create-app.ts';

/** A part of the program that the first screen does not need: a file of its own, fetched from the program's own folder. */
export interface Later<T> {
  load(): Promise<T>;
  /** Fetches it; null until it has come, never where it was fetched before. */
  useLoaded(): T | null;
}

export function later<T>(fetchIt: () => Promise<T>): Later<T> {
  let loaded: T | undefined;
  const load = async (): Promise<T> => (loaded ??= await fetchIt());
  return {
    load,
    useLoaded() {
      const app = useApp();
      const [part, setPart] = useState<T | null>(() => loaded ?? null);
      useEffect(() => {
        if (part !== null) return undefined;
        let isWanted = true;
        load().then(
          (come) => isWanted && setPart(() => come),
          (error: unknown) => app.complain(failureOf(error)),
        );
        return () => {
          isWanted = false;
        };
      }, [app, part]);
      return part;
    },
  };
}
