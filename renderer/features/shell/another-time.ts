import type { Notice } from '../../../shared/bridge/core-queries.ts';
import type { Dialog } from '../../store/app-state.ts';

/** Where another time is chosen after a refusal: for the same appointment, group and place as before (AP8). */
export const anotherTime = (conversationId: string, { wanted }: Pick<Notice, 'wanted'>): Dialog => ({
  kind: 'book',
  conversationId,
  movesId: wanted?.movesId ?? null,
  ...(wanted === undefined ? {} : { wanted: { groupId: wanted.groupId, place: wanted.place } }),
});
