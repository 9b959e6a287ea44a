import { afterChanges, type CannedChange } from '../../../shared/canned/changes.ts';
import { formOfReply } from '../../../shared/canned/form.ts';
import { isSameReply } from '../../../shared/canned/own.ts';
import { ExpectedError } from '../../../shared/errors.ts';
import type { CannedReply } from '../../../shared/model/directory.ts';
import { associationSettings } from './association-settings.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { allGroups } from './directory.ts';
import { saveDraft } from './drafts.ts';
import { paddedText, unpaddedText } from './padded.ts';

/**
 * Null: the hub has it as it is here. `put`, `remove`: it has still to be told. `removed`: it knows, and the feed will say so. `kept`: it
 * will not have it, so it stays here alone.
 */
type Step = 'put' | 'remove' | 'removed' | 'kept' | null;

interface Row {
  readonly id: string;
  readonly reply: Uint8Array;
  readonly confirmed: number;
  readonly version: number;
  readonly step: Step;
  readonly other: Uint8Array | null;
}

const replyIn = (stored: Uint8Array): CannedReply => JSON.parse(unpaddedText(stored)) as CannedReply;
const toStored = (reply: CannedReply): Uint8Array => paddedText(JSON.stringify(reply));

const rowOf = (db: ReadableDb, id: string): Row | undefined =>
  db.get<Row>('select * from own_canned_reply where id = ?', [id]);

export const ownCannedReplies = (db: ReadableDb): CannedReply[] =>
  db
    .all<Pick<Row, 'reply'>>(
      "select reply from own_canned_reply where coalesce(step, '') not in ('remove', 'removed') order by number",
    )
    .map(({ reply }) => replyIn(reply));

/** Those of this person alone: the same rules as at the hub, which is told as soon as it is there (CR7). */
export function changeOwnReplies(db: WritableDb, changes: readonly CannedChange[]): void {
  const around = { sites: associationSettings(db).links.sites, groupIds: allGroups(db).map(({ id }) => id) };
  const after = afterChanges(ownCannedReplies(db), changes, around);
  if ('failure' in after) throw new ExpectedError(after.failure);
  for (const change of changes) {
    const id = change.step === 'put' ? change.reply.id : change.id;
    const reply = after.replies.get(id);
    if (reply === undefined) db.run("update own_canned_reply set step = 'remove' where id = ?", [id]);
    else putOwnReply(db, { id, reply: toStored(withoutFiles(reply)) });
  }
  db.touch('canned-replies');
}

/** As it is here from now on; to be told to the hub. */
export function putOwnReply(db: WritableDb, { id, reply }: { readonly id: string; readonly reply: Uint8Array }): void {
  db.run(
    `insert into own_canned_reply (id, reply) values (?, ?)
     on conflict (id) do update set reply = excluded.reply, step = 'put'`,
    [id, reply],
  );
}

function withoutFiles(reply: CannedReply): CannedReply {
  const { files: _, ...text } = reply;
  return text;
}

/** As the hub has it. What this person changed here meanwhile stays: the hub says which of the two it is (CR7). */
export function putConfirmedOwn(db: WritableDb, reply: CannedReply, version: number): void {
  const row = rowOf(db, reply.id);
  const isHeld = row !== undefined && (row.step === 'put' || row.step === 'remove');
  const isSame = isHeld && row.step === 'put' && isSameReply(replyIn(row.reply), reply);
  if (isHeld && !isSame) {
    db.run('update own_canned_reply set other = ?, version = ? where id = ?', [toStored(reply), version, reply.id]);
    return;
  }
  db.run(
    `insert into own_canned_reply (id, reply, confirmed, version, step, other) values (?, ?, ?, ?, null, null)
     on conflict (id) do update set reply = excluded.reply, confirmed = excluded.confirmed, version = excluded.version,
       step = null, other = null`,
    [reply.id, toStored(reply), reply.revision ?? 0, version],
  );
  db.touch('canned-replies');
}

/** Another device removed it; what this person changed here meanwhile is for the hub to judge. */
export function removeConfirmedOwn(db: WritableDb, id: string): void {
  const row = rowOf(db, id);
  if (row?.step === 'put') db.run('update own_canned_reply set other = null, version = 0 where id = ?', [id]);
  else db.run('delete from own_canned_reply where id = ?', [id]);
  db.touch('canned-replies');
}

export interface OwnToTell {
  readonly change: CannedChange;
  /** As it lies here. */
  readonly reply: Uint8Array;
}

/** The first change that the hub has still to be told; null: none. */
export function ownToTell(db: ReadableDb): OwnToTell | null {
  const row = db.get<Row>("select * from own_canned_reply where step in ('put', 'remove') order by number");
  if (row === undefined) return null;
  const base = row.confirmed === 0 ? null : row.confirmed;
  const change: CannedChange =
    row.step === 'remove' ? { step: 'remove', id: row.id, base } : { step: 'put', reply: replyIn(row.reply), base };
  return { change, reply: row.reply };
}

const idOf = ({ change }: OwnToTell): string => (change.step === 'put' ? change.reply.id : change.id);

/** The hub has it so, unless it was changed again while it was told. */
export function ownTold(db: WritableDb, told: OwnToTell): void {
  const id = idOf(told);
  const row = rowOf(db, id);
  if (row === undefined || row.step !== told.change.step) return;
  // What never came in the feed is nowhere else; what did goes when the feed says so.
  if (row.step === 'remove') {
    if (row.version === 0) db.run('delete from own_canned_reply where id = ?', [id]);
    else db.run("update own_canned_reply set step = 'removed' where id = ?", [id]);
    return;
  }
  const isSame = Buffer.from(row.reply).equals(Buffer.from(told.reply));
  const confirmed = replyIn(told.reply).revision ?? 0;
  db.run('update own_canned_reply set confirmed = ?, step = ?, other = null where id = ?', [
    Math.max(row.confirmed, confirmed),
    isSame ? null : 'put',
    id,
  ]);
}

/** Another device of this person was faster: its version counts, and what was written here is a draft of the editor, beside it. */
export function ownOvertaken(db: WritableDb, told: OwnToTell, localAt: number): void {
  const id = idOf(told);
  const row = rowOf(db, id);
  if (row === undefined) return;
  const mine = replyIn(row.reply);
  if (row.step === 'put') {
    // Begun on what the other one has replaced: the editor shows both.
    const form = { ...formOfReply(mine, true), base: row.confirmed };
    saveDraft(db, { conversationId: id, kind: 'canned' }, { text: JSON.stringify(form), at: localAt });
  }
  const other = row.other === null ? null : replyIn(row.other);
  if (other === null && row.version === 0) db.run('delete from own_canned_reply where id = ?', [id]);
  else
    db.run('update own_canned_reply set reply = ?, confirmed = ?, step = null, other = null where id = ?', [
      toStored(other ?? mine),
      other?.revision ?? row.confirmed,
      id,
    ]);
  db.touch('canned-replies');
}

/** The hub will never take it: it stays on this device, until it is written anew. */
export function ownRefused(db: WritableDb, told: OwnToTell): void {
  db.run("update own_canned_reply set step = 'kept' where id = ?", [idOf(told)]);
}

/** Everything comes anew: of the same life of the hub what it has, of another one perhaps less than is here (FE10). */
export function restartOwnReplies(db: WritableDb, isSameLife: boolean): void {
  if (isSameLife) db.run("delete from own_canned_reply where step is null or step = 'removed'");
  else {
    db.run("update own_canned_reply set step = 'put' where step is null");
    db.run("update own_canned_reply set step = 'remove' where step = 'removed'");
  }
  db.run('update own_canned_reply set version = 0, other = null');
}
