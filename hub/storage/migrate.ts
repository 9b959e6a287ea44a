import { createHash } from 'node:crypto';
import { ExpectedError } from '../../shared/errors.ts';
import { first } from './migrations/0001-first.ts';
import { audit } from './migrations/0002-audit.ts';
import { mailOwner } from './migrations/0003-mail-owner.ts';
import { digest } from './migrations/0004-digest.ts';
import { sent } from './migrations/0005-sent.ts';
import { numbers } from './migrations/0006-numbers.ts';
import { leases } from './migrations/0007-leases.ts';
import { flags } from './migrations/0008-flags.ts';
import { appointments } from './migrations/0009-appointments.ts';
import { reminders } from './migrations/0010-reminders.ts';
import { calendarLinks } from './migrations/0011-calendar-links.ts';
import { contacts } from './migrations/0012-contacts.ts';
import { switchboard } from './migrations/0013-switchboard.ts';
import { chat } from './migrations/0014-chat.ts';
import { sealedContent } from './migrations/0015-sealed-content.ts';
import { mailboxes } from './migrations/0016-mailboxes.ts';
import { unheard } from './migrations/0017-unheard.ts';
import { reminderIds } from './migrations/0018-reminder-ids.ts';
import { fewerPages } from './migrations/0019-fewer-pages.ts';
import { guardSettings } from './migrations/0020-guard-settings.ts';
import { documents } from './migrations/0021-documents.ts';
import { sealedMails } from './migrations/0022-sealed-mails.ts';
import { late } from './migrations/0023-late.ts';
import { associationSettings } from './migrations/0024-association-settings.ts';
import { merged } from './migrations/0025-merged.ts';
import { uploads } from './migrations/0026-uploads.ts';
import { sealedDetails } from './migrations/0027-sealed-details.ts';
import { redactedFiles } from './migrations/0028-redacted-files.ts';
import { reach } from './migrations/0029-reach.ts';
import { staff } from './migrations/0030-staff.ts';
import { line } from './migrations/0031-line.ts';
import { inspections } from './migrations/0032-inspections.ts';
import { reassignments } from './migrations/0033-reassignments.ts';
import { cannedReplies } from './migrations/0034-canned-replies.ts';
import { promised } from './migrations/0035-promised.ts';
import { cannedFiles } from './migrations/0036-canned-files.ts';
import { ownReplies } from './migrations/0037-own-replies.ts';
import { passing } from './migrations/0038-passing.ts';
import { partial } from './migrations/0039-partial.ts';
import { required } from './migrations/0040-required.ts';
import { blobPieces } from './migrations/0041-blob-pieces.ts';
import { assigneeTakesPart } from './migrations/0043-assignee-takes-part.ts';
import { firstPrivate } from './migrations/0044-first-private.ts';
import { countsInTheFeed } from './migrations/0045-counts-in-the-feed.ts';
import { fewerTrees } from './migrations/0042-fewer-trees.ts';
import type { Dialect, Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  first,
  audit,
  mailOwner,
  digest,
  sent,
  numbers,
  leases,
  flags,
  appointments,
  reminders,
  calendarLinks,
  contacts,
  switchboard,
  chat,
  sealedContent,
  mailboxes,
  unheard,
  reminderIds,
  fewerPages,
  guardSettings,
  documents,
  sealedMails,
  late,
  associationSettings,
  merged,
  uploads,
  sealedDetails,
  redactedFiles,
  reach,
  staff,
  line,
  inspections,
  reassignments,
  cannedReplies,
  promised,
  cannedFiles,
  ownReplies,
  passing,
  partial,
  required,
  blobPieces,
  fewerTrees,
  assigneeTakesPart,
  firstPrivate,
  countsInTheFeed,
];

export interface Applied {
  readonly version: number;
  readonly checksum: string;
}

/** What the runner needs of a database, inside one transaction. */
export interface Migratable {
  readonly dialect: Dialect;
  execute(statement: string): Promise<void>;
  applied(): Promise<readonly Applied[]>;
  record(applied: Applied & { readonly name: string; readonly at: number }): Promise<void>;
}

/**
 * Brings the schema up to the newest of `known`; refuses one that a newer program made or that was tampered with.
 *
 * @returns the steps that were taken, as `0007 leases`.
 */
export async function migrate(database: Migratable, at: number, known = migrations): Promise<readonly string[]> {
  const taken: string[] = [];
  await database.execute(
    `create table if not exists migrations (
      version integer primary key, name text not null, checksum text not null, at bigint not null)`,
  );
  const applied = new Map((await database.applied()).map(({ version, checksum }) => [version, checksum]));
  assertKnown(applied, known, database.dialect);
  for (const migration of known) {
    if (applied.has(migration.version)) continue;
    for (const statement of migration.statements(database.dialect)) await database.execute(statement);
    const { version, name } = migration;
    await database.record({ version, name, checksum: checksumOf(migration, database.dialect), at });
    taken.push(`${String(version).padStart(4, '0')} ${name}`);
  }
  return taken;
}

function assertKnown(applied: ReadonlyMap<number, string>, known: readonly Migration[], dialect: Dialect): void {
  for (const [version, checksum] of applied) {
    const migration = known.find((candidate) => candidate.version === version);
    if (migration === undefined) throw new ExpectedError({ code: 'database-newer' });
    if (checksumOf(migration, dialect) !== checksum) throw new ExpectedError({ code: 'database-unreadable' });
  }
}

function checksumOf(migration: Migration, dialect: Dialect): string {
  return createHash('sha256').update(migration.statements(dialect).join('\n')).digest('hex');
}
