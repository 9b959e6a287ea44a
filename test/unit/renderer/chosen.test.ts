import { describe, expect, test } from 'vitest';
import { all, MAX_CHOSEN, noneChosen, spanned, toggled } from '../../../renderer/features/inbox/chosen.ts';
import { MAX_BULK } from '../../../shared/bridge/bulk.ts';

const order = ['a', 'b', 'c', 'd', 'e'];

describe('rows that are chosen', () => {
  test('one by one, and given up again', () => {
    const two = toggled(toggled(noneChosen, 'a'), 'c');
    expect(two.ids).toEqual(['a', 'c']);
    expect(toggled(two, 'a').ids).toEqual(['c']);
  });

  test('a range goes from the anchor, in both directions, and is spanned anew', () => {
    const from = toggled(noneChosen, 'c');
    expect(spanned(from, 'e', order).ids).toEqual(['c', 'd', 'e']);
    expect(spanned(spanned(from, 'e', order), 'b', order).ids).toEqual(['b', 'c']);
  });

  test('a range from a row that has left begins at the one that was reached', () => {
    expect(spanned({ ids: ['x'], anchor: 'x' }, 'b', order)).toEqual({ ids: ['b'], anchor: 'b' });
  });

  test('never more than can be moved at once', () => {
    const many = Array.from({ length: 300 }, (_, index) => `c-${index}`);
    expect(all(many).ids).toHaveLength(MAX_CHOSEN);
    expect(spanned({ ids: [], anchor: 'c-0' }, 'c-299', many).ids).toHaveLength(MAX_CHOSEN);
    expect(MAX_CHOSEN).toBe(MAX_BULK);
  });
});
