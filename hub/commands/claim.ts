import {
  assignedTo,
  holder,
  nextInstant,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type Situation,
} from './decision.ts';

/** Succeeds only while the conversation waits (CL1), or when the claimer holds it already (CL6). */
export function claim({ conversation, userId, now, eventId }: Situation): Decision {
  if (conversation.state === 'waiting') {
    const after = assignedTo(conversation, userId, now);
    const at = nextInstant(conversation, now);
    const line = systemLine({ id: eventId, at, event: { code: 'claimed', userId } });
    return { ok: true, change: withLine(conversation, after, line), fence: after.fence };
  }
  if (conversation.assigneeId !== userId) return refuse({ code: 'taken', ...holder(conversation) });
  if (conversation.state === 'resolved') return refuse({ code: 'wrong-state' });
  return { ok: true, change: null, fence: conversation.fence };
}
