import { defaultKeyGroups } from '../intake/default-keys.ts';
import type { Work } from './gathered.ts';
import type { ApiKey, SwitchboardReads, SwitchboardWrites } from './switchboard.ts';
import { settingsTx } from './settings-tx.ts';
import type { Tables } from './tables.ts';

const KEY_GROUPS = 'key_groups';

/** Where keys of the switchboard lead, and who may hand messages in over HTTP. */
export function switchboardTx(work: Work): SwitchboardReads & SwitchboardWrites {
  const { db } = work;
  return {
    ...settingsTx(work),
    async keyGroups() {
      const row = await db.selectFrom('meta').select('value').where('key', '=', KEY_GROUPS).executeTakeFirst();
      const groups = row === undefined ? defaultKeyGroups : (JSON.parse(row.value) as Record<string, string>);
      return new Map(Object.entries(groups));
    },
    async setKeyGroups(groups) {
      const value = JSON.stringify(Object.fromEntries(groups));
      const query = db.insertInto('meta').values({ key: KEY_GROUPS, value });
      await query.onConflict((on) => on.column('key').doUpdateSet({ value })).execute();
    },
    async apiKey(secretHash) {
      const query = db.selectFrom('api_keys').selectAll().where('secret_hash', '=', secretHash);
      const row = await query.where('revoked_at', 'is', null).executeTakeFirst();
      return row === undefined ? null : apiKeyFromRow(row);
    },
    async apiKeys() {
      return (await db.selectFrom('api_keys').selectAll().orderBy('created_at').execute()).map(apiKeyFromRow);
    },
    async addApiKey({ id, name, createdAt }, secretHash) {
      const row = { id, name, secret_hash: secretHash, created_at: createdAt, revoked_at: null };
      await db.insertInto('api_keys').values(row).execute();
    },
    async revokeApiKey(id, at) {
      const query = db.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', id);
      const { numUpdatedRows } = await query.where('revoked_at', 'is', null).executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

const apiKeyFromRow = (row: Tables['api_keys']): ApiKey => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
  revokedAt: row.revoked_at,
});
