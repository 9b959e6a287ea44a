import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export type Purged = { readonly ok: true; readonly entries: number } | { readonly ok: false; readonly code: string };

/**
 * Deletes all that lies in a profile's folder: database, key, settings, logs, and what Chromium keeps there. The key goes
 * first: from then on the database can't be read, even if the power fails before it is gone.
 *
 * @param keep names that stay: the lock that tells other starts that this program runs.
 */
export function purgeFolder(folder: string, keep: readonly string[]): Purged {
  try {
    const entries = namesIn(folder).filter((name) => !keep.includes(name));
    for (const name of entries.toSorted((a, b) => Number(isKey(b)) - Number(isKey(a)))) {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    }
    return { ok: true, entries: entries.length };
  } catch (error) {
    return { ok: false, code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}

/** Of the first volunteer, and of all the others. */
const isKey = (name: string): boolean => ['keys.json', 'secret.json', 'key.json', 'volunteers'].includes(name);

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
