import type { SystemEvent } from '../../shared/model/message.ts';
import { nextInstant, systemLine, withLine } from '../commands/decision.ts';
import type { ConversationChange, ConversationRecord } from '../storage/storage.ts';

type AppointmentEvent = Extract<SystemEvent, { code: 'appointment' }>;

interface Told {
  readonly eventId: string;
  readonly now: number;
  readonly event: Omit<AppointmentEvent, 'code'>;
}

/**
 * What the thread tells of an appointment (AP6). While the conversation waits everybody may see it, as they see it in the
 * agenda; otherwise it is for the participants.
 */
export function withAppointmentLine(
  conversation: ConversationRecord,
  { eventId: id, now, event }: Told,
): ConversationChange {
  const at = nextInstant(conversation, now);
  const line = systemLine({ id, at, event: { code: 'appointment', ...event } });
  const visibility = conversation.state === 'waiting' ? ('open' as const) : ('private' as const);
  return withLine(conversation, conversation, { ...line, visibility });
}
