import type { Appointment } from '../../shared/model/appointment.ts';
import { dateWords, hoursWords, placeWords } from './wording.ts';

/** Null: nobody knows which the contact reads, so both are written. */
export type MailLanguage = 'it' | 'en' | null;

export interface Announced {
  readonly appointment: Appointment;
  readonly association: string;
  readonly language: MailLanguage;
}

type Occasion = 'booked' | 'moved' | 'cancelled' | 'reminder';

/** Neither the name of the case nor anything of what it is about: an agenda shows subjects to whoever looks. */
export function announcementSubject(occasion: Occasion, { appointment, language }: Announced): string {
  return language === 'en'
    ? `${subjects.en[occasion]} – case ${appointment.number}`
    : `${subjects.it[occasion]} – pratica ${appointment.number}`;
}

export function announcementText(occasion: Occasion, about: Announced): string {
  if (about.language === 'it') return italian(occasion, about);
  if (about.language === 'en') return english(occasion, about);
  return `${italian(occasion, about)}\n\n* * *\n\n${english(occasion, about)}`;
}

const subjects = {
  it: {
    booked: 'Appuntamento fissato',
    moved: 'Appuntamento spostato',
    cancelled: 'Appuntamento annullato',
    reminder: 'Promemoria: appuntamento',
  },
  en: {
    booked: 'Appointment booked',
    moved: 'Appointment moved',
    cancelled: 'Appointment cancelled',
    reminder: 'Reminder: appointment',
  },
} as const;

function italian(occasion: Occasion, { appointment, association }: Announced): string {
  const first = {
    booked: 'il Suo appuntamento è fissato:',
    moved: 'il Suo appuntamento è stato spostato. Il nuovo orario è:',
    cancelled: 'questo appuntamento è stato annullato:',
    reminder: 'Le ricordiamo il Suo appuntamento:',
  }[occasion];
  const last = {
    booked: 'La aspettiamo. Se non può venire, ci avvisi rispondendo a questo messaggio.',
    moved: 'La aspettiamo. Se non può venire, ci avvisi rispondendo a questo messaggio.',
    cancelled: 'Se desidera un altro orario, risponda a questo messaggio.',
    reminder: 'A presto. Se non può venire, ci avvisi rispondendo a questo messaggio.',
  }[occasion];
  const when = `${dateWords(appointment.startAt, 'it')}, ore ${hoursWords(appointment, 'it')}`;
  return [
    'Buongiorno,',
    first,
    `${when}\n${placeWords.it[appointment.place]}\npratica ${appointment.number}`,
    last,
    `Cordiali saluti\n${association}`,
    'Questo è un messaggio automatico.',
  ].join('\n\n');
}

function english(occasion: Occasion, { appointment, association }: Announced): string {
  const first = {
    booked: 'your appointment is booked:',
    moved: 'your appointment has been moved. The new time is:',
    cancelled: 'this appointment has been cancelled:',
    reminder: 'this is a reminder of your appointment:',
  }[occasion];
  const last = {
    booked: 'We look forward to meeting you. If you cannot come, please reply to this message.',
    moved: 'We look forward to meeting you. If you cannot come, please reply to this message.',
    cancelled: 'If you would like another time, please reply to this message.',
    reminder: 'See you soon. If you cannot come, please reply to this message.',
  }[occasion];
  const when = `${dateWords(appointment.startAt, 'en')}, ${hoursWords(appointment, 'en')}`;
  return [
    'Hello,',
    first,
    `${when}\n${placeWords.en[appointment.place]}\ncase ${appointment.number}`,
    last,
    `Kind regards\n${association}`,
    'This is an automatic message.',
  ].join('\n\n');
}
