import { expect, test } from 'vitest';
import { keepEqual } from '../../../renderer/store/keep-equal.ts';

const answer = () => ({
  row: { number: '2026-0001', flags: ['health'] },
  messages: [
    { id: 'a', text: 'Buongiorno' },
    { id: 'b', text: 'Grazie' },
  ],
  content: null,
});

test('what says the same is the same object', () => {
  const before = answer();
  expect(keepEqual(before, answer())).toBe(before);
});

test('what changed is new with all that contains it, and nothing else is', () => {
  const before = answer();
  const after = answer();
  after.messages[1] = { id: 'b', text: 'Grazie mille' };
  const kept = keepEqual(before, after);
  expect(kept).toEqual(after);
  expect(kept).not.toBe(before);
  expect(kept.messages[0]).toBe(before.messages[0]);
  expect(kept.messages[1]).not.toBe(before.messages[1]);
  expect(kept.row).toBe(before.row);
});

test('what became longer, shorter or poorer is not taken for the same', () => {
  const before = answer();
  const longer = { ...answer(), messages: [...answer().messages, { id: 'c', text: 'Ciao' }] };
  expect(keepEqual(before, longer)).toEqual(longer);
  const shorter = { ...answer(), messages: answer().messages.slice(0, 1) };
  expect(keepEqual(before, shorter)).toEqual(shorter);
  expect(keepEqual<object>({ a: 1, b: undefined }, { a: 1 })).toStrictEqual({ a: 1 });
  expect(keepEqual<object>({ a: 1 }, { b: undefined })).toStrictEqual({ b: undefined });
});

test('a list is no record, and bytes are compared by identity', () => {
  expect(keepEqual<unknown>({ 0: 'a' }, ['a'])).toStrictEqual(['a']);
  const bytes = new Uint8Array([1]);
  expect(keepEqual<unknown>({ bytes: new Uint8Array([1]) }, { bytes })).toStrictEqual({ bytes });
  expect((keepEqual<unknown>({ bytes: new Uint8Array([1]) }, { bytes }) as { bytes: Uint8Array }).bytes).toBe(bytes);
});
