import ical, { ICalCalendarMethod, ICalEventStatus, type ICalEventData } from 'ical-generator';
import type { Appointment } from '../../shared/model/appointment.ts';

export interface CalendarOf {
  readonly association: string;
  readonly mailDomain: string;
  readonly now: number;
}

/**
 * `request`: put it in, or put it right; `cancel`: take it out; `publish`: a copy that nobody has to answer (RFC 5546).
 */
export type CalendarMethod = 'request' | 'cancel' | 'publish';

/** Appointments as other programs read them: times in UTC, the case number, and nothing of what it is about (AV2). */
export function calendarOf(appointments: readonly Appointment[], method: CalendarMethod, about: CalendarOf): string {
  const calendar = ical({ prodId: { company: 'Sportello', product: 'hub' }, method: methods[method] });
  if (method === 'publish') calendar.name(about.association);
  for (const appointment of appointments) calendar.createEvent(eventOf(appointment, about));
  return calendar.toString();
}

const methods = {
  request: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
  publish: ICalCalendarMethod.PUBLISH,
} as const;

/** A native date together with a zone would be written as the machine's wall clock: hence none. */
function eventOf(appointment: Appointment, { association, mailDomain, now }: CalendarOf): ICalEventData {
  const { id, number, startAt, endAt, state, sequence } = appointment;
  return {
    id: `${id}@${mailDomain}`,
    sequence,
    stamp: new Date(now),
    start: new Date(startAt),
    end: new Date(endAt),
    summary: `${association} – ${number}`,
    organizer: { name: association, email: `assistenza@${mailDomain}` },
    status: state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}
