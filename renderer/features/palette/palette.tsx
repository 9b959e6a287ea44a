import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Autocomplete, Input, Menu, MenuItem, SearchField, useFilter } from 'react-aria-components';
import { views } from '../../../shared/bridge/core-queries.ts';
import type { MessageId } from '../../i18n/it/index.ts';
import { useText } from '../../i18n/text.tsx';
import { definitionOf, type KeyId, keyIds, labelOf } from '../../keys/registry.ts';
import { useKeyMap } from '../../keys/use-key-map.ts';
import type { Page } from '../../../shared/bridge/desktop.ts';
import { coordinationTabs } from '../../store/app-state.ts';
import { useApp, useAppState, useLive } from '../../store/context.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Key } from '../../ui/small.tsx';
import choices from '../../ui/choices.module.css';
import styles from './palette.module.css';

/** What can be done with the open case comes first. */
const caseKeys = keyIds.filter((id) => definitionOf(id).section === 'case');
/** Those that come by another name below, or that nobody chooses by name. */
const byOtherNames: readonly KeyId[] = [
  ...(['palette', 'help', 'new-contact', 'settings', 'landmark', 'back', 'search', 'toasts'] as const),
  ...views.map((view) => `view-${view}` as const),
];
const otherKeys = keyIds.filter((id) => definitionOf(id).section !== 'case' && !byOtherNames.includes(id));

interface Command {
  readonly id: string;
  readonly label: string;
  /** What is searched: its words in every language. */
  readonly words: string;
  readonly keyId?: KeyId;
  readonly run: () => void;
}

/** Every command that can be named, found by typing; what is typed can also be searched in the cases. */
export function Palette(): ReactNode {
  const { t } = useText();
  const app = useApp();
  const { contains } = useFilter({ sensitivity: 'base' });
  /** Every word that was typed stands somewhere in it, in whatever order. */
  const fits = (words: string, typed: string): boolean =>
    typed
      .trim()
      .split(/\s+/)
      .every((word) => contains(words, word));
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
    const fitting = commandsFor(value).filter(({ words }) => fits(words, value));
    const marked = list.current?.querySelector('[role="menuitem"][data-focused]')?.getAttribute('data-key');
    event.preventDefault();
    event.stopPropagation();
    close();
    (fitting.find(({ id }) => id === marked) ?? fitting[0])?.run();
  };
  return (
    <Modal title={t('palette.title')} closeLabel={t('action.close')} onClose={close}>
      <Autocomplete inputValue={text} onInputChange={setText} filter={fits}>
        {/* the dialog was opened to type in it */}
        <SearchField aria-label={t('palette.placeholder')} className={styles['search'] ?? ''} autoFocus>
          <Search aria-hidden="true" />
          <Input placeholder={t('palette.placeholder')} onKeyDownCapture={runTyped} />
        </SearchField>
        {/* what scrolls has to be reached by the keyboard */}
        <div className={styles['scroll']} tabIndex={0} ref={list}>
          <Menu
            aria-label={t('palette.title')}
            className={choices['list'] ?? ''}
            items={commands}
            dependencies={[text]}
            renderEmptyState={() => <p className={styles['none']}>{t('palette.none')}</p>}
          >
            {(command: Command) => (
              <MenuItem
                id={command.id}
                textValue={command.words}
                className={choices['choice'] ?? ''}
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
  const { t, inAll } = useText();
  const app = useApp();
  const isPractice = useAppState(({ info }) => info?.isPractice === true);
  const isCoordinator = useLive({ name: 'status' })?.me?.role === 'coordinator';
  const named = (label: MessageId, run: () => void, keyId?: KeyId): Command => ({
    ...(keyId === undefined ? {} : { keyId }),
    id: keyId ?? label,
    run,
    label: t(label),
    words: inAll(label),
  });
  /** What can be done now: whoever does it has put it there. */
  const doable = (ids: readonly KeyId[]): Command[] =>
    ids.flatMap((id) => {
      const run = app.actions.get(id);
      return run === undefined ? [] : [named(labelOf(id), run, id)];
    });
  return [
    ...doable(caseKeys),
    ...views.map((view) => named(`key.view-${view}`, () => app.openList(view, null), `view-${view}`)),
    ...pageCommands.map(({ page, label, keyId }) => named(label, () => app.show(page), keyId)),
    ...(isCoordinator ? [named('nav.board', () => app.show('board'))] : []),
    ...(isCoordinator
      ? coordinationTabs.map((tab) => ({
          id: `coordination-${tab}`,
          label: `${t('nav.coordination')}: ${t(`coordination.tab.${tab}`)}`,
          words: `${inAll('nav.coordination')} ${inAll(`coordination.tab.${tab}`)}`,
          run: () => app.coordinate(tab),
        }))
      : []),
    ...doable(otherKeys),
    named(
      isPractice ? 'practice.end' : 'practice.begin',
      () => void app.desktop.call(isPractice ? 'end-practice' : 'begin-practice', null),
    ),
    named('keys.title', () => app.openDialog({ kind: 'keys' }), 'help'),
    named('toasts.past', () => app.openDialog({ kind: 'past-toasts' }), 'toasts'),
    named('offline.retry', () => void app.core.call({ name: 'retry-now' }).catch(() => undefined)),
  ];
}

const pageCommands: readonly { readonly page: Page; readonly label: MessageId; readonly keyId?: KeyId }[] = [
  { page: 'desk', label: 'nav.desk', keyId: 'new-contact' },
  { page: 'agenda', label: 'nav.agenda' },
  { page: 'outbox', label: 'nav.outbox' },
  { page: 'canned-replies', label: 'nav.canned-replies' },
  { page: 'settings', label: 'nav.settings', keyId: 'settings' },
  { page: 'diagnostics', label: 'diag.title' },
];

const searchCommand = (text: string, label: string, search: (text: string) => void): readonly Command[] =>
  text.trim() === '' ? [] : [{ id: 'search', label, words: label, run: () => search(text.trim()) }];

function Caps({ id }: { id: KeyId }): ReactNode {
  const caps = useKeyMap().caps(id);
  if (caps === null) return null;
  return (
    <span className={styles['caps']} aria-hidden="true">
      {caps.split(' ').map((cap) => (
        <Key key={cap}>{cap}</Key>
      ))}
    </span>
  );
}
