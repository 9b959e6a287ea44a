import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useApp } from '../../store/context.tsx';
import type { ThreadEntry } from '../../store/one-thread.ts';
import { firstSpan, MORE_ENTRIES, newestId, ownWords, unseenOf } from './reading.ts';
import { useEndInSight } from './use-end-in-sight.ts';

export interface Reading {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** What is on the page, and how much is not. */
  readonly shown: readonly ThreadEntry[];
  readonly earlier: number;
  readonly later: number;
  readonly showEarlier: () => void;
  readonly showLater: () => void;
  /** The first message that this person had not seen, when the case was opened or what is new was asked for. */
  readonly newFromId: string | null;
  /** What others wrote since the end was last in sight. */
  readonly unseen: number;
  readonly isAtEnd: boolean;
  /** To what was not seen yet, else to the end. */
  readonly jump: () => void;
}

/**
 * Where somebody is in a thread. A case that waits is read from its beginning; one that is worked on goes on at its end. Coming
 * back to a case leads to what is new, else to where one was.
 */
export function useReading(id: string, entries: readonly ThreadEntry[], isWorkedOn: boolean): Reading {
  const { readings } = useApp();
  const [kept] = useState(() => readings.get(id));
  const [newFromId, setNewFromId] = useState(() => unseenOf(entries, kept?.seenId ?? null)[0]?.message.id ?? null);
  const [seenId, setSeenId] = useState(kept?.seenId ?? (isWorkedOn ? newestId(entries) : null));
  const [goal, setGoal] = useState(newFromId ?? kept?.topId ?? null);
  const [span, setSpan] = useState(() => firstSpan(entries, isWorkedOn, goal));
  const { scroller, isAtEnd, toEnd, stay } = useEndInSight(isWorkedOn && goal === null);
  const to = Math.min(span.to, entries.length);
  const newest = newestId(entries);
  // It can be read: the end is in sight.
  if (isAtEnd && to === entries.length && newest !== seenId) setSeenId(newest);

  // Claiming it, and writing in it, lead to its end.
  const own = `${isWorkedOn} ${ownWords(entries)}`;
  const lastOwn = useRef(own);
  useLayoutEffect(() => {
    if (lastOwn.current === own) return;
    lastOwn.current = own;
    if (isWorkedOn) toEnd();
  }, [own, isWorkedOn, toEnd]);

  useLayoutEffect(() => {
    if (goal === null) return;
    scrollTo(scroller.current, goal);
    setGoal(null);
  }, [goal, scroller]);
  const unseen = isAtEnd ? [] : unseenOf(entries, seenId);
  const unseenCount = unseen.length;
  useLayoutEffect(() => {
    const element = scroller.current;
    readings.set(id, { seenId, topId: readings.get(id)?.topId ?? null, unseen: unseenCount });
    return () => void readings.set(id, { seenId, topId: isAtEnd ? null : topIdOf(element), unseen: unseenCount });
  }, [readings, id, seenId, isAtEnd, scroller, unseenCount]);

  const shown = useMemo(() => entries.slice(span.from, to), [entries, span.from, to]);
  return {
    scroller,
    newFromId,
    isAtEnd,
    unseen: unseenCount,
    shown,
    earlier: span.from,
    later: entries.length - to,
    showEarlier() {
      stay();
      setSpan((before) => ({ ...before, from: Math.max(0, before.from - MORE_ENTRIES) }));
    },
    showLater: () => setSpan((before) => ({ ...before, to: before.to + MORE_ENTRIES })),
    jump() {
      setSpan((before) => ({ ...before, to: Number.POSITIVE_INFINITY }));
      setSeenId(newest);
      const [first] = unseen;
      if (first === undefined) return toEnd();
      setNewFromId(first.message.id);
      setGoal(first.message.id);
    },
  };
}

/** Room above what is scrolled to, px: the line that says that it is new stands there. */
const ABOVE_PX = 48;

const entryOf = (element: Element | null, id: string): Element | null =>
  element?.querySelector(`[data-entry="${CSS.escape(id)}"]`) ?? null;

function scrollTo(element: HTMLElement | null, id: string): void {
  const entry = entryOf(element, id);
  if (element === null || entry === null) return;
  element.scrollTop += entry.getBoundingClientRect().top - element.getBoundingClientRect().top - ABOVE_PX;
}

/** The uppermost message that is wholly in sight. */
function topIdOf(element: HTMLElement | null): string | null {
  if (element === null) return null;
  const { top } = element.getBoundingClientRect();
  for (const entry of element.querySelectorAll('[data-entry]')) {
    if (entry.getBoundingClientRect().top >= top) return entry.getAttribute('data-entry');
  }
  return null;
}
