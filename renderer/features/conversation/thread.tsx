import { ShieldAlert } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { useText } from '../../i18n/text.tsx';
import { useEventText } from '../../store/use-event-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Bubble } from './bubble.tsx';
import conversationStyles from './conversation.module.css';
import { threadLines } from './thread-lines.ts';
import styles from './thread.module.css';

/** Px from the end within which new messages keep the end in sight. */
const nearEndPx = 80;

export function Thread({
  conversation,
  messages,
}: {
  conversation: Conversation;
  messages: readonly ThreadMessage[];
}): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const eventText = useEventText(conversation);
  const scroller = useEndInSight(messages.length);
  return (
    <div
      ref={scroller}
      className={styles['thread']}
      role="log"
      aria-label={t('thread.label')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
      tabIndex={0}
      data-pane-entry
    >
      <div className={styles['inner']}>
        {!conversation.verified && <Unverified email={conversation.contact.email ?? ''} />}
        {conversation.linkedNumber !== null && (
          <p className={styles['system']}>{t('thread.linked', { number: conversation.linkedNumber })}</p>
        )}
        {threadLines(messages, dates.isSameDay).map((line) => {
          if (line.kind === 'day')
            return (
              <p key={line.key} className={styles['day']}>
                {dates.day(line.at, now)}
              </p>
            );
          const { message } = line;
          if (message.kind !== 'system') return <Bubble key={line.key} message={message} conversation={conversation} />;
          return (
            <div key={line.key} className={styles['system']} title={dates.full(message.at)}>
              {message.event && eventText(message.event)} · {dates.clock(message.at)}
              {message.text !== '' && <HandOverNote message={message} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const HandOverNote = ({ message }: { message: ThreadMessage }): ReactNode => {
  const { t } = useText();
  return (
    <div className={styles['bubble']} data-kind="note">
      <div className={styles['who']}>{t('event.handover')}</div>
      <div className={styles['text']}>{message.text}</div>
    </div>
  );
};

const Unverified = ({ email }: { email: string }): ReactNode => {
  const { t } = useText();
  return (
    <div className={conversationStyles['unverified']}>
      <ShieldAlert aria-hidden="true" />
      <p>{t('thread.unverified', { email })}</p>
    </div>
  );
};

/** Opens at the end, and stays there while messages come, unless one has scrolled up to read. */
function useEndInSight(count: number): React.RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  const lastHeight = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const wasNearEnd = element.scrollTop + element.clientHeight >= lastHeight.current - nearEndPx;
    if (isFirst.current || wasNearEnd) element.scrollTop = element.scrollHeight;
    isFirst.current = false;
    lastHeight.current = element.scrollHeight;
  }, [count]);
  return scroller;
}
