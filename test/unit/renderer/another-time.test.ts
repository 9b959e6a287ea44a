import { expect, test } from 'vitest';
import { anotherTime } from '../../../renderer/features/shell/another-time.ts';

test('[AP8] Another time is chosen for what was refused: the same appointment, group and place', () => {
  const booked = { movesId: null, groupId: 'cassa', place: 'phone' } as const;
  expect(anotherTime('c', { wanted: booked })).toEqual({
    ...{ kind: 'book', conversationId: 'c', movesId: null },
    wanted: { groupId: 'cassa', place: 'phone' },
  });
  const moved = { movesId: 'a-1', groupId: null, place: 'home' } as const;
  expect(anotherTime('c', { wanted: moved })).toMatchObject({
    movesId: 'a-1',
    wanted: { groupId: null, place: 'home' },
  });
  expect(anotherTime('c', {})).toEqual({ kind: 'book', conversationId: 'c', movesId: null });
});
