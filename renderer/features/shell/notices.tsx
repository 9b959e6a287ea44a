import { AlarmClock, ArrowRightLeft, Eye, Lock, TriangleAlert, Undo2, Unplug, UserMinus, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.tsx';
import type { Notice } from '../../../shared/bridge/core-queries.ts';
import { useApp, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { anotherTime } from './another-time.ts';
import { Banner } from './banner.tsx';
import { type NoticeGroup, noticesByCase } from './notices-by-case.ts';
import styles from './notices.module.css';

const shownAtOnce = 3;

/** What a person must be told even when not looking: lines across the window, which cover nothing and stay until dismissed. */
export function Notices(): ReactNode {
  const { t } = useText();
  const notices = useLive({ name: 'notices' }) ?? [];
  return (
    <section
      className={styles['notices']}
      aria-label={t('landmark.notices')}
      data-pane={notices.length > 0 ? true : undefined}
      tabIndex={-1}
    >
      <Banner />
      <div aria-live="polite">
        {noticesByCase(notices)
          .slice(-shownAtOnce)
          .map((group) => (
            <NoticeLine key={group.shown.id} group={group} />
          ))}
      </div>
    </section>
  );
}

const noticeIcons = {
  refused: Undo2,
  'evicted-while-open': Lock,
  'lease-expired': Unplug,
  expired: Lock,
  added: UserPlus,
  removed: UserMinus,
  inspected: Eye,
  returned: Undo2,
  passed: ArrowRightLeft,
  'passed-many': ArrowRightLeft,
  'passing-asked': ArrowRightLeft,
  'passing-asked-many': ArrowRightLeft,
  'passing-accepted': ArrowRightLeft,
  'passing-declined': Undo2,
  'passing-expired': Undo2,
  'late-answer': AlarmClock,
  'late-hearing': AlarmClock,
  'late-call': AlarmClock,
  'late-promise': AlarmClock,
  'database-rebuilt': TriangleAlert,
} as const;

/** Their sentence is enough. */
const saysWho: ReadonlySet<Notice['kind']> = new Set([
  'added',
  'removed',
  'inspected',
  'passed',
  'passed-many',
  'passing-asked',
  'passing-asked-many',
  'passing-accepted',
  'passing-declined',
  'passing-expired',
]);

function NoticeLine({ group: { shown: notice, ids } }: { group: NoticeGroup }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const failureText = useFailureText();
  const { nameOf } = useDirectory();
  const Icon = noticeIcons[notice.kind];
  const dismiss = (): void => {
    for (const id of ids) app.core.call({ name: 'dismiss-notice', id }).catch(() => undefined);
  };
  const { conversationId } = notice;
  return (
    <div className={styles['notice']} data-kind={notice.kind}>
      <Icon aria-hidden="true" />
      <p className={styles['text']}>
        <strong>
          {t(`notice.${notice.kind}`, {
            number: notice.number ?? '',
            command: selectorOf(notice.command),
            name: nameOf(notice.failure?.userId ?? null),
            ...rescuedValues(notice),
          })}
        </strong>{' '}
        {notice.failure && !saysWho.has(notice.kind) && failureText(notice.failure)}
      </p>
      {conversationId !== null && isAboutSlot(notice) && (
        <Button
          isSmall
          look="primary"
          onPress={() => {
            app.go({ conversationId });
            app.openDialog(anotherTime(conversationId, notice));
            dismiss();
          }}
        >
          {t('notice.another-time')}
        </Button>
      )}
      {conversationId !== null && (
        <Button
          isSmall
          onPress={() => {
            app.go({ conversationId });
            dismiss();
          }}
        >
          {t('notice.open')}
        </Button>
      )}
      <Button isSmall onPress={dismiss}>
        {t('action.dismiss')}
      </Button>
    </div>
  );
}

/** The time went to somebody else, or is no longer offered: the next step is another one (AP8). */
const isAboutSlot = ({ kind, failure }: Notice): boolean =>
  kind === 'refused' && (failure?.code === 'slot-taken' || failure?.code === 'no-such-slot');

/** Message selectors have no hyphens. */
const selectorOf = (command: string | null): string => command?.replaceAll('-', '_') ?? 'other';

const rescuedValues = ({ rescued }: Notice) => ({
  rescued: rescued?.isEnrolled === true ? 'enrolled' : 'other',
  drafts: rescued?.drafts ?? 0,
  commands: rescued?.commands ?? 0,
  missing: rescued?.isComplete === true ? 'none' : 'other',
});
