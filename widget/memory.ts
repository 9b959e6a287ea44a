import type { Beginning } from '../shared/chat/frames.ts';

/** A line that the hub has not acknowledged yet. */
export interface Pending {
  line: number;
  readonly kind: 'line' | 'appointment';
  readonly text: string;
  readonly isDespite: boolean;
  readonly begin: Beginning | null;
}

/** What outlives a page of the site, in this tab and until it is closed: no cookie, nothing that other sites can read. */
export interface Remembered {
  readonly session: string | null;
  readonly pending: readonly Pending[];
  readonly draft: string;
  readonly isOpen: boolean;
}

export interface Memory {
  read(): Remembered;
  write(remembered: Remembered): void;
}

const nothing: Remembered = { session: null, pending: [], draft: '', isOpen: false };

/** Where the browser keeps nothing for the site, a page is all that there is. */
export function createMemory(storage: () => Storage, key: string): Memory {
  return {
    read() {
      try {
        return { ...nothing, ...(JSON.parse(storage().getItem(key) ?? '{}') as Partial<Remembered>) };
      } catch {
        return nothing;
      }
    },
    write(remembered) {
      try {
        storage().setItem(key, JSON.stringify(remembered));
      } catch {
        // Full or forbidden.
      }
    },
  };
}
