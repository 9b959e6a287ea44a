import { Temporal } from 'temporal-polyfill';
import type { Appointment } from '../../shared/model/appointment.ts';
import { ASSOCIATION_TIME_ZONE } from '../../shared/time-zone.ts';
import type { ConversationRecord, NewMail } from '../storage/storage.ts';
import { calendarOf } from './calendar.ts';
import { announcementSubject, announcementText, type Announced, type MailLanguage } from './mail-texts.ts';

/** How the contact is told, whoever took the step (AV3). */
export interface Telling {
  readonly mailDomain: string;
  /** Null where nobody knows which the contact reads: both. */
  readonly language: MailLanguage;
  /** The step may have been told in an earlier life of the data (RE4). */
  readonly isReplayed: boolean;
}

interface Asked extends Telling {
  readonly appointment: Appointment;
  readonly step: 'booked' | 'moved' | 'cancelled';
  readonly association: string;
  readonly eventId: string;
  readonly now: number;
}

export interface Announcement {
  readonly text: string;
  readonly mailMessageId: string;
  /** The first is about the step, the second waits for the day before. */
  readonly mails: readonly NewMail[];
}

/** The mails of one step, or null when there is no address. */
export function announce(conversation: ConversationRecord, asked: Asked): Announcement | null {
  const { email, name } = conversation.contact;
  if (email === null || email === '') return null;
  const { eventId, now, step, isReplayed } = asked;
  const mail: NewMail = {
    id: eventId,
    kind: 'appointment',
    messageId: eventId,
    to: { name, address: email },
    createdAt: now,
    subject: announcementSubject(step, asked),
    isUncertain: isReplayed,
    calendar: calendarOf([asked.appointment], step === 'cancelled' ? 'cancel' : 'request', asked),
  };
  const reminder = step === 'cancelled' ? null : reminderFor(conversation, { mail, asked });
  return {
    text: announcementText(step, asked),
    mailMessageId: `${conversation.replyToken}.${eventId}@${asked.mailDomain}`,
    mails: reminder === null ? [mail] : [mail, reminder],
  };
}

/** Waits in the queue like any mail, so that it leaves once, by whichever hub (OU4). Null: less than a day is left (AV4). */
function reminderFor(
  { replyToken }: ConversationRecord,
  { mail, asked }: { readonly mail: NewMail; readonly asked: Asked },
): NewMail | null {
  const dueAt = dayBefore(asked.appointment.startAt);
  if (dueAt <= asked.now) return null;
  const id = `${asked.eventId}-r`;
  const about: Announced = asked;
  return {
    id,
    kind: 'reminder',
    messageId: mail.messageId,
    to: mail.to,
    createdAt: dueAt,
    subject: announcementSubject('reminder', about),
    own: {
      text: announcementText('reminder', about),
      mailMessageId: `${replyToken}.${id}@${asked.mailDomain}`,
      appointmentId: asked.appointment.id,
    },
  };
}

/** At the same hour on the association's clock, also where that day has 23 or 25 hours. */
const dayBefore = (at: number): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ASSOCIATION_TIME_ZONE).subtract({ days: 1 })
    .epochMilliseconds;
