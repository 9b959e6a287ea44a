import type { MeetingPlace } from '../../shared/schedule/schedule.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { ASSOCIATION_TIME_ZONE } from '../../shared/time-zone.ts';

type Language = 'it' | 'en';

/** Where one meets, in words for the contact. */
export const placeWords: Readonly<Record<Language, Readonly<Record<MeetingPlace, string>>>> = {
  it: {
    office: 'in sede',
    home: 'a casa Sua',
    phone: 'per telefono: La chiamiamo noi',
    documents: 'in sede, per la consegna dei documenti',
  },
  en: {
    office: 'at our office',
    home: 'at your home',
    phone: 'by telephone: we call you',
    documents: 'at our office, to hand over documents',
  },
};

/** "mercoledì 11 marzo 2026", on the association's calendar. */
export const dateWords = (at: number, language: Language): string => dates[language].format(at);

/** "10:00–10:30", on the association's clock. */
export const hoursWords = ({ startAt, endAt }: Slot, language: Language): string =>
  `${hours[language].format(startAt)}–${hours[language].format(endAt)}`;

const zone = { timeZone: ASSOCIATION_TIME_ZONE } as const;
const dateOptions = { ...zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const dates = {
  it: new Intl.DateTimeFormat('it-IT', dateOptions),
  en: new Intl.DateTimeFormat('en-GB', dateOptions),
} as const;
const hourOptions = { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const hours = {
  it: new Intl.DateTimeFormat('it-IT', hourOptions),
  en: new Intl.DateTimeFormat('en-GB', hourOptions),
} as const;
