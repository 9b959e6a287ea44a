import { addBlob } from './blob-tx.ts';
import { changedColumns } from './conversation-rows.ts';
import { auditCounterOf, writeEntries } from './audit-tx.ts';
import { feedCounterOf, setCounters, writePlacesOnly } from './feed-tx.ts';
import type { Gathered, KnownConversation, Work } from './gathered.ts';
import { prepared, preparedList } from './prepared.ts';
import { filledUp, inPieces } from './statement-sizes.ts';
import type { ConversationRow, MessageRow, OutgoingMailRow, Tables } from './tables.ts';

/** Writes what the transaction has gathered, in an order in which everything refers to what is there. */
export async function writeGathered(work: Work): Promise<void> {
  const { gathered } = work;
  if (gathered.failure !== null) throw gathered.failure.error;
  try {
    await writeConversations(work);
    await writeMessages(work);
    await writeCounters(work);
    await writePlacesOnly(work);
    await writeEntries(work);
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

/** `since_seq` of those who stay is kept: they hold everything since then. */
async function writeParticipants(work: Work, known: readonly KnownConversation[]): Promise<void> {
  for (const { row, since, storedSince } of known) {
    const gone = [...storedSince].filter(([id, seq]) => since.get(id) !== seq).map(([id]) => id);
    if (gone.length > 0) await deleteParticipants(work, filledUp(gone), { conversationId: row.id });
  }
  const come = known.flatMap(({ row, since, storedSince }) =>
    [...since]
      .filter(([id, seq]) => storedSince.get(id) !== seq)
      .map(([user_id, since_seq]) => ({ conversation_id: row.id, user_id, since_seq })),
  );
  for (const piece of inPieces(come)) await insertParticipants(work, piece, {});
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

async function writeCounters(work: Work): Promise<void> {
  const counters = [...feedCounterOf(work.gathered), ...auditCounterOf(work.gathered)];
  if (counters.length > 0) await setCounters(work, counters, {});
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

const deleteParticipants = preparedList(
  (db, userIds: readonly string[], { conversationId }: { readonly conversationId: string }) =>
    db.deleteFrom('participants').where('conversation_id', '=', conversationId).where('user_id', 'in', userIds),
);

const insertParticipants = preparedList((db, rows: readonly Tables['participants'][]) =>
  db.insertInto('participants').values(rows),
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
