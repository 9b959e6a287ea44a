import type { SystemEvent } from '../../shared/model/message.ts';
import type { Passing } from '../../shared/model/passing.ts';
import type { HubConversation, HubMessage } from './hub-state.ts';

/** What the lines of a conversation say its state must be: an account of claims that knows nothing of the hub's code. */
export interface Account {
  readonly state: 'waiting' | 'claimed' | 'resolved';
  readonly assigneeId: string | null;
  readonly participants: readonly string[];
  readonly fence: number;
  /** Who was asked to take it, and by whom; null: nobody is. */
  readonly passing: { readonly toUserId: string; readonly byUserId: string } | null;
}

type PassingEvent = Extract<SystemEvent, { code: 'passing' }>;
type MergeEvent = Extract<SystemEvent, { code: 'merged' | 'unmerged' }>;

export const atFirst: Account = { state: 'waiting', assigneeId: null, participants: [], fence: 0, passing: null };

/** The account after one more line, or why the line can't be. */
export function goOn(account: Account, line: HubMessage): Account | string {
  const { event } = line;
  if (event === null) return line.kind === 'reply' || line.kind === 'note' ? written(account, line.authorId) : account;
  switch (event.code) {
    case 'claimed':
      return account.state === 'waiting' ? heldBy(account, event.userId) : 'claimed what did not wait';
    case 'released':
      return mayWrite(account, event.userId) ? waiting(account) : 'released by somebody who did not hold it';
    case 'transferred':
      if (!mayWrite(account, event.userId)) return 'transferred by somebody who did not hold it';
      if (event.accepted === true && account.passing?.toUserId !== event.toUserId)
        return 'accepted by somebody who was not asked';
      return event.toUserId === null ? waiting(account) : heldBy(account, event.toUserId);
    case 'joined':
      if (!mayWrite(account, event.userId)) return 'added by somebody who did not take part';
      if (event.sees === 'all') return account;
      return { ...account, participants: [...account.participants, event.addedUserId].sort() };
    case 'parted': {
      if (!mayWrite(account, event.userId)) return 'taken out by somebody who did not take part';
      const rest = account.participants.filter((id) => id !== event.removedUserId);
      const passing = rest.includes(account.passing?.byUserId ?? '') ? account.passing : null;
      return { ...account, participants: rest, fence: account.fence + 1, passing };
    }
    case 'resolved':
      return mayWrite(account, event.userId)
        ? { ...account, state: 'resolved', passing: null }
        : 'resolved by a stranger';
    case 'reopened':
      return reopened(account, event.userId);
    case 'lease-expired':
      return mayWrite(account, event.userId) ? waiting(account) : 'expired for somebody who did not hold it';
    case 'merged':
    case 'unmerged':
      return { ...account, ...parted(account, event), participants: [...event.participantIds].sort(), passing: null };
    // Whoever is asked has to accept: until then nothing moves.
    case 'passing':
      return passed(account, event);
    case 'call':
    case 'contact-confirmed':
    case 'promised':
    case 'required':
    case 'opened':
    case 'attachment-refused':
    case 'undeliverable':
    case 'certified':
    case 'mail-settled':
    case 'reminded':
    case 'heard':
    case 'late':
    case 'appointment':
    case 'visitor':
    case 'inspected':
      return account;
    case 'redacted':
      return takesPart(account, event.userId) ? account : 'redacted by somebody who did not take part';
    case 'document':
      if (event.userId === null || takesPart(account, event.userId)) return account;
      return 'a document of which somebody else decided';
  }
}

function passed(account: Account, { step, userId: byUserId, toUserId }: PassingEvent): Account | string {
  if (account.state !== 'claimed') return 'passed what nobody held';
  if (step === 'asked')
    return mayWrite(account, byUserId) ? { ...account, passing: { toUserId, byUserId } } : 'passed by a stranger';
  return account.passing?.toUserId === toUserId ? { ...account, passing: null } : 'ended what was not passed';
}

/** What waited is claimed with the other; what waited before waits again; who lost the right to read shows in the token. */
function parted(account: Account, { code, userId, participantIds }: MergeEvent): Partial<Account> {
  const { state, fence, participants } = account;
  if (code === 'merged') return state === 'waiting' ? { state: 'claimed', assigneeId: userId, fence: fence + 1 } : {};
  if (participantIds.length === 0) return waiting(account);
  return participants.every((id) => participantIds.includes(id)) ? {} : { fence: fence + 1 };
}

export function differs(account: Account, { row, participants }: HubConversation): string | null {
  const { toUserId, byUserId } = row.passing === null ? none : (JSON.parse(row.passing) as Passing);
  const passing = row.passing === null ? null : { toUserId, byUserId };
  const stored: Account = { state: row.state, assigneeId: row.assignee_id, participants, fence: row.fence, passing };
  const [told, held] = [JSON.stringify(account), JSON.stringify(stored)];
  return told === held ? null : `its lines say ${told}, its row says ${held}`;
}

const none = { toUserId: '', byUserId: '' };

const mayWrite = ({ state, participants }: Account, userId: string): boolean =>
  state === 'claimed' && participants.includes(userId);

/** Also of what is resolved. */
const takesPart = ({ state, participants }: Account, userId: string): boolean =>
  state !== 'waiting' && participants.includes(userId);

const written = (account: Account, authorId: string | null): Account | string =>
  mayWrite(account, authorId ?? '') ? account : `written by ${authorId}, who did not hold it`;

const heldBy = ({ fence }: Account, userId: string): Account => ({
  state: 'claimed',
  assigneeId: userId,
  participants: [userId],
  fence: fence + 1,
  passing: null,
});

const waiting = ({ fence }: Account): Account => ({ ...atFirst, fence: fence + 1 });

/** By a participant, who becomes the assignee; or by the contact's next message, for the same assignee. */
function reopened(account: Account, userId: string | null): Account | string {
  if (account.state !== 'resolved') return 'reopened what was not resolved';
  if (userId === null) return heldBy(account, account.assigneeId ?? '');
  if (!account.participants.includes(userId)) return 'reopened by a stranger';
  return { ...heldBy(account, userId), participants: account.participants };
}
