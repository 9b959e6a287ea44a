import { chained, GENESIS } from '../audit/chain.ts';
import type { AuditEntry, AuditHead, AuditRecord } from '../audit/entry.ts';
import type { Gathered, Work } from './gathered.ts';
import { limitOf, prepared, preparedList } from './prepared.ts';
import { inPieces } from './statement-sizes.ts';
import type { ReadTx, WriteTx } from './storage.ts';
import type { AuditRow, Tables } from './tables.ts';

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
  const { kept, gathered } = work;
  kept.audit ??= await headOf(work);
  const entries = chained(kept.audit, records);
  for (const { seq, hash } of entries) kept.audit = { entries: seq, hash };
  gathered.audit.push(...entries.map(entryToRow));
}

/** What the counter has to be set to, now that these are written. */
export const auditCounterOf = ({ audit }: Gathered): readonly Tables['counters'][] =>
  audit.slice(-1).map(({ seq }) => ({ name: 'audit', value: seq }));

export async function writeEntries(work: Work): Promise<void> {
  for (const piece of inPieces(work.gathered.audit.splice(0))) await insert(work, piece, {});
}

async function headOf(work: Work): Promise<AuditHead> {
  const [row] = (await countedWithLast(work, {})).rows;
  return { entries: row?.value ?? 0, hash: row?.hash ?? GENESIS };
}

/** How many there ever were, and which is the last. */
const countedWithLast = prepared((db) =>
  db
    .selectFrom('counters')
    .where('name', '=', 'audit')
    .select((eb) => [
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
