import { sql } from 'kysely';
import type { Work } from './gathered.ts';
import type { PeopleReads, PeopleWrites } from './people.ts';

/** The literal lets a database know that the partial index fits. */
const held = sql<boolean>`state = 'claimed'`;

export function peopleTx({ db }: Work): PeopleReads & PeopleWrites {
  const open = db.selectFrom('conversations').where(held);
  return {
    async openCases() {
      const rows = await open
        .select(['assignee_id', db.fn.countAll<number | string>().as('n')])
        .groupBy('assignee_id')
        .execute();
      return new Map(rows.map(({ assignee_id, n }) => [assignee_id ?? '', Number(n)]));
    },
    async heldBy(userId) {
      const rows = await open.select('id').where('assignee_id', '=', userId).orderBy('number').execute();
      return rows.map(({ id }) => id);
    },
    async lastSeen() {
      const rows = await db.selectFrom('devices').select(['id', 'seen_at']).where('seen_at', 'is not', null).execute();
      return new Map(rows.map(({ id, seen_at }) => [id, seen_at ?? 0]));
    },
    async usableCodes(now) {
      const usable = db.selectFrom('enrolments').where('used_at', 'is', null).where('expires_at', '>', now);
      const rows = await usable.select(['user_id', 'expires_at']).orderBy('expires_at').execute();
      return new Map(rows.map(({ user_id, expires_at }) => [user_id, expires_at]));
    },
    async seen(deviceId, at) {
      await db.updateTable('devices').set({ seen_at: at }).where('id', '=', deviceId).execute();
    },
    async withdrawCodes(userId, at) {
      const usable = db.updateTable('enrolments').where('user_id', '=', userId).where('used_at', 'is', null);
      const { numUpdatedRows } = await usable
        .set({ expires_at: at })
        .where('expires_at', '>', at)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
  };
}
