import type Sqlite from 'better-sqlite3';
import { ExpectedError } from '../../../shared/errors.ts';
import { first } from './migrations/0001-first.ts';
import { replay } from './migrations/0002-replay.ts';
import { digest } from './migrations/0003-digest.ts';
import { expiry } from './migrations/0004-expiry.ts';
import { numbers } from './migrations/0005-numbers.ts';
import { indexBehind } from './migrations/0006-index-behind.ts';
import { flags } from './migrations/0007-flags.ts';
import { appointments } from './migrations/0008-appointments.ts';
import { outdatedEntries } from './migrations/0009-outdated-entries.ts';
import { durations } from './migrations/0010-durations.ts';
import { fewerMerges } from './migrations/0011-fewer-merges.ts';
import { unheard } from './migrations/0012-unheard.ts';
import { redactions } from './migrations/0013-redactions.ts';
import { guardSettings } from './migrations/0014-guard-settings.ts';
import { documents } from './migrations/0015-documents.ts';
import { late } from './migrations/0016-late.ts';
import { associationSettings } from './migrations/0017-association-settings.ts';
import { merged } from './migrations/0018-merged.ts';
import { replyFiles } from './migrations/0019-reply-files.ts';
import { redactedFiles } from './migrations/0020-redacted-files.ts';
import { groupMembers } from './migrations/0021-group-members.ts';
import { undoable } from './migrations/0022-undoable.ts';
import { cannedReplies } from './migrations/0023-canned-replies.ts';
import { lateList } from './migrations/0024-late-list.ts';
import { cannedFiles } from './migrations/0025-canned-files.ts';
import { ownReplies } from './migrations/0026-own-replies.ts';
import { passing } from './migrations/0027-passing.ts';
import { answeredAge } from './migrations/0028-answered-age.ts';
import type { Migration } from './migrations/migration.ts';

export const migrations: readonly Migration[] = [
  first,
  replay,
  digest,
  expiry,
  numbers,
  indexBehind,
  flags,
  appointments,
  outdatedEntries,
  durations,
  fewerMerges,
  unheard,
  redactions,
  guardSettings,
  documents,
  late,
  associationSettings,
  merged,
  replyFiles,
  redactedFiles,
  groupMembers,
  undoable,
  cannedReplies,
  lateList,
  cannedFiles,
  ownReplies,
  passing,
  answeredAge,
];

/** Brings the schema up to date, one transaction a step. A file of a newer program is refused, not guessed at. */
export function migrate(sqlite: Sqlite.Database, known: readonly Migration[] = migrations): void {
  const version = Number(sqlite.pragma('user_version', { simple: true }));
  if (version > known.length) throw new ExpectedError({ code: 'database-newer' });
  const step = sqlite.transaction(({ sql, version: reached }: Migration) => {
    sqlite.exec(sql);
    sqlite.pragma(`user_version = ${reached}`);
  });
  for (const migration of known.slice(version)) step.immediate(migration);
}
