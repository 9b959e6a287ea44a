import { CHAT_PASSING_MS, PASSING_MS } from '../../shared/model/passing.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { StoredPassing } from '../storage/passing-tx.ts';
import type { ConversationChange, ConversationRecord } from '../storage/storage.ts';
import {
  assignedTo,
  handoverLine,
  holder,
  nextInstant,
  refusalOfWrite,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type Situation,
  type WriteSituation,
} from './decision.ts';

type Asked = Extract<Command, { name: 'ask-transfer' }>;

export interface AskSituation extends WriteSituation {
  /** The user is active. */
  readonly isTargetKnown: boolean;
}

/** To a person, who has to accept; until then everything stays as it is (TR1, TR2). */
export function askTransfer(situation: AskSituation, { toUserId, handover }: Asked): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId: id, isTargetKnown } = situation;
  if (!isTargetKnown) return refuse({ code: 'unknown-user' });
  if (toUserId === conversation.assigneeId) return refuse({ code: 'invalid-command' });
  const at = nextInstant(conversation, now);
  const until = now + (conversation.channel === 'chat' ? CHAT_PASSING_MS : PASSING_MS);
  const passing: StoredPassing = { toUserId, byUserId: userId, at, until, lineId: id };
  const event = { code: 'passing' as const, step: 'asked' as const, userId, toUserId, until };
  // For whoever it goes to, not for everybody should it wait again (FE7).
  const line = { ...handoverLine({ id, at, event, authorId: userId, text: handover }), visibility: 'private' as const };
  return { ok: true, change: withLine(conversation, { ...conversation, passing }, line) };
}

/** Whoever takes part takes it back (TR5). What is over already needs nothing more. */
export function withdrawTransfer(situation: WriteSituation): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId } = situation;
  if (conversation.passing === undefined) return { ok: true, change: null };
  return { ok: true, change: withoutPassing(conversation, { step: 'withdrawn', userId, now, eventId }) };
}

/** Whoever it was passed to is its assignee from now on, and its only participant (TR4). */
export function acceptTransfer(situation: Situation, at: number): Decision {
  const { conversation, userId, now, eventId: id } = situation;
  const passing = passedTo(situation, at);
  if (passing === null || now > passing.until) return refuse({ code: 'transfer-over', ...holder(conversation) });
  const after = assignedTo(conversation, userId, now);
  const event = {
    code: 'transferred' as const,
    userId: passing.byUserId,
    toUserId: userId,
    toGroupId: null,
    accepted: true as const,
  };
  const line = systemLine({ id, at: nextInstant(conversation, now), event });
  return { ok: true, change: withLine(conversation, after, line), fence: after.fence };
}

/** It stays where it is (TR5). */
export function declineTransfer(
  situation: Situation,
  { at, reason }: Extract<Command, { name: 'decline-transfer' }>,
): Decision {
  const { conversation, userId, now, eventId } = situation;
  if (passedTo(situation, at) === null) return { ok: true, change: null };
  return { ok: true, change: withoutPassing(conversation, { step: 'declined', userId, reason, now, eventId }) };
}

/** The one that is answered, where it still waits for this person. */
function passedTo({ conversation: { state, passing }, userId }: Situation, at: number): StoredPassing | null {
  if (state !== 'claimed' || passing?.toUserId !== userId || passing.at !== at) return null;
  return passing;
}

interface Ended {
  readonly step: 'declined' | 'withdrawn' | 'expired' | 'unavailable';
  readonly userId: string;
  readonly reason?: Extract<Command, { name: 'decline-transfer' }>['reason'];
  readonly now: number;
  readonly eventId: string;
}

/** The case stays with whom it is, and a line says why. */
export function withoutPassing(
  conversation: ConversationRecord,
  { step, userId, reason, now, eventId: id }: Ended,
): ConversationChange {
  const { passing, ...after } = conversation;
  const toUserId = passing?.toUserId ?? userId;
  const why = reason === undefined ? {} : { reason };
  const event = { code: 'passing' as const, step, userId, toUserId, ...why };
  return withLine(conversation, after, systemLine({ id, at: nextInstant(conversation, now), event }));
}
