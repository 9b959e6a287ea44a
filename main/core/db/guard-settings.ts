import { type GuardSettings, noGuardSettings } from '../../../shared/guard/settings.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export function putGuardSettings(db: WritableDb, settings: GuardSettings, version: number): void {
  const values = [JSON.stringify(settings), version];
  db.run("insert or replace into guard_settings (id, settings, version) values ('guard', ?, ?)", values);
  db.touch('guard');
}

export function guardSettings(db: ReadableDb): GuardSettings {
  const row = db.get<{ settings: string }>('select settings from guard_settings');
  return row === undefined ? noGuardSettings : (JSON.parse(row.settings) as GuardSettings);
}
