import { Command, Search, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { useText } from '../../i18n/text.tsx';
import { useKeyMap } from '../../keys/use-key-map.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { Avatar, Key } from '../../ui/small.tsx';
import { RecentSearches } from './recent-searches.tsx';
import styles from './top-bar.module.css';

export function TopBar(): ReactNode {
  const { t } = useText();
  const status = useLive({ name: 'status' });
  const me = status?.me;
  return (
    <header className={styles['bar']} aria-label={t('landmark.top')} data-pane tabIndex={-1}>
      <h1 className={styles['name']}>{t('app.name')}</h1>
      <span className={styles['association']}>{status?.association?.name}</span>
      <SearchBox />
      {me && (
        <span className={styles['me']} title={t('top.me', { name: me.name, role: me.role })}>
          <OwnState />
          <span>{me.name}</span>
          <Avatar name={me.name} />
        </span>
      )}
    </header>
  );
}

/** What colleagues see of oneself. */
function OwnState(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const state = useLive({ name: 'presence', conversationId: null })?.own ?? 'available';
  const other = state === 'available' ? 'away' : 'available';
  return (
    <Button
      className={styles['own-state'] ?? ''}
      aria-label={t('top.own-state', { state })}
      onPress={() => void app.core.call({ name: 'set-availability', availability: other }).catch(() => undefined)}
    >
      <PresenceDot state={state} />
      {t('presence.state', { state })}
    </Button>
  );
}

function SearchBox(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const text = useAppState((state) => state.searchText);
  const input = useRef<HTMLInputElement>(null);
  const commandKey = useKeyMap().caps('palette');
  useKeys({
    search: () => {
      input.current?.focus();
      input.current?.select();
    },
    palette: () => app.openDialog({ kind: 'palette' }),
  });
  return (
    <SearchField
      aria-label={t('top.search-label')}
      className={styles['search'] ?? ''}
      value={text}
      maxLength={200}
      onChange={app.search}
      onClear={() => app.search('')}
    >
      <Search aria-hidden="true" />
      <Input ref={input} placeholder={t('top.search')} data-pane-entry onKeyDown={moveToList} />
      {text === '' ? (
        <Button
          slot={null}
          className={styles['commands'] ?? ''}
          aria-label={t('top.commands', { key: commandKey ?? 'none' })}
          onPress={() => app.openDialog({ kind: 'palette' })}
        >
          {commandKey === null ? <Command aria-hidden="true" /> : <Key>{commandKey}</Key>}
        </Button>
      ) : (
        <Button className={styles['clear'] ?? ''} aria-label={t('top.clear-search')}>
          <X aria-hidden="true" />
        </Button>
      )}
      {text === '' && <RecentSearches field={input} />}
    </SearchField>
  );
}

function moveToList(event: React.KeyboardEvent): void {
  // With Alt it goes from row to row, as everywhere.
  if (event.altKey || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
  event.preventDefault();
  document.querySelector<HTMLElement>('[role="listbox"][data-pane-entry]')?.focus();
}
