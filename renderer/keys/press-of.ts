/** What a recorded key is, or why it can't be one. */
export type Recorded =
  | { readonly kind: 'press'; readonly press: string }
  /** Only Ctrl, Shift or Alt so far. */
  | { readonly kind: 'more' }
  | { readonly kind: 'refused'; readonly why: 'alt-gr' | 'needed' | 'dead' };

type KeyEvent = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'> & {
  getModifierState(name: string): boolean;
};

const modifierKeys: readonly string[] = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn'];
/** The interface can't be used without these. */
const neededAlone =
  /^(Tab|Enter|Escape| |Backspace|Delete|Home|End|PageUp|PageDown|ArrowUp|ArrowDown|ArrowLeft|ArrowRight|ContextMenu|F6)$/;
/** Nor fields without these: copy, paste, undo, select all, send, zoom. */
const neededWithControl =
  /^([cxvazy+\-0 ]|enter|tab|backspace|delete|insert|home|end|arrowup|arrowdown|arrowleft|arrowright)$/;

/**
 * The press that an event is, in the notation of the registry. What AltGr makes is refused: on Italian keyboards it is how
 * @ # [ ] { } and the euro sign are written, and Windows reports it as Ctrl+Alt.
 */
export function pressOf(event: KeyEvent): Recorded {
  const { key, ctrlKey, altKey, shiftKey, metaKey } = event;
  if (modifierKeys.includes(key)) return { kind: 'more' };
  if (event.getModifierState('AltGraph') || (ctrlKey && altKey)) return { kind: 'refused', why: 'alt-gr' };
  if (key === 'Dead' || key === 'Process' || key === 'Unidentified') return { kind: 'refused', why: 'dead' };
  if (isNeeded(event) || metaKey) return { kind: 'refused', why: 'needed' };
  const isCharacter = key.length === 1;
  const isLetter = isCharacter && key.toLowerCase() !== key.toUpperCase();
  const shift = shiftKey ? (isCharacter && !isLetter ? ['[Shift]'] : ['Shift']) : [];
  const parts = [
    ...(ctrlKey ? ['Control'] : []),
    ...(altKey ? ['Alt'] : []),
    ...shift,
    isCharacter ? key.toLowerCase() : key,
  ];
  return { kind: 'press', press: parts.join('+') };
}

function isNeeded({ key, ctrlKey, altKey, shiftKey }: KeyEvent): boolean {
  if (!ctrlKey && !altKey) return neededAlone.test(key);
  if (altKey) return key === 'F4' || key === 'Tab' || key === ' ';
  return !shiftKey && neededWithControl.test(key.toLowerCase());
}
