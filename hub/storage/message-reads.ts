import type { Attachment, SystemEvent } from '../../shared/model/message.ts';
import type { Work } from './kysely-tx.ts';
import { prepared, preparedList } from './prepared.ts';
import type { ReadTx, StoredMessage } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { AttachmentRow, MessageRow } from './tables.ts';

export function messageReads(
  work: Work,
): Pick<ReadTx, 'writtenMessage' | 'messages' | 'attachment' | 'attachmentBytes'> {
  const { db } = work;
  return {
    async writtenMessage(id) {
      return (await writtenById(work, { id })).rows[0] ?? null;
    },
    async messages(ids, aboveSeq) {
      if (ids.length === 0) return new Map();
      const { rows } = await messagesAbove(work, filledUp(ids), { aboveSeq });
      if (rows.length === 0) return new Map();
      return grouped(rows, (await attachmentsOf(work, filledUp(ids), {})).rows);
    },
    async attachment(id) {
      const row = await db.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : { conversationId: row.conversation_id, attachment: attachmentFromRow(row) };
    },
    async attachmentBytes(id) {
      const row = await db.selectFrom('blobs').select('bytes').where('attachment_id', '=', id).executeTakeFirst();
      return row?.bytes ?? null;
    },
  };
}

const writtenById = prepared((db, { id }: { readonly id: string }) =>
  db
    .selectFrom('messages')
    .select(['conversation_id as conversationId', 'kind', 'author_id as authorId', 'text'])
    .where('id', '=', id),
);

const messagesAbove = preparedList((db, ids: readonly string[], { aboveSeq }: { readonly aboveSeq: number }) =>
  db.selectFrom('messages').selectAll().where('conversation_id', 'in', ids).where('seq', '>', aboveSeq),
);

const attachmentsOf = preparedList((db, ids: readonly string[]) =>
  db.selectFrom('attachments').selectAll().where('conversation_id', 'in', ids).orderBy('position'),
);

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
  ...(row.duration_ms === null ? {} : { durationMs: row.duration_ms }),
});
