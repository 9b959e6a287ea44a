import { type Attachment, repeatsText } from '../../shared/model/message.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import { redacted, type Thread } from '../../shared/redact.ts';
import type { RedactedMessage, StoredMessage } from '../storage/storage.ts';
import {
  nextInstant,
  refusalOfChange,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

export interface RedactSituation extends WriteSituation {
  /** All of the conversation's. */
  readonly messages: readonly StoredMessage[];
}

/** Takes words out of a message, and wherever else in the conversation they stand (RD1, RD2). */
export function redact(situation: RedactSituation, command: Extract<Command, { name: 'redact' }>): Decision {
  const refusal = refusalOfChange(situation);
  if (refusal !== null) return refusal;
  const { conversation, messages, userId, now, eventId: id } = situation;
  const named = messages.find((message) => message.id === command.messageId);
  if (named === undefined || named.kind === 'system') return refuse({ code: 'invalid-command' });
  const { subject } = conversation;
  const left = named.isUnreadable ? { subject, messages: [] } : wordsTakenOut(named, { subject, messages }, command);
  if (left === null) return refuse({ code: 'text-changed' });
  const event = { code: 'redacted' as const, userId, messageId: named.id };
  const line = systemLine({ id, at: nextInstant(conversation, now), event });
  const change = withLine(conversation, { ...conversation, subject: left.subject }, line);
  return {
    ok: true,
    change: {
      ...change,
      redacted: left.messages,
      isSubjectRedacted: left.subject !== subject,
      redactedFiles: repetitionsOf(messages).map(({ id: attachmentId }) => ({ attachmentId, userId, at: now })),
    },
  };
}

/** The words may stand in any of them, in pieces that nobody can point at: all of them go (OM4). */
const repetitionsOf = (messages: readonly StoredMessage[]): readonly Attachment[] =>
  messages
    .flatMap(({ attachments }) => attachments)
    .filter((attachment) => repeatsText(attachment) && attachment.redacted === undefined);

/** Null where the words that were on the screen are not there any more (RD3). */
function wordsTakenOut(
  named: StoredMessage,
  { subject, messages }: Thread<StoredMessage>,
  command: Extract<Command, { name: 'redact' }>,
): { readonly subject: string; readonly messages: readonly RedactedMessage[] } | null {
  if ((named.redactions ?? 0) !== command.redactions) return null;
  const readable = messages.filter(({ isUnreadable }) => !isUnreadable);
  const left = redacted({ subject, messages: readable }, command);
  if (left === null) return null;
  const texts = left.messages.map(({ id, text, quoted, redactions = 1 }) => ({ id, text, quoted, redactions }));
  return { subject: left.subject, messages: texts };
}
