import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';

/** A thread as it is read: a line for every new day, and the messages. */
export type ThreadLine =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'message'; readonly key: string; readonly message: ThreadMessage };

export function threadLines(
  messages: readonly ThreadMessage[],
  isSameDay: (a: number, b: number) => boolean,
): readonly ThreadLine[] {
  return messages.flatMap((message, index): ThreadLine[] => {
    const before = messages[index - 1];
    const line: ThreadLine = { kind: 'message', key: message.id, message };
    const isNewDay = before === undefined || !isSameDay(before.at, message.at);
    return isNewDay ? [{ kind: 'day', key: `day-${message.id}`, at: message.at }, line] : [line];
  });
}
