import type { CannedChoice, CannedEntry } from '../../../shared/bridge/core-queries.ts';
import type { UsesBatch } from '../../../shared/canned/uses.ts';
import type { AddressForm, CannedReply } from '../../../shared/model/directory.ts';
import { dropLooseCannedFiles, filesFromColumn } from './canned-files.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { getMeta, setMeta } from './meta.ts';
import { ownCannedReplies } from './own-replies.ts';

interface Row extends Pick<CannedReply, 'id' | 'shortcut' | 'title' | 'lang' | 'text'> {
  readonly group_id: string | null;
  readonly address: AddressForm | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
  readonly revision: number | null;
  /** JSON; null: none. */
  readonly files: string | null;
}

export function putCannedReply(db: WritableDb, reply: CannedReply, version: number): void {
  const { id, shortcut, title, lang, groupId, text } = reply;
  const { address = null, validFrom = null, validUntil = null, revision = null } = reply;
  const files = reply.files === undefined ? null : JSON.stringify(reply.files);
  db.run(
    `insert or replace into canned_reply
       (id, shortcut, title, lang, group_id, text, address, valid_from, valid_until, revision, files, version)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, shortcut, title, lang, groupId, text, address, validFrom, validUntil, revision, files, version],
  );
  dropLooseCannedFiles(db);
  db.touch('canned-replies');
}

export function removeCannedReply(db: WritableDb, id: string): void {
  db.run('delete from canned_reply where id = ?', [id]);
  dropLooseCannedFiles(db);
  db.touch('canned-replies');
}

/** Those that the hub has sent, as it sent them. */
export const sharedCannedReplies = (db: ReadableDb): CannedReply[] =>
  db.all<Row>('select * from canned_reply order by shortcut, lang, id').map((row) => ({
    id: row.id,
    shortcut: row.shortcut,
    title: row.title,
    lang: row.lang,
    groupId: row.group_id,
    text: row.text,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.valid_from === null ? {} : { validFrom: row.valid_from }),
    ...(row.valid_until === null ? {} : { validUntil: row.valid_until }),
    ...(row.revision === null ? {} : { revision: row.revision }),
    ...(row.files === null ? {} : { files: [...filesFromColumn(row.files)] }),
  }));

/** Shared ones and this person's own. */
export function allCannedReplies(db: ReadableDb): CannedEntry[] {
  const uses = db.all<{ id: string; used: number }>('select reply_id as id, used from canned_use');
  const usedById = new Map(uses.map(({ id, used }) => [id, used]));
  const entry = (reply: CannedReply, isOwn: boolean): CannedEntry => ({
    ...reply,
    isOwn,
    used: usedById.get(reply.id) ?? 0,
  });
  return [
    ...sharedCannedReplies(db).map((reply) => entry(reply, false)),
    ...ownCannedReplies(db).map((reply) => entry(reply, true)),
  ];
}

/** So many cases are remembered at most; the oldest are forgotten. */
const CHOICES_KEPT = 2_000;

/** Somebody answers with it here: counted, and what it is written in stays the first choice in this case. */
export function noteUse(db: WritableDb, id: string, conversationId: string | null): void {
  const reply = allCannedReplies(db).find((entry) => entry.id === id);
  if (reply === undefined) return;
  const unsent = reply.isOwn ? 0 : 1;
  db.run(
    `insert into canned_use (reply_id, used, unsent, batched) values (?, 1, ?, 0)
     on conflict (reply_id) do update set used = used + 1, unsent = unsent + excluded.unsent`,
    [id, unsent],
  );
  db.touch('canned-replies');
  if (conversationId !== null) choose(db, conversationId, reply);
}

function choose(db: WritableDb, conversationId: string, { lang, address }: CannedReply): void {
  const former = cannedChoice(db, conversationId);
  // One that fits both says nothing about how this person is addressed.
  const form = address ?? former?.address ?? null;
  db.run('delete from canned_choice where conversation_id = ?', [conversationId]);
  db.run('insert into canned_choice (conversation_id, lang, address) values (?, ?, ?)', [conversationId, lang, form]);
  db.run(`delete from canned_choice where rowid <= (select max(rowid) from canned_choice) - ${CHOICES_KEPT}`);
  db.touch('canned-replies');
}

export const cannedChoice = (db: ReadableDb, conversationId: string): CannedChoice | null =>
  db.get<CannedChoice>('select lang, address from canned_choice where conversation_id = ?', [conversationId]) ?? null;

export const hasUsesToTell = (db: ReadableDb): boolean =>
  db.get('select 1 from canned_use where unsent > 0 or batched > 0') !== undefined;

/** What the hub has still to be told: under the same mark until it has it (CR8). Null: nothing. */
export function usesToTell(db: WritableDb, mark: () => string): UsesBatch | null {
  const isNew = (getMeta(db, 'usesBatch') ?? '') === '';
  if (isNew) {
    if (db.get('select 1 from canned_use where unsent > 0') === undefined) return null;
    db.run('update canned_use set batched = unsent, unsent = 0 where unsent > 0');
    setMeta(db, 'usesBatch', mark());
  }
  const rows = db.all<{ id: string; batched: number }>(
    'select reply_id as id, batched from canned_use where batched > 0 order by reply_id',
  );
  return {
    batch: getMeta(db, 'usesBatch') ?? '',
    uses: Object.fromEntries(rows.map(({ id, batched }) => [id, batched])),
  };
}

export function usesTold(db: WritableDb): void {
  db.run('update canned_use set batched = 0 where batched > 0');
  setMeta(db, 'usesBatch', '');
}
