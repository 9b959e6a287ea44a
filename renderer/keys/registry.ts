import type { MessageId } from '../i18n/it/index.ts';

/**
 * Every key of the interface, in the notation of tinykeys. Italian layouts: characters are matched by what they print
 * (`/` is Shift+7 there, `?` is Shift+'), nothing needs AltGr, and no key is Ctrl+Alt, which is how Windows reports AltGr.
 */
export const keySections = ['move', 'case', 'write', 'window'] as const;
export type KeySection = (typeof keySections)[number];

interface KeyDefinition {
  readonly section: KeySection;
  /** As shipped; each person can have others (key-map.ts). */
  readonly presses: readonly string[];
  /** Handled by the widget that has the focus; listed here for the help only. */
  readonly local?: true;
  /** The same in every program of the desktop: not to be changed. */
  readonly fixed?: true;
  /** Where somebody writes it is the field's. */
  readonly outsideText?: true;
  /** Also while a dialog is open. */
  readonly everywhere?: true;
}

export const keys = {
  next: { section: 'move', presses: ['j', 'Alt+ArrowDown'] },
  previous: { section: 'move', presses: ['k', 'Alt+ArrowUp'] },
  open: { section: 'move', presses: ['Enter'], local: true },
  back: { section: 'move', presses: ['Escape'], fixed: true },
  'next-case': { section: 'case', presses: ['n', 'Control+Shift+j'] },
  claim: { section: 'case', presses: ['c', 'Control+Shift+p'] },
  reply: { section: 'case', presses: ['r', 'Control+Shift+g'] },
  note: { section: 'case', presses: ['i', 'Control+Shift+m'] },
  transfer: { section: 'case', presses: ['p', 'Control+Shift+a'] },
  add: { section: 'case', presses: ['a', 'Control+Shift+o'] },
  merge: { section: 'case', presses: ['m', 'Control+Shift+y'] },
  call: { section: 'case', presses: ['t', 'Control+Shift+k'] },
  promise: { section: 'case', presses: ['f', 'Control+Shift+h'] },
  chronology: { section: 'case', presses: ['Control+p'] },
  release: { section: 'case', presses: ['Shift+c'] },
  book: { section: 'case', presses: ['b', 'Control+Shift+f'] },
  resolve: { section: 'case', presses: ['e'] },
  reopen: { section: 'case', presses: ['Shift+e'] },
  send: { section: 'write', presses: ['Control+Enter'], local: true },
  undo: { section: 'write', presses: ['Control+z'], outsideText: true },
  'undo-send': { section: 'write', presses: ['z', 'Control+Shift+x'] },
  canned: { section: 'write', presses: ['[Shift]+/'], local: true },
  'next-mistake': { section: 'write', presses: ['F7'], local: true },
  search: { section: 'window', presses: ['Control+f', '[Shift]+/'] },
  palette: { section: 'window', presses: ['Control+k'] },
  landmark: { section: 'window', presses: ['F6', 'Shift+F6'], fixed: true },
  toasts: { section: 'window', presses: ['F8'] },
  'new-contact': { section: 'window', presses: ['Shift+n', 'Control+Shift+n'] },
  'view-to-take': { section: 'window', presses: ['Control+1'] },
  'view-mine': { section: 'window', presses: ['Control+2'] },
  'view-chats': { section: 'window', presses: ['Control+3'] },
  'view-voicemail': { section: 'window', presses: ['Control+4'] },
  'view-passed-on': { section: 'window', presses: ['Control+5'] },
  'view-late': { section: 'window', presses: ['Control+7'] },
  'view-resolved': { section: 'window', presses: ['Control+6'] },
  settings: { section: 'window', presses: ['Control+,'] },
  bigger: { section: 'window', presses: ['Control+[Shift]++', 'Control+NumpadAdd'], fixed: true, everywhere: true },
  smaller: { section: 'window', presses: ['Control+-', 'Control+NumpadSubtract'], fixed: true, everywhere: true },
  'usual-size': { section: 'window', presses: ['Control+0', 'Control+Numpad0'], fixed: true, everywhere: true },
  lock: { section: 'window', presses: ['Control+Shift+l'] },
  switch: { section: 'window', presses: ['Control+Shift+u'] },
  help: { section: 'window', presses: ['[Shift]+?', 'F1'] },
} as const satisfies Record<string, KeyDefinition>;

export type KeyId = keyof typeof keys;
export const keyIds = Object.keys(keys) as KeyId[];
export const definitionOf = (id: KeyId): KeyDefinition => keys[id];
export const labelOf = (id: KeyId): MessageId => `key.${id}`;
export const canChange = (id: KeyId): boolean => !definitionOf(id).local && !definitionOf(id).fixed;

/** `Control+[Shift]++` → Control, [Shift], +: a plus sign is a key, too. */
export const partsOf = (press: string): readonly string[] => press.split(/(?<=[\w\]])\+/);

/** A press that prints a character: it must not act while a person writes, and can be switched off (WCAG 2.1.4). */
export function isSingle(press: string): boolean {
  if (/Control|Alt|Meta/.test(press)) return false;
  return partsOf(press).at(-1)?.length === 1;
}

const names: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  Enter: '↵',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'Pag ↓',
  PageUp: 'Pag ↑',
  Shift: '⇧',
  NumpadAdd: 'Num +',
  NumpadSubtract: 'Num −',
  Numpad0: 'Num 0',
};

/** What stands on the caps: `Control+Shift+p` → `Ctrl ⇧ P`. A Shift that the layout may need goes without saying. */
export function capsOf(press: string): readonly string[] {
  return partsOf(press)
    .filter((part) => !part.startsWith('['))
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** For `aria-keyshortcuts`. */
export const ariaShortcuts = (presses: readonly string[]): string =>
  presses.map((press) => press.replaceAll(/\[\w+\]\+/g, '')).join(' ');
