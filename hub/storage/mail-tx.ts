import type { OutgoingMail } from '../ports.ts';
import { bump } from './feed-tx.ts';
import type { Work } from './kysely-tx.ts';
import type { MailRecord, ReadTx, WriteTx } from './storage.ts';
import type { OutgoingMailRow } from './tables.ts';

type MailReads = 'nextMail' | 'nextMailDueAt' | 'mail' | 'mailByMessageId' | 'mailsIn' | 'refusals';
type MailWrites = 'setMail' | 'showDelivery' | 'addRefusal';

/** Earlier mails named in References; more help nobody and make headers long. */
const MAX_REFERENCES = 20;

export function mailTx(work: Work): Pick<WriteTx, MailReads | MailWrites> {
  return { ...reads(work), ...writes(work) };
}

function reads({ db }: Work): Pick<ReadTx, MailReads> {
  const mails = db.selectFrom('outgoing_mails').selectAll('outgoing_mails');
  const queued = mails.where('state', '=', 'queued').orderBy('due_at').orderBy('id');
  return {
    async nextMail(now) {
      const row = await queued.where('due_at', '<=', now).limit(1).executeTakeFirst();
      return row === undefined ? null : outgoingMail(db, row);
    },
    async nextMailDueAt() {
      const row = await queued.limit(1).executeTakeFirst();
      return row === undefined ? null : row.due_at;
    },
    async mail(id) {
      return recordOrNull(await mails.where('outgoing_mails.id', '=', id).executeTakeFirst());
    },
    async mailByMessageId(mailMessageId) {
      const carried = mails.innerJoin('messages', 'messages.id', 'outgoing_mails.message_id');
      return recordOrNull(await carried.where('messages.mail_message_id', '=', mailMessageId).executeTakeFirst());
    },
    async mailsIn(state) {
      return (await mails.where('state', '=', state).execute()).map(mailRecord);
    },
    async refusals() {
      const rows = await db.selectFrom('refusals').selectAll().orderBy('at').orderBy('id').execute();
      return rows.map(({ size_bytes: sizeBytes, ...row }) => ({ ...row, sizeBytes }));
    },
  };
}

function writes(work: Work): Pick<WriteTx, MailWrites> {
  const { db, effects } = work;
  return {
    async setMail({ id, state, dueAt, hasFailed }) {
      effects.mail = true;
      await db
        .updateTable('outgoing_mails')
        .set((eb) => ({
          state,
          ...(dueAt === undefined ? {} : { due_at: dueAt }),
          ...(hasFailed === true ? { attempts: eb('attempts', '+', 1) } : {}),
        }))
        .where('id', '=', id)
        .execute();
    },
    async showDelivery({ conversationId, messageId, state }) {
      const seq = await bump(work, { kind: 'conversation', id: conversationId, isPublic: false });
      await db.updateTable('messages').set({ delivery: state, seq }).where('id', '=', messageId).execute();
    },
    async addRefusal({ id, door, reason, sizeBytes, reference, at }) {
      await db.insertInto('refusals').values({ id, door, reason, size_bytes: sizeBytes, reference, at }).execute();
    },
  };
}

async function outgoingMail(db: Work['db'], row: OutgoingMailRow): Promise<OutgoingMail> {
  const conversation = await db
    .selectFrom('conversations')
    .select(['number', 'reply_token'])
    .where('id', '=', row.conversation_id)
    .executeTakeFirstOrThrow();
  const messages = db.selectFrom('messages').where('conversation_id', '=', row.conversation_id);
  const carried = await messages
    .select(['text', 'at', 'mail_message_id'])
    .where('id', '=', row.message_id)
    .executeTakeFirstOrThrow();
  const earlier = await messages
    .select('mail_message_id')
    .where('mail_message_id', 'is not', null)
    .where('at', '<', carried.at)
    .orderBy('at', 'desc')
    .limit(MAX_REFERENCES)
    .execute();
  return {
    ...mailRecord(row),
    number: conversation.number,
    text: carried.text,
    mailMessageId: carried.mail_message_id ?? '',
    references: earlier.flatMap((message) => message.mail_message_id ?? []).reverse(),
    replyToken: conversation.reply_token,
    attempts: row.attempts,
  };
}

const recordOrNull = (row: OutgoingMailRow | undefined): MailRecord | null =>
  row === undefined ? null : mailRecord(row);

const mailRecord = (row: OutgoingMailRow): MailRecord => ({
  id: row.id,
  kind: row.kind,
  conversationId: row.conversation_id,
  messageId: row.message_id,
  to: { name: row.to_name, address: row.to_address },
  subject: row.subject,
  createdAt: row.created_at,
  state: row.state,
});
