import ical, { ICalCalendarMethod, ICalEventStatus, type ICalEventData } from 'ical-generator';
import type { Appointment } from '../../shared/model/appointment.ts';

interface Around {
  readonly mailDomain: string;
  readonly now: number;
}

export interface CalendarOf extends Around {
  readonly association: string;
}

/**
 * `request`: put it in, or put it right; `cancel`: take it out; `publish`: a copy that nobody has to answer (RFC 5546).
 */
export type CalendarMethod = 'request' | 'cancel' | 'publish';

/** How often a calendar program should ask again, seconds. */
const REFRESH_SECONDS = 15 * 60;

/** Appointments as other programs read them: times in UTC, the case number, and nothing of what it is about (AV2). */
export function calendarOf(appointments: readonly Appointment[], method: CalendarMethod, about: CalendarOf): string {
  const { association, mailDomain } = about;
  const calendar = ical({ prodId, method: methods[method] });
  if (method === 'publish') calendar.name(association);
  for (const appointment of appointments)
    calendar.createEvent({
      ...eventOf(appointment, about),
      summary: `${association} – ${appointment.number}`,
      organizer: { name: association, email: `assistenza@${mailDomain}` },
    });
  return calendar.toString();
}

interface Subscribed {
  readonly name: string;
  readonly appointments: readonly Appointment[];
}

/** The association's own calendar: the number says enough, and an organiser would make every program ask for an answer (CF2). */
export function subscriptionOf({ name, appointments }: Subscribed, about: Around): string {
  const calendar = ical({ prodId, method: methods.publish, name, ttl: REFRESH_SECONDS });
  for (const appointment of appointments)
    calendar.createEvent({ ...eventOf(appointment, about), summary: appointment.number });
  return calendar.toString();
}

const prodId = { company: 'Sportello', product: 'hub' };

const methods = {
  request: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
  publish: ICalCalendarMethod.PUBLISH,
} as const;

/** A native date together with a zone would be written as the machine's wall clock: hence none. */
function eventOf({ id, startAt, endAt, state, sequence }: Appointment, { mailDomain, now }: Around): ICalEventData {
  return {
    id: `${id}@${mailDomain}`,
    sequence,
    stamp: new Date(now),
    start: new Date(startAt),
    end: new Date(endAt),
    status: state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  };
}
