import type { OpenConversation } from '../../../shared/bridge/core-queries.ts';
import type { Command } from '../../../shared/protocol/commands.ts';

type Merge = Omit<Extract<Command, { name: 'merge' }>, 'name'>;

/** The command that makes one of two cases, or why this person can't (MG2). The hub decides. */
export type MergePlan =
  | { readonly ok: true; readonly command: Merge }
  | { readonly ok: false; readonly why: 'unknown' | 'same' | 'chat' | 'resolved' | 'taken' | 'both_wait' };

const refusal = (why: Extract<MergePlan, { ok: false }>['why']): MergePlan => ({ ok: false, why });

/** Named is the one that this person holds; the other one may wait. */
export function mergePlan(open: OpenConversation, other: OpenConversation | null): MergePlan {
  if (other === null) return refusal('unknown');
  const both = [open, other];
  if (open.row.id === other.row.id) return refusal('same');
  if (both.some(({ row }) => row.channel === 'chat')) return refusal('chat');
  if (both.some(({ row }) => row.state === 'resolved')) return refusal('resolved');
  const held = both.find(({ under }) => under !== null);
  const isOthers = both.some(({ row, under }) => row.state === 'claimed' && (row.claim !== 'mine' || under === null));
  if (isOthers) return refusal('taken');
  if (held === undefined || held.under === null) return refusal('both_wait');
  const otherId = held === open ? other.row.id : open.row.id;
  return { ok: true, command: { conversationId: held.row.id, under: held.under, otherId } };
}
