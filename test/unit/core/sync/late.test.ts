import { afterEach, beforeEach, expect, test } from 'vitest';
import { allNotices } from '../../../../main/core/db/notices.ts';
import { conversation } from '../../../../main/core/queries/conversation.ts';
import { me, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';
import type { Role } from '../../../../shared/model/directory.ts';

let database: TestDatabase;

beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => database.remove());

const iAm = (role: Role): unknown =>
  database.apply([{ kind: 'user', version: 1, user: { id: me, name: 'Maria Rossi', role, active: true } }]);
const mine = { state: 'claimed' as const, assigneeId: me, fence: 1, participantIds: [me] };
const told = () => database.db.read((tx) => allNotices(tx).map(({ kind, conversationId }) => [kind, conversationId]));

test('[CK2] whoever holds the case is told at the first level, once; the coordinators at the second, of any case', () => {
  iAm('volunteer');
  database.apply([putOf(1, mine), putOf(2), takenOf(3)]);
  const first = { late: { answer: 1 } } as const;
  const second = { late: { answer: 2 } } as const;
  database.apply([putOf(1, { ...mine, ...first }), putOf(2, first), takenOf(3, first)]);
  expect(told()).toEqual([['late-answer', 'c-1']]);
  database.apply([putOf(1, { ...mine, ...first })]);
  database.apply([putOf(1, { ...mine, ...second }), putOf(2, second), takenOf(3, second)]);
  expect(told()).toEqual([['late-answer', 'c-1']]);
});

test('[CK2] [CK3] a coordinator is told of what others hold, by number alone, and of each thing', () => {
  iAm('coordinator');
  database.apply([putOf(2), takenOf(3)]);
  database.apply([putOf(2, { late: { answer: 1 } }), takenOf(3, { late: { hearing: 1 } })]);
  expect(told()).toEqual([]);
  database.apply([putOf(2, { late: { answer: 2 } }), takenOf(3, { late: { hearing: 2, answer: 1 } })]);
  database.apply([takenOf(3, { late: { hearing: 2, answer: 2 } })]);
  expect(told()).toEqual([
    ['late-answer', 'c-2'],
    ['late-hearing', 'c-3'],
    ['late-answer', 'c-3'],
  ]);
});

test('[CK1] the list has it for as long as the hub says so', () => {
  const lateOf = () => database.db.read((tx) => conversation(tx, 'c-1', me)?.row.late);
  database.apply([putOf(1, { late: { answer: 1, hearing: 2 } })]);
  expect(lateOf()).toEqual({ answer: 1, hearing: 2 });
  database.apply([putOf(1)]);
  expect(lateOf()).toEqual({});
});
