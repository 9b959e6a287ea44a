import type { BulkDone, BulkMove } from '../../shared/bridge/bulk.ts';
import type { Command, Under } from '../../shared/protocol/commands.ts';
import { rebase, type Visible } from '../../shared/sync/rebase.ts';
import { headOf, rowById } from './db/conversation-row.ts';
import type { WritableDb } from './db/database.ts';
import { addCommand, pendingOf } from './db/outbox.ts';
import { refreshVisible } from './db/visible.ts';

interface By {
  readonly userId: string;
  readonly localAt: number;
}

/** The same move for several cases, in one transaction: all of it is stored, or nothing. What can't be moved is left as it is. */
export function moveAll(
  tx: WritableDb,
  { conversationIds, move }: { readonly conversationIds: readonly string[]; readonly move: BulkMove },
  { userId, localAt }: By,
): BulkDone {
  const stored = [...new Set(conversationIds)].flatMap((conversationId) => {
    const row = rowById(tx, conversationId);
    if (row === undefined) return [];
    const visible = rebase({ head: headOf(row, userId), messages: [] }, pendingOf(tx, conversationId), userId);
    const command = commandOf(move, conversationId, { ...visible, userId });
    if (command === null) return [];
    const seq = addCommand(tx, command, localAt);
    refreshVisible(tx, conversationId, userId);
    return [{ conversationId, seq }];
  });
  return { stored, left: conversationIds.length - stored.length };
}

/** What the person could do with it by hand, and null where they couldn't. */
function commandOf(
  move: BulkMove,
  conversationId: string,
  { head, claim, under, userId }: Visible & { readonly userId: string },
): Command | null {
  switch (move.name) {
    case 'claim':
      return head.state === 'waiting' && claim === 'none' ? { ...move, conversationId } : null;
    case 'reopen':
      return head.state === 'resolved' && head.participates ? { ...move, conversationId } : null;
    case 'accept-transfer': {
      const { passing } = head;
      const isAsked = passing?.toUserId === userId && claim !== 'requested';
      return isAsked ? { ...move, conversationId, at: passing.at } : null;
    }
    case 'release':
    case 'transfer':
    case 'resolve':
      if (head.state !== 'claimed' || claim !== 'mine' || under === null) return null;
      return move.name === 'transfer' ? passedOn(move, { conversationId, under }) : { ...move, conversationId, under };
  }
}

/** A person has to accept (TR1); a group gets it at once. */
const passedOn = (
  { to, handover }: Extract<BulkMove, { name: 'transfer' }>,
  held: { readonly conversationId: string; readonly under: Under },
): Command =>
  'userId' in to
    ? { name: 'ask-transfer', ...held, toUserId: to.userId, handover }
    : { name: 'transfer', ...held, to, handover };
