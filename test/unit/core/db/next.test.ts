import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carryOut, type CallDeps } from '../../../../main/core/calls.ts';
import { firstInLine, goOn, noteSkipped } from '../../../../main/core/db/next.ts';
import { commandsAfter, addCommand } from '../../../../main/core/db/outbox.ts';
import { refreshVisible } from '../../../../main/core/db/visible.ts';
import { next } from '../../../../main/core/queries/next.ts';
import { storeAnswers } from '../../../../main/core/sync/answer.ts';
import type { Outcome } from '../../../../shared/protocol/down.ts';
import { me, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';
import { urgentWords } from '../../../support/urgent-words.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => database.remove());

/** Everything of the core that this call touches. */
const take = () =>
  carryOut({ name: 'next' }, {
    db: database.db,
    sync: { commandStored: () => undefined },
    clock: { now: () => 500 },
    undoWindow: { look: () => undefined },
  } as unknown as CallDeps);
const first = (): string | null => database.db.read(firstInLine);
const stand = () => database.db.read(next);
const stored = () => database.db.read((tx) => commandsAfter(tx, 0, 100)).map(({ seq, command }) => ({ seq, command }));
const answer = (seq: number, outcome: Outcome): void =>
  database.db.write((tx) => storeAnswers(tx, [{ seq, outcome }], { userId: me, localNow: 600, hubNow: 700 }));
const notNext = (conversationId: string): Outcome => ({ ok: false, failure: { code: 'not-next', conversationId } });
const skip = (n: number): void =>
  database.db.write((tx) => {
    const command = {
      name: 'release',
      conversationId: `c-${n}`,
      under: { claim: 1 },
      handover: '',
      skipped: 'other',
    } as const;
    addCommand(tx, command, 500);
    noteSkipped(tx, command);
    refreshVisible(tx, `c-${n}`, me);
  });

describe('[NX1] the first of the device', () => {
  test('whatever subjects, flags, reminders and lateness say, it is the one that arrived first', () => {
    const oddly = fc.record({
      subject: fc.constantFrom('Iscrizione', ...urgentWords),
      reminders: fc.nat(9),
      verified: fc.boolean(),
      late: fc.constantFrom({}, { answer: 2 as const }),
      flags: fc.constantFrom(undefined, ['health' as const]),
      arrivedAt: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(oddly, { minLength: 1, maxLength: 12 }), (cases) => {
        const own = openTestDatabase();
        try {
          own.apply(
            cases.map(({ flags, ...over }, index) =>
              putOf(index + 1, { ...over, ...(flags === undefined ? {} : { flags }) }),
            ),
          );
          const earliest = Math.min(...cases.map(({ arrivedAt }) => arrivedAt));
          const expected = cases.findIndex(({ arrivedAt }) => arrivedAt === earliest);
          expect(own.db.read(firstInLine)).toBe(`c-${expected + 1}`);
        } finally {
          own.remove();
        }
      }),
      { numRuns: 25 },
    );
  });

  test('is claimed as a request, which names what was skipped; asked again, the next one', async () => {
    database.apply([putOf(1), putOf(2), takenOf(3)]);
    expect(await take()).toEqual({ conversationId: 'c-1' });
    expect(await take()).toEqual({ conversationId: 'c-2' });
    expect(await take()).toEqual({ conversationId: null });
    const asked = { name: 'claim', next: { groupIds: null, skipped: [] } };
    expect(stored()).toEqual([
      { seq: 1, command: { ...asked, conversationId: 'c-1' } },
      { seq: 2, command: { ...asked, conversationId: 'c-2' } },
    ]);
    expect(stand()).toMatchObject({ heldId: 'c-2', isThere: false });
  });
});

test('[NX1] [GR2] only groups in which this person works count, those that name nobody among them', async () => {
  const groupOf = (id: string, memberIds?: string[]) => ({
    ...{ kind: 'group' as const, version: 90 },
    group: {
      id,
      name: { it: id, en: id },
      position: 1,
      revision: 1,
      ...(memberIds === undefined ? {} : { memberIds }),
    },
  });
  database.apply([groupOf('segreteria', ['luca']), groupOf('cassa', [me]), groupOf('didattica')]);
  database.apply([putOf(1), putOf(2, { groupId: 'didattica' }), putOf(3, { groupId: 'cassa' })]);
  expect(await take()).toEqual({ conversationId: 'c-2' });
  expect(stored()[0]?.command).toMatchObject({ next: { groupIds: ['cassa', 'didattica'] } });
});

describe('[NX2] the hub knows better', () => {
  beforeEach(() => database.apply([putOf(1), putOf(2), putOf(3)]));

  test('what it names is claimed instead, and the person is told nothing of it', async () => {
    await take();
    answer(1, notNext('c-2'));
    expect(stored()).toMatchObject([{ seq: 2, command: { name: 'claim', conversationId: 'c-2' } }]);
    expect(stand()).toMatchObject({ heldId: 'c-2', insteadOf: ['c-1'] });
    expect(database.db.read((tx) => tx.all('select 1 from notice'))).toEqual([]);
    answer(2, { ok: true, fence: 1 });
    expect(stand()).toMatchObject({ heldId: 'c-2', insteadOf: ['c-1'] });
  });

  test('it is followed 20 times, then the person is asked again', async () => {
    await take();
    for (let seq = 1; seq < 20; seq += 1) answer(seq, notNext(seq % 2 === 0 ? 'c-1' : 'c-2'));
    expect(stored()).toHaveLength(1);
    answer(20, notNext('c-3'));
    expect(stored()).toEqual([]);
    expect(database.db.read((tx) => tx.all('select command from notice'))).toEqual([{ command: 'claim' }]);
  });

  test('another claim than the last one is not taken further', () => {
    const claim = { name: 'claim', conversationId: 'c-1' } as const;
    const wentOn = database.db.write((tx) =>
      goOn(
        tx,
        { seq: 9, command: claim, failure: { code: 'not-next', conversationId: 'c-2' } },
        { userId: me, localAt: 1 },
      ),
    );
    expect(wentOn).toBe(false);
  });

  test('[RE4] a granted one is kept as a plain claim, in case the hub loses it', async () => {
    await take();
    answer(1, { ok: true, fence: 1 });
    const [kept] = database.db.read((tx) => tx.all<{ command: Uint8Array }>('select command from answered'));
    expect(Buffer.from(kept?.command ?? []).toString('utf8')).not.toContain('next');
  });
});

test('[NX3] what was skipped is not next on this device, until the hub says that it is', async () => {
  database.apply([putOf(1), putOf(2)]);
  await take();
  skip(1);
  expect(first()).toBe('c-2');
  expect(stand()).toMatchObject({ heldId: null, isThere: true, skipped: 1 });
  await take();
  expect(stored().at(-1)?.command).toMatchObject({ conversationId: 'c-2', next: { skipped: ['c-1'] } });
  answer(3, notNext('c-1'));
  expect(stored().at(-1)?.command).toMatchObject({ conversationId: 'c-1', next: { skipped: [] } });
});
