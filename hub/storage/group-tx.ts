import { sql } from 'kysely';
import { bump } from './feed-tx.ts';
import type { Work } from './gathered.ts';
import type { GroupReads, GroupWrites } from './groups.ts';
import { prepared } from './prepared.ts';

/** The literals let a database know that the partial indexes fit. */
const inState = { waiting: sql<boolean>`state = 'waiting'`, claimed: sql<boolean>`state = 'claimed'` } as const;

export function groupTx(work: Work): GroupReads & GroupWrites {
  const { db } = work;
  return {
    async successors() {
      const rows = await db
        .selectFrom('groups')
        .select(['id', 'retired_into'])
        .where('retired_into', 'is not', null)
        .execute();
      const next = new Map(rows.map(({ id, retired_into }) => [id, retired_into ?? id]));
      return new Map([...next.keys()].map((id) => [id, lastOf(next, id)]));
    },
    async casesIn(groupId, state) {
      const rows = await db
        .selectFrom('conversations')
        .select(['id', 'number'])
        .where('group_id', '=', groupId)
        .where(inState[state])
        .execute();
      // Asked for in this order, SQLite would read all cases there are by their number.
      return rows.sort((a, b) => (a.number < b.number ? -1 : 1)).map(({ id }) => id);
    },
    async retireGroup({ id, revision = 0 }, intoId) {
      await db.updateTable('groups').set({ retired_into: intoId, revision }).where('id', '=', id).execute();
      await bump(work, { kind: 'group', id, isPublic: true });
    },
  };
}

/** The group that follows may have been retired since; it never leads back, because only a group in use can follow. */
function lastOf(next: ReadonlyMap<string, string>, id: string): string {
  let last = id;
  for (let into = next.get(last); into !== undefined; into = next.get(last)) last = into;
  return last;
}

const retiredInto = prepared((db, { id }: { readonly id: string }) =>
  db.selectFrom('groups').select('retired_into').where('id', '=', id),
);

/** Where a case waits that names this group (GR4). */
export async function groupInUse(work: Work, id: string): Promise<string> {
  let last = id;
  for (;;) {
    const [row] = (await retiredInto(work, { id: last })).rows;
    if (row === undefined || row.retired_into === null) return last;
    last = row.retired_into;
  }
}
