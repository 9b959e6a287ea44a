import type { ThreadEntry } from '../../store/one-thread.ts';

/** Messages that are on the page at first, and how many more come at a time: 500 at once would take too long to open. */
const FIRST_ENTRIES = 30;
export const MORE_ENTRIES = 100;
/** Of what stands before the place to which one comes back. */
const ENTRIES_BEFORE = 20;

/** Which messages are on the page. */
export interface Span {
  readonly from: number;
  /** Infinity: up to the end, also of what comes. */
  readonly to: number;
}

export const newestId = (entries: readonly ThreadEntry[]): string | null => entries.at(-1)?.message.id ?? null;

/** What others wrote after the message that was seen last. What happened, or was written here, is no news. */
export function unseenOf(entries: readonly ThreadEntry[], seenId: string | null): readonly ThreadEntry[] {
  const seen = entries.findIndex(({ message }) => message.id === seenId);
  if (seen < 0) return [];
  return entries.slice(seen + 1).filter(({ message: { event, kind } }) => event === null && kind === 'incoming');
}

export function firstSpan(entries: readonly ThreadEntry[], isWorkedOn: boolean, placeId: string | null): Span {
  const { length } = entries;
  if (!isWorkedOn) return { from: 0, to: FIRST_ENTRIES };
  const place = entries.findIndex(({ message }) => message.id === placeId);
  const from = Math.max(0, length - FIRST_ENTRIES);
  return { from: place < 0 ? from : Math.max(0, Math.min(from, place - ENTRIES_BEFORE)), to: Number.POSITIVE_INFINITY };
}

/** How often somebody here has written or done something. */
export const ownWords = (entries: readonly ThreadEntry[]): number =>
  entries.filter(({ message: { kind, authorId } }) => kind !== 'incoming' && authorId !== null).length;
