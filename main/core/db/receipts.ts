import type { ReadableDb, WritableDb } from './database.ts';

export interface Receipt {
  readonly conversationId: string;
  readonly fence: number;
  /** The text went by itself; where this device stood then (EX3). */
  readonly expired?: number;
}

/**
 * What the hub is owed a word about: content that was removed here [EV2]. `evicted` has no answer, so a receipt is kept
 * until the hub must have heard it, and is sent again on a new connection. Sending it twice does no harm.
 */
export function addReceipt(db: WritableDb, { conversationId, fence, expired }: Receipt): void {
  db.run(
    `insert into receipt (conversation_id, fence, round, expired) values (?, ?, null, ?)
     on conflict do update set fence = excluded.fence, round = null, expired = excluded.expired`,
    [conversationId, fence, expired ?? null],
  );
}

/** Of text that went by itself, of very many at once. */
export function addExpiredReceipts(db: WritableDb, ids: readonly string[], cursor: number): void {
  db.run(
    `insert into receipt (conversation_id, fence, round, expired)
     select id, fence, null, @cursor from conversation where id in (select value from json_each(@ids))
     on conflict do update set fence = excluded.fence, round = null, expired = excluded.expired`,
    { ids: JSON.stringify(ids), cursor },
  );
}

/** Content has come again: the older word no longer holds. */
export function dropReceipt(db: WritableDb, conversationId: string): void {
  db.run('delete from receipt where conversation_id = ?', [conversationId]);
}

interface ReceiptRow {
  readonly id: string;
  readonly fence: number;
  readonly expired: number | null;
}

const UNSENT = 'select conversation_id as id, fence, expired from receipt where round is null';

export const unsentReceipts = (db: ReadableDb, limit: number): Receipt[] =>
  db.all<ReceiptRow>(`${UNSENT} order by conversation_id limit ?`, [limit]).map(receiptOf);

export const unsentReceiptsOf = (db: ReadableDb, conversationIds: readonly string[]): Receipt[] =>
  db
    .all<ReceiptRow>(`${UNSENT} and conversation_id in (select value from json_each(?))`, [
      JSON.stringify(conversationIds),
    ])
    .map(receiptOf);

const receiptOf = ({ id, fence, expired }: ReceiptRow): Receipt => ({
  conversationId: id,
  fence,
  ...(expired === null ? {} : { expired }),
});

export function hasReceipts(db: ReadableDb): boolean {
  return db.get('select 1 from receipt limit 1') !== undefined;
}

export function receiptsSent(db: WritableDb, receipts: readonly Receipt[]): void {
  db.run(
    `update receipt set round = 0 from json_each(?) as sent
     where conversation_id = sent.value ->> '$.conversationId' and fence = sent.value ->> '$.fence'`,
    [JSON.stringify(receipts)],
  );
}

/**
 * A hub that hears nothing pings at most three times more before it gives up (25 s, a ping every 10 s), and one ping may
 * have been on its way: the fifth on the same connection proves that it heard something later than the receipt [LI1].
 */
const PINGS_THAT_PROVE = 5;

export function countPing(db: WritableDb): void {
  db.run('delete from receipt where round >= ?', [PINGS_THAT_PROVE - 1]);
  db.run('update receipt set round = round + 1 where round is not null');
}

/** On a new connection it is not known what arrived on the old one. */
export function sendReceiptsAgain(db: WritableDb): void {
  db.run('update receipt set round = null where round is not null');
}
