import { expect, test } from 'vitest';
import { LiveQueries } from '../../../../main/core/live/live-queries.ts';
import type { AnyResult } from '../../../../main/core/queries/evaluate.ts';
import type { Query } from '../../../../shared/bridge/core-queries.ts';
import type { Response } from '../../../../shared/bridge/core.ts';
import { createStepClock } from '../../../support/step-clock.ts';

const open = () => {
  const clock = createStepClock();
  const posted: Response[] = [];
  const failures: unknown[] = [];
  const state = { answer: (_query: Query): unknown => [] };
  const live = new LiveQueries({
    ...{ clock, timers: clock },
    evaluate: (query) => state.answer(query) as AnyResult,
    failed: (error) => failures.push(error),
  });
  const subscribe = (query: Query, { portId = 1, id = 1 } = {}): void =>
    live.subscribe({ portId, id, query, post: (message) => posted.push(message) });
  return { clock, posted, failures, live, state, subscribe };
};
const conversation = { name: 'conversation', id: 'c-1' } as const;
const body = { row: { id: 'c-1' }, content: { subject: 'x' } };

test('answered at once, and again only when the answer has become another one', () => {
  const { clock, posted, live, state, subscribe } = open();
  subscribe({ name: 'notices' });
  expect(posted).toEqual([{ type: 'update', id: 1, value: [] }]);
  live.touch(['notices']);
  clock.advance(20);
  expect(posted).toHaveLength(1);
  state.answer = () => [1];
  live.touch(['notices']);
  expect(posted).toHaveLength(1);
  clock.advance(20);
  expect(posted).toHaveLength(2);
});

test('changes within a frame are answered together, others not at all', () => {
  const { clock, live, state, subscribe } = open();
  let asked = 0;
  subscribe({ name: 'notices' });
  state.answer = () => (asked += 1);
  for (let index = 0; index < 10; index += 1) live.touch(['notices']);
  live.touch(['outbox', 'list', 'conversation:c-1']);
  clock.advance(20);
  expect(asked).toBe(1);
});

test('while answers are expensive they come less often, but they come', () => {
  const { clock, live, state, subscribe } = open();
  subscribe({ name: 'counts' });
  let asked = 0;
  state.answer = () => {
    clock.set(clock.now() + 300);
    return (asked += 1);
  };
  for (let index = 0; index < 1_000; index += 1) {
    live.touch(['list']);
    clock.advance(10);
  }
  expect(asked).toBeGreaterThan(10);
  expect(asked).toBeLessThan(30);
});

test('unsubscribed and closed ones are not answered any more', () => {
  const { clock, posted, live, state, subscribe } = open();
  subscribe({ name: 'notices' }, { id: 1 });
  subscribe({ name: 'notices' }, { id: 2 });
  subscribe({ name: 'notices' }, { portId: 2 });
  live.unsubscribe({ portId: 1, id: 1 });
  live.removePort(2);
  state.answer = () => [1];
  live.touch(['notices']);
  clock.advance(20);
  expect(posted.slice(3)).toEqual([{ type: 'update', id: 2, value: [1] }]);
});

test('[EV6] a renderer that was sent the text is named once when it is evicted, also when it shows it no more', () => {
  const { live, state, subscribe } = open();
  state.answer = () => body;
  subscribe(conversation, { portId: 7 });
  subscribe({ name: 'notices' }, { portId: 8 });
  expect([live.isOpen('c-1'), live.isOpen('c-2')]).toEqual([true, false]);
  live.unsubscribe({ portId: 7, id: 1 });
  expect(live.isOpen('c-1')).toBe(false);
  expect(live.takePortsThatShowed(['c-2'])).toEqual([]);
  expect(live.takePortsThatShowed(['c-2', 'c-1'])).toEqual([7]);
  expect(live.takePortsThatShowed(['c-1'])).toEqual([]);
});

test('[EV6] a passage in a search result is text too; a stub is not', () => {
  const { live, state, subscribe } = open();
  state.answer = () => ({ hits: [{ row: { id: 'c-1' }, passage: ['a'] }], more: false });
  subscribe({ name: 'search', text: 'a', limit: 5 }, { portId: 3 });
  state.answer = () => ({ ...body, content: null });
  subscribe(conversation, { portId: 4 });
  expect(live.takePortsThatShowed(['c-1'])).toEqual([3]);
});

test('an answer that cannot be made is reported and stops no other', () => {
  const { clock, posted, failures, live, state, subscribe } = open();
  subscribe({ name: 'outbox' }, { id: 1 });
  subscribe({ name: 'notices' }, { id: 2 });
  state.answer = ({ name }) => {
    if (name === 'outbox') throw new Error('broken');
    return [1];
  };
  live.touch(['outbox', 'notices']);
  clock.advance(20);
  expect([failures.length, posted.at(-1)]).toEqual([1, { type: 'update', id: 2, value: [1] }]);
});
