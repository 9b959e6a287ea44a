import type { Storage } from '../storage/storage.ts';

/** The web sites whose pages may have the bubble (CH1). */
export interface Origins {
  allows(origin: string | undefined): Promise<boolean>;
}

/** `fixed`: those that the hub was started with; the others are in its data, and count at once, at every hub. */
export function createOrigins(storage: Storage, fixed: readonly string[]): Origins {
  return {
    async allows(origin) {
      if (origin === undefined) return false;
      return fixed.includes(origin) || (await storage.read((tx) => tx.chatOrigins())).includes(origin);
    },
  };
}

/** The origin of an address as browsers spell it, or null: scheme, host and port, and nothing else. */
export function parseOrigin(text: string): string | null {
  try {
    const { origin, protocol, pathname, search, hash, username } = new URL(text.trim());
    const isBare = pathname === '/' && search === '' && hash === '' && username === '';
    return isBare && (protocol === 'https:' || protocol === 'http:') ? origin : null;
  } catch {
    return null;
  }
}
