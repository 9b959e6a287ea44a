import { describe, expect, test } from 'vitest';
import type { Command } from '../../../../shared/protocol/commands.ts';
import type { Head } from '../../../../shared/sync/confirmed.ts';
import { settle, takenBy } from '../../../../shared/sync/settle.ts';

const me = 'maria';
const conversationId = 'c1';
const waiting: Head = {
  ...{ state: 'waiting', groupId: 'segreteria', assigneeId: null, fence: 4, claimedAt: null, resolvedAt: null },
  ...{ participates: false, awaitingAnswer: true, unheard: 0, passing: null },
};
const mine: Head = { ...waiting, state: 'claimed', assigneeId: me, fence: 5, claimedAt: 40, participates: true };
const after = (head: Head, command: Command, fence: number | null = null): Head =>
  settle(head, { command, fence, at: 50 }, me);

describe('[CL3] a granted claim', () => {
  test('makes the claimer assignee under the token of the answer', () => {
    const granted = after(waiting, { name: 'claim', conversationId }, 5);
    expect(granted).toEqual({ ...mine, claimedAt: 50 });
  });

  test('that the feed has overtaken changes nothing', () => {
    const passedOn: Head = { ...mine, assigneeId: 'luca', fence: 6, participates: false };
    expect(after(passedOn, { name: 'claim', conversationId }, 5)).toBe(passedOn);
    expect(after(waiting, { name: 'claim', conversationId })).toBe(waiting);
  });
});

describe('moves that the hub applied', () => {
  test('release, transfer, resolve', () => {
    const release: Command = { name: 'release', conversationId, under: 5, handover: '' };
    expect(after(mine, release)).toMatchObject({ state: 'waiting', assigneeId: null, participates: false, fence: 5 });
    const transfer = (to: { userId: string } | { groupId: string }): Command => ({
      ...{ name: 'transfer', conversationId, under: 5, to, handover: '' },
    });
    expect(after(mine, transfer({ userId: 'luca' }))).toMatchObject({ assigneeId: 'luca', participates: false });
    expect(after(mine, transfer({ groupId: 'cassa' }))).toMatchObject({ state: 'waiting', groupId: 'cassa' });
    expect(after(mine, { name: 'resolve', conversationId, under: 5 })).toMatchObject({
      state: 'resolved',
      resolvedAt: 50,
    });
  });

  test('a head that is already newer is left alone', () => {
    const release: Command = { name: 'release', conversationId, under: 4, handover: '' };
    expect(after(mine, release)).toBe(mine);
    expect(after(waiting, { ...release, under: 5 })).toBe(waiting);
  });

  test('a reply answers; a note, opening and a cancelled number change nothing', () => {
    const text = { conversationId, under: 5, messageId: 'r1', text: 'Salve' };
    expect(after(mine, { name: 'reply', ...text }).awaitingAnswer).toBe(false);
    expect(after(mine, { name: 'note', ...text })).toBe(mine);
    expect(after(mine, { name: 'open', conversationId })).toBe(mine);
    expect(after(mine, { name: 'noop', conversationId })).toBe(mine);
  });
});

test('[CL2] a refused claim says who holds it, unless more is known already', () => {
  expect(takenBy(waiting, { userId: 'luca', at: 30 })).toMatchObject({
    state: 'claimed',
    assigneeId: 'luca',
    claimedAt: 30,
  });
  expect(takenBy(mine, { userId: 'luca', at: 30 })).toBe(mine);
});
