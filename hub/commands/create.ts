import type { Flag } from '../../shared/model/flag.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { fitFrame } from '../fit-frame.ts';
import type { ConversationChange, ConversationRecord, NewMessage, WrittenMessage } from '../storage/storage.ts';
import { blank, refuse, systemLine, type Decision } from './decision.ts';

type Create = Extract<Command, { name: 'create' }>;

export interface CreateSituation {
  /** Who registers it. */
  readonly userId: string;
  /** The conversation that has this id already, and the message that has this one. */
  readonly known: ConversationRecord | null;
  readonly message: WrittenMessage | null;
  /** The number may be used by this device, and its message id is new. */
  readonly isUsable: boolean;
  /** The wanted group where it exists, else the first one. */
  readonly groupId: string;
  readonly replyToken: string;
  readonly eventId: string;
  readonly now: number;
  /** What the privacy guard found in it (GU1). */
  readonly flags: readonly Flag[];
}

/** Opens a case for somebody who stands at the desk, under the number that they were told (NB3). */
export function create(command: Create, situation: CreateSituation): Decision {
  const { known, message, isUsable } = situation;
  if (known !== null) return isSame(command, known, message) ? { ok: true, change: null } : invalid;
  return isUsable ? { ok: true, change: opening(command, situation) } : invalid;
}

const invalid = refuse({ code: 'invalid-command' });

/** Offered a second time (CO9). */
const isSame = (command: Create, known: ConversationRecord, message: WrittenMessage | null): boolean =>
  known.number === command.number &&
  message?.conversationId === known.id &&
  (message.isRedacted || message.text === fitFrame(command.text, null).text);

function opening(
  command: Create,
  { userId, groupId, replyToken, eventId, now, flags }: CreateSituation,
): ConversationChange {
  const { conversationId: id, number, channel, contact, subject, messageId, way } = command;
  const text = fitFrame(command.text, null);
  const message: NewMessage = { ...blank, ...text, id: messageId, kind: 'incoming', at: now, visibility: 'open' };
  const event = { code: 'opened' as const, ...(way === undefined ? {} : { desk: { userId, way } }) };
  const line = { ...systemLine({ id: eventId, at: now + 1, event }), visibility: 'open' as const };
  const free = { state: 'waiting' as const, assigneeId: null, fence: 0, claimedAt: null, resolvedAt: null };
  const after: ConversationRecord = {
    id,
    number,
    channel,
    groupId,
    ...free,
    arrivedAt: now,
    subject,
    contact,
    origin: 'desk',
    verified: true,
    linkedNumber: null,
    reminders: 0,
    awaitingAnswer: true,
    lastMessageAt: line.at,
    replyToken,
    participantIds: [],
    routed: { groupId, why: { by: 'desk' }, passed: [] },
    ...(flags.length === 0 ? {} : { flags }),
  };
  return { before: null, after, messages: [message, line], mails: [] };
}
