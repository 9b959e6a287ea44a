import type { MeetingPlace, Schedule } from '../../shared/schedule/schedule.ts';

type Hours = Schedule['weekly'][number];

const each = (weekdays: readonly number[], hours: Omit<Hours, 'weekday'>): Hours[] =>
  weekdays.map((weekday) => ({ weekday, ...hours }));
const between = (from: string, to: string, ...places: readonly MeetingPlace[]) => ({ from, to, places: [...places] });

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [1, 2, 3, 4, 5, 6] as const;
const HOUR = 60;
const usual = { exceptions: [], lengthMinutes: 30, noticeMinutes: 12 * HOUR, horizonDays: 30 };

/** When a small association of volunteers can be met: mornings in the office, a late afternoon, and who works by telephone. */
export const demoHours: readonly Schedule[] = [
  {
    ...usual,
    groupId: 'segreteria',
    weekly: [
      ...each([MONDAY, WEDNESDAY, FRIDAY], between('09:30', '12:30', 'office', 'documents', 'phone')),
      ...each([TUESDAY, THURSDAY], between('16:30', '19:00', 'office', 'documents', 'phone')),
      ...each([SATURDAY], between('10:00', '12:00', 'documents')),
    ],
  },
  {
    ...usual,
    groupId: 'volontari',
    lengthMinutes: 45,
    weekly: [
      ...each([TUESDAY], between('17:00', '20:00', 'office', 'phone')),
      ...each([THURSDAY], between('14:30', '17:30', 'home')),
    ],
  },
  {
    ...usual,
    groupId: 'didattica',
    weekly: each([MONDAY, WEDNESDAY], between('17:00', '19:00', 'office', 'phone')),
  },
  {
    ...usual,
    groupId: 'cassa',
    lengthMinutes: 20,
    weekly: each([THURSDAY], between('10:00', '12:00', 'office', 'documents')),
  },
  {
    ...usual,
    groupId: 'telematici',
    noticeMinutes: 2 * HOUR,
    weekly: each([MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY], between('18:00', '20:00', 'phone')),
  },
];
