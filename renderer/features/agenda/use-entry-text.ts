import type { AgendaEntry } from '../../../shared/model/appointment.ts';
import { useText } from '../../i18n/text.tsx';

/** What is said of an appointment: never a name, never what it is about. */
export function useEntryText(): {
  state(entry: AgendaEntry): string;
  number(entry: AgendaEntry): string;
  place(entry: Pick<AgendaEntry, 'place'>): string;
} {
  const { t } = useText();
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
  };
}
