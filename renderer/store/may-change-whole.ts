import type { Conversation } from '../../shared/model/conversation.ts';

/** Takes part in a claimed case and sees all of it: who sees only what came later changes nothing that is about the case as a whole (PV4). */
export const mayChangeWhole = (
  { state, participantIds, seesFrom }: Pick<Conversation, 'state' | 'participantIds' | 'seesFrom'>,
  userId: string | undefined,
): boolean => state !== 'waiting' && seesFrom === undefined && userId !== undefined && participantIds.includes(userId);
