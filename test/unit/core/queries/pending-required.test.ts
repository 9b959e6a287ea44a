import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCommand } from '../../../../main/core/db/outbox.ts';
import { refreshVisible } from '../../../../main/core/db/visible.ts';
import { conversation } from '../../../../main/core/queries/conversation.ts';
import type { RequiredKind, RequiredStep } from '../../../../shared/model/required.ts';
import { me, openTestDatabase, putOf, type TestDatabase } from '../../../support/core-database.ts';

let database: TestDatabase;

beforeEach(() => {
  database = openTestDatabase();
  const mine = { assigneeId: me, fence: 1, claimedAt: 20_000, participantIds: [me] };
  database.apply([putOf(1, { ...mine, state: 'claimed', required: [{ kind: 'photo', isIn: false }] })]);
});
afterEach(() => database.remove());

const say = (kind: RequiredKind, step: RequiredStep): void =>
  database.db.write((tx) => {
    addCommand(tx, { name: 'require-document', conversationId: 'c-1', under: 1, kind, step }, 30_000);
    refreshVisible(tx, 'c-1', me);
  });
const required = () => database.db.read((tx) => conversation(tx, 'c-1', me)?.content?.required);

test('[RQ1] [CO6] what is asked and ticked offline stands in the list before the hub has answered', () => {
  expect(required()).toEqual([{ kind: 'photo', isIn: false }]);
  say('form', 'asked');
  say('photo', 'in');
  expect(required()).toEqual([
    { kind: 'photo', isIn: true },
    { kind: 'form', isIn: false },
  ]);
  say('photo', 'dropped');
  say('form', 'dropped');
  expect(required()).toBeUndefined();
});
