import { chained, GENESIS } from '../audit/chain.ts';
import type { AuditEntry, AuditHead, AuditRecord } from '../audit/entry.ts';
import type { Work } from './gathered.ts';
import { limitOf, prepared, preparedList } from './prepared.ts';
import { inPieces } from './statement-sizes.ts';
import type { ReadTx, WriteTx } from './storage.ts';
import type { AuditRow, Tables } from './tables.ts';

type AuditReads = 'auditCount' | 'auditEntries' | 'auditSuccessor';

export function auditTx(work: Work): Pick<WriteTx, AuditReads | 'appendAudit'> {
  return { ...reads(work), appendAudit: (records) => appendAudit(work, records) };
}

function reads(work: Work): Pick<ReadTx, AuditReads> {
  const entries = work.db.selectFrom('audit');
  return {
    auditCount: async () => (await headOf(work)).entries,
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
 * the last entry and writing the next. How many there are stands elsewhere too (`headOf`), so that entries cut off at the end
 * leave a gap behind.
 */
export async function appendAudit(work: Work, records: readonly AuditRecord[]): Promise<void> {
  if (records.length === 0) return;
  const { kept, gathered } = work;
  const entries = chained(await auditHead(work), records);
  for (const { seq, hash } of entries) kept.audit = { entries: seq, hash };
  gathered.audit.push(...entries.map(entryToRow));
}

/** The end of the chain, with what this transaction adds. */
export async function auditHead(work: Work): Promise<AuditHead> {
  return (work.kept.audit ??= await headOf(work));
}

export async function writeEntries(work: Work): Promise<void> {
  for (const piece of inPieces(work.gathered.audit.splice(0))) await insert(work, piece, {});
}

/**
 * Where it ends, and how many there ever were: the youngest place of the feed says so, or, where no other change came with
 * the last entries, a counter.
 */
async function headOf(work: Work): Promise<AuditHead> {
  const [row] = (await counted(work, {})).rows;
  return { entries: Math.max(row?.value ?? 0, row?.fed ?? 0), hash: row?.hash ?? GENESIS };
}

const counted = prepared((db) =>
  db
    .selectFrom('counters')
    .where('name', '=', 'audit')
    .select((eb) => [
      'value',
      eb.selectFrom('feed').select('audit_seq').orderBy('seq', 'desc').limit(limitOf(1)).as('fed'),
      eb.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(limitOf(1)).as('hash'),
    ]),
);

/** For entries that no place of the feed counts. */
export async function countEntries(work: Work): Promise<void> {
  await setCounter(work, { name: 'audit', value: (await auditHead(work)).entries });
}

const setCounter = prepared((db, counter: Tables['counters']) =>
  db
    .insertInto('counters')
    .values(counter)
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') }))),
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
