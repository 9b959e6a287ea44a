import type { FeedPlace, Work } from './gathered.ts';
import { limitOf, prepared, preparedList } from './prepared.ts';
import type { FeedRow, ReadTx } from './storage.ts';
import { filledUp, inPieces } from './statement-sizes.ts';
import type { FeedKind, Tables } from './tables.ts';

export interface Bump {
  readonly kind: FeedKind;
  readonly id: string;
  /** The change shows in the stub, or ends somebody's right to read. */
  readonly isPublic: boolean;
}

/** Next number of the one sequence of changes (FE1). */
async function nextSeq(work: Work): Promise<number> {
  const { effects, gathered, kept } = work;
  const seq = (await feedSeq(work)) + 1;
  gathered.feedSeq = seq;
  gathered.feedStart ??= seq - 1;
  kept.feedSeq = seq;
  effects.feed = true;
  effects.feedSeq = seq;
  return seq;
}

/** The feed has lost no place yet: its youngest one says how far it has come. */
export async function feedSeq(work: Work): Promise<number> {
  const { gathered, kept } = work;
  gathered.feedSeq ??= kept.feedSeq ??= (await youngest(work, {})).rows[0]?.seq ?? 0;
  return gathered.feedSeq;
}

const youngest = prepared((db) => db.selectFrom('feed').select((eb) => eb.fn.max('seq').as('seq')));

/** Counts `by` further; returns where the counter stands then. */
export async function nextCount(work: Work, name: string, by = 1): Promise<number> {
  const [row] = (await count(work, { name, by })).rows;
  if (row === undefined) throw new Error('a counter that gives no number');
  return row.value;
}

const count = prepared((db, { name, by }: { readonly name: string; readonly by: number }) =>
  db
    .insertInto('counters')
    .values({ name, value: by })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('counters.value', '+', eb.ref('excluded.value')) })),
    )
    .returning('value'),
);

/** Gives an entity the next number and returns it. */
export async function bump(work: Work, { kind, id, isPublic }: Bump): Promise<number> {
  const seq = await nextSeq(work);
  const { moved, places } = work.gathered;
  const key = `${kind} ${id}`;
  const place = { kind, id, seq, publicSeq: isPublic ? seq : (moved.get(key)?.publicSeq ?? null) };
  places.set(key, place);
  moved.set(key, place);
  return seq;
}

/** `auditSeq`: how many entries the audit has with those of this transaction so far. */
export async function writePlaces(work: Work, auditSeq: number): Promise<void> {
  const { gathered } = work;
  const all = [...gathered.places.values()];
  gathered.places.clear();
  const toRow = ({ kind, id, seq, publicSeq }: FeedPlace): Tables['feed'] => ({
    kind,
    entity_id: id,
    seq,
    public_seq: publicSeq ?? seq,
    audit_seq: seq === gathered.feedSeq ? auditSeq : null,
  });
  const ofPublic = all.filter(({ publicSeq }) => publicSeq !== null);
  for (const piece of inPieces(ofPublic.map(toRow))) await placePublic(work, piece, {});
  const ofPrivate = all.filter(({ publicSeq }) => publicSeq === null);
  for (const piece of inPieces(ofPrivate.map(toRow))) await place(work, piece, {});
}

const placePublic = preparedList((db, rows: readonly Tables['feed'][]) =>
  db
    .insertInto('feed')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['kind', 'entity_id']).doUpdateSet((eb) => ({
        seq: eb.ref('excluded.seq'),
        public_seq: eb.ref('excluded.public_seq'),
        audit_seq: eb.ref('excluded.audit_seq'),
      })),
    ),
);

const place = preparedList((db, rows: readonly Tables['feed'][]) =>
  db
    .insertInto('feed')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['kind', 'entity_id']).doUpdateSet((eb) => ({
        seq: eb.ref('excluded.seq'),
        audit_seq: eb.ref('excluded.audit_seq'),
      })),
    ),
);

export function feedTx(work: Work): Pick<ReadTx, 'feedSeq' | 'feed' | 'feedCount' | 'feedOf'> {
  return {
    feedSeq: () => feedSeq(work),
    async feed(cursor, limit) {
      return ofThisTransaction(work, cursor, limit) ?? (await above(work, { cursor, limit })).rows.map(fromRow);
    },
    async feedOf(conversationIds) {
      if (conversationIds.length === 0) return [];
      return (await ofConversations(work, filledUp(conversationIds), {})).rows.map(fromRow);
    },
    async feedCount(cursor) {
      return (await countAbove(work, { cursor })).rows[0]?.count ?? 0;
    },
  };
}

/** What this transaction has moved needs no reading, where all that is asked for is younger; null: it has to be read. */
function ofThisTransaction({ gathered }: Work, cursor: number, limit: number): FeedRow[] | null {
  const { feedStart, moved } = gathered;
  if (feedStart === null || cursor < feedStart) return null;
  const rows: FeedRow[] = [];
  for (const { kind, id, seq, publicSeq } of moved.values()) {
    // It changed in private: the public number is an older one.
    if (publicSeq === null) return null;
    if (seq > cursor) rows.push({ kind, id, seq, publicSeq });
  }
  return rows.sort((a, b) => a.seq - b.seq).slice(0, limit);
}

const above = prepared((db, { cursor, limit }: { readonly cursor: number; readonly limit: number }) =>
  db
    .selectFrom('feed')
    .select(['kind', 'entity_id', 'seq', 'public_seq'])
    .where('seq', '>', cursor)
    .orderBy('seq')
    .limit(limitOf(limit)),
);

const ofConversations = preparedList((db, ids: readonly string[]) =>
  db.selectFrom('feed').selectAll().where('kind', '=', 'conversation').where('entity_id', 'in', ids).orderBy('seq'),
);

const countAbove = prepared((db, { cursor }: { readonly cursor: number }) =>
  db
    .selectFrom('feed')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('seq', '>', cursor),
);

const fromRow = (row: Omit<Tables['feed'], 'audit_seq'>): FeedRow => ({
  kind: row.kind,
  id: row.entity_id,
  seq: row.seq,
  publicSeq: row.public_seq,
});
