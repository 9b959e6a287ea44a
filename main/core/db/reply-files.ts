import type { DraftFile } from '../../../shared/bridge/core-queries.ts';
import { ExpectedError } from '../../../shared/errors.ts';
import type { Command } from '../../../shared/protocol/commands.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { padded, paddedText, unpadded, unpaddedText } from './padded.ts';

interface Stored {
  readonly id: string;
  readonly conversation_id: string;
  readonly size_bytes: number;
  readonly facts: Uint8Array;
  readonly leaving: number;
}

type Facts = Pick<DraftFile, 'name' | 'type' | 'flags' | 'cannedId'>;

export interface NewFile extends DraftFile {
  readonly conversationId: string;
  readonly bytes: Uint8Array;
}

/** Files that were chosen for the reply that is being written, in their order (AT6). */
export function draftFilesOf(db: ReadableDb, conversationId: string): DraftFile[] {
  const rows = db.all<Stored>('select * from reply_file where conversation_id = ? and leaving = 0 order by number', [
    conversationId,
  ]);
  return rows.map(fromStored);
}

export function addReplyFile(
  db: WritableDb,
  { conversationId, bytes, id, sizeBytes, name, type, flags, cannedId }: NewFile,
): void {
  const facts: Facts = { name, type, flags, ...(cannedId === undefined ? {} : { cannedId }) };
  db.run('insert into attachment_bytes (id, bytes) values (?, ?)', [id, padded(bytes)]);
  db.run('insert into reply_file (id, conversation_id, size_bytes, facts) values (?, ?, ?, ?)', [
    id,
    conversationId,
    sizeBytes,
    paddedText(JSON.stringify(facts)),
  ]);
}

/** Taken out of the draft by the person; what leaves already stays. Returns of which conversation it was. */
export function removeDraftFile(db: WritableDb, id: string): string | null {
  const row = db.get<Stored>('select * from reply_file where id = ? and leaving = 0', [id]);
  if (row === undefined) return null;
  forget(db, id);
  return row.conversation_id;
}

/** From the draft to the command of the reply, in its transaction. What is not there can't go. */
export function takeDraftFiles(db: WritableDb, command: Command): void {
  for (const id of fileIdsOf(command)) {
    const row = db.get('select 1 from reply_file where id = ? and leaving = 0', [id]);
    if (row === undefined) throw new ExpectedError({ code: 'file-missing' });
    db.run('update reply_file set leaving = 1 where id = ?', [id]);
  }
}

/** The reply will not be carried out (CO7, CO8). */
export function giveFilesBack(db: WritableDb, command: Command): void {
  for (const id of fileIdsOf(command)) db.run('update reply_file set leaving = 0 where id = ?', [id]);
}

/** The hub has the reply: they are attachments now, or, where its content may not be here, nothing any more. */
export function endReplyFiles(db: WritableDb, command: Command): void {
  for (const id of fileIdsOf(command)) {
    const isAttachment = db.get('select 1 from attachment where id = ?', [id]) !== undefined;
    if (isAttachment) db.run('delete from reply_file where id = ?', [id]);
    else forget(db, id);
  }
}

function forget(db: WritableDb, id: string): void {
  db.run('delete from attachment_bytes where id = ?', [id]);
  db.run('delete from reply_file where id = ?', [id]);
}

/** A file that this person chose, with its bytes; null where there is none. */
export function replyFile(db: ReadableDb, id: string): (DraftFile & { readonly bytes: Uint8Array }) | null {
  const row = db.get<Stored>('select * from reply_file where id = ?', [id]);
  const bytes = row === undefined ? null : storedBytes(db, id);
  return row === undefined || bytes === null ? null : { ...fromStored(row), bytes };
}

/** Copied, so that no padding goes along. */
export function storedBytes(db: ReadableDb, id: string): Uint8Array<ArrayBuffer> | null {
  const stored = db.get<{ bytes: Uint8Array }>('select bytes from attachment_bytes where id = ?', [id]);
  return stored === undefined ? null : Uint8Array.from(unpadded(stored.bytes));
}

export const fileIdsOf = (command: Command): readonly string[] =>
  command.name === 'reply' ? (command.files ?? []).map(({ id }) => id) : [];

function fromStored({ id, size_bytes: sizeBytes, facts }: Stored): DraftFile {
  return { id, sizeBytes, ...(JSON.parse(unpaddedText(facts)) as Facts) };
}
