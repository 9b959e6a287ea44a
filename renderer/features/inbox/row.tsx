import {
  AlarmClock,
  ArrowRightLeft,
  Clock3,
  CornerUpLeft,
  Handshake,
  SquareCheck,
  Headphones,
  Paperclip,
  PhoneCall,
  PenLine,
  ShieldAlert,
} from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Row } from '../../../shared/bridge/core-queries.ts';
import { lateThings } from '../../../shared/model/late.ts';
import { type Text, useText } from '../../i18n/text.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { ChannelIcon } from '../../ui/channel-icon.tsx';
import { classes } from '../../ui/classes.ts';
import { Mask } from '../../ui/small.tsx';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Tag } from '../../ui/tag.tsx';
import styles from './row.module.css';

interface RowProps {
  readonly row: Row;
  readonly now: number;
  readonly isSelected: boolean;
  readonly isGone?: boolean;
  readonly isChosen?: boolean;
  /** Found passage, odd parts are the hits: takes the place of the tags. */
  readonly passage?: readonly string[];
}

/** Of a page of the list most rows are as they were, whatever happens to one of them. */
export const CaseRow = memo(function CaseRow(props: RowProps): ReactNode {
  const { row, now, isSelected, isGone = false, isChosen = false, passage } = props;
  const text = useText();
  const { t, dates } = text;
  const { content } = row;
  const name = content === null ? t('row.number', { number: row.number }) : content.contactName || t('row.anonymous');
  const subject =
    content === null ? undefined : content.subject || t(content.isPartial ? 'partial.subject' : 'row.no-subject');
  return (
    <div
      className={classes(
        styles['row'],
        isSelected && styles['selected'],
        isGone && styles['gone'],
        isChosen && styles['chosen'],
      )}
    >
      <span className={styles['channel']} title={t(`channel.${row.channel}`)}>
        {isChosen ? <SquareCheck aria-hidden="true" /> : <ChannelIcon channel={row.channel} />}
        <span className="only-read-aloud">{t(`channel.${row.channel}`)}</span>
      </span>
      <span className={styles['name']} title={name}>
        <span>{name}</span>
      </span>
      <span className={styles['age']} title={dates.full(row.arrivedAt)}>
        {row.state === 'waiting' && <span className="only-read-aloud">{t('row.waiting-for')} </span>}
        {row.state === 'waiting' ? dates.age(row.arrivedAt, now) : lastMoment(text, row, now)}
      </span>
      <span className={styles['subject']} title={subject}>
        {subject ?? <Mask />}
      </span>
      {passage === undefined ? <Tags row={row} isGone={isGone} /> : <Passage parts={passage} />}
    </div>
  );
});

/** A case that somebody follows is looked up by when something last happened in it. */
function lastMoment({ dates }: Text, row: Row, now: number): string {
  const at = row.content?.lastMessageAt ?? row.resolvedAt ?? row.claimedAt ?? row.arrivedAt;
  return dates.isSameDay(at, now) ? dates.clock(at) : dates.day(at, now);
}

function Tags({ row, isGone }: { row: Row; isGone: boolean }): ReactNode {
  const { t } = useText();
  const { groupName, nameOf } = useDirectory();
  const { content } = row;
  if (isGone)
    return (
      <span className={styles['tags']}>
        <Tag>{t('list.gone')}</Tag>
      </span>
    );
  return (
    <span className={styles['tags']} onPointerEnter={({ currentTarget }) => sayAll(currentTarget)} data-says-all>
      {row.flags.length > 0 && (
        <Tag tone="guard" icon={<ShieldAlert aria-hidden="true" />}>
          {t('row.flagged')}
        </Tag>
      )}
      <LateTags row={row} />
      <DueTag row={row} />
      {row.unheard > 0 && (
        <Tag tone="waiting" icon={<Headphones aria-hidden="true" />}>
          {t('row.unheard', { count: row.unheard })}
        </Tag>
      )}
      {row.claim === 'requested' && (
        <Tag tone="waiting" icon={<Clock3 aria-hidden="true" />}>
          {t('row.requested')}
        </Tag>
      )}
      <PassingTag row={row} />
      {row.claim === 'other' && row.assigneeId !== null && (
        <Tag tone="private">{t('row.assignee', { name: nameOf(row.assigneeId) })}</Tag>
      )}
      {row.hasDraft && (
        <Tag tone="accent" icon={<PenLine aria-hidden="true" />}>
          {t('row.draft')}
        </Tag>
      )}
      {row.pending > 0 && row.claim !== 'requested' && (
        <Tag tone="waiting">{t('row.pending', { count: row.pending })}</Tag>
      )}
      {row.claim === 'mine' && row.state === 'claimed' && content?.awaitingAnswer && (
        <Tag tone="waiting" icon={<CornerUpLeft aria-hidden="true" />}>
          {t('row.awaiting')}
        </Tag>
      )}
      <CallTag row={row} />
      <PromiseTag row={row} />
      {row.merged !== undefined && (
        <Tag tone="accent">{t('row.merged', { number: row.merged.map(({ number }) => number).join(', ') })}</Tag>
      )}
      <Tag>{groupName(row.groupId)}</Tag>
      {row.channel === 'chat' && content !== null && (
        <Tag>{t(content.contactName === '' ? 'row.chat-anonymous' : 'row.chat-named')}</Tag>
      )}
      {content !== null && content.reminders > 0 && (
        <Tag tone="waiting">{t('row.reminders', { count: content.reminders })}</Tag>
      )}
      {content?.linkedNumber !== undefined && <Tag>{t('row.follows', { number: content.linkedNumber })}</Tag>}
      {content !== null && content.attachmentCount > 0 && (
        <Tag icon={<Paperclip aria-hidden="true" />}>{t('row.attachments', { count: content.attachmentCount })}</Tag>
      )}
    </span>
  );
}

/** Where there is no room for the last tags, the pointer finds them all in the title. */
function sayAll(tags: HTMLElement): void {
  tags.title = [...tags.children].map(({ textContent }) => textContent).join(' · ');
}

/** The contact is to be called again; nobody was reached three times (CB2). */
function CallTag({ row }: { row: Row }): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const dueAt = row.content?.callDueAt;
  const icon = <PhoneCall aria-hidden="true" />;
  return (
    <>
      {row.late.call !== undefined && (
        <Tag tone="guard" icon={icon}>
          {t('row.late.call')}
        </Tag>
      )}
      {dueAt !== undefined && (
        <Tag tone={dueAt <= now ? 'guard' : 'waiting'} icon={icon}>
          {dueAt <= now ? t('row.call-due') : t('row.call-at', { when: dates.moment(dueAt, now) })}
        </Tag>
      )}
    </>
  );
}

/** What the contact was promised (PM1); what is overdue says so by itself. */
function PromiseTag({ row }: { row: Row }): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  const promised = row.content?.promised;
  if (promised === undefined || row.state === 'resolved' || row.late.promise !== undefined) return null;
  const when = dates.moment(promised.dueAt, now);
  return (
    <Tag tone={promised.dueAt <= now ? 'guard' : 'waiting'} icon={<Handshake aria-hidden="true" />}>
      {t(promised.inAnalysis ? 'row.in-analysis' : 'row.promised', { when })}
    </Tag>
  );
}

/** Nobody has answered yet, and the time that was promised ends soon. */
function DueTag({ row: { answerDueAt } }: { row: Row }): ReactNode {
  const { t, dates } = useText();
  const now = useHubNow();
  if (answerDueAt === undefined || answerDueAt <= now) return null;
  return (
    <Tag tone="waiting" icon={<AlarmClock aria-hidden="true" />}>
      {t('row.due', { when: dates.moment(answerDueAt, now) })}
    </Tag>
  );
}

/** It was passed to somebody, who has not answered yet (TR2). */
function PassingTag({ row: { passing } }: { row: Row }): ReactNode {
  const { t } = useText();
  const { me, nameOf } = useDirectory();
  if (passing === undefined) return null;
  const isForMe = passing.toUserId === me?.id;
  return (
    <Tag tone={isForMe ? 'accent' : 'waiting'} icon={<ArrowRightLeft aria-hidden="true" />}>
      {isForMe
        ? t('row.passing-to-me', { name: nameOf(passing.byUserId) })
        : t('row.passing', { name: nameOf(passing.toUserId) })}
    </Tag>
  );
}

/** Somebody waits for longer than the association promises; an answer that is on its way is an answer. */
function LateTags({ row }: { row: Row }): ReactNode {
  const { t } = useText();
  const isAnswered = row.content?.awaitingAnswer === false;
  return lateThings.map((thing) => {
    const level = row.late[thing];
    const isPast = { answer: isAnswered, hearing: row.unheard === 0, promise: false }[thing];
    if (level === undefined || isPast) return null;
    return (
      <Tag key={thing} tone="guard" icon={<AlarmClock aria-hidden="true" />}>
        {t(`row.late.${thing}`, { level: level === 2 ? 'two' : 'one' })}
      </Tag>
    );
  });
}

const Passage = ({ parts }: { parts: readonly string[] }): ReactNode => (
  <span className={styles['passage']} title={parts.join('')}>
    {parts.map((part, index) => (index % 2 === 1 ? <mark key={`${index}-${part}`}>{part}</mark> : part))}
  </span>
);

export const LoadingRow = (): ReactNode => {
  const { t } = useText();
  return (
    <div className={styles['loading']}>
      <span className="only-read-aloud">{t('list.loading')}</span>
      <i />
      <i />
    </div>
  );
};
