import { chained, GENESIS } from '../audit/chain.ts';
import type { AuditEntry, AuditRecord } from '../audit/entry.ts';
import type { Work } from './gathered.ts';
import { limitOf, prepared, preparedList } from './prepared.ts';
import { inPieces } from './statement-sizes.ts';
import type { ReadTx, WriteTx } from './storage.ts';
import type { AuditRow } from './tables.ts';

type AuditReads = 'auditCount' | 'auditEntries' | 'auditSuccessor';

export function auditTx(work: Work): Pick<WriteTx, AuditReads | 'appendAudit'> {
  return { ...reads(work), appendAudit: (records) => appendAudit(work, records) };
}

function reads({ db }: Work): Pick<ReadTx, AuditReads> {
  const entries = db.selectFrom('audit');
  return {
    async auditCount() {
      const row = await db.selectFrom('counters').select('value').where('name', '=', 'audit').executeTakeFirst();
      return row?.value ?? 0;
    },
    async auditEntries({ after, limit, number }) {
      const page = entries.selectAll().where('seq', '>', after).orderBy('seq').limit(limit);
      const rows = await (number === undefined ? page : page.where('number', '=', number)).execute();
      return rows.map(entryFromRow);
    },
    async auditSuccessor(hash, except) {
      const named = entries.select('seq').where('previous', '=', hash).where('seq', '!=', except);
      return (await named.orderBy('seq').limit(1).executeTakeFirst())?.seq ?? null;
    },
  };
}

/**
 * Transactions that write are one at a time for all hubs on the same data (see `Storage`): nobody comes between looking for
 * the last entry and writing the next. Numbers come from a counter, so that entries cut off at the end leave a gap behind.
 */
export async function appendAudit(work: Work, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  const [counted] = (await countEntries(work, { by: records.length })).rows;
  if (counted === undefined) throw new Error('a counter that gives no number');
  const head = { entries: counted.value - records.length, hash: counted.hash ?? GENESIS };
  for (const piece of inPieces(chained(head, records).map(entryToRow))) await insert(work, piece, {});
}

/** Counts them, and says which entry is the last before them. */
const countEntries = prepared((db, { by }: { readonly by: number }) =>
  db
    .insertInto('counters')
    .values({ name: 'audit', value: by })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('counters.value', '+', eb.ref('excluded.value')) })),
    )
    .returning((eb) => [
      'value',
      eb.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(limitOf(1)).as('hash'),
    ]),
);

const insert = preparedList((db, rows: readonly AuditRow[]) => db.insertInto('audit').values(rows));

const entryFromRow = (row: AuditRow): AuditEntry => ({
  seq: row.seq,
  at: row.at,
  kind: row.kind,
  userId: row.user_id,
  deviceId: row.device_id,
  conversationId: row.conversation_id,
  number: row.number,
  facts: row.facts,
  previous: row.previous,
  hash: row.hash,
});

const entryToRow = (entry: AuditEntry): AuditRow => ({
  seq: entry.seq,
  at: entry.at,
  kind: entry.kind,
  user_id: entry.userId,
  device_id: entry.deviceId,
  conversation_id: entry.conversationId,
  number: entry.number,
  facts: entry.facts,
  previous: entry.previous,
  hash: entry.hash,
});
