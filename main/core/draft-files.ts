import type { Call } from '../../shared/bridge/core.ts';
import type { Ids } from '../../shared/effects.ts';
import { ExpectedError } from '../../shared/errors.ts';
import { typeOfFile } from '../../shared/files/kinds.ts';
import { MAX_ATTACHMENTS, MAX_REPLY_FILES, MAX_REPLY_FILES_BYTES } from '../../shared/protocol/limits.ts';
import { rowById } from './db/conversation-row.ts';
import type { CoreDb, ReadableDb } from './db/database.ts';
import { markDrafts } from './db/drafts.ts';
import { messagesOf } from './db/messages.ts';
import { pendingOf } from './db/outbox.ts';
import { addReplyFile, draftFilesOf, fileIdsOf, removeDraftFile, type NewFile } from './db/reply-files.ts';
import type { AttachmentDeps } from './sync/attachments.ts';
import { cannedFileContent } from './sync/canned-files.ts';

interface Deps {
  readonly db: CoreDb;
  readonly ids: Ids;
  readonly attachments: AttachmentDeps;
}

/** A copy of a canned reply's file, once for each reply that is written: null where it is there already (CR11). */
export async function addCannedFile(
  deps: Deps,
  { conversationId, id }: Extract<Call, { name: 'add-canned-file' }>,
): Promise<{ id: string } | null> {
  const isThere = deps.db.read((tx) => draftFilesOf(tx, conversationId).some(({ cannedId }) => cannedId === id));
  if (isThere) return null;
  const { name, type, flags, bytes } = await cannedFileContent(deps.attachments, id);
  return { id: addToDraft(deps, { conversationId, name, type, flags, bytes, cannedId: id }) };
}

/** Durable when it returns; what can't go with a reply is said at once, and nothing else changes (AT7). */
export function addFile(
  { db, ids }: Pick<Deps, 'db' | 'ids'>,
  { conversationId, fileName: name, bytes, flags }: Extract<Call, { name: 'add-file' }>,
): string {
  const type = typeOfFile(name, bytes);
  if (type === null) throw new ExpectedError({ code: 'file-type' });
  return addToDraft({ db, ids }, { conversationId, name, type, flags, bytes });
}

function addToDraft(
  { db, ids }: Pick<Deps, 'db' | 'ids'>,
  { conversationId, bytes, ...file }: Omit<NewFile, 'id' | 'sizeBytes'>,
): string {
  const id = ids.next();
  db.write((tx) => {
    const others = draftFilesOf(tx, conversationId);
    const sizeBytes = others.reduce((sum, file) => sum + file.sizeBytes, bytes.length);
    const sent = sentFiles(tx, conversationId);
    if (sent + others.length >= MAX_ATTACHMENTS)
      throw new ExpectedError({ code: 'too-many-files', limit: MAX_ATTACHMENTS });
    if (others.length >= MAX_REPLY_FILES) throw new ExpectedError({ code: 'too-many-files', limit: MAX_REPLY_FILES });
    if (sizeBytes > MAX_REPLY_FILES_BYTES)
      throw new ExpectedError({ code: 'files-too-large', limit: MAX_REPLY_FILES_BYTES });
    addReplyFile(tx, { ...file, id, conversationId, bytes, sizeBytes: bytes.length });
    markDrafts(tx, conversationId);
  });
  return id;
}

/** With the replies of this case, those that have not left included (AT2). */
function sentFiles(db: ReadableDb, conversationId: string): number {
  const row = rowById(db, conversationId);
  const messages = row === undefined ? [] : messagesOf(db, row.key);
  const here = messages.filter(({ kind }) => kind === 'reply').flatMap(({ attachments }) => attachments);
  const leaving = pendingOf(db, conversationId).flatMap(({ command }) => fileIdsOf(command));
  return here.filter(({ redacted }) => redacted === undefined).length + leaving.length;
}

export function removeFile({ db }: Pick<Deps, 'db'>, id: string): null {
  db.write((tx) => {
    const conversationId = removeDraftFile(tx, id);
    if (conversationId !== null) markDrafts(tx, conversationId);
  });
  db.truncateLog();
  return null;
}
