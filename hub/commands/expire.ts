import type { ConversationChange, ConversationRecord } from '../storage/storage.ts';
import { nextInstant, systemLine, waitingAgain, withLine } from './decision.ts';

export interface Expired {
  readonly now: number;
  readonly eventId: string;
  /** What the contact is told. */
  readonly text: string;
}

/** A chat whose lease nobody renewed waits again, as after a release, and the contact is told (LE3). */
export function expire(conversation: ConversationRecord, { now, eventId: id, text }: Expired): ConversationChange {
  const at = nextInstant(conversation, now);
  const event = { code: 'lease-expired' as const, userId: conversation.assigneeId ?? '' };
  const line = { ...systemLine({ id, at, event }), text, automatic: true, visibility: 'open' as const };
  return withLine(conversation, { ...waitingAgain(conversation), expiredFence: conversation.fence }, line);
}
