import { addBlob } from './blob-tx.ts';
import { changedColumns } from './conversation-rows.ts';
import { auditHead, countEntries, writeEntries } from './audit-tx.ts';
import { writePlaces } from './feed-tx.ts';
import { hasUnwritten, type Gathered, type KnownConversation, type Work } from './gathered.ts';
import { writeParticipants } from './participants.ts';
import { prepared, preparedList } from './prepared.ts';
import { inPieces } from './statement-sizes.ts';
import type { ConversationRow, MessageRow, OutgoingMailRow, Tables } from './tables.ts';

/** Writes what the transaction has gathered, in an order in which everything refers to what is there. */
export async function writeGathered(work: Work): Promise<void> {
  const { gathered } = work;
  if (gathered.failure !== null) throw gathered.failure.error;
  if (!hasUnwritten(gathered)) return;
  try {
    await writeConversations(work);
    await writeMessages(work);
    await writeFeedAndAudit(work);
    await writeAnswers(work);
  } catch (error) {
    gathered.failure = { error };
    throw error;
  }
}

async function writeConversations(work: Work): Promise<void> {
  const known = taken(work.gathered.changed);
  const fresh = known.filter(({ storedRow }) => storedRow === null).map(({ row }) => row);
  for (const piece of inPieces(fresh)) await insertConversations(work, piece, {});
  for (const { row, storedRow } of known) {
    const set = storedRow === null ? {} : changedColumns(storedRow, row);
    if (Object.keys(set).length > 0) await updateConversation(work, { ...set, id: row.id });
  }
  await writeParticipants(work, known);
  for (const each of known) Object.assign(each, { storedRow: each.row, storedSince: each.since });
}

async function writeMessages(work: Work): Promise<void> {
  const { keys, messages, attachments, blobs, mails } = work.gathered;
  for (const piece of inPieces(keys.splice(0))) await insertKeys(work, piece, {});
  for (const piece of inPieces(messages.splice(0))) await insertMessages(work, piece, {});
  for (const row of attachments.splice(0)) await work.db.insertInto('attachments').values(row).execute();
  for (const blob of blobs.splice(0)) await addBlob(work, blob);
  for (const piece of inPieces(mails.splice(0))) await insertMails(work, piece, {});
}

async function writeAnswers(work: Work): Promise<void> {
  for (const piece of inPieces(work.gathered.newAnswers.splice(0))) await insertAnswers(work, piece, {});
}

async function writeFeedAndAudit(work: Work): Promise<void> {
  const { places, audit } = work.gathered;
  if (places.size > 0) await writePlaces(work, (await auditHead(work)).entries);
  else if (audit.length > 0) await countEntries(work);
  await writeEntries(work);
}

function taken(changed: Gathered['changed']): readonly KnownConversation[] {
  const all = [...changed];
  changed.clear();
  return all;
}

const insertConversations = preparedList((db, rows: readonly ConversationRow[]) =>
  db.insertInto('conversations').values(rows),
);

const updateConversation = prepared((db, { id, ...set }: Partial<ConversationRow> & Pick<ConversationRow, 'id'>) =>
  db.updateTable('conversations').set(set).where('id', '=', id),
);

const insertKeys = preparedList((db, rows: readonly Tables['content_keys'][]) =>
  db.insertInto('content_keys').values(rows),
);

const insertMessages = preparedList((db, rows: readonly MessageRow[]) => db.insertInto('messages').values(rows));

const insertMails = preparedList((db, rows: readonly OutgoingMailRow[]) =>
  db.insertInto('outgoing_mails').values(rows),
);

const insertAnswers = preparedList((db, rows: readonly Tables['command_answers'][]) =>
  db.insertInto('command_answers').values(rows),
);
