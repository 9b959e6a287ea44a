import { expect, test } from 'vitest';
import { mergePlan } from '../../../renderer/features/merge/merge-plan.ts';
import { oneThread } from '../../../renderer/store/one-thread.ts';
import type { OpenConversation, Row } from '../../../shared/bridge/core-queries.ts';
import { conversations, message } from '../../support/renderer/conversations.ts';

const { mine } = conversations;
const with_ = (row: Partial<Row>, under: OpenConversation['under']): OpenConversation => ({
  ...mine,
  row: { ...mine.row, id: 'other', ...row },
  under,
});
const whyNot = (open: OpenConversation, other: OpenConversation | null): string => {
  const plan = mergePlan(open, other);
  return plan.ok ? '' : plan.why;
};

test('[MG2] the command names the case that this person holds, whichever is open', () => {
  const waits = with_({ state: 'waiting', claim: 'none', assigneeId: null }, null);
  const expected = { ok: true, command: { conversationId: mine.row.id, under: mine.under, otherId: 'other' } };
  expect(mergePlan(mine, waits)).toEqual(expected);
  expect(mergePlan(waits, mine)).toEqual(expected);
});

test('[MG2] why two cases can’t be merged is known before the hub is asked', () => {
  expect(whyNot(mine, null)).toBe('unknown');
  expect(whyNot(mine, mine)).toBe('same');
  expect(whyNot(mine, with_({ channel: 'chat' }, 1))).toBe('chat');
  expect(whyNot(mine, with_({ state: 'resolved' }, null))).toBe('resolved');
  expect(whyNot(mine, with_({ claim: 'other', assigneeId: 'u-luca' }, null))).toBe('taken');
  const waits = with_({ state: 'waiting', claim: 'none', assigneeId: null }, null);
  expect(whyNot(waits, { ...waits, row: { ...waits.row, id: 'third' } })).toBe('both_wait');
});

test('[MG6] one thread in order of time; what moves merged cases together is said once', () => {
  const line = (id: string, minutes: number, code: 'merged' | 'resolved') => {
    const userId = 'u-maria';
    const event =
      code === 'resolved' ? { code, userId } : { code, userId, number: '2026-000001', participantIds: [userId] };
    return message(id, minutes, { kind: 'system', event });
  };
  const { content } = mine;
  const own = { content, messages: [message('a', 50, {}), line('m-a', 30, 'merged'), line('r-a', 5, 'resolved')] };
  const led = {
    content: content && { ...content, id: 'other' },
    messages: [message('b', 40, {}), line('m-b', 30, 'merged'), message('c', 10, {}), line('r-b', 5, 'resolved')],
  };
  expect(oneThread(own, [led]).map((entry) => [entry.message.id, entry.conversation.id])).toEqual([
    ['a', mine.row.id],
    ['b', 'other'],
    ['m-a', mine.row.id],
    ['c', 'other'],
    ['r-a', mine.row.id],
  ]);
});
