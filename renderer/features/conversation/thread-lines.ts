import type { ThreadEntry } from '../../store/one-thread.ts';

/** A thread as it is read: a line for every new day, one before what is new, steps that are folded away, and the messages. */
export type ThreadLine =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }
  | { readonly kind: 'steps'; readonly key: string; readonly entries: readonly ThreadEntry[] }
  | { readonly kind: 'message'; readonly key: string; readonly entry: ThreadEntry };

/** Of so many steps in a row that nobody wrote, all but the last one are folded away. */
const MIN_FOLDED = 3;

interface HowToRead {
  readonly isSameDay: (a: number, b: number) => boolean;
  /** The first message that this person has not seen; null: there is none. */
  readonly newFromId: string | null;
}

export function threadLines(
  entries: readonly ThreadEntry[],
  { isSameDay, newFromId }: HowToRead,
): readonly ThreadLine[] {
  const lines: ThreadLine[] = [];
  let steps: ThreadEntry[] = [];
  const fold = (): void => {
    const last = steps.pop();
    const [first] = steps;
    if (steps.length >= MIN_FOLDED && first)
      lines.push({ kind: 'steps', key: `steps-${first.message.id}`, entries: steps });
    else lines.push(...steps.map(lineOf));
    if (last) lines.push(lineOf(last));
    steps = [];
  };
  for (const [index, entry] of entries.entries()) {
    const { message } = entry;
    const before = entries[index - 1]?.message;
    const isNewDay = before === undefined || !isSameDay(before.at, message.at);
    const isNew = message.id === newFromId;
    if (isNewDay || isNew || !isStep(entry)) fold();
    if (isNewDay) lines.push({ kind: 'day', key: `day-${message.id}`, at: message.at });
    if (isNew) lines.push({ kind: 'new', key: 'new' });
    if (isStep(entry)) steps.push(entry);
    else lines.push(lineOf(entry));
  }
  fold();
  return lines;
}

/** Both show the same. */
export function isSameLine(a: ThreadLine, b: ThreadLine): boolean {
  if (a.kind !== b.kind || a.key !== b.key) return false;
  if (a.kind === 'message' && b.kind === 'message') return isSameEntry(a.entry, b.entry);
  if (a.kind !== 'steps' || b.kind !== 'steps') return true;
  const { entries } = b;
  return a.entries.length === entries.length && a.entries.every((entry, at) => isSameEntry(entry, entries[at]));
}

const isSameEntry = (a: ThreadEntry, b: ThreadEntry | undefined): boolean =>
  a.message === b?.message && a.conversation === b.conversation;

const lineOf = (entry: ThreadEntry): ThreadLine => ({ kind: 'message', key: entry.message.id, entry });

/** Something happened, and nothing was written with it. */
const isStep = ({ message: { event, text } }: ThreadEntry): boolean => event !== null && text === '';
