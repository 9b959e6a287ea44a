import { ArrowLeft, CalendarPlus, PanelRight, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { Marked } from '../../guard/guard-context.tsx';
import { useText } from '../../i18n/text.tsx';
import { ariaShortcuts, type KeyId } from '../../keys/registry.ts';
import { useApp, useAppState } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import styles from './conversation.module.css';
import type { Moves } from './use-moves.ts';

export function Head({ open, moves }: { open: OpenConversation; moves: Moves }): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const now = useHubNow();
  const { groupName } = useDirectory();
  const isDetailsOpen = useAppState((state) => state.isDetailsOpen);
  const { row, content } = open;
  const facts = [
    row.number,
    groupName(row.groupId),
    t('conversation.received', { moment: dates.moment(row.arrivedAt, now) }),
  ];
  return (
    <header className={styles['head']}>
      <span className={styles['back']}>
        <Button
          look="plain"
          isIcon
          aria-label={t('conversation.back')}
          onPress={() => app.go({ conversationId: null })}
        >
          <ArrowLeft aria-hidden="true" />
        </Button>
      </span>
      <ChannelIcon channel={row.channel} />
      <div className={styles['title']}>
        <h2>{content === null ? t('row.private') : <Subject text={content.subject} />}</h2>
        <p className={styles['sub']} title={`${facts.join(' · ')} (${dates.full(row.arrivedAt)})`}>
          {facts.join(' · ')}
        </p>
      </div>
      <div className={styles['actions']}>
        {moves.add && <AddButton run={moves.add} />}
        {moves.book && <BookButton run={moves.book} />}
        <MoveButtons moves={moves} />
        <span data-details-toggle>
          <Button
            look="plain"
            isIcon
            aria-label={t('conversation.details')}
            aria-expanded={isDetailsOpen}
            onPress={app.toggleDetails}
          >
            <PanelRight aria-hidden="true" />
          </Button>
        </span>
      </div>
    </header>
  );
}

const Subject = ({ text }: { text: string }): ReactNode => {
  const { t } = useText();
  return text === '' ? t('row.no-subject') : <Marked text={text} />;
};

const order = ['release', 'transfer', 'reopen', 'resolve', 'claim'] as const satisfies readonly (keyof Moves & KeyId)[];
const primary: readonly string[] = ['claim', 'resolve'];

const AddButton = ({ run }: { run: () => void }): ReactNode => {
  const { t } = useText();
  return (
    <Button isIcon aria-label={t('conversation.add')} aria-keyshortcuts={ariaShortcuts('add')} onPress={run}>
      <UserPlus aria-hidden="true" />
    </Button>
  );
};

const BookButton = ({ run }: { run: () => void }): ReactNode => {
  const { t } = useText();
  return (
    <Button isIcon aria-label={t('conversation.book')} aria-keyshortcuts={ariaShortcuts('book')} onPress={run}>
      <CalendarPlus aria-hidden="true" />
    </Button>
  );
};

function MoveButtons({ moves }: { moves: Moves }): ReactNode {
  const { t } = useText();
  return order.map((move) => {
    const run = moves[move];
    return (
      run && (
        <Button
          key={move}
          look={primary.includes(move) ? 'primary' : 'quiet'}
          aria-keyshortcuts={ariaShortcuts(move)}
          onPress={run}
        >
          {t(`conversation.${move}`)}
        </Button>
      )
    );
  });
}
