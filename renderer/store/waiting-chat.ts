import type { OpenConversation } from '../../shared/bridge/core-queries.ts';

/** Nobody has it yet, and this person has not asked for it either. */
export const isWaitingChat = ({ row }: Pick<OpenConversation, 'row'>): boolean =>
  row.channel === 'chat' && row.state === 'waiting' && row.claim === 'none';
