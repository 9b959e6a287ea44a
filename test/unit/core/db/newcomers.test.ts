import fc from 'fast-check';
import { expect, test } from 'vitest';
import { saveDraft } from '../../../../main/core/db/drafts.ts';
import { addCommand } from '../../../../main/core/db/outbox.ts';
import type { ConversationRow } from '../../../../main/core/db/conversation-row.ts';
import { emptyIndex, indexSlice, searchTextOf, unindexedCount } from '../../../../main/core/db/search-index.ts';
import { fold } from '../../../../main/core/queries/search-words.ts';
import type { Conversation } from '../../../../shared/model/conversation.ts';
import type { Change } from '../../../../shared/protocol/down.ts';
import {
  conversationOf,
  me,
  messageOf,
  openTestDatabase,
  putOf,
  takenOf,
  type TestDatabase,
} from '../../../support/core-database.ts';

/** Many conversations at once are stored in another way than one by one: what is there afterwards has to be the same. */
const tables = [
  ...[
    'select * from tally where n <> 0 order by list, channel, group_id',
    'select * from receipt',
    'select * from draft',
  ],
  ...[
    'select conversation.*, body, null as content_slot from conversation left join slot on slot = content_slot order by key',
  ],
  'select message.*, body, null as slot from message join slot using (slot) order by key, id',
  'select * from attachment order by id',
];
const contents = ({ db }: TestDatabase) => db.read((tx) => tables.map((sql) => tx.all(sql)));
const words = (database: TestDatabase, word: string) =>
  database.db.read((tx) => tx.all('select rowid from search where search match ? order by rowid', [word]));

/** The same without an index: every text that is held, looked through. */
const wordsIn = ({ db }: TestDatabase, word: string) =>
  db.read((tx) =>
    tx
      .all<ConversationRow>('select * from conversation order by key')
      .filter((row) => {
        const text = searchTextOf(tx, row);
        const found = fold(`${text?.head} ${text?.body}`).match(/[\p{L}\p{N}]+/gu) ?? [];
        return (
          text !== null &&
          found.some((each) => (word.endsWith('*') ? each.startsWith(word.slice(0, -1)) : each === word))
        );
      })
      .map(({ key }) => ({ rowid: key })),
  );

const change = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('put'), n: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mine'), n: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stub'), n: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('more'), n: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('gone'), n: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('other-holder'), n: fc.integer({ min: 1, max: 60 }) }) },
);

function changeOf({ kind, n }: { kind: string; n: number }): Change {
  const attachments = n % 5 === 0 ? [{ id: `a-${n}`, name: `f${n}.pdf`, type: 'application/pdf', sizeBytes: n }] : [];
  const messages = [
    messageOf(`m-${n}`, { text: `testo parola${n}`, attachments, automatic: n % 3 === 0 }),
    ...(n % 4 === 0
      ? [messageOf(`r-${n}`, { kind: 'reply', authorId: me, at: 20_000, event: { code: 'opened' } })]
      : []),
  ];
  const claimed = {
    state: 'claimed',
    assigneeId: me,
    fence: 1,
    claimedAt: 15_000,
    participantIds: [me],
  } satisfies Partial<Conversation>;
  if (kind === 'put') return putOf(n, {}, messages);
  if (kind === 'mine') return putOf(n, claimed, messages);
  if (kind === 'stub') return takenOf(n);
  if (kind === 'gone') return { kind: 'gone', conversationId: `c-${n}`, fence: 2 };
  if (kind === 'more') return { kind: 'more', conversationId: `c-${n}`, messages: [messageOf(`x-${n}`)] };
  return { ...putOf(n, {}, messages), conversation: { ...conversationOf(n), id: `o-${n}` } } as Change;
}

function own({ db }: TestDatabase): void {
  db.write((tx) => {
    addCommand(tx, { name: 'claim', conversationId: 'c-3' }, 5);
    saveDraft(tx, { conversationId: 'c-4', kind: 'note' }, { text: 'mia', at: 6 });
    tx.run("insert into receipt (conversation_id, fence) values ('c-6', 1)");
  });
}

test('[FE8] together or one by one: the same rows, the same counts, the same index', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 50 }), { maxLength: 4 }), (batches) => {
      const [together, single] = [openTestDatabase(), openTestDatabase()];
      try {
        for (const database of [together, single]) own(database);
        for (const [index, batch] of batches.entries()) {
          const changes = batch.map(changeOf);
          together.apply(changes);
          for (const each of changes) single.apply([each]);
          if (index % 2 === 1) while (together.db.write(indexSlice));
          while (single.db.write(indexSlice));
        }
        while (together.db.write(indexSlice));
        expect(contents(together)).toEqual(contents(single));
        for (const word of ['parola*', 'testo', 'parola7', 'oggetto', 'pdf', 'x', 'luca']) {
          expect(words(together, word)).toEqual(wordsIn(together, word));
          expect(words(single, word)).toEqual(wordsIn(single, word));
        }
      } finally {
        together.remove();
        single.remove();
      }
    }),
    { seed: 11, numRuns: 20 },
  );
}, 60_000);

test('[EV3] what left before its turn never comes into the index; what comes after it is changed finds the new text', () => {
  const database = openTestDatabase();
  const many = Array.from({ length: 40 }, (_, index) =>
    putOf(index + 1, {}, [messageOf(`m-${index + 1}`, { text: `comune prima${index + 1}` })]),
  );
  database.apply(many);
  expect(database.db.read(unindexedCount)).toBe(40);
  database.apply([takenOf(1), putOf(2, {}, [messageOf('m-2', { text: 'comune dopo' })])]);
  expect(database.db.read(unindexedCount)).toBe(39);
  expect(words(database, 'comune')).toEqual([]);
  expect(database.db.write(indexSlice)).toBe(false);
  expect(database.db.read(unindexedCount)).toBe(0);
  expect(words(database, 'comune')).toHaveLength(39);
  expect([words(database, 'prima1'), words(database, 'prima2')]).toEqual([[], []]);
  expect(words(database, 'dopo')).toEqual([{ rowid: 2_026_000_002 }]);
  database.apply([takenOf(3)]);
  expect(words(database, 'comune')).toHaveLength(38);
  database.remove();
});

test('an index made anew is made slice by slice, newest cases first', () => {
  const database = openTestDatabase();
  const many = 2_500;
  for (let n = 1; n <= many; n += 500) database.apply(Array.from({ length: 500 }, (_, index) => putOf(n + index)));
  database.db.write(emptyIndex);
  expect(database.db.write(indexSlice)).toBe(true);
  const [oldest] = words(database, 'testo') as { rowid: number }[];
  expect(database.db.read(unindexedCount)).toBe((oldest?.rowid ?? 0) - 2_026_000_001);
  while (database.db.write(indexSlice));
  expect(words(database, 'testo')).toHaveLength(many);
  database.remove();
});

test('[EV3] text that comes to an entry waits for its turn; what left meanwhile leaves neither old nor new words', () => {
  const database = openTestDatabase();
  const cases = [1, 2, 3, 4].map((n) => putOf(n, {}, [messageOf(`m-${n}`, { text: `prima${n} comune` })]));
  const more = ({ kind, n }: { kind?: 'attachment'; n: number }): Change => {
    const attachments =
      kind === undefined ? [] : [{ id: 'a', name: 'modulo.pdf', type: 'application/pdf', sizeBytes: 1 }];
    return {
      kind: 'more',
      conversationId: `c-${n}`,
      messages: [messageOf(`z-${n}`, { text: `dopo${n} comune`, attachments })],
    };
  };
  database.apply(cases);
  while (database.db.write(indexSlice));
  database.apply([more({ n: 1 }), more({ n: 2, kind: 'attachment' }), more({ n: 3 })]);
  expect(database.db.read(unindexedCount)).toBe(3);
  // The old entry still finds the case.
  expect(words(database, 'prima1')).toHaveLength(1);
  database.apply([takenOf(1), putOf(2, {}, [messageOf('m-2', { text: 'altro' })])]);
  expect(['prima1', 'dopo1', 'prima2', 'dopo2', 'modulo'].flatMap((word) => words(database, word))).toEqual([]);
  while (database.db.write(indexSlice));
  expect(['prima1', 'dopo1', 'prima2', 'dopo2', 'modulo'].flatMap((word) => words(database, word))).toEqual([]);
  for (const word of ['comune', 'dopo*', 'altro', 'oggetto'])
    expect(words(database, word)).toEqual(wordsIn(database, word));
  expect(database.db.read(unindexedCount)).toBe(0);
  database.remove();
});
