import { ASSOCIATION_TIME_ZONE } from '../../shared/time-zone.ts';

export type Locale = 'it' | 'en';

/** Dates and ages as the interface says them. `now` is an argument: the same instant is "oggi" only for some hours. */
export interface Dates {
  /** `9:12` */
  clock(at: number): string;
  /** `oggi`, `ieri`, `mar 24 nov`, `24 nov 2025` */
  day(at: number, now: number): string;
  /** `oggi`, `ieri`, `lunedì 16 novembre`, `venerdì 16 novembre 2025` */
  dayLine(at: number, now: number): string;
  /** `22/11/2026, 10:45`: on paper, where no day is today. */
  stamp(at: number): string;
  /** `oggi 9:12` */
  moment(at: number, now: number): string;
  /** `alle 9:12`, `ieri alle 9:12`, `il 24 nov alle 9:12`: inside a sentence. */
  atMoment(at: number, now: number): string;
  /** `martedì 24 novembre 2026, 9:12`: for a tooltip. */
  full(at: number): string;
  /** `ora`, `58 min`, `2 h 10`, `3 g` */
  age(fromAt: number, now: number): string;
  /** As `age`; `< 1 min` where an age would be "now". */
  duration(ms: number): string;
  isSameDay(a: number, b: number): boolean;
  /** `mar` */
  weekday(at: number): string;
  /** `martedì` */
  longWeekday(at: number): string;
  /** `24` */
  dayOfMonth(at: number): string;
  /** `24 nov` */
  shortDay(at: number): string;
  /** `martedì 24 novembre` */
  longDay(at: number): string;
  /** `10:00–10:30` */
  span(from: number, to: number): string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const words = {
  it: { today: 'oggi', yesterday: 'ieri', now: 'ora', minutes: 'min', hours: 'h', days: 'g', on: 'il' },
  en: { today: 'today', yesterday: 'yesterday', now: 'now', minutes: 'min', hours: 'h', days: 'd', on: 'on' },
} as const satisfies Record<Locale, Record<string, string>>;

export function createDates(locale: Locale): Dates {
  const { time, keyFormat, near, far, plain, whole, stamp, weekday, longWeekday, dayOfMonth, long } = formatsOf(locale);
  const say = words[locale];

  const dayKey = (at: number): string => keyFormat.format(at);
  const clock = (at: number): string => time.format(at).replace(/^0(?=\d)/, '');
  const isSameDay = (a: number, b: number): boolean => dayKey(a) === dayKey(b);
  const relativeDay = (at: number, now: number): 'today' | 'yesterday' | null => {
    if (isSameDay(at, now)) return 'today';
    return isSameDay(at, now - dayMs) ? 'yesterday' : null;
  };
  const dayIn = (
    at: number,
    now: number,
    [thisYear, anotherYear]: readonly [Intl.DateTimeFormat, Intl.DateTimeFormat],
  ) => {
    const relative = relativeDay(at, now);
    if (relative !== null) return say[relative];
    return (dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4) ? thisYear : anotherYear).format(at);
  };
  const day = (at: number, now: number): string => dayIn(at, now, [near, far]);
  // "all’1:05", but "alle 2:05" and "alle 11:05".
  const preposition = (at: number): string => {
    if (locale === 'en') return `at ${clock(at)}`;
    return clock(at).startsWith('1:') ? `all’${clock(at)}` : `alle ${clock(at)}`;
  };

  return {
    clock,
    day,
    dayLine: (at, now) => dayIn(at, now, [long, whole]),
    stamp: (at) => stamp.format(at),
    moment: (at, now) => `${day(at, now)} ${clock(at)}`,
    atMoment(at, now) {
      const relative = relativeDay(at, now);
      if (relative === 'today') return preposition(at);
      return `${relative === null ? `${say.on} ${plain.format(at)}` : say[relative]} ${preposition(at)}`;
    },
    full: (at) => `${whole.format(at)}, ${clock(at)}`,
    age: (fromAt, now) => (now - fromAt < minuteMs ? say.now : durationText(now - fromAt, say)),
    duration: (ms) => durationText(ms, say),
    isSameDay,
    weekday: (at) => weekday.format(at),
    longWeekday: (at) => longWeekday.format(at),
    dayOfMonth: (at) => dayOfMonth.format(at),
    shortDay: (at) => plain.format(at),
    longDay: (at) => long.format(at),
    span: (from, to) => `${clock(from)}–${clock(to)}`,
  };
}

function formatsOf(locale: Locale) {
  const zone = { timeZone: ASSOCIATION_TIME_ZONE };
  const tag = locale === 'it' ? 'it-IT' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, { ...zone, ...options });
  const time = format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
  const keyFormat = new Intl.DateTimeFormat('en-CA', { ...zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const near = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const far = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const plain = format({ day: 'numeric', month: 'short' });
  const whole = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const stamp = format({
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const weekday = format({ weekday: 'short' });
  const longWeekday = format({ weekday: 'long' });
  const dayOfMonth = format({ day: 'numeric' });
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
  return { time, keyFormat, near, far, plain, whole, stamp, weekday, longWeekday, dayOfMonth, long };
}

function durationText(ageMs: number, say: (typeof words)[Locale]): string {
  if (ageMs < minuteMs) return `< 1 ${say.minutes}`;
  if (ageMs < hourMs) return `${Math.floor(ageMs / minuteMs)} ${say.minutes}`;
  if (ageMs >= 2 * dayMs) return `${Math.floor(ageMs / dayMs)} ${say.days}`;
  const minutes = Math.floor((ageMs % hourMs) / minuteMs);
  const hours = `${Math.floor(ageMs / hourMs)} ${say.hours}`;
  return minutes === 0 ? hours : `${hours} ${String(minutes).padStart(2, '0')}`;
}
