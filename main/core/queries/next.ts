import type { Result } from '../../../shared/bridge/core-queries.ts';
import type { ReadableDb } from '../db/database.ts';
import { firstInLine, heldInLine, skippedWaiting } from '../db/next.ts';

export const next = (db: ReadableDb): Result<'next'> => ({
  ...heldInLine(db),
  isThere: firstInLine(db) !== null,
  skipped: skippedWaiting(db),
});
