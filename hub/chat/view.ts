import type { ChatEntry, ChatState, Happening } from '../../shared/chat/frames.ts';
import { CHAT_PATIENCE_MS } from '../../shared/chat/limits.ts';
import type { SystemEvent } from '../../shared/model/message.ts';
import { filesForContact } from '../answered-file.ts';
import type { ChatSession } from '../storage/chat-tx.ts';
import type { ConversationRecord, StoredMessage } from '../storage/storage.ts';

/** User id → the first name, which is all that a visitor learns of a volunteer (CH5). */
export type FirstNames = (userId: string | null) => string;

export const firstNameOf = (name: string): string => name.trim().split(/\s+/u)[0] ?? '';

/** What the visitor may see of a message, or null. Notes and hand-over notes stay with the staff (CH5). */
export function entryOf(message: StoredMessage, names: FirstNames): ChatEntry | null {
  const { id, at, kind, event, authorId, text, attachments } = message;
  const blank = { id, at, name: null, text: '', happening: null, files: [] };
  if (event !== null) {
    const happening = happeningOf(event, names);
    return happening === null ? null : { ...blank, from: 'hub', happening };
  }
  if (kind !== 'incoming' && kind !== 'reply') return null;
  if (kind === 'incoming') {
    const files = attachments.map(({ name, sizeBytes }) => ({ name, sizeBytes }));
    return { ...blank, from: 'visitor', text, files };
  }
  const files = filesForContact(message).map(({ id: fileId, name, sizeBytes }) => ({ id: fileId, name, sizeBytes }));
  return { ...blank, from: 'volunteer', name: names(authorId), text, files };
}

function happeningOf(event: SystemEvent, names: FirstNames): Happening | null {
  switch (event.code) {
    case 'opened':
    case 'resolved':
    case 'reopened':
    case 'appointment':
      return { code: event.code };
    case 'claimed':
      return { code: 'taken', name: names(event.userId) };
    case 'joined':
      // Who was there already sees more now: nothing of the visitor's business.
      if (event.sees === 'all') return null;
      return { code: 'joined', name: names(event.addedUserId) };
    case 'parted':
      return { code: 'parted', name: names(event.removedUserId) };
    case 'released':
      return { code: 'returned' };
    case 'transferred': {
      const { toUserId, toGroupId } = event;
      return { code: 'transferred', name: toUserId === null ? null : names(toUserId), groupId: toGroupId };
    }
    case 'attachment-refused':
      return { code: 'file-refused', reason: event.reason === 'winmail' ? 'type' : event.reason };
    case 'lease-expired':
      return { code: 'out-of-reach' };
    case 'visitor':
      return event.step === 'ticket' ? { code: 'ticket' } : null;
    case 'undeliverable':
    case 'certified':
    case 'redacted':
    case 'inspected':
    case 'document':
    case 'mail-settled':
    case 'reminded':
    case 'heard':
    case 'late':
    case 'call':
    case 'contact-confirmed':
    case 'promised':
    case 'required':
    // Nothing has changed for them yet.
    case 'passing':
    case 'merged':
    case 'unmerged':
      return null;
  }
}

export interface Standing {
  readonly conversation: ConversationRecord;
  readonly session: Pick<ChatSession, 'over'>;
  /** Chats that wait in the same group, in order of arrival. */
  readonly queue: readonly string[];
  readonly isOpen: boolean;
  readonly now: number;
  readonly names: FirstNames;
}

/** Where the chat stands, as its visitor is told (CH6). */
export function stateOf({ conversation, session, queue, isOpen, now, names }: Standing): ChatState {
  if (session.over !== null) return { name: 'over', how: session.over };
  const { id, state, assigneeId, participantIds, arrivedAt } = conversation;
  if (state === 'resolved') return { name: 'resolved' };
  if (state === 'waiting') {
    const offersTicket = !isOpen || now - arrivedAt >= CHAT_PATIENCE_MS;
    return { name: 'waiting', place: Math.max(1, queue.indexOf(id) + 1), offersTicket, isOpen };
  }
  const others = participantIds.filter((userId) => userId !== assigneeId);
  return { name: 'taken', by: [assigneeId, ...others].map(names) };
}
