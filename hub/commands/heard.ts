import type { Hearing } from '../../shared/model/hearing.ts';
import { holder, nextInstant, refuse, systemLine, withLine, type Decision, type WriteSituation } from './decision.ts';

/** What was left, and how it came to be heard. */
export interface Heard {
  readonly messageId: string;
  readonly how: Hearing;
}

/** A participant listened to a voicemail, or answers for it (VM6). A second time it has no effect. */
export function heard(
  { conversation, userId, now, eventId, fence }: WriteSituation,
  { messageId, how }: Heard,
): Decision {
  if (fence !== conversation.fence) return refuse({ code: 'stale', ...holder(conversation) });
  if (!conversation.participantIds.includes(userId)) return refuse({ code: 'not-participant' });
  if (conversation.state === 'waiting') return refuse({ code: 'wrong-state' });
  const { unheardIds = [], ...rest } = conversation;
  if (!unheardIds.includes(messageId)) return { ok: true, change: null };
  const left = unheardIds.filter((id) => id !== messageId);
  const at = nextInstant(conversation, now);
  const line = systemLine({ id: eventId, at, event: { code: 'heard', userId, messageId, how } });
  const after = left.length === 0 ? rest : { ...rest, unheardIds: left };
  return { ok: true, change: withLine(conversation, after, line) };
}
