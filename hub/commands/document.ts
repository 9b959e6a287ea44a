import { DAY_MS, MAX_KEPT_DAYS, type Document, type documentSteps } from '../../shared/model/document.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { VaultAttachment } from '../storage/document-tx.ts';
import type { ConversationChange, ConversationRecord } from '../storage/storage.ts';
import {
  nextInstant,
  refusalOfChange,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

export interface DocumentSituation extends WriteSituation {
  /** The attachment that is named; null where there is none. */
  readonly attachment: VaultAttachment | null;
}

type DocumentCommand = Extract<Command, { name: 'keep-document' | 'destroy-document' }>;

/** What can be an identity document. */
const keepable = /^(image\/(jpeg|png|gif|webp)|application\/pdf)$/;

/** Puts an attachment into the vault, or destroys what is in it (DV1, DV3). */
export function changeDocument(situation: DocumentSituation, command: DocumentCommand): Decision {
  const { conversation, attachment, userId, now, eventId } = situation;
  const refusal = refusalOfChange(situation);
  if (refusal !== null) return refusal;
  if (attachment?.conversationId !== conversation.id) return refuse({ code: 'invalid-command' });
  if (attachment.isRedacted && command.name === 'keep-document') return refuse({ code: 'wrong-state' });
  const { document } = attachment;
  if (command.name === 'destroy-document') {
    if (document === null) return refuse({ code: 'wrong-state' });
    if (document.destroyedAt !== null) return { ok: true, change: null };
    return { ok: true, change: destroyed(conversation, { attachment, step: 'destroyed', userId, now, eventId }) };
  }
  if (!keepable.test(attachment.type)) return refuse({ code: 'invalid-command' });
  if (document !== null && document.destroyedAt !== null) return refuse({ code: 'wrong-state' });
  const keptAt = document?.keptAt ?? now;
  const expiresAt = Math.min(now + command.days * DAY_MS, keptAt + MAX_KEPT_DAYS * DAY_MS);
  const after = { purpose: command.purpose, keptAt, expiresAt, destroyedAt: null };
  const changed = { attachmentId: attachment.id, document: after };
  const line = lineOf(conversation, { step: 'kept', userId, purpose: after.purpose, now, eventId });
  return { ok: true, change: { ...withLine(conversation, conversation, line), documents: [changed] } };
}

interface Destruction {
  readonly attachment: VaultAttachment;
  readonly step: 'destroyed' | 'expired';
  /** Null: it expired. */
  readonly userId: string | null;
  readonly now: number;
  readonly eventId: string;
}

export function destroyed(
  conversation: ConversationRecord,
  { attachment: { id, document }, step, userId, now, eventId }: Destruction,
): ConversationChange {
  if (document === null) throw new Error('an attachment that is not in the vault');
  const line = lineOf(conversation, { step, userId, purpose: document.purpose, now, eventId });
  const documents = [{ attachmentId: id, document: { ...document, destroyedAt: now } }];
  return { ...withLine(conversation, conversation, line), documents };
}

interface Told {
  readonly step: (typeof documentSteps)[number];
  readonly userId: string | null;
  readonly purpose: Document['purpose'];
  readonly now: number;
  readonly eventId: string;
}

function lineOf(conversation: ConversationRecord, { step, userId, purpose, now, eventId: id }: Told) {
  const event = { code: 'document' as const, step, userId, purpose };
  return systemLine({ id, at: nextInstant(conversation, now), event });
}
