import type { Result } from '../../../shared/bridge/core-queries.ts';
import { numberOf } from '../db/case-number.ts';
import type { ReadableDb } from '../db/database.ts';
import { userById } from '../db/directory.ts';
import { getMeta } from '../db/meta.ts';
import type { SyncStatus } from '../sync/sync-client.ts';

/** `open` and cancelled numbers are nothing that a person waits for. */
const WAITED_FOR = "name not in ('open', 'noop')";

type Kept = Pick<Result<'status'>, 'protection' | 'pin'>;

export function status(db: ReadableDb, sync: SyncStatus, kept: Kept): Result<'status'> {
  const waiting = waitingIn(db);
  const association = getMeta(db, 'association');
  const publicUrl = getMeta(db, 'publicUrl') ?? '';
  const userId = getMeta(db, 'userId');
  return {
    ...sync,
    outboxCount: waiting.count,
    outboxOldestLocalAt: waiting.oldestLocalAt,
    association: association === null ? null : { name: association, ...(publicUrl === '' ? {} : { publicUrl }) },
    me: userId === null ? null : userById(db, userId),
    ...kept,
    door: null,
  };
}

/** Commands that have not been answered, as a person counts them. */
export function waitingIn(db: ReadableDb): { readonly count: number; readonly oldestLocalAt: number | null } {
  const row = db.get<{ n: number; oldest: number | null }>(
    `select count(*) as n, min(local_at) as oldest from outbox where ${WAITED_FOR}`,
  );
  return { count: row?.n ?? 0, oldestLocalAt: row?.oldest ?? null };
}

interface Stored {
  readonly seq: number;
  readonly name: string;
  readonly conversation_id: string;
  readonly key: number | null;
  readonly local_at: number;
  readonly sent: number;
  readonly undo_until: number | null;
}

export function outbox(db: ReadableDb): Result<'outbox'> {
  const rows = db.all<Stored>(
    `select seq, name, conversation_id, key, local_at, sent, undo_until
     from outbox left join conversation on conversation.id = conversation_id where ${WAITED_FOR} order by seq`,
  );
  return rows.map(({ seq, name, conversation_id, key, local_at, sent, undo_until }) => ({
    seq,
    name,
    conversationId: conversation_id,
    number: key === null ? null : numberOf(key),
    localAt: local_at,
    sent: sent === 1,
    undoUntil: undo_until,
  }));
}
