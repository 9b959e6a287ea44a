import {
  nextInstant,
  refusalOfWrite,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

export interface AddSituation extends WriteSituation {
  /** The user is active. */
  readonly isTargetKnown: boolean;
}

/** One more person takes part, from the first message on; who answers for it stays the same (CL11). */
export function addParticipant(situation: AddSituation, addedUserId: string): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  if (!situation.isTargetKnown) return refuse({ code: 'unknown-user' });
  const { conversation, userId, now, eventId: id } = situation;
  if (conversation.participantIds.includes(addedUserId)) return { ok: true, change: null };
  const after = { ...conversation, participantIds: [...conversation.participantIds, addedUserId] };
  const event = { code: 'joined' as const, userId, addedUserId };
  return {
    ok: true,
    change: withLine(conversation, after, systemLine({ id, at: nextInstant(conversation, now), event })),
  };
}
