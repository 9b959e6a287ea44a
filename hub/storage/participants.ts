import { sql, type RawBuilder } from 'kysely';
import type { KnownConversation, Work } from './gathered.ts';
import { preparedList } from './prepared.ts';
import { filledUp, inPieces } from './statement-sizes.ts';
import type { ConversationRow, Tables } from './tables.ts';

/** Who takes part, with the feed number since which they may read (FE6). */
export type Since = ReadonlyMap<string, number>;

export const nobody: Since = new Map();

type Held = Pick<ConversationRow, 'id' | 'state' | 'assignee_id' | 'assignee_since_seq'>;

/**
 * While a case is claimed its assignee takes part by the row of the case: a row of their own, in two trees more, would make
 * every claim dearer. All others, and everybody once it is resolved, have one each in `participants`.
 */
const isAssignee = ({ state, assignee_id }: Pick<Held, 'state' | 'assignee_id'>, userId: string): boolean =>
  state === 'claimed' && assignee_id === userId;

/** What the row of a case says of its assignee. */
export const assigneeSince = (
  { state, assigneeId }: { readonly state: ConversationRow['state']; readonly assigneeId: string | null },
  since: Since,
): number | null => (state === 'claimed' && assigneeId !== null ? (since.get(assigneeId) ?? null) : null);

/** Of those that somebody has taken, in the order of their ids. */
export async function participantsOf(work: Work, taken: readonly Held[]): Promise<ReadonlyMap<string, Since>> {
  const byConversation = new Map<string, [string, number][]>();
  if (taken.length === 0) return new Map();
  for (const { id, assignee_id, assignee_since_seq } of taken) {
    byConversation.set(
      id,
      assignee_id === null || assignee_since_seq === null ? [] : [[assignee_id, assignee_since_seq]],
    );
  }
  const ids = [...byConversation.keys()];
  for (const row of (await rowsOf(work, filledUp(ids), {})).rows) {
    byConversation.get(row.conversation_id)?.push([row.user_id, row.since_seq]);
  }
  return new Map([...byConversation].map(([id, some]) => [id, new Map(some.sort(byUserId))]));
}

const byUserId = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);

/** `since_seq` of those who stay is kept: they hold everything since then. */
export async function writeParticipants(work: Work, known: readonly KnownConversation[]): Promise<void> {
  const come: Tables['participants'][] = [];
  for (const { row, since, storedRow, storedSince } of known) {
    const stored = storedRow === null ? nobody : others(storedRow, storedSince);
    const wanted = others(row, since);
    const gone = [...stored].filter(([id, seq]) => wanted.get(id) !== seq).map(([id]) => id);
    if (gone.length > 0) await remove(work, filledUp(gone), { conversationId: row.id });
    for (const [user_id, since_seq] of wanted) {
      if (stored.get(user_id) !== since_seq) come.push({ conversation_id: row.id, user_id, since_seq });
    }
  }
  for (const piece of inPieces(come)) await insert(work, piece, {});
}

function others(row: Held, since: Since): Since {
  if (since.size === 0) return since;
  return new Map([...since].filter(([id]) => !isAssignee(row, id)));
}

/** Ids of the conversations that this user takes part in. */
export const conversationsOfUser = (userId: string): RawBuilder<unknown> => sql`
  select conversation_id from participants where user_id = ${userId}
  union all select id from conversations where state = 'claimed' and assignee_id = ${userId}`;

/** Of a query over holds and devices: the device's user does not take part in what it holds. */
export const ofOthers = sql<boolean>`
  not exists (select 1 from participants
    where participants.conversation_id = holds.conversation_id and participants.user_id = devices.user_id)
  and not exists (select 1 from conversations as held
    where held.id = holds.conversation_id and held.state = 'claimed' and held.assignee_id = devices.user_id)`;

const rowsOf = preparedList((db, ids: readonly string[]) =>
  db.selectFrom('participants').selectAll().where('conversation_id', 'in', ids),
);

const remove = preparedList((db, userIds: readonly string[], { conversationId }: { readonly conversationId: string }) =>
  db.deleteFrom('participants').where('conversation_id', '=', conversationId).where('user_id', 'in', userIds),
);

const insert = preparedList((db, rows: readonly Tables['participants'][]) =>
  db.insertInto('participants').values(rows),
);
