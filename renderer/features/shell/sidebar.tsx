import {
  AlarmClock,
  ArrowUpFromLine,
  CalendarDays,
  CircleCheck,
  Gauge,
  Inbox,
  Keyboard,
  Lock,
  type LucideIcon,
  MessageSquare,
  MessageSquareText,
  PhoneIncoming,
  Settings,
  LockKeyhole,
  UserRound,
  Users,
  UsersRound,
  Voicemail,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { type View, views } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import type { Page } from '../../../shared/bridge/desktop.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useMayChange } from '../../store/use-may-change.ts';
import { useDirectory } from '../../store/use-directory.ts';
import { classes } from '../../ui/classes.ts';
import styles from './sidebar.module.css';

const viewIcons: Readonly<Record<View, LucideIcon>> = {
  'to-take': Inbox,
  mine: Lock,
  chats: MessageSquare,
  voicemail: Voicemail,
  'passed-on': UserRound,
  late: AlarmClock,
  resolved: CircleCheck,
};
/** Views in which somebody out there waits. */
const hotViews: readonly View[] = ['to-take', 'voicemail', 'late'];

export function Sidebar(): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['sidebar']}>
      <Views />
      <h2 id="nav-groups">{t('nav.groups')}</h2>
      <Groups />
      <div className={styles['tools']}>
        <Tools />
      </div>
    </div>
  );
}

function Views(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const counts = useLive({ name: 'counts' });
  const page = useAppState((state) => state.page);
  const current = useAppState(({ page, place, searchText }) =>
    page === 'inbox' && place.groupId === null && searchText === '' ? place.view : null,
  );
  const show = (view: View): void => {
    app.search('');
    app.openList(view, null);
  };
  useKeys(Object.fromEntries(views.map((view) => [`view-${view}`, () => show(view)])));
  return (
    <ul>
      {views.map((view) => (
        <li key={view}>
          <Item
            icon={viewIcons[view]}
            label={t(`view.${view}`)}
            count={counts?.views[view]}
            isHot={hotViews.includes(view)}
            isCurrent={current === view}
            onPress={() => show(view)}
          />
        </li>
      ))}
      <li>
        <Item icon={PhoneIncoming} label={t('nav.desk')} isCurrent={page === 'desk'} onPress={() => app.show('desk')} />
      </li>
      <li>
        <Item
          icon={CalendarDays}
          label={t('nav.agenda')}
          isCurrent={page === 'agenda'}
          onPress={() => app.show('agenda')}
        />
      </li>
    </ul>
  );
}

function Groups(): ReactNode {
  const app = useApp();
  const { groups, groupName } = useDirectory();
  const counts = useLive({ name: 'counts' });
  const current = useAppState(({ page, place }) => (page === 'inbox' ? place.groupId : null));
  return (
    <ul className={styles['groups']} aria-labelledby="nav-groups">
      {groups.map(({ id }) => (
        <li key={id}>
          <Item
            label={groupName(id)}
            count={counts?.groups[id] ?? 0}
            isCurrent={current === id}
            onPress={() => {
              app.search('');
              app.openList('to-take', id);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

function Tools(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const page = useAppState((state) => state.page);
  const status = useLive({ name: 'status' });
  const outboxCount = status?.outboxCount ?? 0;
  const hasPin = status?.pin === 'set';
  const isCoordinator = status?.me?.role === 'coordinator';
  const mayChange = useMayChange();
  const item = (to: Page, label: string, icon: LucideIcon): ReactNode => (
    <li>
      <Item
        icon={icon}
        label={label}
        count={to === 'outbox' && outboxCount > 0 ? outboxCount : undefined}
        isCurrent={page === to}
        onPress={() => app.show(to)}
      />
    </li>
  );
  return (
    <ul aria-label={t('nav.work')}>
      {item('outbox', t('nav.outbox'), ArrowUpFromLine)}
      {item('canned-replies', t('nav.canned-replies'), MessageSquareText)}
      {isCoordinator && item('board', t('nav.board'), Gauge)}
      {isCoordinator && item('coordination', t('nav.coordination'), UsersRound)}
      {item('settings', t('nav.settings'), Settings)}
      {mayChange && (
        <li>
          <Item icon={Users} label={t('door.switch')} onPress={() => void app.desktop.call('stand-up', null)} />
        </li>
      )}
      {hasPin && (
        <li>
          <Item icon={LockKeyhole} label={t('door.lock')} onPress={() => void app.desktop.call('lock', null)} />
        </li>
      )}
      <li>
        <Item icon={Keyboard} label={t('nav.keys')} onPress={() => app.openDialog({ kind: 'keys' })} />
      </li>
    </ul>
  );
}

interface ItemProps {
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly count?: number | undefined;
  readonly isHot?: boolean;
  readonly isCurrent?: boolean;
  readonly onPress: () => void;
}

/** More do not fit on the icon that stands alone where there is no room for words. */
const mostInRail = 999;

function Item({ icon: Icon, label, count, isHot = false, isCurrent = false, onPress }: ItemProps): ReactNode {
  const { t, number } = useText();
  const hasCount = count !== undefined;
  const button = useRef<HTMLButtonElement>(null);
  // Where one is may be below the edge of a low window.
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <Button
      ref={button}
      className={styles['item'] ?? ''}
      onPress={onPress}
      {...(isCurrent ? ({ 'aria-current': 'page', 'data-pane-entry': true } as const) : {})}
    >
      {Icon && <Icon aria-hidden="true" />}
      <span title={label}>{label}</span>
      {hasCount && (
        <>
          <span className={classes(styles['count'], isHot && count > 0 && styles['hot'])} aria-hidden="true">
            {count > mostInRail ? (
              <>
                <span className={styles['whole']}>{number(count)}</span>
                <span className={styles['short']}>{number(mostInRail)}+</span>
              </>
            ) : (
              number(count)
            )}
          </span>
          <span className="only-read-aloud">{t('nav.count', { count })}</span>
        </>
      )}
    </Button>
  );
}
