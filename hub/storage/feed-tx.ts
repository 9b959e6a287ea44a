import type { Work } from './kysely-tx.ts';
import type { FeedRow, ReadTx } from './storage.ts';
import { filledUp } from './statement-sizes.ts';
import type { FeedKind, Tables } from './tables.ts';

export interface Bump {
  readonly kind: FeedKind;
  readonly id: string;
  /** The change shows in the stub, or ends somebody's right to read. */
  readonly isPublic: boolean;
}

/** Next number of the one sequence of changes (FE1). */
export async function nextSeq({ db, effects }: Work): Promise<number> {
  const seq = await nextCount(db, 'feed');
  effects.feed = true;
  effects.feedSeq = seq;
  return seq;
}

/** Counts `by` further; returns where the counter stands then. */
export async function nextCount(db: Work['db'], name: string, by = 1): Promise<number> {
  const row = await db
    .insertInto('counters')
    .values({ name, value: by })
    .onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ value: eb('counters.value', '+', by) })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
}

/** Gives an entity the next number and returns it. */
export async function bump(work: Work, { kind, id, isPublic }: Bump): Promise<number> {
  const seq = await nextSeq(work);
  await work.db
    .insertInto('feed')
    .values({ kind, entity_id: id, seq, public_seq: seq })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'entity_id']).doUpdateSet(isPublic ? { seq, public_seq: seq } : { seq }),
    )
    .execute();
  return seq;
}

export function feedTx({ db }: Work): Pick<ReadTx, 'feedSeq' | 'feed' | 'feedCount' | 'feedOf'> {
  return {
    async feedSeq() {
      const row = await db.selectFrom('counters').select('value').where('name', '=', 'feed').executeTakeFirst();
      return row?.value ?? 0;
    },
    async feed(cursor, limit) {
      const rows = await db
        .selectFrom('feed')
        .select(['kind', 'entity_id', 'seq', 'public_seq'])
        .where('seq', '>', cursor)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    async feedOf(conversationIds) {
      if (conversationIds.length === 0) return [];
      const named = db.selectFrom('feed').selectAll().where('kind', '=', 'conversation');
      return (await named.where('entity_id', 'in', filledUp(conversationIds)).orderBy('seq').execute()).map(fromRow);
    },
    async feedCount(cursor) {
      const { count } = await db
        .selectFrom('feed')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('seq', '>', cursor)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

const fromRow = (row: Tables['feed']): FeedRow => ({
  kind: row.kind,
  id: row.entity_id,
  seq: row.seq,
  publicSeq: row.public_seq,
});
