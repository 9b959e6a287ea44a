import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, SearchField, useFilter } from 'react-aria-components';
import { views } from '../../../shared/bridge/core-queries.ts';
import { useText } from '../../i18n/text.tsx';
import { capsOf, definitionOf, type KeyId, keyIds, labelOf } from '../../keys/registry.ts';
import { coordinationTabs } from '../../store/app-state.ts';
import { useApp, useLive } from '../../store/context.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Key } from '../../ui/small.tsx';
import styles from './palette.module.css';

/** What can be done with the open case comes first. */
const caseKeys = keyIds.filter((id) => definitionOf(id).section === 'case');

const doorKeys = ['lock', 'switch'] as const satisfies readonly KeyId[];

interface Command {
  readonly id: string;
  readonly label: string;
  readonly keyId?: KeyId;
  readonly run: () => void;
}

/** Every command that can be named, found by typing; what is typed can also be searched in the cases. */
export function Palette(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { contains } = useFilter({ sensitivity: 'base' });
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const close = (): void => app.openDialog(null);
  const all = useCommands();
  const commandsFor = (typed: string): readonly Command[] => [
    ...all,
    ...searchCommand(typed, t('palette.search-for', { text: typed }), app.search),
  ];
  const commands = commandsFor(text);
  /**
   * The list is filtered, and an entry marked, a moment after a key (and the mouse marks what lies under it): whoever types
   * fast and presses Enter means the marked entry if it fits what stands in the field, else the first that does.
   */
  const runTyped = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { value } = event.currentTarget;
    if (event.key !== 'Enter' || value.trim() === '') return;
    const fitting = commandsFor(value).filter(({ label }) => contains(label, value));
    const marked = list.current?.querySelector('[role="menuitem"][data-focused]')?.getAttribute('data-key');
    event.preventDefault();
    event.stopPropagation();
    close();
    (fitting.find(({ id }) => id === marked) ?? fitting[0])?.run();
  };
  return (
    <Modal title={t('palette.title')} closeLabel={t('action.close')} onClose={close}>
      <Autocomplete inputValue={text} onInputChange={setText} filter={(words, typed) => contains(words, typed)}>
        {/* the dialog was opened to type in it */}
        <SearchField aria-label={t('palette.placeholder')} className={styles['search'] ?? ''} autoFocus>
          <Search aria-hidden="true" />
          <Input placeholder={t('palette.placeholder')} onKeyDownCapture={runTyped} />
        </SearchField>
        {/* what scrolls has to be reached by the keyboard */}
        <div className={styles['scroll']} tabIndex={0} ref={list}>
          <Menu
            aria-label={t('palette.title')}
            className={styles['menu'] ?? ''}
            items={commands}
            dependencies={[text]}
            renderEmptyState={() => <p className={styles['none']}>{t('palette.none')}</p>}
          >
            {(command: Command) => (
              <MenuItem
                id={command.id}
                textValue={command.label}
                className={styles['item'] ?? ''}
                onAction={() => {
                  close();
                  command.run();
                }}
              >
                {command.label}
                {command.keyId && <Caps id={command.keyId} />}
              </MenuItem>
            )}
          </Menu>
        </div>
      </Autocomplete>
    </Modal>
  );
}

function useCommands(): readonly Command[] {
  const { t } = useText();
  const app = useApp();
  const isCoordinator = useLive({ name: 'status' })?.me?.role === 'coordinator';
  return [
    ...caseKeys.flatMap((keyId) => {
      const run = app.actions.get(keyId);
      return run === undefined ? [] : [{ id: keyId, label: t(labelOf(keyId)), keyId, run }];
    }),
    ...views.map((view) => ({
      id: `view-${view}`,
      label: t(`key.view-${view}`),
      keyId: `view-${view}` as const,
      run: () => app.go({ view, groupId: null, scrollTop: 0 }),
    })),
    { id: 'desk', label: t('nav.desk'), keyId: 'new-contact', run: () => app.show('desk') },
    { id: 'agenda', label: t('nav.agenda'), run: () => app.show('agenda') },
    { id: 'outbox', label: t('nav.outbox'), run: () => app.show('outbox') },
    { id: 'canned', label: t('nav.canned-replies'), run: () => app.show('canned-replies') },
    ...(isCoordinator
      ? coordinationTabs.map((tab) => ({
          id: `coordination-${tab}`,
          label: `${t('nav.coordination')}: ${t(`coordination.tab.${tab}`)}`,
          run: () => app.coordinate(tab),
        }))
      : []),
    { id: 'settings', label: t('nav.settings'), run: () => app.show('settings') },
    { id: 'diagnostics', label: t('diag.title'), run: () => app.show('diagnostics') },
    ...doorKeys.flatMap((keyId) => {
      const run = app.actions.get(keyId);
      return run === undefined ? [] : [{ id: keyId, label: t(labelOf(keyId)), keyId, run }];
    }),
    { id: 'keys', label: t('keys.title'), keyId: 'help', run: () => app.openDialog({ kind: 'keys' }) },
    {
      id: 'retry',
      label: t('offline.retry'),
      run: () => void app.core.call({ name: 'retry-now' }).catch(() => undefined),
    },
  ];
}

const searchCommand = (text: string, label: string, search: (text: string) => void): readonly Command[] =>
  text.trim() === '' ? [] : [{ id: 'search', label, run: () => search(text.trim()) }];

const Caps = ({ id }: { id: KeyId }): ReactNode => (
  <span className={styles['caps']} aria-hidden="true">
    {capsOf(definitionOf(id).presses[0] ?? '').map((cap) => (
      <Key key={cap}>{cap}</Key>
    ))}
  </span>
);
