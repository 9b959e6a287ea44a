import type { AgendaEntry, Appointment } from '../../../shared/model/appointment.ts';
import type { Schedule } from '../../../shared/schedule/schedule.ts';
import {
  appointmentCommands,
  isAppointmentCommand,
  rebaseAgenda,
  type PendingAppointment,
} from '../../../shared/sync/agenda.ts';
import { numberOf } from './case-number.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { commandBySeq } from './outbox.ts';

export function putSchedule(db: WritableDb, schedule: Schedule, version: number): void {
  const values = [schedule.groupId, JSON.stringify(schedule), version];
  db.run('insert or replace into schedule (group_id, schedule, version) values (?, ?, ?)', values);
  db.touch('agenda');
}

export function putAppointment(db: WritableDb, appointment: Appointment, version: number): void {
  db.run(
    `insert or replace into appointment
       (id, conversation_id, number, group_id, place, start_at, end_at, state, sequence, version)
     values (@id, @conversationId, @number, @groupId, @place, @startAt, @endAt, @state, @sequence, @version)`,
    { ...appointment, version },
  );
  db.touch('agenda');
}

/** The hub has booked it: shown so until the feed brings it (version 0 is not counted, DI1). */
export function putBooked(db: WritableDb, appointment: Appointment): void {
  if (db.get('select 1 from appointment where id = ?', [appointment.id]) !== undefined) return;
  putAppointment(db, appointment, 0);
}

export function scheduleOf(db: ReadableDb, groupId: string): Schedule | null {
  const row = db.get<{ schedule: string }>('select schedule from schedule where group_id = ?', [groupId]);
  return row === undefined ? null : (JSON.parse(row.schedule) as Schedule);
}

export const allSchedules = (db: ReadableDb): Schedule[] =>
  db
    .all<{ schedule: string }>('select schedule from schedule order by group_id')
    .map(({ schedule }) => JSON.parse(schedule) as Schedule);

const columns = `id, conversation_id as conversationId, number, group_id as groupId, place, start_at as startAt,
  end_at as endAt, state, sequence`;

export const appointmentsOf = (db: ReadableDb, conversationId: string): Appointment[] =>
  db.all<Appointment>(`select ${columns} from appointment where conversation_id = ?`, [conversationId]);

export const appointmentsAfter = (db: ReadableDb, groupId: string, at: number): Appointment[] =>
  db.all<Appointment>(`select ${columns} from appointment where group_id = ? and end_at > ?`, [groupId, at]);

interface Span {
  readonly from: number;
  readonly to: number;
}

/** As the hub has confirmed them. */
export const appointmentsBetween = (db: ReadableDb, { from, to }: Span): Appointment[] =>
  db.all<Appointment>(`select ${columns} from appointment where end_at > ? and start_at < ?`, [from, to]);

/** Of all groups, with this device's commands laid over; of the time from `from` to `to`. */
export function agendaBetween(db: ReadableDb, { from, to }: Span) {
  const pending = pendingAppointments(db);
  const confirmed = appointmentsBetween(db, { from, to });
  const visible = rebaseAgenda([...confirmed, ...movedFromElsewhere(db, confirmed, pending)], pending);
  return visible.filter(({ startAt, endAt }) => endAt > from && startAt < to);
}

export const agendaOf = (db: ReadableDb, conversationId: string): readonly AgendaEntry[] =>
  rebaseAgenda(
    appointmentsOf(db, conversationId),
    pendingAppointments(db).filter(({ command }) => command.conversationId === conversationId),
  );

/** A pending move may bring something here that was booked for another time. */
function movedFromElsewhere(
  db: ReadableDb,
  here: readonly Appointment[],
  pending: readonly PendingAppointment[],
): Appointment[] {
  const known = new Set(here.map(({ id }) => id));
  const missing = new Set(pending.map(({ command }) => command.appointmentId).filter((id) => !known.has(id)));
  return [...missing].flatMap(
    (id) => db.get<Appointment>(`select ${columns} from appointment where id = ?`, [id]) ?? [],
  );
}

const names = appointmentCommands.map((name) => `'${name}'`).join(', ');

export function pendingAppointments(db: ReadableDb): readonly PendingAppointment[] {
  const rows = db.all<{ seq: number; key: number | null }>(
    `select seq, key from outbox left join conversation on conversation.id = conversation_id
     where name in (${names}) order by seq`,
  );
  return rows.flatMap(({ seq, key }) => {
    const command = commandBySeq(db, seq)?.command ?? null;
    if (command === null || !isAppointmentCommand(command)) return [];
    return [{ seq, command, number: key === null ? null : numberOf(key) }];
  });
}
