import { ArrowLeft, PanelRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import { Marked } from '../../guard/guard-context.tsx';
import { useText } from '../../i18n/text.tsx';
import { useApp, useAppState } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import styles from './conversation.module.css';
import { HeadActions } from './head-actions.tsx';
import type { Moves } from './use-moves.ts';
import { useRoom } from './use-room.ts';

/** From how wide on, in rem, one frequent action has room beside the primary one, and two. */
const ROOM_FOR_ACTIONS = [30, 37] as const;

export function Head({ open, moves }: { open: OpenConversation; moves: Moves }): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const now = useHubNow();
  const { groupName } = useDirectory();
  const isDetailsOpen = useAppState((state) => state.isDetailsOpen);
  const { row, content } = open;
  const [head, room] = useRoom(ROOM_FOR_ACTIONS);
  const facts = [row.number, groupName(row.groupId)];
  const arrived = dates.moment(row.arrivedAt, now);
  return (
    <header className={styles['head']} ref={head}>
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
        <h2 title={content?.subject}>
          {content === null ? (
            t('row.private')
          ) : (
            <Subject text={content.subject} isPartial={content.seesFrom !== undefined} />
          )}
        </h2>
        <p
          className={styles['sub']}
          title={[...facts, t('conversation.received', { moment: dates.full(row.arrivedAt) })].join(' · ')}
        >
          {[...facts, arrived].join(' · ')}
        </p>
      </div>
      <div className={styles['actions']}>
        <HeadActions moves={moves} room={room} />
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

const Subject = ({ text, isPartial }: { text: string; isPartial: boolean }): ReactNode => {
  const { t } = useText();
  if (isPartial) return t('partial.subject');
  return text === '' ? t('row.no-subject') : <Marked text={text} />;
};
