import { expect, test } from 'vitest';
import { firstSpan, unseenOf } from '../../../renderer/features/conversation/reading.ts';
import { slashBefore } from '../../../renderer/features/composer/slash.ts';
import { isSameLine, threadLines } from '../../../renderer/features/conversation/thread-lines.ts';
import { chronology, firstAnswerAt } from '../../../renderer/features/details/chronology.ts';
import { oneThread } from '../../../renderer/store/one-thread.ts';
import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import { initialsOf } from '../../../renderer/ui/initials.ts';
import { conversations, message } from '../../support/renderer/conversations.ts';

const content = conversations.mine.content;
const inOne = (messages: readonly ThreadMessage[]) => oneThread({ content, messages: [...messages] }, []);

const dayMs = 24 * 60 * 60_000;

test('every new day has its line, before its first message', () => {
  const messages = [message('a', 3000, {}), message('b', 2990, {}), message('c', 5, {})];
  const isSameDay = (a: number, b: number): boolean => Math.floor(a / dayMs) === Math.floor(b / dayMs);
  const keys = threadLines(inOne(messages), { isSameDay, newFromId: null }).map(({ key }) => key);
  expect(keys).toEqual(['day-a', 'a', 'b', 'day-c', 'c']);
});

test('of four steps or more in a row all but the last are folded; what somebody wrote, a day and what is new part them', () => {
  const step = (id: string) => message(id, 5, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } });
  const keysOf = (messages: readonly ThreadMessage[], newFromId: string | null = null): string[] =>
    threadLines(inOne(messages), { isSameDay: () => true, newFromId }).map(({ key }) => key);
  const four = ['a', 'b', 'c', 'd'].map(step);
  expect(keysOf(four)).toEqual(['day-a', 'steps-a', 'd']);
  expect(keysOf(four.slice(1))).toEqual(['day-b', 'b', 'c', 'd']);
  expect(keysOf([...four.slice(0, 2), message('w', 5, { text: 'Salve' }), ...four.slice(2)])).not.toContain('steps-a');
  expect(keysOf(four, 'c')).toEqual(['day-a', 'a', 'b', 'new', 'c', 'd']);
});

test('a line is drawn again only when its message, its case or its steps are other ones', () => {
  const step = (id: string) => message(id, 5, { kind: 'system', event: { code: 'claimed', userId: 'u-maria' } });
  const messages = [...['a', 'b', 'c', 'd'].map(step), message('e', 4, { text: 'Salve' })];
  const linesOf = (read: readonly ThreadMessage[]) =>
    threadLines(inOne(read), { isSameDay: () => true, newFromId: null });
  const sameAs = (read: readonly ThreadMessage[]) =>
    linesOf(messages).map((line, at) => isSameLine(line, linesOf(read)[at] ?? line));
  expect(sameAs(messages)).toEqual([true, true, true, true]);
  expect(sameAs(messages.with(4, message('e', 4, { text: 'Salve' })))).toEqual([true, true, true, false]);
  expect(sameAs(messages.with(1, step('b')))).toEqual([true, false, true, true]);
});

test('what is new is what contacts wrote after the message that was seen last', () => {
  const entries = inOne([
    message('a', 50, {}),
    message('b', 40, {}),
    message('c', 30, { kind: 'reply', authorId: 'u-maria' }),
    message('d', 20, {}),
  ]);
  expect(unseenOf(entries, 'a').map(({ message: { id } }) => id)).toEqual(['b', 'd']);
  for (const seenId of ['d', null, 'gone']) expect(unseenOf(entries, seenId)).toEqual([]);
});

test('of 500 messages the last ones are on the page, or those around the place to which one comes back', () => {
  const entries = inOne(Array.from({ length: 500 }, (_, index) => message(`m-${index}`, 500 - index, {})));
  expect(firstSpan(entries, true, null)).toEqual({ from: 470, to: Number.POSITIVE_INFINITY });
  expect(firstSpan(entries, true, 'm-100')).toEqual({ from: 80, to: Number.POSITIVE_INFINITY });
  expect(firstSpan(entries, false, null)).toEqual({ from: 0, to: 30 });
});

test('the chronology is newest first, and marks what happened while the case was private', () => {
  const entries = chronology(
    inOne([
      ...conversations.mine.messages,
      message('r', 0, { kind: 'system', event: { code: 'released', userId: 'u-maria' } }),
    ]),
  );
  expect(entries[0]).toMatchObject({ id: 'r', isPrivate: false });
  const expired = message('r', 0, { kind: 'system', event: { code: 'lease-expired', userId: 'u-maria' } });
  expect(chronology(inOne([...conversations.mine.messages, expired]))[0]?.isPrivate).toBe(false);
  expect(entries.find(({ id }) => id === 'm-4')?.isPrivate).toBe(true);
  expect(entries.find(({ id }) => id === 'm-1')?.isPrivate).toBe(false);
});

test('[IN4] an acknowledgement is no answer', () => {
  expect(firstAnswerAt(conversations.waiting.messages)).toBeNull();
  expect(firstAnswerAt(conversations.mine.messages)).toBe(
    conversations.mine.messages.find(({ id }) => id === 'm-4')?.at,
  );
});

test('a slash or two colons open the canned replies at the start of a word only', () => {
  expect(slashBefore('/acc', 4)).toEqual({ start: 0, end: 4, query: 'acc' });
  expect(slashBefore('Gentile,\n/', 10)).toEqual({ start: 9, end: 10, query: '' });
  expect(slashBefore('ciao /acc poi', 9)).toEqual({ start: 5, end: 9, query: 'acc' });
  expect(slashBefore('ciao ::acc poi', 10)).toEqual({ start: 5, end: 10, query: 'acc' });
  for (const text of ['a::b', 'ore 10:30', ':', '/a::', 'e/o', 'https://dbo.example', '24/11', '/ fine'])
    expect(slashBefore(text, text.length)).toBeNull();
});

test('initials', () => {
  expect(['Maria Rossi', 'Anna Maria De Luca', 'Paola', ' '].map(initialsOf)).toEqual(['MR', 'AL', 'P', '']);
});
