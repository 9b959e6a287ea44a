import { expect, test } from 'vitest';
import { noticesByCase } from '../../../renderer/features/shell/notices-by-case.ts';
import type { Notice } from '../../../shared/bridge/core-queries.ts';

const notice = (id: number, conversationId: string | null): Notice => ({
  id,
  localAt: id,
  conversationId,
  number: null,
  kind: 'refused',
  command: null,
  failure: null,
});

test('the last notice of a case speaks for those before it; others stand for themselves', () => {
  const groups = noticesByCase([notice(1, 'a'), notice(2, 'b'), notice(3, 'a'), notice(4, null), notice(5, null)]);
  expect(groups.map(({ shown, ids }) => [shown.id, ids])).toEqual([
    [2, [2]],
    [3, [1, 3]],
    [4, [4]],
    [5, [5]],
  ]);
});
