import type { ThreadEntry } from '../../store/one-thread.ts';

/** A thread as it is read: a line for every new day, and the messages. */
export type ThreadLine =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'message'; readonly key: string; readonly entry: ThreadEntry };

export function threadLines(
  entries: readonly ThreadEntry[],
  isSameDay: (a: number, b: number) => boolean,
): readonly ThreadLine[] {
  return entries.flatMap((entry, index): ThreadLine[] => {
    const before = entries[index - 1]?.message;
    const { message } = entry;
    const line: ThreadLine = { kind: 'message', key: message.id, entry };
    const isNewDay = before === undefined || !isSameDay(before.at, message.at);
    return isNewDay ? [{ kind: 'day', key: `day-${message.id}`, at: message.at }, line] : [line];
  });
}
