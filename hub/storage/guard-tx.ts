import { type GuardSettings, noGuardSettings } from '../../shared/guard/settings.ts';
import { bump } from './feed-tx.ts';
import type { Work } from './gathered.ts';
import type { GuardReads, GuardWrites } from './guard-settings.ts';

/** The feed's id of the only entity of its kind. */
const GUARD_ID = 'guard';

export function guardTx(work: Work): GuardReads & GuardWrites {
  const { db } = work;
  return {
    async guardSettings() {
      const row = await db
        .selectFrom('guard_settings')
        .select('settings')
        .where('id', '=', GUARD_ID)
        .executeTakeFirst();
      return row === undefined ? noGuardSettings : (JSON.parse(row.settings) as GuardSettings);
    },
    async putGuardSettings(settings) {
      const change = { settings: JSON.stringify(settings) };
      const query = db.insertInto('guard_settings').values({ id: GUARD_ID, ...change });
      await query.onConflict((on) => on.column('id').doUpdateSet(change)).execute();
      await bump(work, { kind: 'guard', id: GUARD_ID, isPublic: true });
    },
  };
}
