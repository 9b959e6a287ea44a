import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { State } from '../../../../shared/model/conversation.ts';
import type { Change } from '../../../../shared/protocol/down.ts';
import { resynchronise } from '../../../../main/core/sync/resynchronise.ts';
import { openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';

const change: fc.Arbitrary<Change> = fc
  .record({
    n: fc.integer({ min: 1, max: 6 }),
    kind: fc.constantFrom('put', 'stub', 'gone'),
    groupId: fc.constantFrom('segreteria', 'cassa'),
    state: fc.constantFrom<State>('waiting', 'claimed', 'resolved'),
    assigneeId: fc.constantFrom('maria', 'luca'),
  })
  .map(({ n, kind, state, ...rest }): Change => {
    const over = { ...rest, state, assigneeId: state === 'waiting' ? null : rest.assigneeId };
    if (kind === 'gone') return { kind: 'gone', conversationId: `c-${n}`, fence: 1 };
    return kind === 'put' ? putOf(n, over) : takenOf(n, over);
  });

const counted = ({ db }: TestDatabase): unknown[] =>
  db.read((tx) => tx.all('select list, channel, group_id, n from tally where n <> 0 order by 1, 2, 3'));
const there = ({ db }: TestDatabase): unknown[] =>
  db.read((tx) =>
    tx.all(
      `select v_list as list, channel, v_group_id as group_id, count(*) as n from conversation group by 1, 2, 3 order by 1, 2, 3`,
    ),
  );

test('counts are those of the rows, whatever happened', () => {
  const database = openTestDatabase();
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      database.apply(changes);
      expect(counted(database)).toEqual(there(database));
    }),
    { seed: 3, numRuns: 60 },
  );
  database.db.write((tx) => resynchronise(tx, 'e-2'));
  expect([counted(database), there(database)]).toEqual([[], []]);
  database.remove();
});
