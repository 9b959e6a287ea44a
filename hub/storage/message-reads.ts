import type { Attachment, SystemEvent } from '../../shared/model/message.ts';
import { blobContent } from './blob-tx.ts';
import { documentFromRow } from './document-tx.ts';
import type { Work } from './gathered.ts';
import { prepared, preparedList } from './prepared.ts';
import { fileName } from './file-name.ts';
import { openTexts, usable, type OpenedTexts, type StoredTexts } from './seal.ts';
import type { ReadTx, StoredMessage, WrittenMessage } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { AttachmentRow, MessageRow } from './tables.ts';

/** With the instant of the message that it came with. */
export interface KnownAttachment {
  readonly conversationId: string;
  readonly at: number;
  readonly attachment: Attachment;
}

export function messageReads(
  work: Work,
): Pick<ReadTx, 'writtenMessage' | 'messages' | 'attachment' | 'attachmentBytes' | 'countWithoutKey'> {
  const { db } = work;
  return {
    async writtenMessage(id) {
      const { written } = work.gathered;
      const known = written.get(id);
      if (known !== undefined) return known;
      const [row] = (await writtenById(work, { id })).rows;
      const found = row === undefined ? null : writtenFromRow(row);
      written.set(id, found);
      return found;
    },
    async messages(ids, aboveSeq, which) {
      if (ids.length === 0) return new Map();
      const own = ownMessages(work, ids, { aboveSeq, which });
      if (own !== null) return own;
      const read = which === 'orHidden' ? messagesAboveOrHidden : messagesAbove;
      const { rows } = await read(work, filledUp(ids), { aboveSeq });
      // Nothing is ever attached to a line of the hub's own, and a claim adds no other.
      const canBear = rows.some(({ kind }) => kind !== 'system');
      return grouped(work, rows, canBear ? (await attachmentsOf(work, filledUp(ids), {})).rows : []);
    },
    async attachment(id) {
      const found = keyedAttachments(db).innerJoin('messages', 'messages.id', 'attachments.message_id');
      const row = await found.select('messages.at').where('attachments.id', '=', id).executeTakeFirst();
      if (row === undefined) return null;
      return { conversationId: row.conversation_id, at: row.at, attachment: attachmentFromRow(row) };
    },
    async attachmentBytes(id) {
      const blobs = db.selectFrom('blobs').leftJoin('content_keys', 'content_keys.id', 'blobs.key_id');
      const row = await blobs
        .select(['blobs.attachment_id', 'blobs.bytes', 'blobs.key_id', 'content_keys.key'])
        .where('attachment_id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : blobContent(work, row);
    },
    async countWithoutKey() {
      let count = 0;
      for (const table of ['messages', 'blobs', 'conversations'] as const) count += await countWithoutKey(work, table);
      return count;
    },
  };
}

async function countWithoutKey({ db }: Work, table: 'messages' | 'blobs' | 'conversations'): Promise<number> {
  const column = table === 'conversations' ? 'conversations.details_key_id' : (`${table}.key_id` as const);
  const keyed = db.selectFrom(table).leftJoin('content_keys', 'content_keys.id', column);
  const missing = keyed.where(column, 'is not', null).where('content_keys.id', 'is', null);
  return (await missing.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count;
}

/** Of many at once, for `writtenMessage`. */
export async function foreseeMessages(work: Work, ids: readonly string[]): Promise<void> {
  const { written } = work.gathered;
  const missing = ids.filter((id) => !written.has(id));
  if (missing.length === 0) return;
  for (const id of missing) written.set(id, null);
  for (const row of (await writtenByIds(work, filledUp(missing), {})).rows) written.set(row.id, writtenFromRow(row));
}

interface WrittenRow extends StoredTexts {
  readonly conversationId: string;
  readonly kind: MessageRow['kind'];
  readonly authorId: string | null;
  readonly redactions: number;
}

function writtenFromRow(row: WrittenRow): WrittenMessage {
  const { conversationId, kind, authorId, redactions } = row;
  const { text, isUnreadable } = openTexts(row);
  return { conversationId, kind, authorId, text, isRedacted: isUnreadable || redactions > 0 };
}

const written = (db: Work['db']) =>
  db
    .selectFrom('messages')
    .leftJoin('content_keys', 'content_keys.id', 'messages.key_id')
    .select(['messages.id', 'conversation_id as conversationId', 'kind', 'author_id as authorId'])
    .select(['text', 'quoted', 'redactions', 'sealed', 'content_keys.key']);

const writtenById = prepared((db, { id }: { readonly id: string }) => written(db).where('messages.id', '=', id));

const writtenByIds = preparedList((db, ids: readonly string[]) => written(db).where('messages.id', 'in', ids));

const keyedMessages = (db: Work['db'], ids: readonly string[]) =>
  db
    .selectFrom('messages')
    .leftJoin('content_keys', 'content_keys.id', 'messages.key_id')
    .selectAll('messages')
    .select('content_keys.key')
    .where('conversation_id', 'in', ids);

interface Above {
  readonly aboveSeq: number;
}

const messagesAbove = preparedList((db, ids: readonly string[], { aboveSeq }: Above) =>
  keyedMessages(db, ids).where('seq', '>', aboveSeq),
);

const messagesAboveOrHidden = preparedList((db, ids: readonly string[], { aboveSeq }: Above) =>
  keyedMessages(db, ids).where((eb) => eb.or([eb('seq', '>', aboveSeq), eb('visibility', '=', 'private')])),
);

const keyedAttachments = (db: Work['db']) =>
  db
    .selectFrom('attachments')
    .leftJoin('content_keys', 'content_keys.id', 'attachments.key_id')
    .selectAll('attachments')
    .select('content_keys.key');

type KeyedAttachment = AttachmentRow & { readonly key: Uint8Array | null };

const attachmentsOf = preparedList((db, ids: readonly string[]) =>
  keyedAttachments(db).where('conversation_id', 'in', ids).orderBy('position'),
);

interface WhichMessages extends Above {
  readonly which: 'orHidden' | undefined;
}

/** Of messages that this transaction has written itself, where that is all that is asked for; null: they have to be read. */
function ownMessages(
  { gathered }: Work,
  ids: readonly string[],
  { aboveSeq, which }: WhichMessages,
): Map<string, StoredMessage[]> | null {
  const { added, feedStart, sealedTexts } = gathered;
  if (added === null || feedStart === null || aboveSeq < feedStart) return null;
  const mayBeHidden = (id: string): boolean => {
    const known = gathered.conversations.get(id);
    return known == null || (known.row.first_private_seq ?? Number.POSITIVE_INFINITY) <= aboveSeq;
  };
  if (which === 'orHidden' && ids.some(mayBeHidden)) return null;
  const wanted = new Set(ids);
  const byConversation = new Map<string, StoredMessage[]>();
  const news = added.filter(({ row }) => row.seq > aboveSeq && wanted.has(row.conversation_id));
  for (const { row, event } of news.sort((a, b) => byTime(a.row, b.row))) {
    const { text, quoted } = (row.key_id === null ? undefined : sealedTexts.get(row.key_id)) ?? row;
    const message = messageFromRow(row, { text, quoted, isUnreadable: false, event, attachments: [] });
    appendTo(byConversation, row.conversation_id, message);
  }
  return byConversation;
}

type KeyedRow = MessageRow & { readonly key: Uint8Array | null };

function grouped(
  work: Work,
  rows: readonly KeyedRow[],
  files: readonly KeyedAttachment[],
): Map<string, StoredMessage[]> {
  const filesByMessageId = new Map<string, Attachment[]>();
  for (const file of files) appendTo(filesByMessageId, file.message_id, attachmentFromRow(file));
  const byConversation = new Map<string, StoredMessage[]>();
  for (const row of [...rows].sort(byTime)) {
    const attachments = filesByMessageId.get(row.id) ?? [];
    const message = messageFromRow(row, { ...textsOf(work, row), event: eventOf(row), attachments });
    appendTo(byConversation, row.conversation_id, message);
  }
  return byConversation;
}

function appendTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

const byTime = (a: MessageRow, b: MessageRow): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/** What this transaction has sealed itself is known, unless its key is destroyed already. */
function textsOf({ gathered }: Work, row: KeyedRow): OpenedTexts {
  const known = row.key_id === null ? undefined : gathered.sealedTexts.get(row.key_id);
  return known === undefined || usable(row.key) === null ? openTexts(row) : { ...known, isUnreadable: false };
}

const eventOf = ({ event }: MessageRow): SystemEvent | null =>
  event === null ? null : (JSON.parse(event) as SystemEvent);

function messageFromRow(
  row: MessageRow,
  { text, quoted, isUnreadable, event, attachments }: OpenedTexts & Pick<StoredMessage, 'event' | 'attachments'>,
): StoredMessage {
  return {
    id: row.id,
    kind: row.kind,
    authorId: row.author_id,
    text,
    quoted,
    isUnreadable,
    ...(row.redactions === 0 ? {} : { redactions: row.redactions }),
    at: row.at,
    automatic: row.automatic === 1,
    delivery: row.delivery,
    event,
    visibility: row.visibility,
    seq: row.seq,
    attachments,
  };
}

function documentOf(row: AttachmentRow): Pick<Attachment, 'document'> {
  const document = documentFromRow(row);
  if (document === null) return {};
  const { purpose, expiresAt, destroyedAt } = document;
  return { document: { purpose, expiresAt, destroyedAt } };
}

const attachmentFromRow = (row: KeyedAttachment): Attachment => ({
  ...documentOf(row),
  ...(row.redacted_by === null || row.redacted_at === null
    ? {}
    : { redacted: { userId: row.redacted_by, at: row.redacted_at } }),
  id: row.id,
  name: fileName(row.sealed_name, row.key),
  type: row.type,
  sizeBytes: row.size_bytes,
  ...(row.duration_ms === null ? {} : { durationMs: row.duration_ms }),
});
