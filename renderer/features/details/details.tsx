import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenConversation, ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import { lateThings } from '../../../shared/model/late.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { oneThread, type ThreadEntry } from '../../store/one-thread.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { useEntryText } from '../../store/use-entry-text.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { chronology, type ChronologyEntry, firstAnswerAt } from './chronology.ts';
import { AlikeCases } from './alike-cases.tsx';
import { CaseContact } from './case-contact.tsx';
import { CasePromise } from './case-promise.tsx';
import { CaseAppointments } from './case-appointments.tsx';
import { CaseRequired } from './case-required.tsx';
import { MergedCases } from './merged-cases.tsx';
import { WhyHere } from './why-here.tsx';
import styles from './details.module.css';
import { Participants } from './participants.tsx';

/** Contact, facts and chronology of the open case. */
export function Details(): ReactNode {
  const { t } = useText();
  const id = useAppState((state) => state.place.conversationId);
  const isOpen = useAppState((state) => state.isDetailsOpen);
  const open = useLive(id === null ? null : { name: 'conversation', id });
  const merged = useLive(id === null ? null : { name: 'merged', id }) ?? [];
  const { toggleDetails } = useApp();
  if (!open) return null;
  const thread = oneThread(open, merged);
  return (
    <section
      className={styles['details']}
      aria-label={t('landmark.details')}
      data-open={isOpen ? true : undefined}
      data-pane
      // what scrolls has to be reached by the keyboard
      tabIndex={0}
    >
      <div className={styles['close']}>
        <Button look="plain" isIcon aria-label={t('action.close')} onPress={toggleDetails}>
          <X aria-hidden="true" />
        </Button>
      </div>
      {open.content === null ? (
        <h2>{t('details.private')}</h2>
      ) : (
        <CaseContact open={open} conversation={open.content} />
      )}
      <h3>{t('details.case')}</h3>
      <Facts open={open} messages={thread.map(({ message }) => message)} />
      <CasePromise open={open} />
      <CaseRequired open={open} />
      <Participants open={open} />
      <MergedCases merged={merged} />
      <WhyHere open={open} />
      {open.content !== null && <AlikeCases conversationId={open.row.id} />}
      <CaseAppointments conversationId={open.row.id} />
      {open.content !== null && (
        <>
          <h3>{t('details.chronology')}</h3>
          <Chronology thread={thread} leadId={open.row.id} />
          <AllOfIt conversationId={open.row.id} />
        </>
      )}
    </section>
  );
}

interface FactsProps {
  readonly open: OpenConversation;
  /** Of all cases that are one. */
  readonly messages: readonly ThreadMessage[];
}

function Facts({ open: { row, content }, messages }: FactsProps): ReactNode {
  const { t, dates } = useText();
  const { nameOf, groupName } = useDirectory();
  const now = useHubNow();
  const answeredAt = firstAnswerAt(messages);
  const facts: readonly (readonly [string, string])[] = [
    [t('details.number'), row.number],
    [t('details.group'), groupName(row.groupId)],
    [t('details.channel'), t(`channel.${row.channel}`)],
    [t('details.assignee'), row.assigneeId === null ? t('details.nobody') : nameOf(row.assigneeId)],
    [t('details.arrived'), dates.moment(row.arrivedAt, now)],
    ...lateThings.flatMap((thing) => {
      const level = row.late[thing];
      const words = { level: level === 2 ? 'two' : 'one' };
      return level === undefined ? [] : [[t('details.late'), t(`row.late.${thing}`, words)] as const];
    }),
    ...(content === null
      ? []
      : [
          [
            t('details.first-answer'),
            answeredAt === null ? t('details.not-yet') : dates.duration(answeredAt - row.arrivedAt),
          ] as const,
          [t('details.reminders'), String(content.reminders)] as const,
        ]),
    ...(content?.linkedNumber ? [[t('details.linked'), content.linkedNumber] as const] : []),
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) => (
        <Fact key={name + value} name={name} value={value} />
      ))}
    </dl>
  );
}

const Fact = ({ name, value }: { name: string; value: string }): ReactNode => (
  <>
    <dt>{name}</dt>
    <dd data-short={value.length <= 14 ? true : undefined}>{value}</dd>
  </>
);

/** Lines beside the conversation; the dialog has them all. */
const NEWEST = 8;

function AllOfIt({ conversationId }: { conversationId: string }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const keyboard = useKeyMap();
  return (
    <Button
      isSmall
      aria-keyshortcuts={keyboard.aria('chronology')}
      onPress={() => app.openDialog({ kind: 'chronology', conversationId })}
    >
      {t('details.whole-chronology')}
    </Button>
  );
}

interface ChronologyProps {
  readonly thread: readonly ThreadEntry[];
  /** The open case. */
  readonly leadId: string;
}

function Chronology({ thread, leadId }: ChronologyProps): ReactNode {
  return (
    <ol className={styles['chronology']}>
      {chronology(thread)
        .slice(0, NEWEST)
        .map((entry) => (
          <ChronologyLine key={entry.id} entry={entry} isElsewhere={entry.conversation.id !== leadId} />
        ))}
    </ol>
  );
}

function ChronologyLine({ entry, isElsewhere }: { entry: ChronologyEntry; isElsewhere: boolean }): ReactNode {
  const { dates } = useText();
  const now = useHubNow();
  const { at, message, conversation, isPrivate } = entry;
  const entryText = useEntryText(conversation);
  return (
    <li data-private={isPrivate ? true : undefined}>
      <time title={dates.full(at)}>{dates.isSameDay(at, now) ? dates.clock(at) : dates.moment(at, now)}</time>
      {isElsewhere && `${conversation.number} · `}
      {entryText(message)}
    </li>
  );
}
