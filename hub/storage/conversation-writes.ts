import { conversationToRow, flag } from './conversation-rows.ts';
import { bump } from './feed-tx.ts';
import { addKey, redactMessage } from './key-tx.ts';
import type { Work } from './kysely-tx.ts';
import { prepared } from './prepared.ts';
import { seal, sealTexts } from './seal.ts';
import type { ConversationChange, ConversationRecord, NewMail, NewMessage, WriteTx } from './storage.ts';
import type { ConversationRow, MessageRow, Tables } from './tables.ts';

type Methods = 'saveConversation' | 'addReceived' | 'touchConversation';

export function conversationWrites(work: Work): Pick<WriteTx, Methods> {
  return {
    async saveConversation(change) {
      const isPublic = change.before === null || stubChanged(change.before, change.after);
      const seq = await bump(work, { kind: 'conversation', id: change.after.id, isPublic });
      await saveRecord(work, change, seq);
      await saveParticipants(work, change, seq);
      for (const message of change.messages) await addMessage(work, { message, seq, change });
      for (const text of change.redacted ?? []) await redactMessage(work, text, seq);
      for (const mail of change.mails) await addMail(work, mail, change);
    },
    async addReceived(dedupeKey, conversationId, at) {
      const values = { dedupe_key: dedupeKey, conversation_id: conversationId, at };
      await work.db.insertInto('received').values(values).execute();
    },
    async touchConversation(id) {
      await bump(work, { kind: 'conversation', id, isPublic: false });
    },
  };
}

const stubFields = [
  'number',
  'channel',
  'groupId',
  'state',
  'assigneeId',
  'fence',
  'arrivedAt',
  'claimedAt',
  'resolvedAt',
] as const satisfies readonly (keyof ConversationRecord)[];

/** Every loss of a right to read comes with another fence, so that it shows here too. */
function stubChanged(before: ConversationRecord, after: ConversationRecord): boolean {
  return (
    stubFields.some((field) => before[field] !== after[field]) ||
    before.flags?.join() !== after.flags?.join() ||
    before.unheardIds?.length !== after.unheardIds?.length
  );
}

async function saveRecord(work: Work, { before, after }: ConversationChange, seq: number): Promise<void> {
  const row = conversationToRow(after);
  if (before === null) {
    await insertRecord(work, { ...row, open_since_seq: seq, private_since_seq: 0, lease_beat: 0 });
    return;
  }
  const set = {
    ...changed(conversationToRow(before), row),
    ...(after.state === 'waiting' && before.state !== 'waiting' ? { open_since_seq: seq } : {}),
    ...(after.state !== 'waiting' && before.state === 'waiting' ? { private_since_seq: seq } : {}),
  };
  if (Object.keys(set).length > 0) await updateRecord(work, { ...set, id: row.id });
}

/** Setting a column to what it is would have its index written, and what refers to it looked for. */
function changed<R extends object>(before: R, after: R): Partial<R> {
  const columns = Object.keys(after) as (keyof R)[];
  return Object.fromEntries(
    columns.filter((column) => before[column] !== after[column]).map((column) => [column, after[column]]),
  ) as Partial<R>;
}

const insertRecord = prepared((db, row: ConversationRow) => db.insertInto('conversations').values({ ...row }));

const updateRecord = prepared((db, { id, ...set }: Partial<ConversationRow> & Pick<ConversationRow, 'id'>) =>
  db.updateTable('conversations').set(set).where('id', '=', id),
);

/** `since_seq` of those who stay is kept: they hold everything since then. */
async function saveParticipants(work: Work, { before, after }: ConversationChange, seq: number): Promise<void> {
  const had = new Set(before?.participantIds);
  const has = new Set(after.participantIds);
  const gone = [...had].filter((id) => !has.has(id));
  const come = [...has].filter((id) => !had.has(id));
  if (gone.length > 0) {
    const ofConversation = work.db.deleteFrom('participants').where('conversation_id', '=', after.id);
    await ofConversation.where('user_id', 'in', gone).execute();
  }
  for (const user_id of come) await addParticipant(work, { conversation_id: after.id, user_id, since_seq: seq });
}

const addParticipant = prepared((db, row: Tables['participants']) => db.insertInto('participants').values({ ...row }));

interface Addition {
  readonly message: NewMessage;
  readonly seq: number;
  readonly change: ConversationChange;
}

async function addMessage(work: Work, { message, seq, change }: Addition): Promise<void> {
  const sealed = sealTexts(message);
  const key_id = sealed === null ? null : await addKey(work, `m:${message.id}`, sealed);
  await insertMessage(work, {
    id: message.id,
    conversation_id: change.after.id,
    seq,
    kind: message.kind,
    author_id: message.authorId,
    text: '',
    quoted: null,
    at: message.at,
    automatic: flag(message.automatic),
    delivery: message.delivery,
    event: message.event === null ? null : JSON.stringify(message.event),
    visibility: message.visibility,
    mail_message_id: message.mailMessageId,
    sealed: sealed?.bytes ?? null,
    key_id,
    redactions: 0,
  });
  await addAttachments(work, message, change.after.id);
}

const insertMessage = prepared((db, row: MessageRow) => db.insertInto('messages').values({ ...row }));

async function addAttachments(work: Work, message: NewMessage, conversationId: string): Promise<void> {
  const { db } = work;
  for (const [position, { id, name, type, sizeBytes, durationMs, bytes }] of message.attachments.entries()) {
    const owner = { message_id: message.id, conversation_id: conversationId };
    await db
      .insertInto('attachments')
      .values({ id, ...owner, position, name, type, size_bytes: sizeBytes, duration_ms: durationMs ?? null })
      .execute();
    const sealed = seal(bytes);
    const key_id = await addKey(work, `a:${id}`, sealed);
    await db.insertInto('blobs').values({ attachment_id: id, bytes: sealed.bytes, key_id }).execute();
  }
}

async function addMail(work: Work, mail: NewMail, { after }: ConversationChange): Promise<void> {
  work.effects.mail = true;
  await work.db
    .insertInto('outgoing_mails')
    .values({
      id: mail.id,
      kind: mail.kind,
      conversation_id: after.id,
      message_id: mail.messageId,
      to_name: mail.to.name,
      to_address: mail.to.address,
      subject: mail.subject,
      state: mail.isUncertain === true ? 'uncertain' : 'queued',
      due_at: mail.createdAt,
      attempts: 0,
      created_at: mail.createdAt,
      owner: null,
      calendar: mail.calendar ?? null,
      own_text: mail.own?.text ?? mail.text ?? null,
      own_mail_message_id: mail.own?.mailMessageId ?? null,
      appointment_id: mail.own?.appointmentId ?? null,
    })
    .execute();
}
