import type { AgendaEntry } from '../../../shared/model/appointment.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';

/** What is said of an appointment: never a name, never what it is about. */
export function useEntryText(): {
  state(entry: AgendaEntry): string;
  number(entry: AgendaEntry): string;
  place(entry: Pick<AgendaEntry, 'place'>): string;
  whole(entry: AgendaEntry): string;
} {
  const { t, dates } = useText();
  const { groupName } = useDirectory();
  const state = (entry: AgendaEntry): string => {
    const words = t(`appointment.state.${entry.state}`);
    return entry.pending !== null && entry.state !== 'held' ? t('appointment.pending', { state: words }) : words;
  };
  const number = (entry: AgendaEntry): string => entry.number ?? t('agenda.unknown-number');
  const place = (entry: Pick<AgendaEntry, 'place'>): string => t(`place.${entry.place}`);
  return {
    state,
    number,
    place,
    whole: (entry) =>
      t('agenda.entry', {
        clock: dates.span(entry.startAt, entry.endAt),
        number: number(entry),
        where: place(entry),
        group: groupName(entry.groupId),
        state: state(entry),
      }),
  };
}
