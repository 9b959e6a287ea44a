import type { Attachment, SystemEvent } from '../../shared/model/message.ts';
import type { Work } from './kysely-tx.ts';
import type { ReadTx, StoredMessage } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { AttachmentRow, MessageRow } from './tables.ts';

export function messageReads({
  db,
}: Work): Pick<ReadTx, 'writtenMessage' | 'messages' | 'attachment' | 'attachmentBytes'> {
  const attachments = db.selectFrom('attachments').selectAll();
  return {
    async writtenMessage(id) {
      const columns = ['conversation_id as conversationId', 'kind', 'author_id as authorId', 'text'] as const;
      return (await db.selectFrom('messages').select(columns).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async messages(ids, aboveSeq) {
      if (ids.length === 0) return new Map();
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', 'in', filledUp(ids))
        .where('seq', '>', aboveSeq)
        .execute();
      const files = await attachments.where('conversation_id', 'in', filledUp(ids)).orderBy('position').execute();
      return grouped(rows, files);
    },
    async attachment(id) {
      const row = await attachments.where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : { conversationId: row.conversation_id, attachment: attachmentFromRow(row) };
    },
    async attachmentBytes(id) {
      const row = await db.selectFrom('blobs').select('bytes').where('attachment_id', '=', id).executeTakeFirst();
      return row?.bytes ?? null;
    },
  };
}

function grouped(rows: readonly MessageRow[], files: readonly AttachmentRow[]): Map<string, StoredMessage[]> {
  const filesByMessageId = new Map<string, Attachment[]>();
  for (const file of files) appendTo(filesByMessageId, file.message_id, attachmentFromRow(file));
  const byConversation = new Map<string, StoredMessage[]>();
  for (const row of [...rows].sort(byTime)) {
    appendTo(byConversation, row.conversation_id, messageFromRow(row, filesByMessageId.get(row.id) ?? []));
  }
  return byConversation;
}

function appendTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

const byTime = (a: MessageRow, b: MessageRow): number => a.at - b.at || (a.id < b.id ? -1 : 1);

function messageFromRow(row: MessageRow, attachments: Attachment[]): StoredMessage {
  return {
    id: row.id,
    kind: row.kind,
    authorId: row.author_id,
    text: row.text,
    quoted: row.quoted,
    at: row.at,
    automatic: row.automatic === 1,
    delivery: row.delivery,
    event: row.event === null ? null : (JSON.parse(row.event) as SystemEvent),
    visibility: row.visibility,
    seq: row.seq,
    attachments,
  };
}

const attachmentFromRow = (row: AttachmentRow): Attachment => ({
  id: row.id,
  name: row.name,
  type: row.type,
  sizeBytes: row.size_bytes,
});
