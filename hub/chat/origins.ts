import type { Storage } from '../storage/storage.ts';

/** The web sites whose pages may have the bubble (CH1). */
export interface Origins {
  allows(origin: string | undefined): Promise<boolean>;
  /** Those that the hub was started with. */
  readonly fixed: readonly string[];
}

/** `fixed`: those that the hub was started with; the others are in its data, and count at once, at every hub. */
export function createOrigins(storage: Storage, fixed: readonly string[]): Origins {
  return {
    fixed,
    async allows(origin) {
      if (origin === undefined) return false;
      return fixed.includes(origin) || (await storage.read((tx) => tx.chatOrigins())).includes(origin);
    },
  };
}
