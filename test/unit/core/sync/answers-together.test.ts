import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addCommand, conversationsOf } from '../../../../main/core/db/outbox.ts';
import { refreshVisible } from '../../../../main/core/db/visible.ts';
import { storeAnswers, type Answer } from '../../../../main/core/sync/answer.ts';
import { applyPages } from '../../../../main/core/sync/apply-patch.ts';
import type { Conversation } from '../../../../shared/model/conversation.ts';
import type { Command } from '../../../../shared/protocol/commands.ts';
import type { Change, Outcome } from '../../../../shared/protocol/down.ts';
import { me, messageOf, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';

const [one, other] = ['c-1', 'c-2'] as const;
const under = { claim: 1 };
const commands: readonly Command[] = [
  { name: 'claim', conversationId: one },
  { name: 'reply', conversationId: one, under, messageId: 'r-1', text: 'Buongiorno' },
  { name: 'note', conversationId: other, under, messageId: 'n-1', text: 'Sotto una presa di un altro caso' },
  { name: 'claim', conversationId: other },
  { name: 'note', conversationId: one, under, messageId: 'n-2', text: 'Ha telefonato' },
  { name: 'release', conversationId: other, under: { claim: 4 }, handover: 'Richiamare' },
  { name: 'claim', conversationId: other },
  { name: 'resolve', conversationId: one, under },
  { name: 'resolve', conversationId: other, under: { claim: 7 } },
];

const granted = (seq: number): Outcome =>
  commands[seq - 1]?.name === 'claim' ? { ok: true, fence: seq < 7 ? 1 : 3 } : { ok: true };
const refused: Outcome = { ok: false, failure: { code: 'stale', userId: 'luca', at: 500 } };

/** What the commands leave when their answers are stored in pieces of these sizes, or one by one. */
function left(answers: readonly Answer[], sizes: readonly number[]): unknown {
  const database = openTestDatabase();
  try {
    database.apply([putOf(1), putOf(2)]);
    database.db.write((tx) => {
      for (const command of commands) addCommand(tx, command, 500);
      for (const id of [one, other]) refreshVisible(tx, id, me);
    });
    const waiting = [...answers];
    for (const size of [...sizes, ...answers.map(() => 1)]) {
      const some = waiting.splice(0, size);
      database.db.write((tx) => storeAnswers(tx, some, { userId: me, localNow: 600, hubNow: 700 }));
    }
    return stored(database);
  } finally {
    database.remove();
  }
}

/** A list that a case only passed through is counted with nothing in it. */
const TABLES = ['conversation', 'message', 'outbox', 'answered', 'draft', 'notice', 'tally where n <> 0'];

const stored = ({ db }: TestDatabase): unknown =>
  TABLES.map((table) => {
    const rows = db.read((tx) => tx.all(`select * from ${table}`));
    return [table, rows.map((row) => JSON.stringify(row)).sort()];
  });

test('[CO2] [CL5] Answers that are stored together leave what they leave one by one', () => {
  const outcomes = fc.array(fc.boolean(), { minLength: commands.length, maxLength: commands.length });
  const sizes = fc.array(fc.integer({ min: 1, max: commands.length }), { maxLength: 4 });
  fc.assert(
    fc.property(outcomes, fc.integer({ min: 1, max: commands.length }), sizes, (isGranted, count, pieces) => {
      const answers = commands.slice(0, count).map((_, at) => ({
        seq: at + 1,
        outcome: isGranted[at] === true ? granted(at + 1) : refused,
      }));
      expect(left(answers, pieces)).toEqual(left(answers, []));
    }),
    { numRuns: 60, seed: 5 },
  );
}, 60_000);

const mine: Partial<Conversation> = {
  ...{ state: 'claimed', assigneeId: me, participantIds: [me], fence: 1, claimedAt: 650 },
};
const written = messageOf('r-1', { kind: 'reply', authorId: me, text: 'Buongiorno', delivery: 'queued', at: 20_000 });
/** What pages may bring of the two cases before the answers. */
const changes: readonly Change[] = [
  putOf(1, mine, [messageOf('m-1'), written]),
  putOf(2, mine),
  putOf(1, { ...mine, state: 'resolved', resolvedAt: 660 }, [messageOf('m-1'), written]),
  // Whose it is decides who is told.
  putOf(1, { ...mine, late: { answer: 1 } }),
  putOf(2, { ...mine, late: { answer: 1 } }),
  takenOf(2),
  putOf(3),
  // News of what is held, as most pages bring it.
  { ...putOf(1, mine, [written]), replace: false } as Change,
  { ...putOf(2, { ...mine, state: 'resolved', resolvedAt: 660 }, []), replace: false } as Change,
];

/** With pages and answers in one transaction, as they come from the hub. */
function leftWithPage(brought: readonly Change[], answers: readonly Answer[], isTold: boolean): unknown {
  const database = openTestDatabase();
  const context = { userId: me, localNow: 600, confirmsAll: false, isOpen: () => false };
  try {
    database.apply([putOf(1), putOf(2), putOf(3)]);
    database.db.write((tx) => {
      for (const command of commands) addCommand(tx, command, 500);
      for (const id of [one, other]) refreshVisible(tx, id, me);
    });
    database.db.write((tx) => {
      const told = isTold
        ? {
            answered: conversationsOf(
              tx,
              answers.map(({ seq }) => seq),
            ),
          }
        : {};
      applyPages(tx, [{ type: 'patch', changes: [...brought], cursor: 9, done: true }], { ...context, ...told });
      storeAnswers(tx, answers, { userId: me, localNow: 600, hubNow: 700 });
    });
    return stored(database);
  } finally {
    database.remove();
  }
}

test('[CO6] A page that is stored with answers leaves what it leaves when each case is looked at after each change', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...changes), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: commands.length }),
      fc.boolean(),
      (brought, count, isGranted) => {
        const answers = commands.slice(0, count).map((_, at) => ({
          seq: at + 1,
          outcome: isGranted ? granted(at + 1) : refused,
        }));
        expect(leftWithPage(brought, answers, true)).toEqual(leftWithPage(brought, answers, false));
      },
    ),
    { numRuns: 15, seed: 7 },
  );
}, 60_000);
