import {
  changedPreferences,
  parsePreferences,
  type Preferences,
  type PreferencesChange,
} from '../../../shared/model/preferences.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { getMeta, setMeta } from './meta.ts';

export function preferences(db: ReadableDb): Preferences {
  const kept = getMeta(db, 'preferences');
  return parsePreferences(kept === null ? null : JSON.parse(kept));
}

export function changePreferences(db: WritableDb, change: PreferencesChange): null {
  setMeta(db, 'preferences', JSON.stringify(changedPreferences(preferences(db), change)));
  db.touch('preferences');
  return null;
}
