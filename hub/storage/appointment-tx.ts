import type { Appointment } from '../../shared/model/appointment.ts';
import { MAX_LENGTH_MINUTES, type Schedule } from '../../shared/schedule/schedule.ts';
import { sql } from 'kysely';
import { bump } from './feed-tx.ts';
import type { Work } from './gathered.ts';
import type { Offer } from './offer.ts';
import type { ReadTx, WriteTx } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { AppointmentRow, OfferRow } from './tables.ts';

type Reads =
  | 'schedules'
  | 'appointment'
  | 'appointments'
  | 'appointmentsOf'
  | 'appointmentsSince'
  | 'takenSlots'
  | 'offer';
type Writes = 'putSchedule' | 'putAppointment' | 'addOffer' | 'setOfferAppointment';

export function appointmentTx(work: Work): Pick<WriteTx, Reads | Writes> {
  return { ...reads(work), ...writes(work) };
}

/** A literal, not a parameter: only so a database knows that the partial index fits. */
const takes = sql<boolean>`state <> 'cancelled'`;

function reads({ db }: Work): Pick<ReadTx, Reads> {
  const all = () => db.selectFrom('appointments').selectAll();
  return {
    async schedules(groupIds) {
      const rows = db.selectFrom('schedules').select('schedule').orderBy('group_id');
      const wanted = groupIds === undefined ? rows : rows.where('group_id', 'in', filledUp(groupIds));
      return (await wanted.execute()).map(({ schedule }) => JSON.parse(schedule) as Schedule);
    },
    async appointment(id) {
      const row = await all().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : appointmentFromRow(row);
    },
    async appointments(ids) {
      return (await all().where('id', 'in', filledUp(ids)).execute()).map(appointmentFromRow);
    },
    async appointmentsOf(conversationId) {
      const rows = all().where('conversation_id', '=', conversationId).orderBy('start_at').orderBy('id');
      return (await rows.execute()).map(appointmentFromRow);
    },
    async appointmentsSince(groupId, startAt) {
      const later = all().where('start_at', '>=', startAt);
      const wanted = groupId === null ? later : later.where('group_id', '=', groupId);
      return (await wanted.orderBy('start_at').orderBy('id').execute()).map(appointmentFromRow);
    },
    async takenSlots(groupId, endingAfter) {
      // No slot is longer, so the index leaves out what was long ago.
      const earliest = endingAfter - MAX_LENGTH_MINUTES * 60_000;
      const ofGroup = all().where('group_id', '=', groupId).where(takes).where('start_at', '>=', earliest);
      const rows = ofGroup.where('end_at', '>', endingAfter);
      return (await rows.orderBy('start_at').execute()).map(appointmentFromRow);
    },
    async offer(tokenHash) {
      const row = await db.selectFrom('offers').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
      return row === undefined ? null : offerFromRow(row);
    },
  };
}

function writes(work: Work): Pick<WriteTx, Writes> {
  const { db } = work;
  return {
    async putSchedule(schedule) {
      const rest = { schedule: JSON.stringify(schedule) };
      const query = db.insertInto('schedules').values({ group_id: schedule.groupId, ...rest });
      await query.onConflict((on) => on.column('group_id').doUpdateSet(rest)).execute();
      await bump(work, { kind: 'schedule', id: schedule.groupId, isPublic: true });
    },
    async putAppointment(appointment) {
      const { id, ...rest } = rowOf(appointment);
      const query = db.insertInto('appointments').values({ id, ...rest });
      await query.onConflict((on) => on.column('id').doUpdateSet(rest)).execute();
      await bump(work, { kind: 'appointment', id, isPublic: true });
    },
    async addOffer({ tokenHash, conversationId, groupId, place, createdAt, expiresAt, appointmentId }) {
      const about = { conversation_id: conversationId, group_id: groupId, place, appointment_id: appointmentId };
      const times = { created_at: createdAt, expires_at: expiresAt };
      await db
        .insertInto('offers')
        .values({ token_hash: tokenHash, ...about, ...times })
        .execute();
    },
    async setOfferAppointment(tokenHash, appointmentId) {
      const change = { appointment_id: appointmentId };
      await db.updateTable('offers').set(change).where('token_hash', '=', tokenHash).execute();
    },
  };
}

const rowOf = ({ conversationId, groupId, startAt, endAt, ...rest }: Appointment): AppointmentRow => ({
  ...rest,
  conversation_id: conversationId,
  group_id: groupId,
  start_at: startAt,
  end_at: endAt,
});

const appointmentFromRow = (row: AppointmentRow): Appointment => ({
  id: row.id,
  conversationId: row.conversation_id,
  number: row.number,
  groupId: row.group_id,
  place: row.place,
  startAt: row.start_at,
  endAt: row.end_at,
  state: row.state,
  sequence: row.sequence,
});

const offerFromRow = (row: OfferRow): Offer => ({
  tokenHash: row.token_hash,
  conversationId: row.conversation_id,
  groupId: row.group_id,
  place: row.place,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  appointmentId: row.appointment_id,
});
