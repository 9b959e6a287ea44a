import { CalendarPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import { useApp, useLive } from '../../store/context.tsx';
import { MenuButton } from '../../ui/menu.tsx';

/** Whoever has more looks for the case itself. */
const shownCases = 30;

/** An appointment for one of one's own cases. Whom it is for stands in the opened menu only: the agenda shows nobody's name. */
export function BookFor(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const mine = useLive({ name: 'list', view: 'mine', groupId: null, offset: 0, limit: shownCases });
  const entries = (mine?.rows ?? []).map(({ id, number, content }) => ({
    id,
    label: t('agenda.book-for', {
      number,
      name: content?.contactName ?? '',
      named: content?.contactName ? 'yes' : 'no',
    }),
    run: () => app.openDialog({ kind: 'book', conversationId: id, movesId: null }),
  }));
  if (entries.length === 0) return null;
  return (
    <MenuButton
      label={t('agenda.book')}
      entries={entries}
      face={
        <>
          <CalendarPlus aria-hidden="true" /> {t('agenda.book')}
        </>
      }
    />
  );
}
