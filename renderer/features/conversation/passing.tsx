import { ArrowRightLeft } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Passing } from '../../../shared/model/passing.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import styles from './conversation.module.css';
import stub from './stub-view.module.css';
import { acceptOf } from './use-moves.ts';

/** For whoever sees the case: it was passed on, to whom, and until when that waits (TR2). */
export function PassingStrip({ open }: { open: OpenConversation }): ReactNode {
  const { me } = useDirectory();
  const { row, content } = open;
  const { passing } = row;
  if (passing === undefined || content === null) return null;
  return passing.toUserId === me?.id ? <ForMe open={open} passing={passing} /> : <Sent open={open} passing={passing} />;
}

interface PassedProps {
  readonly open: OpenConversation;
  readonly passing: Passing;
}

function Sent({ open: { row, under }, passing }: PassedProps): ReactNode {
  const { t, dates } = useText();
  const app = useApp();
  const strip = useRef<HTMLDivElement>(null);
  const { me, nameOf } = useDirectory();
  const { id: conversationId, claim } = row;
  const who = { name: nameOf(passing.toUserId), by: nameOf(passing.byUserId) };
  const isLeaving = passing.until === passing.at;
  const until = dates.clock(passing.until);
  const isMine = claim === 'mine' && passing.byUserId === me?.id;
  const words = isLeaving
    ? t('passing.leaving', who)
    : t(isMine ? 'passing.sent' : 'passing.sent-other', { ...who, until });
  const withdraw = async (): Promise<void> => {
    if (under === null) return;
    backToCase(strip.current);
    if (await app.send({ name: 'withdraw-transfer', conversationId, under })) app.announce(t('passing.withdrawn'));
  };
  return (
    <div className={styles['strip']} data-kind="passing" ref={strip}>
      <ArrowRightLeft aria-hidden="true" />
      <span>{words}</span>
      {under !== null && (
        <Button isSmall aria-label={t('passing.withdraw-label', who)} onPress={() => void withdraw()}>
          {t('passing.withdraw')}
        </Button>
      )}
    </div>
  );
}

/** Somebody who takes part already, and reads it. */
function ForMe({ open, passing }: PassedProps): ReactNode {
  const { t } = useText();
  const { nameOf } = useDirectory();
  const strip = useRef<HTMLDivElement>(null);
  return (
    <div className={styles['strip']} data-kind="passing" ref={strip}>
      <ArrowRightLeft aria-hidden="true" />
      <span>
        {open.row.claim === 'requested'
          ? t('passing.accepting')
          : t('passing.title', { name: nameOf(passing.byUserId) })}
      </span>
      <Answers open={open} before={() => backToCase(strip.current)} />
    </div>
  );
}

/** A case that is passed to this person: what is known of it before they accept, and what was written to them (TR3). */
export function PassedToMe({ open, passing }: PassedProps): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const { groupName, nameOf } = useDirectory();
  const view = useRef<HTMLDivElement>(null);
  const { row, passingNote } = open;
  const name = nameOf(passing.byUserId);
  const holder = nameOf(row.assigneeId);
  const until = dates.clock(passing.until);
  const facts = { number: row.number, group: groupName(row.groupId), when: dates.moment(row.arrivedAt, now) };
  return (
    <div className={stub['stub']} data-kind="passing" ref={view}>
      <ArrowRightLeft aria-hidden="true" />
      <h3>{t('passing.title', { name })}</h3>
      <p>{t('passing.facts', facts)}</p>
      {passingNote === undefined ? (
        <p>{t('passing.no-note', { name })}</p>
      ) : (
        <figure className={stub['note']}>
          <figcaption>{t('passing.note', { name })}</figcaption>
          <blockquote tabIndex={0}>{passingNote}</blockquote>
        </figure>
      )}
      <p>
        {row.claim === 'requested'
          ? t('passing.accepting')
          : passing.until < now
            ? t('passing.over', { name: holder })
            : `${t('passing.hidden')} ${t('passing.until', { until, name: holder })}`}
      </p>
      <div className={stub['ways']}>
        <Answers open={open} before={() => backToCase(view.current)} />
      </div>
    </div>
  );
}

function Answers({ open, before }: { open: OpenConversation; before: () => void }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const keyboard = useKeyMap();
  const { me } = useDirectory();
  const accept = acceptOf(open, { me, app });
  if (accept === undefined) return null;
  return (
    <>
      <Button
        isSmall
        look="primary"
        aria-keyshortcuts={keyboard.aria('claim')}
        onPress={() => {
          before();
          accept();
        }}
      >
        {t('passing.accept')}
      </Button>
      <Button
        isSmall
        onPress={() => {
          before();
          app.openDialog({ kind: 'decline-transfer', conversationId: open.row.id });
        }}
      >
        {t('passing.decline')}
      </Button>
    </>
  );
}

/** What was pressed goes; the focus stays with the case. */
const backToCase = (element: HTMLElement | null): void => element?.closest<HTMLElement>('[data-pane]')?.focus();
