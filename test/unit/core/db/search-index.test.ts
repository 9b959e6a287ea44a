import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConversationRow } from '../../../../main/core/db/conversation-row.ts';
import { ENTRIES, indexSlice, searchTextOf, unindexedCount } from '../../../../main/core/db/search-index.ts';
import type { Conversation } from '../../../../shared/model/conversation.ts';
import type { Change } from '../../../../shared/protocol/down.ts';
import { me, messageOf, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';

/** What JSON escapes, what UTF-8 can't hold (half a pair), what ends a string elsewhere, what folds or splits a word. */
const odd = [
  '\0',
  '\ud83d',
  '\udc00',
  'e\u0301',
  '😀',
  '"',
  '\\',
  '\u2028',
  '\ufeff',
  '\uffff',
  'ß',
  'ǅ',
  '\n',
  "'",
  '',
];
const text = fc.array(fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 8 });
const written = text.map((parts) => parts.join(''));
const maybe = fc.option(written);
const message = fc.record({ text: written, names: fc.array(written, { maxLength: 3 }) });
const cases = fc.array(
  fc.record({
    subject: written,
    contact: fc.record({ name: written, email: maybe, phone: maybe }),
    messages: fc.array(message, { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 20 },
);

type Case = typeof cases extends fc.Arbitrary<(infer C)[]> ? C : never;

function putFrom({ subject, contact, messages }: Case, n: number): Change {
  const attachmentsOf = (names: readonly string[], at: number) =>
    names.map((name, index) => ({ id: `a-${n}-${at}-${index}`, name, type: 'application/pdf', sizeBytes: 1 }));
  return putOf(
    n,
    { subject, contact },
    // In another order than that of their ids.
    messages.map((each, at) =>
      messageOf(`m-${n}-${9 - at}`, { text: each.text, attachments: attachmentsOf(each.names, at) }),
    ),
  );
}

const wordsLeft = ({ db }: TestDatabase): unknown[] =>
  db.write((tx) => {
    tx.run("create virtual table if not exists temp.words using fts5vocab('main', 'search', 'row')");
    return tx.all('select term from words');
  });

test('[EV3] an entry is made of the very words that its removal names, whatever somebody wrote', () => {
  fc.assert(
    fc.property(cases, (made) => {
      const database = openTestDatabase();
      try {
        database.apply(made.map((each, index) => putFrom(each, index + 1)));
        while (database.db.write(indexSlice));
        expect(wordsLeft(database)).not.toEqual([]);
        database.apply(made.map((_, index) => takenOf(index + 1)));
        expect(database.db.read(unindexedCount)).toBe(0);
        expect(wordsLeft(database)).toEqual([]);
      } finally {
        database.remove();
      }
    }),
    { seed: 12, numRuns: 40 },
  );
}, 60_000);

test('[EV3] an entry waits for its turn where news comes with another head of the same words, and leaves none behind', () => {
  const database = openTestDatabase();
  const promised = { dueAt: 20_000, inAnalysis: false, userId: me, madeAt: 10_000 };
  const news = (id: string, over: Partial<Conversation>): Change =>
    ({ ...putOf(1, over, [messageOf(id, { text: 'notizia' })]), replace: false }) as Change;
  const waiting = () => database.db.read((tx) => tx.get<{ entry_slot: number | null }>('select * from unindexed'));
  database.apply([putOf(1)]);
  while (database.db.write(indexSlice));
  database.apply([news('m-2', { promised }), news('m-3', {})]);
  expect(waiting()?.entry_slot).toBeGreaterThan(0);
  database.apply([news('m-4', { subject: 'Altro oggetto' })]);
  expect(waiting()?.entry_slot).toBeNull();
  while (database.db.write(indexSlice));
  expect(wordsLeft(database)).toContainEqual({ term: 'notizia' });
  database.apply([takenOf(1)]);
  expect(wordsLeft(database)).toEqual([]);
  database.remove();
});

test('the text of an entry is made twice, here and in SQL: the same', () => {
  const database = openTestDatabase();
  const well = fc.sample(cases, { seed: 13, numRuns: 20 }).flat().map(wellFormed);
  database.apply(well.map((each, index) => putFrom(each, index + 1)));
  const made = database.db.read((tx) => tx.all(ENTRIES, [0]));
  const expected = database.db.read((tx) =>
    tx
      .all<ConversationRow>('select * from conversation order by key')
      .map((row) => ({ key: row.key, ...searchTextOf(tx, row) })),
  );
  expect(made).toEqual(expected);
  database.remove();
});

/** Half a pair is U+FFFD to the index either way, but not to whoever reads it back. */
const wellFormed = (each: Case): Case =>
  JSON.parse(JSON.stringify(each), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/\p{Cs}/gu, '') : value,
  ) as Case;
