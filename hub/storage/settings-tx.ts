import { defaultAssociationSettings, storedSettings } from '../../shared/model/association-settings.ts';
import type { SettingsReads, SettingsWrites } from './association-settings.ts';
import { bump } from './feed-tx.ts';
import type { Work } from './gathered.ts';

/** The feed's id of the only entity of its kind. */
const SETTINGS_ID = 'settings';

export function settingsTx(work: Work): SettingsReads & SettingsWrites {
  const { db } = work;
  return {
    async associationSettings() {
      const query = db.selectFrom('association_settings').select('settings').where('id', '=', SETTINGS_ID);
      const row = await query.executeTakeFirst();
      return row === undefined ? defaultAssociationSettings : storedSettings(row.settings);
    },
    async waitingByGroup(groupIds) {
      if (groupIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('conversations')
        .select(['group_id', db.fn.countAll<number | string>().as('n')])
        .where('state', '=', 'waiting')
        .where('group_id', 'in', [...groupIds])
        .groupBy('group_id')
        .execute();
      return new Map(rows.map(({ group_id, n }) => [group_id, Number(n)]));
    },
    async putAssociationSettings(settings) {
      const change = { settings: JSON.stringify(settings) };
      const query = db.insertInto('association_settings').values({ id: SETTINGS_ID, ...change });
      await query.onConflict((on) => on.column('id').doUpdateSet(change)).execute();
      await bump(work, { kind: 'settings', id: SETTINGS_ID, isPublic: true });
    },
  };
}
