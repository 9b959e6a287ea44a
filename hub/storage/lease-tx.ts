import { sql } from 'kysely';
import type { Work } from './gathered.ts';
import type { ReadTx, WriteTx } from './storage.ts';

/** Literals, not parameters: only so a database knows that the partial index fits. */
const claimedChat = sql<boolean>`channel = 'chat' and state = 'claimed'`;

type Methods = 'leases' | 'lease' | 'renewLeases';

export function leaseTx({ db }: Work): Pick<ReadTx & WriteTx, Methods> {
  const leased = () =>
    db
      .selectFrom('conversations')
      .select(['id as conversationId', 'assignee_id', 'fence', 'lease_beat as beat'])
      .where(claimedChat);
  const fromRow = <R extends { assignee_id: string | null }>({ assignee_id: assigneeId, ...row }: R) => ({
    ...row,
    assigneeId: assigneeId ?? '',
  });
  return {
    leases: async () => (await leased().orderBy('id').execute()).map(fromRow),
    async lease(conversationId) {
      const row = await leased().where('id', '=', conversationId).executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    async renewLeases(userIds) {
      if (userIds.length === 0) return;
      await db
        .updateTable('conversations')
        .set((eb) => ({ lease_beat: eb('lease_beat', '+', 1) }))
        .where(claimedChat)
        .where('assignee_id', 'in', userIds)
        .execute();
    },
  };
}
