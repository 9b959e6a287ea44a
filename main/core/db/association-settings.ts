import {
  type AssociationSettings,
  defaultAssociationSettings,
  storedSettings,
} from '../../../shared/model/association-settings.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export function putAssociationSettings(db: WritableDb, settings: AssociationSettings, version: number): void {
  const values = [JSON.stringify(settings), version];
  db.run("insert or replace into association_settings (id, settings, version) values ('settings', ?, ?)", values);
  db.touch('settings');
}

/** As shipped until the hub has said otherwise. */
export function associationSettings(db: ReadableDb): AssociationSettings {
  const row = db.get<{ settings: string }>('select settings from association_settings');
  return row === undefined ? defaultAssociationSettings : storedSettings(row.settings);
}
