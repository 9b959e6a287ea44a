import type Sqlite from 'better-sqlite3';
import { storageFailure } from './storage-failure.ts';

/** Erased bytes from which it is worth writing the file anew. */
const MIN_ERASED_BYTES = 16 * 1024 * 1024;

/**
 * Gives the space of erased slots back. Deleting rows moves others, so the file is written anew in the same go; at the
 * start only, as this takes a second for every 60 MB.
 */
export function compact(sqlite: Sqlite.Database, minErasedBytes = MIN_ERASED_BYTES): boolean {
  const erased = sqlite.prepare("select value from meta where name = 'erasedBytes'").pluck().get();
  if (typeof erased !== 'number' || erased < minErasedBytes) return false;
  try {
    sqlite.exec(`delete from slot where slot not in (select slot from message)
      and slot not in (select content_slot from conversation where content_slot is not null)
      and slot not in (select passing_slot from conversation where passing_slot is not null)`);
    sqlite.exec('vacuum');
    sqlite.exec("delete from meta where name = 'erasedBytes'");
    return true;
  } catch (error) {
    // Tried again at the next start; work goes on without.
    if (storageFailure(error)?.code === 'disk-full') return false;
    throw error;
  }
}
