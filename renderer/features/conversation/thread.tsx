import { ShieldAlert } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { useText } from '../../i18n/text.tsx';
import type { ThreadEntry } from '../../store/one-thread.ts';
import { useEventText } from '../../store/use-event-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Acknowledgement, Bubble } from './bubble.tsx';
import conversationStyles from './conversation.module.css';
import { threadLines } from './thread-lines.ts';
import styles from './thread.module.css';

/** Px from the end within which new messages keep the end in sight. */
const nearEndPx = 80;

export function Thread({
  conversation,
  entries,
}: {
  conversation: Conversation;
  entries: readonly ThreadEntry[];
}): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const isMerged = entries.some((entry) => entry.conversation.id !== conversation.id);
  // A case that waits is read from its beginning, one that is worked on goes on at its end.
  const scroller = useEndInSight(conversation.state !== 'waiting', ownWords(entries) + Number(isMerged));
  return (
    <div
      ref={scroller}
      className={styles['thread']}
      role="log"
      aria-label={t('thread.label')}
      // what scrolls has to be reached by the keyboard
      tabIndex={0}
      data-pane-entry
    >
      <div className={styles['inner']}>
        {!conversation.verified && <Unverified />}
        {conversation.linkedNumber !== null && (
          <p className={styles['system']}>{t('thread.linked', { number: conversation.linkedNumber })}</p>
        )}
        {threadLines(entries, dates.isSameDay).map((line) => {
          if (line.kind === 'day')
            return (
              <p key={line.key} className={styles['day']}>
                {dates.day(line.at, now)}
              </p>
            );
          return (
            <Entry key={line.key} entry={line.entry} isElsewhere={line.entry.conversation.id !== conversation.id} />
          );
        })}
      </div>
    </div>
  );
}

/** What happened, and what was written with it: a hand-over note, or the acknowledgement that left by itself. */
function Entry({ entry, isElsewhere }: { entry: ThreadEntry; isElsewhere: boolean }): ReactNode {
  const { message, conversation } = entry;
  const { dates } = useText();
  const eventText = useEventText(conversation);
  const bubble = <Bubble message={message} conversation={conversation} isElsewhere={isElsewhere} />;
  if (message.event === null) return bubble;
  return (
    <>
      <p className={styles['system']} title={dates.full(message.at)}>
        {isElsewhere && `${conversation.number} · `}
        {eventText(message.event)} · {dates.clock(message.at)}
      </p>
      {message.text !== '' &&
        (message.automatic ? <Acknowledgement message={message} conversation={conversation} /> : bubble)}
    </>
  );
}

const Unverified = (): ReactNode => {
  const { t } = useText();
  return (
    <div className={conversationStyles['unverified']}>
      <ShieldAlert aria-hidden="true" />
      <p>{t('thread.unverified')}</p>
    </div>
  );
};

/** Opens at the end and stays there while messages come or the room changes, unless one has scrolled up to read. */
function useEndInSight(isWorkedOn: boolean, ownCount: number): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(isWorkedOn);
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
  // Claiming it, and writing in it, lead to its end.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !isWorkedOn) return;
    isAtEnd.current = true;
    element.scrollTop = element.scrollHeight;
  }, [isWorkedOn, ownCount]);
  return scroller;
}

const ownWords = (entries: readonly ThreadEntry[]): number =>
  entries.filter(({ message: { kind, authorId } }) => kind !== 'incoming' && authorId !== null).length;
