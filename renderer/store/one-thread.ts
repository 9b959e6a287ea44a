import type { OpenConversation, ThreadMessage } from '../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../shared/model/conversation.ts';
import { movingCodes } from '../../shared/model/moving-codes.ts';

/** A message and the case in which it lies: of merged cases it may be another one than the one that is open (MG6). */
export interface ThreadEntry {
  readonly message: ThreadMessage;
  readonly conversation: Conversation;
}

export type Part = Pick<OpenConversation, 'content' | 'messages'>;

/** The messages of the open case and of those that it leads, in order of time. */
export const oneThread = (open: Part, merged: readonly Part[]): readonly ThreadEntry[] =>
  joined(entriesOf(open.content, open.messages), merged);

export function joined(own: readonly ThreadEntry[], merged: readonly Part[]): readonly ThreadEntry[] {
  const led = merged.flatMap(({ content, messages }) => entriesOf(content, sinceMerged(messages)));
  if (led.length === 0) return own;
  return [...own, ...led].sort((a, b) => a.message.at - b.message.at);
}

export const entriesOf = (
  conversation: Conversation | null,
  messages: readonly ThreadMessage[],
): readonly ThreadEntry[] => (conversation === null ? [] : messages.map((message) => ({ message, conversation })));

/** What moves them all is said once in one thread, by the case that leads. */
function sinceMerged(messages: readonly ThreadMessage[]): readonly ThreadMessage[] {
  const start = messages.findLastIndex(({ event }) => event?.code === 'merged');
  const isTold = ({ event, text }: ThreadMessage, index: number): boolean =>
    index >= start && event !== null && movingCodes.has(event.code) && text === '';
  return start < 0 ? messages : messages.filter((message, index) => !isTold(message, index));
}
