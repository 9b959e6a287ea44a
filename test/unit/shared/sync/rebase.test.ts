import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../../../shared/model/message.ts';
import type { Command } from '../../../../shared/protocol/commands.ts';
import type { Confirmed, Head, Pending } from '../../../../shared/sync/confirmed.ts';
import { rebase } from '../../../../shared/sync/rebase.ts';

const me = 'maria';
const conversationId = 'c1';
const waiting: Head = {
  state: 'waiting',
  groupId: 'segreteria',
  assigneeId: null,
  fence: 0,
  claimedAt: null,
  resolvedAt: null,
  participates: false,
  awaitingAnswer: true,
  unheard: 0,
  passing: null,
};
const mine: Head = { ...waiting, state: 'claimed', assigneeId: me, fence: 3, claimedAt: 50, participates: true };
const others: Head = { ...mine, assigneeId: 'luca', participates: false };
const resolved: Head = { ...mine, state: 'resolved', resolvedAt: 60 };
const first: Message = {
  ...{ id: 'm1', kind: 'incoming', authorId: null, text: 'Buongiorno', quoted: null, at: 10, automatic: false },
  ...{ delivery: null, event: null, attachments: [] },
};
const on = (head: Head): Confirmed => ({ head, messages: [first] });
const claim: Command = { name: 'claim', conversationId };
const reply = (
  text: string,
  under: Command extends { under: infer U } ? U : number | { claim: number } = 3,
): Command => ({
  ...{ name: 'reply', conversationId, under, messageId: `r-${text.toLowerCase()}`, text },
});
const pending = (...commands: Command[]): Pending[] =>
  commands.map((command, index) => ({ seq: index + 1, command, at: 100 + index }));
const show = (head: Head, ...commands: Command[]) => rebase(on(head), pending(...commands), me);

test('[VM6] [CO6] what was heard here is heard at once, also under a claim that is only asked for; never less than none', () => {
  const hear = (under: number | { claim: number }): Command => ({
    ...{ name: 'heard', conversationId, under, messageId: 'm1', how: 'played' },
  });
  const unheard = { ...mine, unheard: 2 };
  expect(show(unheard, hear(3)).head.unheard).toBe(1);
  expect(show(unheard, hear(3), hear(3), hear(3)).head.unheard).toBe(0);
  expect(show(unheard, hear(2)).head.unheard).toBe(2);
  expect(show({ ...resolved, unheard: 1 }, hear(3)).head.unheard).toBe(0);
  expect(show({ ...others, unheard: 1 }, hear(3)).head.unheard).toBe(1);
  expect(show({ ...waiting, unheard: 1 }, claim, hear({ claim: 1 })).head.unheard).toBe(0);
});

test('[OM4] how a mail looked goes with the words that are taken out of another message, as a pending command', () => {
  const page = { id: 'a-1', name: 'messaggio.html', type: 'text/html', sizeBytes: 10 };
  const messages = [first, { ...first, id: 'm2', attachments: [page, { ...page, id: 'a-2', type: 'image/png' }] }];
  const command: Command = {
    ...{ name: 'redact', conversationId, under: 3, messageId: 'm1', part: 'text', start: 0, end: 10, redactions: 0 },
  };
  const files = (...given: Command[]) =>
    rebase({ head: mine, messages }, pending(...given), me).messages.flatMap(({ attachments }) => attachments);
  expect(files(command).map(({ redacted }) => redacted)).toEqual([{ userId: me, at: 100 }, undefined]);
  expect(files({ ...command, redactions: 1 }).map(({ redacted }) => redacted)).toEqual([undefined, undefined]);
});

describe('[CO6] without pending commands it shows the confirmed state', () => {
  test.each([
    [waiting, 'none', null],
    [mine, 'mine', 3],
    [others, 'other', null],
    [resolved, 'mine', null],
  ] as const)('%#', (head, claimState, under) => {
    expect(show(head)).toEqual({
      ...{ head, claim: claimState, under, pending: 0 },
      messages: [{ ...first, pending: null }],
    });
  });
});

describe('claims', () => {
  test('[CL5] a claim is a request until the hub grants it: it still waits, and nobody holds it', () => {
    expect(show(waiting, claim)).toMatchObject({ head: waiting, claim: 'requested', under: { claim: 1 }, pending: 1 });
  });

  test('[CL5] what is written under the request is shown as pending', () => {
    const { messages, under, head } = show(waiting, claim, reply('Salve', { claim: 1 }));
    expect(messages.map(({ text, pending: seq }) => [text, seq])).toEqual([
      ['Buongiorno', null],
      ['Salve', 2],
    ]);
    expect(messages[1]).toMatchObject({ kind: 'reply', authorId: me, delivery: 'queued', at: 101 });
    expect([under, head.state, head.awaitingAnswer]).toEqual([{ claim: 1 }, 'waiting', false]);
  });

  test('a claim of what somebody else has taken meanwhile changes nothing', () => {
    expect(show(others, claim)).toMatchObject({ claim: 'other', under: null, head: others });
  });

  test('a claim of what one holds changes nothing', () => {
    expect(show(mine, claim)).toMatchObject({ claim: 'mine', under: 3 });
  });

  test('giving a requested claim back ends the request and nothing else', () => {
    const release: Command = { name: 'release', conversationId, under: { claim: 1 }, handover: '' };
    expect(show(waiting, claim, release)).toMatchObject({ head: waiting, claim: 'none', under: null });
  });

  test('a resolution under a request leaves it waiting, and nothing more can be written under it', () => {
    const resolve: Command = { name: 'resolve', conversationId, under: { claim: 1 } };
    expect(show(waiting, claim, resolve)).toMatchObject({ head: waiting, claim: 'requested', under: null });
  });

  test('a write under a claim that was granted meanwhile still applies', () => {
    const resolve: Command = { name: 'resolve', conversationId, under: { claim: 7 } };
    expect(show(mine, resolve).head.state).toBe('resolved');
  });
});

describe('the other moves', () => {
  test('release: it waits again, with the hand-over note', () => {
    const visible = show(mine, { name: 'release', conversationId, under: 3, handover: 'Richiamare lunedì' });
    expect(visible).toMatchObject({ head: { state: 'waiting', assigneeId: null }, claim: 'none', under: null });
    expect(visible.messages[1]).toMatchObject({ kind: 'note', text: 'Richiamare lunedì', pending: 1 });
  });

  test('transfer to a person, to a group, to oneself', () => {
    const to = (target: { userId: string } | { groupId: string }) =>
      show(mine, { name: 'transfer', conversationId, under: 3, to: target, handover: '' });
    expect(to({ userId: 'luca' })).toMatchObject({
      head: { state: 'claimed', assigneeId: 'luca' },
      claim: 'other',
      under: null,
    });
    expect(to({ groupId: 'cassa' })).toMatchObject({ head: { state: 'waiting', groupId: 'cassa' }, claim: 'none' });
    expect(to({ userId: me })).toMatchObject({ claim: 'requested', under: null });
  });

  test('resolve and reopen: resolved at once, reopened only by the hub', () => {
    expect(show(mine, { name: 'resolve', conversationId, under: 3 })).toMatchObject({
      ...{ head: { state: 'resolved', resolvedAt: 100 }, claim: 'mine', under: null },
    });
    expect(show(resolved, { name: 'reopen', conversationId })).toMatchObject({ head: resolved, claim: 'requested' });
    expect(show(mine, { name: 'reopen', conversationId })).toMatchObject({ claim: 'mine', under: 3 });
  });

  test('under an old token nothing changes, but the text stays visible', () => {
    const old = show(mine, reply('Vecchia', 2), { name: 'release', conversationId, under: 2, handover: 'Nota' });
    expect(old).toMatchObject({ head: { state: 'claimed' }, claim: 'mine', under: 3, pending: 2 });
    expect(old.messages.map(({ text }) => text)).toEqual(['Buongiorno', 'Vecchia', 'Nota']);
  });

  test('a message that the feed brought before the answer is not shown twice', () => {
    const sent = { ...first, id: 'r-salve', kind: 'reply' as const, text: 'Salve' };
    const { messages } = rebase({ head: mine, messages: [first, sent] }, pending(reply('Salve')), me);
    expect(messages).toHaveLength(2);
  });

  test('opening and cancelled numbers are nothing that a person waits for', () => {
    const visible = show(waiting, { name: 'open', conversationId }, { name: 'noop', conversationId });
    expect(visible).toMatchObject({ head: waiting, pending: 0 });
  });
});

describe('[CO6] whatever is pending on whatever is confirmed', () => {
  const under = fc.oneof(fc.nat(4), fc.record({ claim: fc.integer({ min: 1, max: 6 }) }));
  const text = fc.constantFrom('', ' ', 'Testo', 'Altro');
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.constantFrom('open', 'claim', 'reopen', 'noop').map((name) => ({ name, conversationId })),
    fc.record({ under, handover: text }).map((each) => ({ name: 'release' as const, conversationId, ...each })),
    fc
      .record({
        ...{ under, handover: text },
        to: fc.constantFrom({ userId: me }, { userId: 'luca' }, { groupId: 'cassa' }),
      })
      .map((each) => ({ name: 'transfer' as const, conversationId, ...each })),
    under.map((each) => ({ name: 'resolve' as const, conversationId, under: each })),
    under.map((each) => ({
      ...{ name: 'heard' as const, conversationId, under: each },
      ...{ messageId: 'm1', how: 'played' as const },
    })),
    under.map((each) => ({
      ...{ name: 'book-appointment' as const, conversationId, under: each, appointmentId: 'a' },
      ...{ groupId: 'cassa', place: 'office' as const, startAt: 1, endAt: 2 },
    })),
    under.map((each) => ({
      ...{ name: 'close-appointment' as const, conversationId, under: each },
      ...{ appointmentId: 'a', outcome: 'kept' as const },
    })),
    fc
      .record({ under, text, messageId: fc.constantFrom('m1', 'r1', 'r2', 'r3') })
      .chain((each) => fc.constantFrom('reply', 'note').map((name) => ({ name, conversationId, ...each }))),
  );
  const commands = fc.array(command, { maxLength: 8 });
  const head = fc.constantFrom(waiting, mine, others, resolved, { ...others, participates: true });
  const run = (check: (head: Head, commands: Command[]) => void): void =>
    fc.assert(fc.property(head, commands, check), { seed: 1, numRuns: 2_000 });

  test('a claim is never shown as owned before the hub said so', () => {
    run((confirmed, list) => {
      const visible = show(confirmed, ...list);
      if (visible.claim === 'mine') expect(confirmed.assigneeId).toBe(me);
      if (typeof visible.under === 'number') expect(visible.under).toBe(confirmed.fence);
      if (visible.claim === 'requested' && confirmed.state === 'waiting') expect(visible.head.state).toBe('waiting');
    });
  });

  test('every text that was written is in the result, confirmed messages stay as they are', () => {
    run((confirmed, list) => {
      const { messages } = show(confirmed, ...list);
      expect(messages[0]).toEqual({ ...first, pending: null });
      const ids = messages.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const each of list) {
        if ((each.name === 'reply' || each.name === 'note') && each.text.trim() !== '')
          expect(ids).toContain(each.messageId);
      }
    });
  });

  test('commands laid over one after the other give what all of them give; confirmed state is not changed', () => {
    run((confirmed, list) => {
      const before = structuredClone(on(confirmed));
      const all = rebase(before, pending(...list), me);
      expect(before).toEqual(on(confirmed));
      expect(rebase(before, pending(...list), me)).toEqual(all);
      expect(all.pending).toBe(list.filter(({ name }) => name !== 'open' && name !== 'noop').length);
    });
  });
});
