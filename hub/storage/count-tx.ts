import { sql } from 'kysely';
import type { Delivery } from '../../shared/model/message.ts';
import type { Work } from './gathered.ts';
import type { CountReads } from './count-reads.ts';
import { weekTx } from './week-tx.ts';

/** Mails that somebody may have to look after; those that were sent are many, and nobody's worry. */
const unsettled = ['queued', 'sending', 'failed', 'uncertain'] as const satisfies readonly Delivery[];

/** Numbers for whoever runs the hub; every one from an index or a small table. */
export function countTx(work: Work): CountReads {
  const { db } = work;
  const all = db.fn.countAll<number | string>().as('n');
  return {
    ...weekTx(work),
    async counts() {
      const waiting = await db
        .selectFrom('conversations')
        .select(all)
        .where(sql<boolean>`state = 'waiting' and flags is null`)
        .executeTakeFirst();
      const mails = await db
        .selectFrom('outgoing_mails')
        .select(['state', all])
        .where('state', 'in', [...unsettled])
        .groupBy('state')
        .execute();
      const refusals = await db.selectFrom('refusals').select(all).executeTakeFirst();
      const devices = await db.selectFrom('devices').select(all).where('revoked_at', 'is', null).executeTakeFirst();
      const found = new Map(mails.map(({ state, n }) => [state, Number(n)]));
      return {
        waiting: Number(waiting?.n ?? 0),
        outgoingMails: Object.fromEntries(unsettled.map((state) => [state, found.get(state) ?? 0])),
        refusals: Number(refusals?.n ?? 0),
        devices: Number(devices?.n ?? 0),
      };
    },
  };
}
