import { assignedTo, nextInstant, refuse, systemLine, withLine, type Decision, type Situation } from './decision.ts';

/** A participant takes a resolved conversation up again (CL9). */
export function reopen({ conversation, userId, now, eventId }: Situation): Decision {
  if (conversation.state !== 'resolved') return refuse({ code: 'wrong-state' });
  if (!conversation.participantIds.includes(userId)) return refuse({ code: 'not-participant' });
  const after = { ...assignedTo(conversation, userId, now), participantIds: conversation.participantIds };
  const at = nextInstant(conversation, now);
  const line = systemLine({ id: eventId, at, event: { code: 'reopened', userId } });
  return { ok: true, change: withLine(conversation, after, line), fence: after.fence };
}
