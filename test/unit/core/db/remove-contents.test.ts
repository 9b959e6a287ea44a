import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepAnswered } from '../../../../main/core/db/answered.ts';
import { rowById } from '../../../../main/core/db/conversation-row.ts';
import { removeContent } from '../../../../main/core/db/conversations.ts';
import type { WritableDb } from '../../../../main/core/db/database.ts';
import { removeContents } from '../../../../main/core/db/remove-contents.ts';
import { emptyIndex, indexSlice } from '../../../../main/core/db/search-index.ts';
import { decryptedCopy, filesContaining } from '../../../support/canary.ts';
import { messageOf, openTestDatabase, putOf, type TestDatabase } from '../../../support/core-database.ts';
import { testKey } from '../../../support/core-fixture.ts';

const CANARY = 'CANARINO-VERDE';
const CASES = 60;
const names = Array.from({ length: CASES }, (_, n) => `c-${n + 1}`);
/** The last ones stay. */
const leaving = names.slice(0, CASES - 5);

let together: TestDatabase;
let oneByOne: TestDatabase;

beforeEach(() => {
  [together, oneByOne] = [filled(), filled()];
});
afterEach(() => {
  together.remove();
  oneByOne.remove();
});

function filled(): TestDatabase {
  const database = openTestDatabase();
  database.apply(
    names.map((_, n) => {
      const text = `${n < leaving.length ? CANARY : 'resta'} ${'testo '.repeat(n * 7)}`;
      const file = { id: `a-${n}`, name: `${text.slice(0, 14)}.pdf`, type: 'application/pdf', sizeBytes: 3 };
      const messages = [messageOf(`m-${n}`, { text, attachments: [file] }), messageOf(`r-${n}`, { text, at: 10_001 })];
      return putOf(n + 1, { subject: text.slice(0, 40) }, messages);
    }),
  );
  database.db.write((tx) => {
    tx.run("insert into attachment_bytes (id, bytes) values ('a-1', x'00'), ('a-58', x'00')");
    const reply = { name: 'reply', conversationId: 'c-2', under: { claim: 1 }, messageId: 'x', text: CANARY } as const;
    keepAnswered(tx, { seq: 1, command: reply, localAt: 1 }, rowById(tx, 'c-2'));
  });
  while (database.db.write(indexSlice));
  return database;
}

const rowsOf = (db: WritableDb, ids: readonly string[]) =>
  ids.flatMap((id) => {
    const row = rowById(db, id);
    return row === undefined ? [] : [row];
  });

const TABLES = ['conversation', 'message', 'attachment', 'slot', 'answered', 'unindexed', 'meta', 'tally'];
const stored = ({ db }: TestDatabase) =>
  TABLES.map((table) => [table, db.read((tx) => tx.all(`select * from ${table}`))]);

test('[EV2] Removing the content of many at once leaves what removing it one by one leaves', () => {
  together.db.write((tx) => removeContents(tx, rowsOf(tx, leaving)));
  oneByOne.db.write((tx) => {
    emptyIndex(tx);
    for (const row of rowsOf(tx, leaving)) removeContent(tx, row);
  });
  expect(stored(together)).toEqual(stored(oneByOne));
  const bytes = together.db.read((tx) => tx.all('select id from attachment_bytes'));
  expect(bytes).toEqual([{ id: 'a-58' }]);
});

test('[EV3] Nothing of it is left in the database, in the index or in the log', () => {
  together.db.write((tx) => removeContents(tx, rowsOf(tx, leaving)));
  together.db.truncateLog();
  const copy = decryptedCopy(together.file, testKey);
  try {
    expect(filesContaining(copy, CANARY)).toEqual([]);
    expect(filesContaining(copy, 'canarino')).toEqual([]);
    expect(filesContaining(copy, 'resta')).not.toEqual([]);
  } finally {
    rmSync(copy, { recursive: true });
  }
});
