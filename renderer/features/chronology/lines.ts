import type { ThreadMessage } from '../../../shared/bridge/core-queries.ts';
import type { ThreadEntry } from '../../store/one-thread.ts';

/** By which way something came or left; `inside`: only staff see it. */
export type Way = 'ticket' | 'chat' | 'voicemail' | 'mail' | 'phone' | 'inside';

/** One line of a chronology, in the words of whoever reads it on paper. */
export interface ChronologyLine {
  readonly entry: ThreadEntry;
  /** Who did it; null: the contact, or nobody. */
  readonly userId: string | null;
  readonly who: 'staff' | 'contact' | 'nobody';
  readonly way: Way;
  /** A machine did it: no answer of anybody (IN4). */
  readonly isAutomatic: boolean;
  /** Empty where the text is not wanted, or there is none. */
  readonly text: string;
}

export interface Wanted {
  readonly withTexts: boolean;
  /** What staff wrote for staff: internal notes, hand-over notes. */
  readonly withNotes: boolean;
}

/** Oldest first: that is how a story is read. Notes that are not wanted leave no line, hand-overs theirs without the note (CX1). */
export function chronologyLines(thread: readonly ThreadEntry[], wanted: Wanted): readonly ChronologyLine[] {
  return thread
    .filter(({ message }) => wanted.withNotes || message.event !== null || message.kind !== 'note')
    .map((entry) => lineOf(entry, wanted));
}

function lineOf(entry: ThreadEntry, { withTexts, withNotes }: Wanted): ChronologyLine {
  const { message } = entry;
  const userId = userOf(message);
  const isContact = message.kind === 'incoming' || (!message.automatic && isOfContact(message));
  const isShown = withTexts && (withNotes || message.kind !== 'note');
  return {
    entry,
    userId,
    who: userId !== null ? 'staff' : isContact ? 'contact' : 'nobody',
    way: wayOf(entry),
    isAutomatic: message.automatic || (userId === null && !isContact),
    text: isShown ? message.text : '',
  };
}

const userOf = ({ authorId, event }: ThreadMessage): string | null => {
  if (event === null) return authorId;
  if (event.code === 'opened') return event.desk?.userId ?? null;
  // nobody does these: they happen to a person
  if (event.code === 'lease-expired') return null;
  return 'userId' in event ? event.userId : null;
};

const isOfContact = ({ event }: ThreadMessage): boolean => {
  switch (event?.code) {
    case 'opened':
    case 'visitor':
    case 'reopened':
      return true;
    case 'appointment':
      return event.userId === null && event.step !== 'not-reminded';
    default:
      return false;
  }
};

function wayOf({ message, conversation }: ThreadEntry): Way {
  if (message.event?.code === 'call') return 'phone';
  if (message.kind === 'note') return 'inside';
  if (message.delivery !== null) return 'mail';
  return conversation.origin === 'mail' && message.kind === 'incoming' ? 'mail' : conversation.channel;
}
