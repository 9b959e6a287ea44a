import { conversationFromRow } from './conversation-rows.ts';
import type { KnownConversation, Work } from './gathered.ts';
import { prepared, preparedList } from './prepared.ts';
import { filledUp } from './statement-sizes.ts';
import type { ConversationRow, Tables } from './tables.ts';

/** As this transaction has left it, read once. */
export async function knownConversation(work: Work, id: string): Promise<KnownConversation | null> {
  const known = work.gathered.conversations.get(id);
  if (known !== undefined) return known;
  const [found] = await noteRows(work, (await conversationById(work, { id })).rows);
  if (found === undefined) work.gathered.conversations.set(id, null);
  return found ?? null;
}

/** The same for many; those that there are. */
export async function knownConversations(work: Work, ids: readonly string[]): Promise<readonly KnownConversation[]> {
  const { conversations } = work.gathered;
  const missing = [...new Set(ids)].filter((id) => !conversations.has(id));
  if (missing.length > 0) {
    await noteRows(work, (await conversationsById(work, filledUp(missing), {})).rows);
    for (const id of missing) if (!conversations.has(id)) conversations.set(id, null);
  }
  return ids.flatMap((id) => conversations.get(id) ?? []);
}

/** What was just read of the table, whichever way. Nothing may wait to be written. */
export async function noteRows(work: Work, rows: readonly ConversationRow[]): Promise<readonly KnownConversation[]> {
  const taken = rows.filter(({ state }) => state !== 'waiting').map(({ id }) => id);
  const participants = await participantsOf(work, taken);
  return rows.map((row) => noteConversation(work, row, { since: participants.get(row.id) ?? nobody, isStored: true }));
}

const nobody: ReadonlyMap<string, number> = new Map();

interface Rights {
  readonly since: ReadonlyMap<string, number>;
  readonly isStored: boolean;
}

export function noteConversation(work: Work, row: ConversationRow, { since, isStored }: Rights): KnownConversation {
  const stored = isStored ? { storedRow: row, storedSince: since } : { storedRow: null, storedSince: nobody };
  const known = { ...stateOf(row, since), ...stored };
  work.gathered.conversations.set(row.id, known);
  return known;
}

export const stateOf = (row: ConversationRow, since: ReadonlyMap<string, number>) => ({
  row,
  since,
  record: conversationFromRow(row, [...since.keys()]),
});

async function participantsOf(work: Work, ids: readonly string[]): Promise<Map<string, Map<string, number>>> {
  const byConversation = new Map<string, Map<string, number>>();
  if (ids.length === 0) return byConversation;
  const rows: Tables['participants'][] = (await participantsByConversation(work, filledUp(ids), {})).rows;
  for (const row of rows) {
    const since = byConversation.get(row.conversation_id) ?? new Map<string, number>();
    byConversation.set(row.conversation_id, since.set(row.user_id, row.since_seq));
  }
  return byConversation;
}

const conversationById = prepared((db, { id }: { readonly id: string }) =>
  db.selectFrom('conversations').selectAll().where('id', '=', id),
);

const conversationsById = preparedList((db, ids: readonly string[]) =>
  db.selectFrom('conversations').selectAll().where('id', 'in', ids),
);

const participantsByConversation = preparedList((db, ids: readonly string[]) =>
  db.selectFrom('participants').selectAll().where('conversation_id', 'in', ids).orderBy('user_id'),
);
