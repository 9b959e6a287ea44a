import { ShieldAlert } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
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
  // A case that waits is read from its beginning, one that is worked on goes on at its end.
  const scroller = useEndInSight(conversation.state !== 'waiting');
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

/** Opens at the end and stays there while messages come or the room changes, unless one has scrolled up to read. */
function useEndInSight(startsAtEnd: boolean): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(startsAtEnd);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const keep = (): void => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    };
    const note = (): void => {
      isAtEnd.current = element.scrollTop + element.clientHeight >= element.scrollHeight - nearEndPx;
    };
    const room = new ResizeObserver(keep);
    room.observe(element);
    if (element.firstElementChild) room.observe(element.firstElementChild);
    element.addEventListener('scroll', note, { passive: true });
    keep();
    return () => {
      room.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, []);
  return scroller;
}
