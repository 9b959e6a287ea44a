import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carryOut, type CallDeps } from '../../../../main/core/calls.ts';
import { draftsOf, saveDraft } from '../../../../main/core/db/drafts.ts';
import { addCommand } from '../../../../main/core/db/outbox.ts';
import { refreshVisible } from '../../../../main/core/db/visible.ts';
import { conversation } from '../../../../main/core/queries/conversation.ts';
import { storeAnswers } from '../../../../main/core/sync/answer.ts';
import type { Command } from '../../../../shared/protocol/commands.ts';
import type { Outcome } from '../../../../shared/protocol/down.ts';
import { REDACTED } from '../../../../shared/redact.ts';
import { me, messageOf, openTestDatabase, putOf, type TestDatabase } from '../../../support/core-database.ts';

/** What the simulator found: answers that come after a page which shows later changes of the same device. */
let database: TestDatabase;
const conversationId = 'c-1';
const mine = { state: 'claimed' as const, assigneeId: me, participantIds: [me] };

beforeEach(() => {
  database = openTestDatabase();
  database.apply([putOf(1)]);
});
afterEach(() => database.remove());

const add = (command: Command): number =>
  database.db.write((tx) => {
    const seq = addCommand(tx, command, 500);
    refreshVisible(tx, conversationId, me);
    return seq;
  });
const answer = (seq: number, outcome: Outcome): void =>
  database.db.write((tx) => storeAnswers(tx, [{ seq, outcome }], { userId: me, localNow: 600, hubNow: 700 }));
const shown = () => database.db.read((tx) => conversation(tx, conversationId, me));

describe('[RD8] a note of which words were taken out before this device saw it at the hub', () => {
  const redactedNote = messageOf('n-1', { text: REDACTED, kind: 'note', authorId: me, redactions: 1 });
  const kept = (): string =>
    database.db
      .read((tx) => tx.all<{ command: Uint8Array }>('select command from answered'))
      .map(({ command }) => Buffer.from(command).toString('utf8'))
      .join();
  const write = (): number => {
    database.apply([putOf(1, { ...mine, fence: 1, claimedAt: 400 }, [messageOf('m-1')])]);
    return add({ name: 'note', conversationId, under: 1, messageId: 'n-1', text: 'canarino' });
  };
  const page = () =>
    database.apply([putOf(1, { ...mine, fence: 1, claimedAt: 400 }, [messageOf('m-1'), redactedNote])]);

  test('the page comes before the answer', () => {
    const note = write();
    page();
    answer(note, { ok: true });
    expect(kept()).toContain('noop');
    expect(kept()).not.toContain('canarino');
  });

  test('the page shows a case that became public again, without what was private', () => {
    const note = write();
    const redact = add({
      name: 'redact',
      conversationId,
      under: 1,
      messageId: 'n-1',
      part: 'text',
      start: 0,
      end: 8,
      redactions: 0,
    });
    database.apply([putOf(1, { state: 'waiting', fence: 2 }, [messageOf('m-1')])]);
    answer(note, { ok: true });
    answer(redact, { ok: true });
    expect(kept()).not.toContain('canarino');
  });

  test('the page comes after the answer, when the case had left and is back', () => {
    const note = write();
    answer(note, { ok: true });
    expect(kept()).toContain('canarino');
    database.db.write((tx) => tx.run("delete from message where id = 'n-1'"));
    page();
    expect(kept()).not.toContain('canarino');
  });
});

test('[FE7] A reply answered after the page of its release does not return into the waiting conversation', () => {
  database.apply([putOf(1, { ...mine, fence: 1, claimedAt: 400 })]);
  const reply = add({ name: 'reply', conversationId, under: 1, messageId: 'r-1', text: 'Privato' });
  const release = add({ name: 'release', conversationId, under: 1, handover: '' });
  database.apply([putOf(1, { state: 'waiting', fence: 2 }, [messageOf('m-1')])]);
  answer(reply, { ok: true });
  answer(release, { ok: true });
  expect(shown()?.messages.map(({ id }) => id)).toEqual(['m-1']);
});

test('[CL5] Claim, release and claim made offline end as claimed when the page comes before their answers', () => {
  const first = add({ name: 'claim', conversationId });
  const release = add({ name: 'release', conversationId, under: { claim: first }, handover: '' });
  const second = add({ name: 'claim', conversationId });
  database.apply([putOf(1, { ...mine, fence: 3, claimedAt: 400 })]);
  answer(first, { ok: true, fence: 1 });
  answer(release, { ok: true });
  answer(second, { ok: true, fence: 3 });
  expect(shown()?.row).toMatchObject({ state: 'claimed', claim: 'mine', assigneeId: me, claimedAt: 400 });
  expect(shown()?.under).toBe(3);
});

test('[CL5] Claim, resolve and reopen made offline end as reopened when the page comes before their answers', () => {
  const claim = add({ name: 'claim', conversationId });
  const resolve = add({ name: 'resolve', conversationId, under: { claim } });
  const reopen = add({ name: 'reopen', conversationId });
  database.apply([putOf(1, { ...mine, fence: 2, claimedAt: 400 })]);
  answer(claim, { ok: true, fence: 1 });
  answer(resolve, { ok: true });
  answer(reopen, { ok: true, fence: 2 });
  expect(shown()?.row).toMatchObject({ state: 'claimed', claim: 'mine', resolvedAt: null });
});

test('[CO7] A command without text leaves a kept draft of its kind alone', async () => {
  const { db } = database;
  db.write((tx) => saveDraft(tx, { conversationId, kind: 'handover' }, { text: 'Da dire a chi viene', at: 1 }));
  const deps = {
    db,
    sync: { commandStored: () => undefined },
    presence: { stoppedTyping: () => undefined },
    undoWindow: { look: () => undefined },
    clock: { now: () => 2 },
  } as unknown as CallDeps;
  await carryOut({ name: 'command', command: { name: 'release', conversationId, under: 1, handover: '' } }, deps);
  expect(db.read((tx) => draftsOf(tx, conversationId)).map(({ text }) => text)).toEqual(['Da dire a chi viene']);
});

test('[CL2] An old refusal that is answered again does not undo the release that came since', () => {
  const claim = add({ name: 'claim', conversationId });
  database.apply([putOf(1, { state: 'waiting', fence: 2, lastMessageAt: 30_000 })]);
  answer(claim, { ok: false, failure: { code: 'taken', userId: 'luca', at: 20_000 } });
  expect(shown()?.row).toMatchObject({ state: 'waiting', claim: 'none', assigneeId: null });
});
