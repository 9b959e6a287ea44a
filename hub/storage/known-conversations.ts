import { conversationFromRow } from './conversation-rows.ts';
import { openDetails, type Details } from './details.ts';
import type { KnownConversation, Work } from './gathered.ts';
import { nobody, participantsOf, type Since } from './participants.ts';
import { prepared, preparedList } from './prepared.ts';
import { filledUp } from './statement-sizes.ts';
import type { ConversationRow } from './tables.ts';

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
/** With the key of the case. */
export type KeyedRow = ConversationRow & { readonly details_key: Uint8Array | null };

export async function noteRows(work: Work, rows: readonly KeyedRow[]): Promise<readonly KnownConversation[]> {
  const participants = await participantsOf(
    work,
    rows.filter(({ state }) => state !== 'waiting'),
  );
  return rows.map((row) => {
    const detailsKey = row.details_key;
    const details = openDetails(row.details, detailsKey);
    return noteConversation(work, row, {
      since: participants.get(row.id) ?? nobody,
      isStored: true,
      details,
      detailsKey,
    });
  });
}

interface Beside {
  readonly since: Since;
  readonly details: Details;
  readonly detailsKey: Uint8Array | null;
}

interface Noted extends Beside {
  readonly isStored: boolean;
}

export function noteConversation(work: Work, row: ConversationRow, { isStored, ...beside }: Noted): KnownConversation {
  const { since } = beside;
  const stored = isStored ? { storedRow: row, storedSince: since } : { storedRow: null, storedSince: nobody };
  const known = { ...stateOf(row, beside), ...stored };
  work.gathered.conversations.set(row.id, known);
  return known;
}

export const stateOf = (row: ConversationRow, { since, details, detailsKey }: Beside) => ({
  row,
  since,
  detailsKey,
  record: conversationFromRow(row, { details, participantIds: [...since.keys()] }),
});

export const keyedConversations = (db: Work['db']) =>
  db
    .selectFrom('conversations')
    .leftJoin('content_keys', 'content_keys.id', 'conversations.details_key_id')
    .selectAll('conversations')
    .select('content_keys.key as details_key');

const conversationById = prepared((db, { id }: { readonly id: string }) =>
  keyedConversations(db).where('conversations.id', '=', id),
);

const conversationsById = preparedList((db, ids: readonly string[]) =>
  keyedConversations(db).where('conversations.id', 'in', ids),
);
