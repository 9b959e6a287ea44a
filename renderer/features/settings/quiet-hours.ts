import { timeFrom } from './hours-draft.ts';

export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Minutes of the day; null: what was typed is no hour. Midnight is 24:00, too. */
export function minutesFrom(text: string): number | null {
  const time = timeFrom(text);
  if (time === '') return null;
  const [hour = '', minute = ''] = time.split(':');
  return (Number(hour) % 24) * 60 + Number(minute);
}
