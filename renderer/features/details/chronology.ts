import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { ThreadEntry } from '../../store/one-thread.ts';

/** What happened, newest first, in the fewest entries that tell the story. */
export interface ChronologyEntry {
  readonly id: string;
  readonly at: number;
  readonly message: ThreadMessage;
  /** In which it lies: of merged cases perhaps another one than the one that is open. */
  readonly conversation: Conversation;
  /** Happened while the case was private. */
  readonly isPrivate: boolean;
}

const opening = new Set(['claimed', 'reopened']);
const closing = new Set(['released', 'lease-expired']);

export function chronology(thread: readonly ThreadEntry[]): readonly ChronologyEntry[] {
  let isPrivate = false;
  const entries = thread.map(({ message, conversation }): ChronologyEntry => {
    const code = message.event?.code ?? '';
    if (opening.has(code)) isPrivate = true;
    const isTransferToGroup = message.event?.code === 'transferred' && message.event.toUserId === null;
    if (closing.has(code) || isTransferToGroup) isPrivate = false;
    return { id: message.id, at: message.at, message, conversation, isPrivate };
  });
  return entries.reverse();
}

/** When a person first answered; automatic mail is no answer. */
export const firstAnswerAt = (messages: readonly ThreadMessage[]): number | null =>
  messages.find(({ kind, automatic }) => kind === 'reply' && !automatic)?.at ?? null;
