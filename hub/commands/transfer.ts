import {
  assignedTo,
  handoverLine,
  nextInstant,
  refusalOfWrite,
  refuse,
  waitingAgain,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

export type Target = { readonly userId: string } | { readonly groupId: string };

export interface TransferSituation extends WriteSituation {
  /** The user is active, the group exists. */
  readonly isTargetKnown: boolean;
}

/** To a user: theirs at once. To a group: waits there (CL8). */
export function transfer(situation: TransferSituation, to: Target, handover: string): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  if (!situation.isTargetKnown) return refuse({ code: 'userId' in to ? 'unknown-user' : 'unknown-group' });
  const { conversation, userId, now, eventId } = situation;
  const after =
    'userId' in to ? assignedTo(conversation, to.userId, now) : { ...waitingAgain(conversation), groupId: to.groupId };
  const event = {
    code: 'transferred' as const,
    userId,
    toUserId: 'userId' in to ? to.userId : null,
    toGroupId: 'groupId' in to ? to.groupId : null,
  };
  const line = handoverLine({
    id: eventId,
    at: nextInstant(conversation, now),
    event,
    authorId: userId,
    text: handover,
  });
  return { ok: true, change: withLine(conversation, after, line) };
}
