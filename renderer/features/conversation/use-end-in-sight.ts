import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** Px from the end within which new messages keep the end in sight. */
const NEAR_END_PX = 80;

interface EndInSight {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly toEnd: () => void;
  /** What is in sight stays there while more is put before it. */
  readonly stay: () => void;
}

/** Stays at the end while messages come or the room changes, unless one has scrolled up to read. */
export function useEndInSight(isFirstAtEnd: boolean): EndInSight {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(isFirstAtEnd);
  const stays = useRef(isFirstAtEnd);
  const fromEnd = useRef<number | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    // What is scrolled because the room has changed is no reading: `keep` is about to be told of it.
    const size = (): string => `${element.clientHeight} ${element.scrollHeight}`;
    let known = size();
    const keep = (): void => {
      known = size();
      if (fromEnd.current !== null) element.scrollTop = element.scrollHeight - fromEnd.current;
      else if (stays.current) element.scrollTop = element.scrollHeight;
      fromEnd.current = null;
      note();
    };
    const note = (): void => {
      stays.current = element.scrollTop + element.clientHeight >= element.scrollHeight - NEAR_END_PX;
      setAtEnd(stays.current);
    };
    const room = new ResizeObserver(keep);
    room.observe(element);
    if (element.firstElementChild) room.observe(element.firstElementChild);
    const read = (): void => {
      if (size() === known) note();
    };
    element.addEventListener('scroll', read, { passive: true });
    keep();
    return () => {
      room.disconnect();
      element.removeEventListener('scroll', read);
    };
  }, []);
  const toEnd = useCallback(() => {
    stays.current = true;
    setAtEnd(true);
    const element = scroller.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  }, []);
  const stay = useCallback(() => {
    const element = scroller.current;
    if (element !== null) fromEnd.current = element.scrollHeight - element.scrollTop;
  }, []);
  return { scroller, isAtEnd, toEnd, stay };
}
