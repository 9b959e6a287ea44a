import {
  AlarmClock,
  CircleCheck,
  Inbox as InboxIcon,
  Lock,
  type LucideIcon,
  MessageSquare,
  UserRound,
  Voicemail,
  X,
} from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { View } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useDirectory } from '../../store/use-directory.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Loading } from '../../ui/small.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { all, type Chosen, noneChosen, spanned, toggled } from './chosen.ts';
import styles from './inbox.module.css';
import { windowOffset } from './list-window.ts';
import { NewPill } from './new-pill.tsx';
import { CaseRow, LoadingRow } from './row.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useList } from './use-list.ts';
import { VirtualList, type VirtualListHandle } from './virtual-list.tsx';

const emptyIcons: Readonly<Record<View, LucideIcon>> = {
  'to-take': InboxIcon,
  mine: Lock,
  chats: MessageSquare,
  voicemail: Voicemail,
  'passed-on': UserRound,
  late: AlarmClock,
  resolved: CircleCheck,
};

/** The list of the current view: every view and group has its own scroll position and cursor. */
export function Inbox({ action }: { readonly action: ReactNode }): ReactNode {
  const { t } = useText();
  const app = useApp();
  const heading = useRef<HTMLHeadingElement>(null);
  const { groupName } = useDirectory();
  const view = useAppState((state) => state.place.view);
  const groupId = useAppState((state) => state.place.groupId);
  const comings = useAppState((state) => state.comings);
  const title = t(`view.${view}`);
  const order = t(view === 'resolved' ? 'list.order-resolved' : 'list.order-arrival');
  return (
    <div className={styles['pane']}>
      <div className={styles['head']}>
        <div className={styles['heading']} title={`${title}, ${order}`}>
          <h2 ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <span>{order}</span>
        </div>
        {action}
      </div>
      {groupId !== null && (
        <GroupChip
          name={groupName(groupId)}
          onRemove={() => {
            app.openList(view, null);
            // What had the focus is gone.
            heading.current?.focus();
          }}
        />
      )}
      <Listed
        key={`${view}/${groupId ?? ''}/${comings}`}
        title={groupId === null ? t(`view.${view}`) : groupName(groupId)}
        view={view}
      />
    </div>
  );
}

/** The list shows one group alone; taken away, all of them. */
function GroupChip({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }): ReactNode {
  const { t } = useText();
  return (
    <div className={styles['filters']} role="group" aria-label={t('list.filters')}>
      <Button isSmall aria-label={t('list.remove-group', { group: name })} onPress={onRemove}>
        {t('list.group', { group: name })}
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}

interface ListedProps {
  readonly title: string;
  readonly view: View;
}

/** The list and what can be done with the rows that are chosen in it; each view begins with none. */
function Listed(props: ListedProps): ReactNode {
  const [chosen, setChosen] = useState(noneChosen);
  return (
    <>
      <CaseList {...props} chosen={chosen} onChosen={setChosen} />
      <BulkBar view={props.view} ids={chosen.ids} onClear={() => setChosen(noneChosen)} />
    </>
  );
}

interface CaseListProps extends ListedProps {
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}

function CaseList({ title, view, chosen, onChosen }: CaseListProps): ReactNode {
  const { t } = useText();
  const app = useApp();
  const now = useHubNow();
  const openId = useAppState((state) => state.place.conversationId);
  const textScale = useAppState((state) => state.settings.textScale);
  const [initialScrollTop] = useState(() => app.store.getState().place.scrollTop);
  const [offset, setOffset] = useState(0);
  const [isHeld, setHeld] = useState(false);
  const list = useRef<VirtualListHandle>(null);
  const { total, lineAt } = useList(offset, isHeld);
  const selected = useSelected(openId, { total: total ?? 0, offset, lineAt });
  const [range, setRange] = useState({ first: 0, last: 0 });
  const onRange = useCallback((first: number, last: number) => {
    setOffset(windowOffset(first, last));
    setRange({ first, last });
  }, []);
  const edge = view === 'resolved' ? 'start' : 'end';
  const isEdgeInSight = edge === 'start' ? range.first === 0 && !isHeld : range.last >= (total ?? 0) - 1;
  const arrivals = useArrivals(view, total ?? 0, isEdgeInSight);
  useKeys({ next: () => list.current?.move(1), previous: () => list.current?.move(-1) });
  usePainted(total);
  const inOrder = inOrderOf({ total: total ?? 0, offset, lineAt });
  const chosenIds = new Set(chosen.ids);
  const idAt = (index: number): string | undefined => lineAt(index)?.row.id;

  if (total === undefined) return <Loading label={t('list.loading')} />;
  if (total === 0) {
    return <Empty icon={emptyIcons[view]} title={t(`list.empty.${view}`)} why={t(`list.empty.${view}-why`)} />;
  }
  return (
    <div className={styles['listed']}>
      <NewPill
        count={arrivals}
        edge={edge}
        onShow={() => {
          list.current?.reveal(edge);
          // What had the focus is gone.
          list.current?.focus();
        }}
      />
      <VirtualList
        ref={list}
        label={t('list.label', { view: title, count: total })}
        count={total}
        selected={selected}
        textScale={textScale}
        initialScrollTop={initialScrollTop}
        keyAt={(index) => idAt(index) ?? `place-${index}`}
        idAt={idAt}
        isHeld={isHeld}
        renderAt={(index) => {
          const line = lineAt(index);
          if (line === undefined) return <LoadingRow />;
          return (
            <CaseRow
              row={line.row}
              now={now}
              isGone={line.isGone}
              isSelected={index === selected}
              isChosen={chosenIds.has(line.row.id)}
            />
          );
        }}
        onChoose={(index) => {
          const line = lineAt(index);
          if (line !== undefined && !line.isGone) app.go({ conversationId: line.row.id });
        }}
        chosenAt={(index) => chosenIds.has(idAt(index) ?? '')}
        hasChosen={chosen.ids.length > 0}
        onToggle={(index) => onChosen(toggled(chosen, idAt(index) ?? ''))}
        onSpan={(index, from) => {
          const start = chosen.anchor === null ? { ids: [], anchor: idAt(from) ?? null } : chosen;
          onChosen(spanned(start, idAt(index) ?? '', inOrder()));
        }}
        onAll={() => onChosen(all(inOrder()))}
        onClear={() => onChosen(noneChosen)}
        onRange={onRange}
        onScrolled={app.rememberScroll}
        onHeld={setHeld}
      />
    </div>
  );
}

/** Ids of the rows that are known here, as they stand; of a long list those around what is on screen. */
function inOrderOf({ total, offset, lineAt }: Around): () => readonly string[] {
  return () => {
    const ids: string[] = [];
    for (let index = offset; index < total; index += 1) {
      const line = lineAt(index);
      if (line === undefined) break;
      if (line.isGone !== true) ids.push(line.row.id);
    }
    return ids;
  };
}

interface Around {
  readonly total: number;
  readonly offset: number;
  readonly lineAt: (index: number) => { readonly row: { readonly id: string }; readonly isGone?: boolean } | undefined;
}

function useSelected(openId: string | null, { total, offset, lineAt }: Around): number | null {
  if (openId === null) return null;
  for (let index = offset; index < total; index += 1) {
    const line = lineAt(index);
    if (line === undefined) return null;
    if (line.row.id === openId) return index;
  }
  return null;
}

/** An empty list that stays so for this long is what there is. */
const EMPTY_FOR_MS = 500;

/**
 * Tells main once that data is on screen: rows, or an emptiness that nothing more will fill. This is what a cold start is
 * measured by.
 */
function usePainted(total: number | undefined): void {
  const { desktop } = useApp();
  const status = useLive({ name: 'status' });
  const isSettled =
    status?.connection === 'offline' ||
    (status?.connection === 'online' && status.syncing === null && status.me !== null);
  const isEmpty = total === 0 && isSettled;
  const hasRows = total !== undefined && total > 0;
  useEffect(() => {
    if (!hasRows && !isEmpty) return undefined;
    // The second frame begins when the first one has been drawn.
    const say = (): void => {
      requestAnimationFrame(() => requestAnimationFrame(() => void desktop.call('painted', null)));
    };
    // Answers come one by one: the list may be about to fill.
    const timer = setTimeout(say, hasRows ? 0 : EMPTY_FOR_MS);
    return () => clearTimeout(timer);
  }, [hasRows, isEmpty, desktop]);
}
