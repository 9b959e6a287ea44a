import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';

/** What happened, newest first, in the fewest entries that tell the story. */
export interface ChronologyEntry {
  readonly id: string;
  readonly at: number;
  readonly message: ThreadMessage;
  /** Happened while the case was private. */
  readonly isPrivate: boolean;
}

const opening = new Set(['claimed', 'reopened']);
const closing = new Set(['released', 'lease-expired']);

export function chronology(messages: readonly ThreadMessage[]): readonly ChronologyEntry[] {
  let isPrivate = false;
  const entries = messages.map((message): ChronologyEntry => {
    const code = message.event?.code ?? '';
    if (opening.has(code)) isPrivate = true;
    const isTransferToGroup = message.event?.code === 'transferred' && message.event.toUserId === null;
    if (closing.has(code) || isTransferToGroup) isPrivate = false;
    return { id: message.id, at: message.at, message, isPrivate };
  });
  return entries.reverse();
}

/** When a person first answered; automatic mail is no answer. */
export const firstAnswerAt = (messages: readonly ThreadMessage[]): number | null =>
  messages.find(({ kind, automatic }) => kind === 'reply' && !automatic)?.at ?? null;
