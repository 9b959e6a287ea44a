import type { ConversationChange, ConversationRecord } from '../storage/storage.ts';
import { nextInstant, systemLine, waitingAgain, withLine } from './decision.ts';

/** A case of somebody who was made inactive waits again, as if they had released it without a word (CL14). */
export function putBack(
  conversation: ConversationRecord,
  { now, eventId: id }: { readonly now: number; readonly eventId: string },
): ConversationChange {
  const event = { code: 'released' as const, userId: conversation.assigneeId ?? '' };
  const line = systemLine({ id, at: nextInstant(conversation, now), event });
  return withLine(conversation, waitingAgain(conversation), line);
}
