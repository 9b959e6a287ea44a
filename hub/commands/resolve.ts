import {
  nextInstant,
  refusalOfWrite,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';
import { withoutPromise } from './promise.ts';

/** Ends a claimed conversation; its participants keep it (CL9). `isUnseen`: the contact has written since (CL15). */
export function resolve(situation: WriteSituation, isUnseen = false): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  if (isUnseen) return refuse({ code: 'unseen' });
  const { conversation, userId, now, eventId } = situation;
  const after = { ...withoutPromise(conversation), state: 'resolved' as const, resolvedAt: now };
  const at = nextInstant(conversation, now);
  const line = systemLine({ id: eventId, at, event: { code: 'resolved', userId } });
  return { ok: true, change: withLine(conversation, after, line) };
}
