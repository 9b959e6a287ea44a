import type { Document } from '../../shared/model/document.ts';
import { destroyKey } from './key-tx.ts';
import type { Work } from './gathered.ts';
import type { AttachmentRow } from './tables.ts';
import { writeGathered } from './write-gathered.ts';

/** An attachment, and what is known of it as a document in the vault. */
export interface VaultAttachment {
  readonly id: string;
  readonly conversationId: string;
  readonly type: string;
  readonly document: (Document & { readonly keptAt: number }) | null;
}

/** What a conversation's change does to one of its documents. */
export interface DocumentChange {
  readonly attachmentId: string;
  readonly document: Document & { readonly keptAt: number };
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
  const { db } = work;
  // It may have come in this very transaction.
  await writeGathered(work);
  const set = {
    document_purpose: document.purpose,
    document_kept_at: document.keptAt,
    document_expires_at: document.expiresAt,
    document_destroyed_at: document.destroyedAt,
  };
  await db.updateTable('attachments').set(set).where('id', '=', attachmentId).execute();
  const ofAttachment = db.selectFrom('attachments').select('message_id').where('id', '=', attachmentId);
  await db.updateTable('messages').set({ seq }).where('id', 'in', ofAttachment).execute();
  if (document.destroyedAt === null) return;
  const blob = db.selectFrom('blobs').select('key_id').where('attachment_id', '=', attachmentId);
  const named = db.selectFrom('attachments').select('key_id').where('id', '=', attachmentId);
  for (const row of [await blob.executeTakeFirst(), await named.executeTakeFirst()]) {
    if (row?.key_id != null) await destroyKey(work, row.key_id);
  }
  await db.deleteFrom('blobs').where('attachment_id', '=', attachmentId).execute();
}

const fromRow = (row: AttachmentRow): VaultAttachment => ({
  id: row.id,
  conversationId: row.conversation_id,
  type: row.type,
  document: documentFromRow(row),
});

export function documentFromRow(row: AttachmentRow): VaultAttachment['document'] {
  const { document_purpose: purpose, document_kept_at: keptAt, document_expires_at: expiresAt } = row;
  if (purpose === null || keptAt === null || expiresAt === null) return null;
  return { purpose, keptAt, expiresAt, destroyedAt: row.document_destroyed_at };
}
