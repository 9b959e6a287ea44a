/** A date in a calendar without zone, `YYYY-MM-DD`. */
export type DateText = string;

/** Public holidays of Italy by law (L. 260/1949, L. 54/1977, D.P.R. 792/1985, L. 336/2000, L. 151/2025), month and day. */
const fixed = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'] as const;

/** Saint Francis, a public holiday again from 2026 on (L. 151/2025). */
const SAINT_FRANCIS = { monthDay: '10-04', firstYear: 2026 };

/** Dates of a year, ascending, each once; Sundays that are no other holiday are not among them. */
export function italianHolidays(year: number): readonly DateText[] {
  const days = fixed.map((monthDay) => `${year}-${monthDay}`);
  const saint = year >= SAINT_FRANCIS.firstYear ? [`${year}-${SAINT_FRANCIS.monthDay}`] : [];
  const easter = easterOf(year);
  return [...new Set([...days, ...saint, easter, dayAfter(easter)])].toSorted();
}

export const isItalianHoliday = (date: DateText): boolean => italianHolidays(Number(date.slice(0, 4))).includes(date);

/** Western Easter in the Gregorian calendar: the anonymous algorithm (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8). */
function easterOf(year: number): DateText {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return dateText(Date.UTC(year, month - 1, day));
}

const DAY_MS = 24 * 60 * 60_000;
const dayAfter = (date: DateText): DateText => dateText(Date.parse(`${date}T00:00:00Z`) + DAY_MS);
const dateText = (utc: number): DateText => new Date(utc).toISOString().slice(0, 10);
