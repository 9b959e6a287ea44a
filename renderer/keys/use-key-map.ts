import { useMemo } from 'react';
import { usePreferences } from '../store/use-preferences.ts';
import { actingPresses, type KeyMap, keyMapOf } from './key-map.ts';
import { ariaShortcuts, capsOf, type KeyId } from './registry.ts';

interface Keyboard {
  readonly map: KeyMap;
  /** Those that act now. */
  presses(id: KeyId): readonly string[];
  /** `Ctrl K`; null: no key leads there now. */
  caps(id: KeyId): string | null;
  /** For `aria-keyshortcuts`. */
  aria(id: KeyId): string | undefined;
}

/** The keys as whoever sits here has them. */
export function useKeyMap(): Keyboard {
  const { keys, singleKeys } = usePreferences();
  return useMemo(() => {
    const map = keyMapOf({ keys });
    const presses = (id: KeyId): readonly string[] => actingPresses(map, id, singleKeys);
    return {
      map,
      presses,
      caps: (id) => {
        const [first] = presses(id);
        return first === undefined ? null : capsOf(first).join(' ');
      },
      aria: (id) => ariaShortcuts(presses(id)) || undefined,
    };
  }, [keys, singleKeys]);
}
