import type { Command, Under } from '../protocol/commands.ts';
import type { Head } from './confirmed.ts';

interface Applied {
  readonly command: Command;
  /** The token that the hub's answer carried. */
  readonly fence: number | null;
  /** Estimate of the hub's time, ms; the feed brings the true one. */
  readonly at: number;
}

/**
 * What the hub's "applied" says about the conversation before the feed brings it, so that nothing flickers back in
 * between. A head that is already newer is left alone: answer and feed may come in either order.
 */
export function settle(head: Head, { command, fence, at }: Applied, userId: string): Head {
  switch (command.name) {
    case 'claim':
    case 'reopen':
    case 'accept-transfer':
      return fence === null || fence <= head.fence ? head : taken({ ...head, fence }, userId, at);
    case 'release':
      return isUnder(head, command.under) ? { ...head, ...free } : head;
    case 'transfer':
      if (!isUnder(head, command.under)) return head;
      if ('groupId' in command.to) return { ...head, ...free, groupId: command.to.groupId };
      return { ...taken(head, command.to.userId, at), participates: command.to.userId === userId };
    case 'resolve':
      return isUnder(head, command.under) ? { ...head, state: 'resolved', resolvedAt: at, passing: null } : head;
    case 'heard':
      return command.under === head.fence ? { ...head, unheard: Math.max(0, head.unheard - 1) } : head;
    case 'reply':
      return answered(head);
    case 'log-call':
      return command.outcome === 'reached' ? answered(head) : head;
    // The feed brings it.
    case 'ask-transfer':
    case 'withdraw-transfer':
    case 'decline-transfer':
    case 'confirm-contact':
    case 'set-promise':
    case 'end-promise':
    case 'require-document':
    case 'add-participant':
    case 'remove-participant':
    case 'merge':
    case 'unmerge':
    case 'note':
    case 'open':
    case 'create':
    case 'offer-appointment':
    case 'book-appointment':
    case 'move-appointment':
    case 'close-appointment':
    case 'redact':
    case 'redact-attachment':
    case 'set-guard-word':
    case 'keep-document':
    case 'destroy-document':
    case 'settle-mail':
    case 'noop':
      return head;
  }
}

const answered = (head: Head): Head => (head.awaitingAnswer ? { ...head, awaitingAnswer: false } : head);

/** What a refused claim says: somebody else holds it. */
export function takenBy(head: Head, holder: { readonly userId: string; readonly at: number | null }): Head {
  if (head.state !== 'waiting') return head;
  return { ...head, state: 'claimed', assigneeId: holder.userId, claimedAt: holder.at, participates: false };
}

const free = {
  state: 'waiting',
  assigneeId: null,
  claimedAt: null,
  resolvedAt: null,
  participates: false,
  passing: null,
} as const;

const taken = (head: Head, userId: string, at: number): Head => ({
  ...head,
  state: 'claimed',
  assigneeId: userId,
  claimedAt: at,
  resolvedAt: null,
  participates: true,
  passing: null,
});

/**
 * Another token than the command's: the feed has brought this change, and perhaps later ones. A claim's token is written
 * into the commands that name it when it is granted; one that still names a claim waits for the feed.
 */
const isUnder = (head: Head, under: Under): boolean =>
  head.state === 'claimed' && head.participates && under === head.fence;
