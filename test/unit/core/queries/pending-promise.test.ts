import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCommand } from '../../../../main/core/db/outbox.ts';
import { refreshVisible } from '../../../../main/core/db/visible.ts';
import { list } from '../../../../main/core/queries/list.ts';
import type { Command } from '../../../../shared/protocol/commands.ts';
import { me, openTestDatabase, putOf, type TestDatabase } from '../../../support/core-database.ts';

let database: TestDatabase;

beforeEach(() => {
  database = openTestDatabase();
  const mine = { assigneeId: me, fence: 1, claimedAt: 20_000, participantIds: [me] };
  database.apply([putOf(1, { ...mine, state: 'claimed' })]);
});
afterEach(() => database.remove());

const store = (command: Command): void =>
  database.db.write((tx) => {
    addCommand(tx, command, 30_000);
    refreshVisible(tx, 'c-1', me);
  });
const promised = () =>
  database.db.read(
    (tx) =>
      list(tx, { name: 'list', view: 'mine', groupId: null, offset: 0, limit: 10 }, 30_000).rows[0]?.content?.promised,
  );

test('[CO6] what was promised offline stands on the row before the hub has answered, and goes when it is taken back', () => {
  const about = { conversationId: 'c-1', under: 1 } as const;
  expect(promised()).toBeUndefined();
  store({ name: 'set-promise', ...about, dueAt: 90_000, inAnalysis: true });
  expect(promised()).toEqual({ dueAt: 90_000, inAnalysis: true, userId: me, madeAt: 30_000 });
  store({ name: 'end-promise', ...about, outcome: 'cancelled' });
  expect(promised()).toBeUndefined();
});
