import { nextInstant, refusalOfChange, refuse, systemLine, withLine, type Decision } from './decision.ts';
import type { DocumentSituation } from './document.ts';

/** Destroys an attachment as a whole, in the vault or not; what remains says of what kind it was, who did it and when (RD11). */
export function redactAttachment(situation: DocumentSituation): Decision {
  const { conversation, attachment, userId, now, eventId: id } = situation;
  const refusal = refusalOfChange(situation);
  if (refusal !== null) return refusal;
  if (attachment?.conversationId !== conversation.id) return refuse({ code: 'invalid-command' });
  if (attachment.isRedacted) return { ok: true, change: null };
  const { id: attachmentId, messageId } = attachment;
  const event = { code: 'redacted' as const, userId, messageId, attachmentId };
  const line = systemLine({ id, at: nextInstant(conversation, now), event });
  const redactedFiles = [{ attachmentId, userId, at: now }];
  return { ok: true, change: { ...withLine(conversation, conversation, line), redactedFiles } };
}
