import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pruneAnswered } from '../../../../main/core/db/answered.ts';
import { draftsOf, saveDraft } from '../../../../main/core/db/drafts.ts';
import { allNotices } from '../../../../main/core/db/notices.ts';
import {
  addCommand,
  answeredUpTo,
  commandsAfter,
  markSent,
  markSentAgain,
  reconcileNumbers,
} from '../../../../main/core/db/outbox.ts';
import { refreshVisible } from '../../../../main/core/db/visible.ts';
import { conversation } from '../../../../main/core/queries/conversation.ts';
import { storeAnswers } from '../../../../main/core/sync/answer.ts';
import type { Command } from '../../../../shared/protocol/commands.ts';
import type { Outcome } from '../../../../shared/protocol/down.ts';
import { me, messageOf, openTestDatabase, putOf, takenOf, type TestDatabase } from '../../../support/core-database.ts';

let database: TestDatabase;

beforeEach(() => {
  database = openTestDatabase();
  database.apply([putOf(1)]);
});
afterEach(() => database.remove());

const add = (command: Command): number =>
  database.db.write((tx) => {
    const seq = addCommand(tx, command, 500);
    refreshVisible(tx, command.conversationId, me);
    return seq;
  });
const answer = (seq: number, outcome: Outcome): void =>
  database.db.write((tx) => storeAnswers(tx, [{ seq, outcome }], { userId: me, localNow: 600, hubNow: 700 }));
const shown = () => database.db.read((tx) => conversation(tx, 'c-1', me));
const drafts = () => database.db.read((tx) => draftsOf(tx, 'c-1'));
const claim: Command = { name: 'claim', conversationId: 'c-1' };
const reply = (text: string, under: number | { claim: number } = 1): Command => ({
  ...{ name: 'reply', conversationId: 'c-1', under, messageId: `r-${text.length}`, text },
});

describe('numbers', () => {
  test('[CO1] commands get 1, 2, 3 …, also after answered ones are gone', () => {
    expect([add(claim), add(reply('a'))]).toEqual([1, 2]);
    answer(1, { ok: true, fence: 1 });
    answer(2, { ok: true });
    expect(add(reply('bb'))).toBe(3);
    expect(database.db.read(answeredUpTo)).toBe(2);
  });

  test('[CO5] answered is the last number before the oldest without an answer', () => {
    expect(database.db.read(answeredUpTo)).toBe(0);
    add(claim);
    add(reply('a'));
    expect(database.db.read(answeredUpTo)).toBe(0);
    answer(1, { ok: true, fence: 1 });
    expect(database.db.read(answeredUpTo)).toBe(1);
  });

  const offered = () =>
    database.db
      .read((tx) => commandsAfter(tx, 0, 9))
      .map(({ seq, command, again }) => [seq, command?.name, again] as const);

  test('[RE2] [RE4] a hub that was set back is offered again what it applied and lost, refused ones as no effect', () => {
    add(claim);
    add(reply('a'));
    add({ name: 'note', conversationId: 'c-1', under: 9, messageId: 'n', text: 'Respinta' });
    answer(1, { ok: true, fence: 1 });
    answer(2, { ok: true });
    answer(3, { ok: false, failure: { code: 'stale' } });
    add(reply('bb'));
    database.db.write((tx) => reconcileNumbers(tx, 1));
    expect(offered()).toEqual([
      [2, 'reply', true],
      [3, 'noop', true],
      [4, 'reply', false],
    ]);
    expect(drafts().map(({ text }) => text)).toEqual(['Respinta']);
  });

  test('[RE2] offered again and answered, it is kept for the next time; after 30 days it is not', () => {
    answer(add(claim), { ok: true, fence: 1 });
    for (const round of [1, 2]) {
      database.db.write((tx) => reconcileNumbers(tx, 0));
      expect(offered(), `round ${round}`).toEqual([[1, 'claim', true]]);
      answer(1, { ok: true, fence: 1 });
    }
    const month = 30 * 24 * 60 * 60_000;
    database.db.write((tx) => pruneAnswered(tx, 500 + month));
    database.db.write((tx) => reconcileNumbers(tx, 0));
    expect(offered()).toEqual([[1, 'claim', true]]);
    answer(1, { ok: true, fence: 1 });
    database.db.write((tx) => pruneAnswered(tx, 501 + month));
    database.db.write((tx) => reconcileNumbers(tx, 0));
    expect(offered()).toEqual([[1, 'noop', true]]);
  });

  test('[RE4] what was on its way when the hub began a new life is offered as something that may have had its effects', () => {
    add(claim);
    add(reply('a'));
    database.db.write((tx) => markSent(tx, [1]));
    database.db.write(markSentAgain);
    expect(offered()).toEqual([
      [1, 'claim', true],
      [2, 'reply', false],
    ]);
  });

  test('[RE3] texts in a conversation whose content left are not kept, moves without text are', () => {
    answer(add(claim), { ok: true, fence: 1 });
    answer(add(reply('Riservata')), { ok: true });
    const to = { userId: 'luca' };
    const passed = add({ name: 'transfer', conversationId: 'c-1', under: 1, to, handover: 'La conosci' });
    database.apply([takenOf(1, { fence: 2 })]);
    answer(passed, { ok: true });
    const kept = database.db.read((tx) => tx.all<{ command: Uint8Array }>('select command from answered order by seq'));
    expect(kept.map(({ command }) => JSON.parse(Buffer.from(command).toString('utf8')) as unknown)).toEqual([
      claim,
      { name: 'noop', conversationId: 'c-1' },
      { name: 'transfer', conversationId: 'c-1', under: 1, to, handover: '' },
    ]);
  });

  test('a device that was set back gives fresh numbers to what it has not sent', () => {
    add(claim);
    const sent = add(reply('a', { claim: 1 }));
    database.db.write((tx) => markSent(tx, [1]));
    database.db.write((tx) => reconcileNumbers(tx, 5));
    const rows = database.db.read((tx) => commandsAfter(tx, 0, 9));
    expect(sent).toBe(2);
    expect(rows.map(({ seq, command }) => [seq, command?.name])).toEqual([
      [1, 'claim'],
      [6, 'reply'],
    ]);
  });

  test('references to a claim follow it to its fresh number', () => {
    add(claim);
    add(reply('a', { claim: 1 }));
    database.db.write((tx) => reconcileNumbers(tx, 5));
    expect(database.db.read((tx) => commandsAfter(tx, 0, 9))[1]?.command).toMatchObject({ under: { claim: 6 } });
  });
});

describe('applied', () => {
  test('[CL3] a granted claim is mine before the feed says so', () => {
    const seq = add(claim);
    expect(shown()).toMatchObject({ row: { claim: 'requested', state: 'waiting', pending: 1 }, under: { claim: seq } });
    answer(seq, { ok: true, fence: 1 });
    expect(shown()).toMatchObject({ row: { claim: 'mine', state: 'claimed', pending: 0 }, under: 1 });
  });

  test('a reply stays in the thread between answer and feed, and is there once', () => {
    answer(add(claim), { ok: true, fence: 1 });
    const seq = add(reply('Salve'));
    expect(shown()?.messages.at(-1)).toMatchObject({ text: 'Salve', pending: seq });
    answer(seq, { ok: true });
    expect(shown()?.messages.at(-1)).toMatchObject({ text: 'Salve', pending: null, delivery: 'queued' });
    const sent = messageOf('r-5', { kind: 'reply', authorId: me, text: 'Salve', at: 10_500, delivery: 'sent' });
    database.apply([
      putOf(1, { state: 'claimed', assigneeId: me, fence: 1, participantIds: [me] }, [messageOf('m-1'), sent]),
    ]);
    expect(shown()?.messages.map(({ text, delivery }) => [text, delivery])).toEqual([
      ['Testo di m-1', null],
      ['Salve', 'sent'],
    ]);
  });

  test('[CO2] an answer that comes again has no second effect', () => {
    const seq = add(claim);
    answer(seq, { ok: true, fence: 1 });
    database.apply([takenOf(1, { fence: 2 })]);
    answer(seq, { ok: true, fence: 1 });
    answer(seq, { ok: false, failure: { code: 'taken' } });
    expect(shown()).toMatchObject({ row: { claim: 'other', assigneeId: 'luca' } });
    expect(database.db.read(allNotices)).toEqual([]);
  });
});

describe('[CO7] refused', () => {
  test('the text comes back as a draft with the reason, and a notice says so', () => {
    const seq = add(reply('Perduta?'));
    const failure = { code: 'stale', userId: 'luca', at: 90 } as const;
    answer(seq, { ok: false, failure });
    expect(drafts()).toEqual([{ kind: 'reply', text: 'Perduta?', localSavedAt: 600, returned: failure }]);
    expect(database.db.read(allNotices)).toMatchObject([
      { kind: 'refused', command: 'reply', conversationId: 'c-1', number: '2026-000001', failure },
    ]);
    expect(shown()?.messages).toHaveLength(1);
  });

  test('it is put before what is being written, which is kept', () => {
    const seq = add(reply('Prima'));
    database.db.write((tx) => saveDraft(tx, { conversationId: 'c-1', kind: 'reply' }, { text: 'Seconda', at: 550 }));
    answer(seq, { ok: false, failure: { code: 'stale' } });
    expect(drafts()[0]?.text).toBe('Prima\n\nSeconda');
  });

  test('notes and hand-over notes come back as what they were', () => {
    const note = add({ name: 'note', conversationId: 'c-1', under: 1, messageId: 'n-1', text: 'Una nota' });
    const release = add({ name: 'release', conversationId: 'c-1', under: 1, handover: 'Richiamare' });
    for (const seq of [note, release]) answer(seq, { ok: false, failure: { code: 'not-participant' } });
    expect(drafts().map(({ kind, text }) => [kind, text])).toEqual([
      ['handover', 'Richiamare'],
      ['note', 'Una nota'],
    ]);
  });

  test('the reason stays while the text is edited, and goes with it', () => {
    answer(add(reply('Prima')), { ok: false, failure: { code: 'stale' } });
    database.db.write((tx) =>
      saveDraft(tx, { conversationId: 'c-1', kind: 'reply' }, { text: 'Prima, meglio', at: 650 }),
    );
    expect(drafts()[0]).toMatchObject({ text: 'Prima, meglio', returned: { code: 'stale' } });
    database.db.write((tx) => saveDraft(tx, { conversationId: 'c-1', kind: 'reply' }, { text: '', at: 660 }));
    expect(drafts()).toEqual([]);
  });

  test('[CL2] a refused claim says who has it; the stub that follows needs no second notice', () => {
    answer(add(claim), { ok: false, failure: { code: 'taken', userId: 'luca', at: 20_000 } });
    expect(shown()?.row).toMatchObject({ claim: 'other', assigneeId: 'luca', claimedAt: 20_000 });
    database.apply([takenOf(1)], { isOpen: () => true });
    expect(database.db.read(allNotices)).toMatchObject([
      { kind: 'refused', command: 'claim', failure: { code: 'taken' } },
    ]);
  });

  test('opening is refused without a word', () => {
    answer(add({ name: 'open', conversationId: 'c-1' }), { ok: false, failure: { code: 'unknown-conversation' } });
    expect(database.db.read(allNotices)).toEqual([]);
  });
});

describe('[CO6] lists and counts follow what is pending', () => {
  const listed = () => database.db.read((tx) => tx.get('select v_list, v_claim, v_pending from conversation'));

  test('a requested claim stays among those to take', () => {
    add(claim);
    expect(listed()).toEqual({ v_list: 'to-take', v_claim: 'requested', v_pending: 1 });
  });

  test('a resolution leaves the list at once, and is back when it is refused', () => {
    answer(add(claim), { ok: true, fence: 1 });
    const seq = add({ name: 'resolve', conversationId: 'c-1', under: 1 });
    expect(listed()).toMatchObject({ v_list: 'resolved' });
    answer(seq, { ok: false, failure: { code: 'stale' } });
    expect(listed()).toEqual({ v_list: 'mine', v_claim: 'mine', v_pending: 0 });
  });
});
