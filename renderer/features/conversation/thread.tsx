import { ArrowDown, ShieldAlert } from 'lucide-react';
import { memo, type ReactNode, useMemo, useState } from 'react';
import type { Conversation } from '../../../shared/model/conversation.ts';
import { useText } from '../../i18n/text.tsx';
import type { ThreadEntry } from '../../store/one-thread.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useEventText } from '../../store/use-event-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Acknowledgement, Bubble } from './bubble.tsx';
import conversationStyles from './conversation.module.css';
import { isSameLine, type ThreadLine, threadLines } from './thread-lines.ts';
import styles from './thread.module.css';
import { type Reading, useReading } from './use-reading.ts';

interface ThreadProps {
  readonly conversation: Conversation;
  readonly entries: readonly ThreadEntry[];
}

export function Thread({ conversation, entries }: ThreadProps): ReactNode {
  const { t, dates } = useText();
  const reading = useReading(conversation.id, entries, conversation.state !== 'waiting');
  const { scroller, shown, earlier, later, newFromId, showEarlier, showLater } = reading;
  const lines = useMemo(() => threadLines(shown, { isSameDay: dates.isSameDay, newFromId }), [shown, dates, newFromId]);
  return (
    <div className={styles['frame']}>
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
          {earlier > 0 && <MoreButton label={t('thread.earlier', { count: earlier })} onPress={showEarlier} />}
          {earlier === 0 && <Beginning conversation={conversation} />}
          {lines.map((line) => (
            <Line key={line.key} line={line} openId={conversation.id} />
          ))}
          {later > 0 && <MoreButton label={t('thread.later', { count: later })} onPress={showLater} />}
        </div>
      </div>
      <JumpButton reading={reading} />
    </div>
  );
}

function Beginning({ conversation }: Pick<ThreadProps, 'conversation'>): ReactNode {
  const { t, dates } = useText();
  const { nameOf } = useDirectory();
  const { seesFrom } = conversation;
  return (
    <>
      {seesFrom !== undefined && (
        <p className={styles['system']}>
          {t('partial.since', { when: dates.full(seesFrom.at), name: nameOf(seesFrom.byUserId) })}
        </p>
      )}
      {!conversation.verified && <Unverified />}
      {conversation.linkedNumber !== null && (
        <p className={styles['system']}>{t('thread.linked', { number: conversation.linkedNumber })}</p>
      )}
    </>
  );
}

const MoreButton = ({ label, onPress }: { label: string; onPress: () => void }): ReactNode => (
  <div className={styles['system']}>
    <Button isSmall onPress={onPress}>
      {label}
    </Button>
  </div>
);

/** Away from the end: back to it, or to what came meanwhile. */
function JumpButton({ reading: { isAtEnd, unseen, jump } }: { reading: Reading }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['jump']} role="status">
      {(!isAtEnd || unseen > 0) && (
        <Button isSmall onPress={jump}>
          <ArrowDown aria-hidden="true" />
          {unseen > 0 ? t('thread.unseen', { count: unseen }) : t('thread.to-end')}
        </Button>
      )}
    </div>
  );
}

interface LineProps {
  readonly line: ThreadLine;
  readonly openId: string;
}

/** Drawn again only when it says something else: what happens around a long thread costs no more than around a short one. */
const Line = memo(function Line({ line, openId }: LineProps): ReactNode {
  const { t } = useText();
  switch (line.kind) {
    case 'day':
      return <Day at={line.at} />;
    case 'new':
      return (
        <p className={styles['day']} data-new>
          {t('thread.new')}
        </p>
      );
    case 'steps':
      return <Steps entries={line.entries} openId={openId} />;
    case 'message':
      return (
        <div className={styles['entry']} data-entry={line.entry.message.id}>
          <Entry entry={line.entry} isElsewhere={line.entry.conversation.id !== openId} />
        </div>
      );
  }
}, isSameProps);

function isSameProps(a: LineProps, b: LineProps): boolean {
  return a.openId === b.openId && isSameLine(a.line, b.line);
}

function Day({ at }: { at: number }): ReactNode {
  const { dates } = useText();
  return <p className={styles['day']}>{dates.dayLine(at, useHubNow())}</p>;
}

/** Several things that happened one after the other: counted, and shown on demand. */
function Steps({ entries, openId }: { entries: readonly ThreadEntry[]; openId: string }): ReactNode {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className={styles['system']}>
        <Button isSmall look="plain" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t(isOpen ? 'thread.hide-steps' : 'thread.steps', { count: entries.length })}
        </Button>
      </div>
      {isOpen &&
        entries.map((entry) => (
          <Entry key={entry.message.id} entry={entry} isElsewhere={entry.conversation.id !== openId} />
        ))}
    </>
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
