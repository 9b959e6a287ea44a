import type Sqlite from 'better-sqlite3';

/** Erased bytes from which it is worth writing the file anew. */
const MIN_ERASED_BYTES = 16 * 1024 * 1024;

/**
 * Gives the space of erased slots back. Deleting rows moves others, so the file is written anew in the same go; at the
 * start only, as this takes a second for every 60 MB.
 */
export function compact(sqlite: Sqlite.Database, minErasedBytes = MIN_ERASED_BYTES): boolean {
  const erased = `
    from slot where slot not in (select slot from message)
      and slot not in (select content_slot from conversation where content_slot is not null)`;
  const row = sqlite.prepare(`select coalesce(sum(length(body)), 0) as bytes ${erased}`).get() as { bytes: number };
  if (row.bytes < minErasedBytes) return false;
  sqlite.exec(`delete ${erased}`);
  sqlite.exec('vacuum');
  return true;
}
