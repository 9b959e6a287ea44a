import { type RefObject, useLayoutEffect, useRef } from 'react';

/** How far a row is looked for that came to stand elsewhere: more than a screen, less than what is known of a long list. */
const LOOKED_AT = 100;

interface Anchored {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowPx: number;
  readonly count: number;
  /** Undefined: the row at this place is not known. */
  readonly idAt: (index: number) => string | undefined;
  /** The pointer rests on the list. */
  readonly isHeld: boolean;
}

/**
 * What somebody looks at stays where it is when rows come or go above it: the list is scrolled by as much. At the very top, with
 * nobody pointing at anything, what is new may push the rest down.
 */
export function useAnchor({ scroller, rowPx, count, idAt, isHeld }: Anchored): void {
  const anchor = useRef<{ readonly id: string | undefined; readonly index: number } | null>(null);
  // After every drawing: whatever was drawn may have moved it.
  useLayoutEffect(() => {
    const list = scroller.current;
    if (list === null) return;
    const was = anchor.current;
    if (was !== null && (isHeld || list.scrollTop > 0)) {
      const moved = movedBy(was, idAt, count);
      if (moved !== 0) list.scrollBy({ top: moved * rowPx, behavior: 'instant' });
    }
    const index = Math.floor(list.scrollTop / rowPx);
    anchor.current = { index, id: idAt(index) };
  });
}

/** 0 also where it is not there any more. */
function movedBy(
  { id, index }: { readonly id: string | undefined; readonly index: number },
  idAt: Anchored['idAt'],
  count: number,
): number {
  if (id === undefined || idAt(index) === id) return 0;
  for (let away = 1; away <= LOOKED_AT; away += 1) {
    if (index + away < count && idAt(index + away) === id) return away;
    if (index >= away && idAt(index - away) === id) return -away;
  }
  return 0;
}
