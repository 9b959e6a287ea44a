import type { BeforeMerge } from '../merge/before-merge.ts';
import { partialWith } from '../partial.ts';
import type { ConversationChange, ConversationRecord, WriteTx } from '../storage/storage.ts';
import {
  holder,
  nextInstant,
  refusalOfWrite,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

/** Cases that one leads. */
const MAX_MERGED = 20;

/** Decides, and stores what it does to the other case (MG2). */
export async function runMerge(tx: WriteTx, situation: WriteSituation, otherId: string): Promise<Decision> {
  const other = await tx.conversation(otherId);
  const refusal = refusalOfWrite(situation) ?? refusalOfPair(situation, other);
  if (refusal !== null || other === null) return refusal ?? refuse({ code: 'unknown-conversation' });
  if (areOne(situation.conversation, other)) return { ok: true, change: null };
  const { of, other: with_ } = mergedPair(situation, other);
  await tx.saveConversation(with_);
  return { ok: true, change: of };
}

function refusalOfPair({ conversation, userId }: WriteSituation, other: ConversationRecord | null): Decision | null {
  if (other === null) return refuse({ code: 'unknown-conversation' });
  if (areOne(conversation, other)) return null;
  const isNone = other.id === conversation.id || conversation.channel === 'chat' || other.channel === 'chat';
  if (isNone) return refuse({ code: 'invalid-command' });
  if (conversation.assigneeId !== userId) return refuse({ code: 'taken', ...holder(conversation) });
  if (other.state === 'resolved') return refuse({ code: 'wrong-state' });
  if (other.state === 'claimed' && other.assigneeId !== userId) return refuse({ code: 'taken', ...holder(other) });
  return isTakenElsewhere(conversation, other) ? refuse({ code: 'already-merged' }) : null;
}

const areOne = (a: ConversationRecord, b: ConversationRecord): boolean =>
  a.mergedInto === b.id || b.mergedInto === a.id || (a.mergedInto !== undefined && a.mergedInto === b.mergedInto);

function isTakenElsewhere(a: ConversationRecord, b: ConversationRecord): boolean {
  const led = [a, b].map(({ mergedIds = [] }) => mergedIds.length);
  const isJoined = a.mergedInto !== undefined || b.mergedInto !== undefined;
  return isJoined || led.every((count) => count > 0) || led.some((count) => count >= MAX_MERGED);
}

interface Pair {
  readonly of: ConversationChange;
  readonly other: ConversationChange;
}

/** The older one leads, or the one that leads others already: its place in order of arrival is that of all. */
function mergedPair({ conversation, userId, now, eventId }: WriteSituation, other: ConversationRecord): Pair {
  const lead = leadOf(conversation, other);
  const joined = lead === conversation ? other : conversation;
  const { groupId } = conversation;
  const participantIds = [...new Set([...conversation.participantIds, ...other.participantIds])];
  const beforeMerge: BeforeMerge = {
    waitedId: other.state === 'waiting' ? other.id : null,
    groupId,
    lead: { groupId: lead.groupId, participantIds: lead.participantIds },
    joined: { groupId: joined.groupId, participantIds: joined.participantIds },
  };
  const changed = (before: ConversationRecord, with_: ConversationRecord, id: string): ConversationChange => {
    const mark =
      before === lead ? { mergedIds: [...(lead.mergedIds ?? []), joined.id] } : { mergedInto: lead.id, beforeMerge };
    const at = nextInstant(before, now);
    const parts = partialWith(before, { of: with_, at });
    const own = { ...held(before, userId, now), partial: { ...before.partial, ...parts.partial } };
    const after = { ...own, groupId, participantIds, ...mark };
    const event = { code: 'merged' as const, userId, number: with_.number, participantIds };
    return withLine(before, after, systemLine({ id, at, event }));
  };
  return { of: changed(conversation, other, eventId), other: changed(other, conversation, `${eventId}-o`) };
}

function leadOf(a: ConversationRecord, b: ConversationRecord): ConversationRecord {
  if (a.mergedIds !== undefined) return a;
  if (b.mergedIds !== undefined) return b;
  if (a.arrivedAt !== b.arrivedAt) return a.arrivedAt < b.arrivedAt ? a : b;
  return a.number < b.number ? a : b;
}

/** What waited is claimed with the other (CL3). */
const held = (before: ConversationRecord, userId: string, now: number): ConversationRecord =>
  before.state === 'claimed'
    ? before
    : { ...before, state: 'claimed', assigneeId: userId, fence: before.fence + 1, claimedAt: now, resolvedAt: null };
