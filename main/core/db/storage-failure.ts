import Sqlite from 'better-sqlite3';
import { ExpectedError, type Failure } from '../../../shared/errors.ts';

const codeOf = (error: unknown): string => {
  if (error instanceof Sqlite.SqliteError) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
};

/** What a person is told when the database failed; null when the error is none of the database's (a defect). */
export function storageFailure(error: unknown): Failure | null {
  if (error instanceof ExpectedError) return error.failure;
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full' };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return { code: 'database-unreadable' };
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|LOCKED|NOMEM)/.test(code)) return { code: 'storage-failed' };
  if (/^E(ACCES|PERM|ROFS|IO|ISDIR|NOTDIR)$/.test(code)) return { code: 'storage-failed' };
  return null;
}
