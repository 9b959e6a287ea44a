import type { OpenConversation } from '../../shared/bridge/core-queries.ts';
import { detailsOldSince } from '../../shared/model/reach.ts';
import { useHubNow } from './use-hub-now.ts';

/** Since when nobody has confirmed the details of the case, where that is too long ago (CD4). */
export function useDetailsOldSince({ row, content, messages }: OpenConversation): number | null {
  const now = useHubNow();
  if (content === null || content.channel === 'chat') return null;
  const { email, phone, withheld = [] } = content.contact;
  // There is nothing that could be old.
  if (email === null && phone === null && withheld.length === 0) return null;
  const last = messages.findLast(({ kind, automatic }) => kind === 'incoming' && !automatic);
  return detailsOldSince({ reach: content.reach, heardAt: last?.at ?? row.arrivedAt }, now);
}
