import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * How many of some steps in width have been passed, in rem: what is shown follows the size of the text as well as that of the
 * window. Counts before the first paint.
 */
export function useRoom(stepsRem: readonly number[]): readonly [RefObject<HTMLElement | null>, number] {
  const element = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(stepsRem.length);
  const key = stepsRem.join(' ');
  useLayoutEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const measure = (): void => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const width = watched.getBoundingClientRect().width / rem;
      setRoom(key.split(' ').filter((step) => width >= Number(step)).length);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(watched);
    measure();
    return () => observer.disconnect();
  }, [key]);
  return [element, room];
}
