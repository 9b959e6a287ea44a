import type { Failure } from '../../shared/errors.ts';
import type { SystemEvent } from '../../shared/model/message.ts';
import type { ConversationChange, ConversationRecord, NewMessage } from '../storage/storage.ts';

/** What a decision may look at: loaded for this command, in the transaction that will apply it. */
export interface Situation {
  readonly conversation: ConversationRecord;
  readonly userId: string;
  readonly now: number;
  /** Id for a message that the hub itself adds. */
  readonly eventId: string;
}

export interface WriteSituation extends Situation {
  /** The token that the command was made under; null when the claim that it names was not granted (CL5). */
  readonly fence: number | null;
}

/** What to do, or why not. A decision touches nothing itself. */
export type Decision =
  | { readonly ok: true; readonly change: ConversationChange | null; readonly fence?: number }
  | { readonly ok: false; readonly failure: Failure };

export const refuse = (failure: Failure): Decision => ({ ok: false, failure });

/** Refusal of a write, or null: first the token, then the right, then the state (CL4). */
export function refusalOfWrite({ conversation, userId, fence }: WriteSituation): Decision | null {
  if (fence !== conversation.fence) {
    const why = fence !== null && fence === conversation.expiredFence ? { why: 'lease-expired' as const } : {};
    return refuse({ code: 'stale', ...holder(conversation), ...why });
  }
  if (!conversation.participantIds.includes(userId)) return refuse({ code: 'not-participant' });
  if (conversation.state !== 'claimed') return refuse({ code: 'wrong-state' });
  return null;
}

/** Of what outlives the work on a case: also in what is resolved appointments are moved and closed (AP4), words redacted. */
export function refusalOfChange(situation: WriteSituation): Decision | null {
  const refusal = refusalOfWrite(situation);
  const isResolved = situation.conversation.state === 'resolved';
  const isOnlyResolved = isResolved && refusal?.ok === false && refusal.failure.code === 'wrong-state';
  return isOnlyResolved ? null : refusal;
}

/** Who holds a conversation and since when, for `taken` and `stale`. */
export function holder(conversation: ConversationRecord): { userId?: string; at?: number } {
  const { assigneeId, claimedAt } = conversation;
  return { ...(assigneeId === null ? {} : { userId: assigneeId }), ...(claimedAt === null ? {} : { at: claimedAt }) };
}

/** Instants in a conversation strictly grow, also within a millisecond and when the hub's clock is set back. */
export const nextInstant = (conversation: ConversationRecord, now: number): number =>
  Math.max(now, conversation.lastMessageAt + 1);

/** Becomes the assignee and only participant, with a new token (CL3, CL8, CL9); whom it was passed to is not asked any more (TR7). */
export function assignedTo(conversation: ConversationRecord, userId: string, now: number): ConversationRecord {
  const { passing: _over, ...rest } = conversation;
  return {
    ...rest,
    state: 'claimed',
    assigneeId: userId,
    participantIds: [userId],
    fence: conversation.fence + 1,
    claimedAt: now,
    resolvedAt: null,
  };
}

/** Waits again, for everybody, at its old place (CL7, CL8). */
export function waitingAgain(conversation: ConversationRecord): ConversationRecord {
  return {
    ...conversation,
    state: 'waiting',
    assigneeId: null,
    participantIds: [],
    fence: conversation.fence + 1,
    claimedAt: null,
    resolvedAt: null,
  };
}

interface Line {
  readonly id: string;
  readonly at: number;
  readonly event: SystemEvent;
}

/** A line that nobody wrote. */
export function systemLine({ id, at, event }: Line): NewMessage {
  return { ...blank, id, at, kind: 'system', event };
}

/** What the next one should know; shown also while the conversation waits (FE7). Without text it is a plain line. */
export function handoverLine(line: Line & { readonly authorId: string; readonly text: string }): NewMessage {
  const text = line.text.trim();
  if (text === '') return systemLine(line);
  const { id, at, event, authorId } = line;
  return { ...blank, id, at, kind: 'note', authorId, text, event, visibility: 'open' };
}

export const blank: Omit<NewMessage, 'id' | 'at' | 'kind'> = {
  authorId: null,
  text: '',
  quoted: null,
  automatic: false,
  delivery: null,
  event: null,
  visibility: 'private',
  mailMessageId: null,
  attachments: [],
};

/** The change with one more line, which is then the latest. */
export function withLine(before: ConversationRecord, after: ConversationRecord, line: NewMessage): ConversationChange {
  return { before, after: { ...after, lastMessageAt: line.at }, messages: [line], mails: [] };
}
