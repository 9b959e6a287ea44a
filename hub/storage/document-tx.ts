import type { Document } from '../../shared/model/document.ts';
import { dropBlob } from './blob-tx.ts';
import { destroyKey } from './key-tx.ts';
import type { Work } from './gathered.ts';
import type { AttachmentRow } from './tables.ts';
import { writeGathered } from './write-gathered.ts';

/** An attachment, and what is known of it as a document in the vault. */
export interface VaultAttachment {
  readonly id: string;
  readonly conversationId: string;
  readonly messageId: string;
  readonly type: string;
  readonly isRedacted: boolean;
  readonly document: (Document & { readonly keptAt: number }) | null;
}

/** What a conversation's change does to one of its documents. */
export interface DocumentChange {
  readonly attachmentId: string;
  readonly document: Document & { readonly keptAt: number };
}

/** An attachment that is destroyed as a whole (RD11). */
export interface RedactedFile {
  readonly attachmentId: string;
  readonly userId: string;
  readonly at: number;
}

export interface DocumentReads {
  vaultAttachment(id: string): Promise<VaultAttachment | null>;
  /** In the vault for longer than they may be, oldest first. */
  expiredDocuments(now: number, limit: number): Promise<readonly VaultAttachment[]>;
}

export function documentTx({ db }: Work): DocumentReads {
  const attachments = db.selectFrom('attachments').selectAll();
  return {
    async vaultAttachment(id) {
      const row = await attachments.where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    async expiredDocuments(now, limit) {
      const expired = attachments.where('document_expires_at', '<=', now).where('document_destroyed_at', 'is', null);
      return (await expired.orderBy('document_expires_at').limit(limit).execute()).map(fromRow);
    },
  };
}

/** The message shows it, so that it goes out with it; of what is destroyed nothing can be opened any more (DV3). */
export async function saveDocument(work: Work, { attachmentId, document }: DocumentChange, seq: number): Promise<void> {
  // It may have come in this very transaction.
  await writeGathered(work);
  const set = {
    document_purpose: document.purpose,
    document_kept_at: document.keptAt,
    document_expires_at: document.expiresAt,
    document_destroyed_at: document.destroyedAt,
  };
  await showChanged(work, attachmentId, { set, seq });
  if (document.destroyedAt !== null) await destroyFile(work, attachmentId);
}

/** One that is in the vault counts as destroyed there, too: it must not expire once more. */
export async function redactFile(work: Work, { attachmentId, userId, at }: RedactedFile, seq: number): Promise<void> {
  await writeGathered(work);
  await showChanged(work, attachmentId, { set: { redacted_by: userId, redacted_at: at }, seq });
  const kept = work.db
    .updateTable('attachments')
    .where('id', '=', attachmentId)
    .where('document_purpose', 'is not', null);
  await kept.where('document_destroyed_at', 'is', null).set({ document_destroyed_at: at }).execute();
  await destroyFile(work, attachmentId);
}

async function showChanged(
  { db }: Work,
  attachmentId: string,
  { set, seq }: { readonly set: Partial<AttachmentRow>; readonly seq: number },
): Promise<void> {
  await db.updateTable('attachments').set(set).where('id', '=', attachmentId).execute();
  const ofAttachment = db.selectFrom('attachments').select('message_id').where('id', '=', attachmentId);
  await db.updateTable('messages').set({ seq }).where('id', 'in', ofAttachment).execute();
}

/** Its bytes, and the keys of these and of its name: neither can be read any more, wherever a copy lies. */
async function destroyFile(work: Work, attachmentId: string): Promise<void> {
  const { db } = work;
  const blob = db.selectFrom('blobs').select('key_id').where('attachment_id', '=', attachmentId);
  const named = db.selectFrom('attachments').select('key_id').where('id', '=', attachmentId);
  for (const row of [await blob.executeTakeFirst(), await named.executeTakeFirst()]) {
    if (row?.key_id != null) await destroyKey(work, row.key_id);
  }
  await dropBlob(work, attachmentId);
}

const fromRow = (row: AttachmentRow): VaultAttachment => ({
  id: row.id,
  conversationId: row.conversation_id,
  messageId: row.message_id,
  isRedacted: row.redacted_at !== null,
  type: row.type,
  document: documentFromRow(row),
});

export function documentFromRow(row: AttachmentRow): VaultAttachment['document'] {
  const { document_purpose: purpose, document_kept_at: keptAt, document_expires_at: expiresAt } = row;
  if (purpose === null || keptAt === null || expiresAt === null) return null;
  return { purpose, keptAt, expiresAt, destroyedAt: row.document_destroyed_at };
}
