import Sqlite from 'better-sqlite3';
import { rmSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compact } from '../../../../main/core/db/compact.ts';
import { indexSlice } from '../../../../main/core/db/search-index.ts';
import { openDatabase } from '../../../../main/core/db/open-database.ts';
import { conversation } from '../../../../main/core/queries/conversation.ts';
import { search } from '../../../../main/core/queries/search.ts';
import { testKey } from '../../../support/core-fixture.ts';
import { messageOf, openTestDatabase, putOf, takenOf } from '../../../support/core-database.ts';

test('[EV3] space of what was evicted comes back at a start, and what stays is whole', () => {
  const { db, file, folder, apply } = openTestDatabase();
  const long = 'parola '.repeat(1_500);
  apply(
    Array.from({ length: 60 }, (_, index) =>
      putOf(index + 1, {}, [messageOf(`m-${index}`, { text: `${long}n${index}` })]),
    ),
  );
  apply(Array.from({ length: 50 }, (_, index) => takenOf(index + 1)));
  db.write(indexSlice);
  db.truncateLog();
  db.close();
  const before = statSync(file).size;

  const sqlite = new Sqlite(file);
  sqlite.pragma("cipher = 'sqlcipher'");
  sqlite.pragma(`key = "x'${testKey}'"`);
  expect([compact(sqlite), compact(sqlite, 1_000), compact(sqlite, 1_000)]).toEqual([false, true, false]);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
  expect(statSync(file).size).toBeLessThan(before / 2);

  const opened = openDatabase({ file, key: testKey, now: 0 });
  if (!opened.ok) throw new Error(opened.failure.code);
  opened.db.read((tx) => {
    expect(conversation(tx, 'c-60', 'maria')?.messages[0]?.text).toBe(`${long}n59`);
    expect(conversation(tx, 'c-1', 'maria')?.content).toBeNull();
    expect(search(tx, { name: 'search', text: 'n59', limit: 5 }, 0).hits).toHaveLength(1);
  });
  opened.db.close();
  rmSync(folder, { recursive: true });
});
