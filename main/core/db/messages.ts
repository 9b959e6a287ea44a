import type { Document } from '../../../shared/model/document.ts';
import { type Attachment, isOriginal, type Message } from '../../../shared/model/message.ts';
import type { ReadableDb, SqlValue, WritableDb } from './database.ts';
import { insertInto, insertRows } from './insert-rows.ts';
import { addSlot, eraseSlot, parseSlot } from './slots.ts';

/** The part of a message that is content; the rest are columns. */
interface MessageContent {
  readonly text: string;
  readonly quoted: string | null;
  readonly attachmentNames: readonly string[];
}

interface MessageRow {
  readonly id: string;
  readonly kind: Message['kind'];
  readonly author_id: string | null;
  readonly at: number;
  readonly automatic: number;
  readonly delivery: Message['delivery'];
  readonly event: string | null;
  readonly slot: number;
  readonly redactions: number;
}

interface AttachmentRow {
  readonly id: string;
  readonly message_id: string;
  readonly position: number;
  readonly type: string;
  readonly size_bytes: number;
  readonly duration_ms: number | null;
  readonly document: string | null;
  readonly redacted: string | null;
}

/** In order of their instants; `lastSlot`: without those that are stored after it. */
export function messagesOf(db: ReadableDb, key: number, lastSlot = Number.MAX_SAFE_INTEGER): Message[] {
  const rows = db.all<MessageRow & { body: Uint8Array }>(
    `select message.*, slot.body from message join slot on slot.slot = message.slot
     where message.key = ? and message.slot <= ? order by at, id`,
    [key, lastSlot],
  );
  const attachments = db.all<AttachmentRow>('select * from attachment where key = ? order by message_id, position', [
    key,
  ]);
  return rows.map((row) => messageFromRow(row, attachments));
}

function messageFromRow(row: MessageRow & { body: Uint8Array }, attachments: readonly AttachmentRow[]): Message {
  const { text, quoted, attachmentNames } = parseSlot<MessageContent>(row.body);
  return {
    id: row.id,
    kind: row.kind,
    authorId: row.author_id,
    text,
    quoted,
    at: row.at,
    automatic: row.automatic === 1,
    delivery: row.delivery,
    event: row.event === null ? null : (JSON.parse(row.event) as Message['event']),
    ...(row.redactions === 0 ? {} : { redactions: row.redactions }),
    attachments: attachments.filter(({ message_id }) => message_id === row.id).map(toAttachment(attachmentNames)),
  };
}

const toAttachment =
  (names: readonly string[]) =>
  ({ id, position, type, size_bytes, duration_ms, document, redacted }: AttachmentRow): Attachment => ({
    id,
    name: names[position] ?? '',
    type,
    sizeBytes: size_bytes,
    ...(duration_ms === null ? {} : { durationMs: duration_ms }),
    ...(document === null ? {} : { document: JSON.parse(document) as Document }),
    ...(redacted === null ? {} : { redacted: JSON.parse(redacted) as NonNullable<Attachment['redacted']> }),
  });

interface Coming {
  readonly messages: readonly Message[];
  /**
   * Slots of the messages that are here, by id, of which those that come again have the same text; null where that is not
   * known.
   */
  readonly held: ReadonlyMap<string, number> | null;
}

/** Adds messages, or puts them in the place of those with their ids. */
export function putMessages(db: WritableDb, key: number, { messages, held }: Coming): void {
  for (const message of messages) {
    if (held === null) putMessage(db, key, message);
    else storeMessage(db, { key, message, slot: held.get(message.id) ?? addSlot(db, contentOf(message)) });
  }
}

function putMessage(db: WritableDb, key: number, message: Message): void {
  const known = db.get<{ slot: number; body: Uint8Array }>(
    'select message.slot, slot.body from message join slot on slot.slot = message.slot where key = ? and id = ?',
    [key, message.id],
  );
  const content = contentOf(message);
  const isSame = known !== undefined && Buffer.from(known.body).toString('utf8') === JSON.stringify(content);
  if (known !== undefined && !isSame) eraseSlot(db, known.slot);
  storeMessage(db, { key, message, slot: isSame ? known.slot : addSlot(db, content) });
}

/** What people see as attachments: how a mail looked is none (OM1). */
export const countFiles = (messages: readonly Message[]): number =>
  messages.reduce((sum, { attachments }) => sum + attachments.filter((each) => !isOriginal(each)).length, 0);

export const contentOf = ({ text, quoted, attachments }: Message): MessageContent => ({
  text,
  quoted,
  attachmentNames: attachments.map(({ name }) => name),
});

export interface PlacedMessage {
  readonly key: number;
  readonly message: Message;
  readonly slot: number;
}

const COLUMNS = ['key', 'id', 'kind', 'author_id', 'at', 'automatic', 'delivery', 'event', 'slot', 'redactions'];
const INSERT = insertInto('message', COLUMNS);
const UPSERT = `${INSERT.one}
  on conflict do update set kind = excluded.kind, author_id = excluded.author_id, at = excluded.at,
    automatic = excluded.automatic, delivery = excluded.delivery, event = excluded.event, slot = excluded.slot,
    redactions = excluded.redactions`;

function storeMessage(db: WritableDb, placed: PlacedMessage): void {
  db.run(UPSERT, valuesOf(placed));
  putAttachments(db, placed);
}

/** Of conversations that have none with their ids. */
export function insertMessages(db: WritableDb, messages: readonly PlacedMessage[]): void {
  insertRows(db, INSERT, messages.map(valuesOf));
  for (const placed of messages) putAttachments(db, placed);
}

const valuesOf = ({ key, message, slot }: PlacedMessage): SqlValue[] => [
  key,
  message.id,
  message.kind,
  message.authorId,
  message.at,
  Number(message.automatic),
  message.delivery,
  message.event === null ? null : JSON.stringify(message.event),
  slot,
  message.redactions ?? 0,
];

function putAttachments(db: WritableDb, { key, message }: PlacedMessage): void {
  message.attachments.forEach((attachment, position) => putAttachment(db, { key, message, attachment, position }));
}

interface PlacedAttachment {
  readonly key: number;
  readonly message: Message;
  readonly attachment: Attachment;
  readonly position: number;
}

function putAttachment(db: WritableDb, { key, message, attachment, position }: PlacedAttachment): void {
  const { id, type, sizeBytes, durationMs = null } = attachment;
  const document = attachment.document === undefined ? null : JSON.stringify(attachment.document);
  const redacted = attachment.redacted === undefined ? null : JSON.stringify(attachment.redacted);
  db.run(
    `insert into attachment (id, key, message_id, position, type, size_bytes, duration_ms, document, redacted)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set position = excluded.position, type = excluded.type, size_bytes = excluded.size_bytes,
       duration_ms = excluded.duration_ms, document = excluded.document, redacted = excluded.redacted`,
    [id, key, message.id, position, type, sizeBytes, durationMs, document, redacted],
  );
  // What is in the vault is on no device (DV4), nor is what was redacted (RD11).
  if (document !== null || redacted !== null) db.run('delete from attachment_bytes where id = ?', [id]);
}

interface Removed {
  readonly any: boolean;
  /** More than lines that say who took the case, which everybody may know. */
  readonly words: boolean;
}

/** Removes messages of a conversation without a trace; `keep` names those that stay. Returns what went. */
export function removeMessages(db: WritableDb, key: number, keep: ReadonlySet<string> = new Set()): Removed {
  const rows = db.all<{ id: string; slot: number; code: string | null }>(
    "select id, slot, iif(kind = 'system', event ->> '$.code', null) as code from message where key = ?",
    [key],
  );
  const leaving = rows.filter(({ id }) => !keep.has(id));
  for (const { id, slot } of leaving) {
    eraseSlot(db, slot);
    db.run('delete from attachment_bytes where id in (select id from attachment where key = ? and message_id = ?)', [
      key,
      id,
    ]);
    db.run('delete from attachment where key = ? and message_id = ?', [key, id]);
    db.run('delete from message where key = ? and id = ?', [key, id]);
  }
  return { any: leaving.length > 0, words: leaving.some(({ code }) => code !== 'claimed') };
}
