import { expect, test } from 'vitest';
import { changePreferences, preferences } from '../../../../main/core/db/preferences.ts';
import { setMeta } from '../../../../main/core/db/meta.ts';
import { defaultPreferences } from '../../../../shared/model/preferences.ts';
import { messageOf, openTestDatabase, putOf } from '../../../support/core-database.ts';

test('preferences lie in the person’s own encrypted profile; what is not named stays, what is unreadable is as shipped', () => {
  const { db, remove } = openTestDatabase();
  expect(db.read(preferences)).toEqual(defaultPreferences);
  const topics: string[] = [];
  db.onCommit((touched) => topics.push(...touched));
  db.write((tx) => changePreferences(tx, { keys: { claim: ['x'] } }));
  db.write((tx) => changePreferences(tx, { singleKeys: false }));
  expect(db.read(preferences)).toEqual({ ...defaultPreferences, keys: { claim: ['x'] }, singleKeys: false });
  expect(topics).toEqual(['preferences', 'preferences']);
  db.write((tx) => setMeta(tx, 'preferences', '{"keys": 7, "keepToasts": true}'));
  expect(db.read(preferences)).toEqual({ ...defaultPreferences, keepToasts: true });
  remove();
});

test('[RD8] what was looked for is forgotten when words are taken out of a message', () => {
  const database = openTestDatabase();
  database.db.write((tx) => changePreferences(tx, { recentSearches: ['betulla', 'gita'], singleKeys: false }));
  database.apply([putOf(1, {}, [messageOf('m-1', { text: 'Buongiorno' })])]);
  expect(database.db.read(preferences).recentSearches).toEqual(['betulla', 'gita']);
  database.apply([putOf(1, {}, [messageOf('m-1', { text: 'Buongiorno', redactions: 1 })])]);
  expect(database.db.read(preferences)).toEqual({ ...defaultPreferences, singleKeys: false });
  database.remove();
});
