import { sql } from 'kysely';
import type { Delivery } from '../../shared/model/message.ts';
import type { OutgoingMail } from '../ports.ts';
import { bump } from './feed-tx.ts';
import { openHead, type MailHead } from './mail-head.ts';
import type { Work } from './gathered.ts';
import { mailFiles } from './mail-files.ts';
import { open, openTexts } from './seal.ts';
import type { MailRecord, ReadTx, WriteTx } from './storage.ts';
import type { OutgoingMailRow } from './tables.ts';

type MailReads =
  | 'nextMailDueAt'
  | 'mail'
  | 'mailByMessageId'
  | 'overdueMails'
  | 'refusals'
  | 'mailboxMark'
  | 'lastAutomaticAt';
type MailWrites =
  | 'claimMail'
  | 'withdrawReminders'
  | 'releaseMails'
  | 'setMail'
  | 'showDelivery'
  | 'addRefusal'
  | 'setMailboxMark';

/** Earlier mails named in References; more help nobody and make headers long. */
const MAX_REFERENCES = 20;

export function mailTx(work: Work): Pick<WriteTx, MailReads | MailWrites> {
  return { ...reads(work), ...writes(work) };
}

function reads({ db }: Work): Pick<ReadTx, MailReads> {
  const mails = db.selectFrom('outgoing_mails').selectAll('outgoing_mails');
  const first = (state: Delivery) => inOrder(db, state).limit(1).executeTakeFirst();
  return {
    async nextMailDueAt() {
      const dueAts = [await first('queued'), await first('sending')].flatMap((row) => row?.due_at ?? []);
      return dueAts.length === 0 ? null : Math.min(...dueAts);
    },
    async mail(id) {
      return recordOrNull(await mails.where('outgoing_mails.id', '=', id).executeTakeFirst());
    },
    async mailByMessageId(mailMessageId) {
      const carried = mails.innerJoin('messages', 'messages.id', 'outgoing_mails.message_id');
      const own = carried.where('messages.mail_message_id', '=', mailMessageId);
      const found = await own.where('outgoing_mails.appointment_id', 'is', null).executeTakeFirst();
      return recordOrNull(found ?? (await mails.where('own_mail_message_id', '=', mailMessageId).executeTakeFirst()));
    },
    async overdueMails(now) {
      return (await inOrder(db, 'sending').where('due_at', '<=', now).execute()).map(mailRecord);
    },
    async lastAutomaticAt(conversationId) {
      const told = db.selectFrom('messages').where('conversation_id', '=', conversationId).where('kind', '=', 'system');
      const last = told.where('automatic', '=', 1).select('at').orderBy('at', 'desc').limit(1);
      return (await last.executeTakeFirst())?.at ?? null;
    },
    async mailboxMark(mailbox) {
      const row = await db.selectFrom('mailboxes').selectAll().where('name', '=', mailbox).executeTakeFirst();
      return row === undefined ? null : { validity: row.validity, lastUid: row.last_uid };
    },
    async refusals() {
      const rows = await db.selectFrom('refusals').selectAll().orderBy('at').orderBy('id').execute();
      return rows.map(({ size_bytes: sizeBytes, ...row }) => ({ ...row, sizeBytes }));
    },
  };
}

function writes(work: Work): Pick<WriteTx, MailWrites> {
  const { db } = work;
  return {
    async claimMail({ now, owner, until }) {
      await dropLateReminders(db, now);
      for (;;) {
        const row = await inOrder(db, 'queued').where('due_at', '<=', now).limit(1).executeTakeFirst();
        if (row === undefined) return null;
        const head = await openHead(db, row);
        if (head === null) {
          await giveUp(work, row);
          continue;
        }
        await db.updateTable('outgoing_mails').set({ owner, due_at: until }).where('id', '=', row.id).execute();
        return outgoingMail(db, row, head);
      }
    },
    async withdrawReminders(appointmentId) {
      const reminders = db.deleteFrom('outgoing_mails').where('appointment_id', '=', appointmentId);
      await reminders.where('state', '=', 'queued').execute();
    },
    async releaseMails(now) {
      const claimed = db.updateTable('outgoing_mails').where('state', '=', 'queued').where('owner', 'is not', null);
      await claimed.set({ owner: null, due_at: now }).execute();
    },
    async setMail({ id, state, dueAt, hasFailed, owner }) {
      const mail = db.updateTable('outgoing_mails').where('id', '=', id);
      const { numUpdatedRows } = await (owner === undefined ? mail : mail.where('owner', '=', owner))
        .set((eb) => ({
          state,
          ...(dueAt === undefined ? {} : { due_at: dueAt }),
          ...(hasFailed === true ? { attempts: eb('attempts', '+', 1) } : {}),
          ...(state === 'queued' ? { owner: null } : {}),
        }))
        .executeTakeFirstOrThrow();
      const isChanged = numUpdatedRows === 1n;
      work.effects.mail ||= isChanged;
      return isChanged;
    },
    async showDelivery({ conversationId, messageId, state }) {
      const seq = await bump(work, { kind: 'conversation', id: conversationId, isPublic: false });
      await db.updateTable('messages').set({ delivery: state, seq }).where('id', '=', messageId).execute();
    },
    async setMailboxMark(name, { validity, lastUid }) {
      const row = { validity, last_uid: lastUid };
      const insert = db.insertInto('mailboxes').values({ name, ...row });
      const isFurther = sql<boolean>`mailboxes.validity <> ${validity} or mailboxes.last_uid < ${lastUid}`;
      await insert.onConflict((known) => known.column('name').doUpdateSet(row).where(isFurther)).execute();
    },
    async addRefusal({ id, door, reason, sizeBytes, reference, at }) {
      const row = { id, door, reason, size_bytes: sizeBytes, reference, at };
      const insert = db.insertInto('refusals').values(row);
      await insert.onConflict((conflict) => conflict.column('id').doNothing()).execute();
    },
  };
}

const inOrder = (db: Work['db'], state: Delivery) =>
  db.selectFrom('outgoing_mails').selectAll().where('state', '=', state).orderBy('due_at').orderBy('id');

/** Nobody is reminded of what has begun: no hub was there, or no mail left, for a day. */
async function dropLateReminders(db: Work['db'], now: number): Promise<void> {
  const due = inOrder(db, 'queued').where('due_at', '<=', now).where('appointment_id', 'is not', null);
  for (const { id, appointment_id } of await due.execute()) {
    const appointments = db
      .selectFrom('appointments')
      .select('start_at')
      .where('id', '=', appointment_id ?? '');
    const startAt = (await appointments.executeTakeFirst())?.start_at ?? 0;
    if (startAt <= now) await db.deleteFrom('outgoing_mails').where('id', '=', id).execute();
  }
}

/** Nobody can tell any more whom it was for: its key was destroyed. */
async function giveUp(work: Work, { id, conversation_id, message_id }: OutgoingMailRow): Promise<void> {
  await work.db.updateTable('outgoing_mails').set({ state: 'failed' }).where('id', '=', id).execute();
  const seq = await bump(work, { kind: 'conversation', id: conversation_id, isPublic: false });
  const message = work.db.updateTable('messages').set({ delivery: 'failed', seq }).where('id', '=', message_id);
  await message.where('delivery', 'is not', null).execute();
}

async function outgoingMail(db: Work['db'], row: OutgoingMailRow, head: MailHead): Promise<OutgoingMail> {
  const conversation = await db
    .selectFrom('conversations')
    .select(['number', 'reply_token'])
    .where('id', '=', row.conversation_id)
    .executeTakeFirstOrThrow();
  const messages = db.selectFrom('messages').where('conversation_id', '=', row.conversation_id);
  const carried = await messages
    .leftJoin('content_keys', 'content_keys.id', 'messages.key_id')
    .select(['text', 'quoted', 'sealed', 'content_keys.key', 'at', 'mail_message_id'])
    .where('messages.id', '=', row.message_id)
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
    ...head,
    number: conversation.number,
    text: row.own_text ?? (await ownText(db, row)) ?? openTexts(carried).text,
    calendar: row.calendar,
    ...(row.kind === 'reply' ? { files: await mailFiles(db, row) } : {}),
    mailMessageId: row.own_mail_message_id ?? carried.mail_message_id ?? '',
    references: [
      ...earlier.flatMap((message) => message.mail_message_id ?? []).reverse(),
      ...(row.own_mail_message_id === null ? [] : [carried.mail_message_id ?? []].flat()),
    ],
    replyToken: conversation.reply_token,
    attempts: row.attempts,
  };
}

/** Null where it has none, or its key was destroyed. */
async function ownText(db: Work['db'], { own_sealed, own_key_id }: OutgoingMailRow): Promise<string | null> {
  if (own_sealed === null || own_key_id === null) return null;
  const keys = db.selectFrom('content_keys').select('key').where('id', '=', own_key_id);
  const key = (await keys.executeTakeFirst())?.key ?? null;
  return open(own_sealed, key)?.toString('utf8') ?? null;
}

const recordOrNull = (row: OutgoingMailRow | undefined): MailRecord | null =>
  row === undefined ? null : mailRecord(row);

const mailRecord = (row: OutgoingMailRow): MailRecord => ({
  id: row.id,
  kind: row.kind,
  conversationId: row.conversation_id,
  messageId: row.message_id,
  createdAt: row.created_at,
  state: row.state,
  appointmentId: row.appointment_id,
});
