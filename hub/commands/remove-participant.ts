import {
  nextInstant,
  refusalOfWrite,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

/**
 * Somebody takes part no longer: the assignee says so, or that person (CL13). A right to read that ends has another fence, so
 * that their devices evict it.
 */
export function removeParticipant(situation: WriteSituation, removedUserId: string): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId: id } = situation;
  const { assigneeId, participantIds, fence } = conversation;
  if (userId !== assigneeId && userId !== removedUserId) return refuse({ code: 'forbidden' });
  // Who holds the case releases it, or passes it on.
  if (removedUserId === assigneeId) return refuse({ code: 'invalid-command' });
  if (!participantIds.includes(removedUserId)) return { ok: true, change: null };
  const rest = participantIds.filter((participantId) => participantId !== removedUserId);
  const after = { ...conversation, participantIds: rest, fence: fence + 1 };
  const event = { code: 'parted' as const, userId, removedUserId };
  const line = systemLine({ id, at: nextInstant(conversation, now), event });
  return { ok: true, change: withLine(conversation, after, line) };
}
