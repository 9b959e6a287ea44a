import type { OpenConversation } from '../../shared/bridge/core-queries.ts';

/** Of the latest message of the contact that is on the screen (CL15); nothing where there is none. */
export function seenAt({ messages }: Pick<OpenConversation, 'messages'>): { readonly seenAt?: number } {
  const instants = messages.filter(({ kind }) => kind === 'incoming').map(({ at }) => at);
  return instants.length === 0 ? {} : { seenAt: Math.max(...instants) };
}
