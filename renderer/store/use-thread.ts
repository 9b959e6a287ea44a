import { useMemo } from 'react';
import { entriesOf, joined, type Part, type ThreadEntry } from './one-thread.ts';

/** `oneThread` for what is on the screen: an entry stays the same object until its case changes, so that only what changed is drawn again. */
export function useThread(open: Part, merged: readonly Part[]): readonly ThreadEntry[] {
  const { content, messages } = open;
  const own = useMemo(() => entriesOf(content, messages), [content, messages]);
  return useMemo(() => joined(own, merged), [own, merged]);
}
