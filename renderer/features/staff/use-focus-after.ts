import { type RefObject, useEffect, useRef, useState } from 'react';

interface FocusAfter {
  readonly list: RefObject<HTMLOListElement | null>;
  /** The first of these that can be pressed gets the focus once the list is drawn anew. */
  focus(wanted: readonly string[]): void;
}

/** An element that moves loses the focus: it is given back to what stands for it (`data-focus`). */
export function useFocusAfter(drawn: string): FocusAfter {
  const list = useRef<HTMLOListElement>(null);
  const [wanted, setWanted] = useState<{ readonly before: string; readonly names: readonly string[] } | null>(null);
  useEffect(() => {
    if (wanted === null || wanted.before === drawn) return;
    const buttons = wanted.names.map((name) =>
      list.current?.querySelector<HTMLButtonElement>(
        `[data-focus="${name}"] button:not(:disabled, [aria-disabled="true"])`,
      ),
    );
    buttons.find((button) => button != null)?.focus();
    setWanted(null);
  }, [drawn, wanted]);
  return { list, focus: (names) => setWanted({ before: drawn, names }) };
}
