import { SearchX } from 'lucide-react';
import { type ReactNode, useCallback, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../i18n/text.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { useRecentSearches } from '../../store/use-recent-searches.ts';
import { useHubNow } from '../../store/use-hub-now.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/small.tsx';
import styles from './inbox.module.css';
import { CaseRow } from './row.tsx';
import { VirtualList, type VirtualListHandle } from './virtual-list.tsx';

const searchLimit = 100;

/** Found cases, with the passage, in the place of the list. */
export function SearchResults(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const text = useAppState((state) => state.searchText.trim());
  const found = useLive({ name: 'search', text, limit: searchLimit });
  useKeys({ back: () => app.search('') });
  return (
    <div className={styles['pane']}>
      <div className={styles['head']}>
        <div className={styles['found']}>
          <h2 title={t('search.title')}>{t('search.title')}</h2>
          <span role="status">
            {found && t('search.count', { count: found.hits.length, more: String(found.more) })}
            {found && found.unindexed > 0 && ` · ${t('search.unindexed', { count: found.unindexed })}`}
          </span>
        </div>
        <Button isSmall look="plain" onPress={() => app.search('')}>
          {t('search.back')}
        </Button>
      </div>
      <Filters />
      <Hits key={text} />
    </div>
  );
}

const filters = ['from', 'state', 'group', 'channel', 'since', 'until'] as const;

/** What a search can be narrowed by, in words that can also be typed. */
function Filters(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const add = (word: string): void => {
    // Its field has the whole before the caret is put at its end.
    flushSync(() => app.search(`${app.store.getState().searchText.trimEnd()} ${word}`.trimStart()));
    app.actions.get('search')?.();
    const field = document.activeElement;
    if (field instanceof HTMLInputElement) field.setSelectionRange(field.value.length, field.value.length);
  };
  return (
    <div className={styles['filters']} role="group" aria-label={t('search.filters')}>
      {filters.map((filter) => (
        <span key={filter} title={t(`search.filter.${filter}-why`)}>
          <Button isSmall look="plain" onPress={() => add(t(`search.filter.${filter}`))}>
            {t(`search.filter.${filter}`)}
          </Button>
        </span>
      ))}
    </div>
  );
}

function Hits(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const now = useHubNow();
  const openId = useAppState((state) => state.place.conversationId);
  const textScale = useAppState((state) => state.settings.textScale);
  const searched = useAppState((state) => state.searchText.trim());
  const found = useLive({ name: 'search', text: searched, limit: searchLimit });
  const recent = useRecentSearches();
  const list = useRef<VirtualListHandle>(null);
  const ignore = useCallback(() => undefined, []);
  useKeys({ next: () => list.current?.move(1), previous: () => list.current?.move(-1) });

  if (found === undefined) return null;
  const { hits, unindexed } = found;
  if (hits.length === 0) {
    const why = unindexed > 0 ? t('search.none-yet') : t('search.none-why');
    return <Empty icon={SearchX} title={t('search.none')} why={why} />;
  }
  const selected = hits.findIndex(({ row }) => row.id === openId);
  return (
    <VirtualList
      ref={list}
      label={t('search.label', { text: searched })}
      count={hits.length}
      selected={selected === -1 ? null : selected}
      textScale={textScale}
      initialScrollTop={0}
      keyAt={(index) => hits[index]?.row.id ?? ''}
      renderAt={(index) => {
        const hit = hits[index];
        return hit && <CaseRow row={hit.row} now={now} isSelected={index === selected} passage={hit.passage} />;
      }}
      onChoose={(index) => {
        recent.remember(searched);
        app.go({ conversationId: hits[index]?.row.id ?? null });
      }}
      onRange={ignore}
      onScrolled={ignore}
      onHeld={ignore}
    />
  );
}
