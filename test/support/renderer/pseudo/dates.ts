// Stands in for renderer/i18n/dates.ts in scripted windows: its words are a catalogue of their own.
import { createDates as create, type Dates, type Locale } from '../../../../renderer/i18n/dates.ts';
import { isPseudo } from './catalogue.ts';

export type { Dates, Locale };

export function createDates(locale: Locale): Dates {
  const dates = create(locale);
  if (!isPseudo()) return dates;
  const wrapped = Object.entries(dates).map(([name, say]) => [
    name,
    (...given: unknown[]) => {
      const said = (say as (...args: unknown[]) => unknown)(...given);
      return typeof said === 'string' ? `⟦${said}⟧` : said;
    },
  ]);
  return Object.fromEntries(wrapped) as Dates;
}
