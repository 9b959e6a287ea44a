import { nextInstant, refusalOfWrite, systemLine, withLine, type Decision, type WriteSituation } from './decision.ts';

/** Ends a claimed conversation; its participants keep it (CL9). */
export function resolve(situation: WriteSituation): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId } = situation;
  const after = { ...conversation, state: 'resolved' as const, resolvedAt: now };
  const at = nextInstant(conversation, now);
  const line = systemLine({ id: eventId, at, event: { code: 'resolved', userId } });
  return { ok: true, change: withLine(conversation, after, line) };
}
