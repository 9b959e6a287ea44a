import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { spotAfter } from './days.ts';

/** Arrows go from entry to entry and from day to day, Home and End to the first and last, Page keys to other weeks or days. */
export function useArrows(counts: readonly number[], turn: (by: 1 | -1) => void): RefObject<HTMLDivElement | null> {
  const grid = useRef<HTMLDivElement>(null);
  const isTurning = useRef(false);
  const focus = (day: number, entry: number): void =>
    grid.current?.querySelector<HTMLElement>(`[data-spot="${day}:${entry}"]`)?.focus();
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    const { target, key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || !(target instanceof HTMLElement)) return;
    const at = target.closest<HTMLElement>('[data-spot]')?.dataset['spot']?.split(':').map(Number);
    if (at === undefined) return;
    if (key === 'PageUp' || key === 'PageDown') {
      isTurning.current = true;
      turn(key === 'PageUp' ? -1 : 1);
    } else {
      const next = spotAfter(key, { day: at[0] ?? 0, entry: at[1] ?? -1 }, counts);
      if (next === null) return;
      focus(next.day, next.entry);
    }
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    if (isTurning.current) focus(0, -1);
    isTurning.current = false;
  });
  useEffect(() => {
    const element = grid.current;
    const listen = (event: KeyboardEvent): void => onKeyDown(event);
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, []);
  return grid;
}
