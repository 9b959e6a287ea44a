import type { Message } from '../../../shared/model/message.ts';
import { REDACTED, takenOut, without } from '../../../shared/redact.ts';
import { forgetAnsweredTexts } from './answered.ts';
import type { ConversationRow, HeadContent } from './conversation-row.ts';
import type { WritableDb } from './database.ts';
import { draftsOf, saveDraft } from './drafts.ts';
import { parseSlot, readSlot } from './slots.ts';

type Conversation = Pick<ConversationRow, 'key' | 'id' | 'content_slot'>;

/** What the feed brought; without a subject where it did not say. */
interface Came {
  readonly subject?: string;
  readonly messages: readonly Message[];
}

type Texts = Pick<Message, 'text' | 'quoted'>;

/**
 * Words that were taken out of messages leave what else is kept here of their conversation, too (RD8): commands that may have to
 * be sent again, and drafts. To be called before the messages are stored.
 */
export function forgetRedacted(db: WritableDb, conversation: Conversation, came: Came): void {
  const { key, id } = conversation;
  const redacted = came.messages.filter(({ redactions }) => redactions !== undefined);
  const fromMessages = redacted.flatMap((message) => takenOutOf(db, key, message));
  const values = [...fromMessages, ...takenOutOfSubject(db, conversation, came.subject)];
  const hasFiles = came.messages.some(({ attachments }) => attachments.some((each) => each.redacted !== undefined));
  // One that comes as redacted and was never held: its text may be among the answered commands of its author.
  const isNews = redacted.some(({ id: messageId }) => !isHeld(db, key, messageId));
  if (values.length === 0 && !hasFiles && !isNews) return;
  forgetAnsweredTexts(db, id);
  for (const { kind, text, localSavedAt } of draftsOf(db, id)) {
    const kept = values.reduce(without, text);
    if (kept !== text) saveDraft(db, { conversationId: id, kind }, { text: kept, at: localSavedAt });
  }
}

function takenOutOfSubject(db: WritableDb, { content_slot }: Conversation, after = ''): readonly string[] {
  if (content_slot === null || !after.includes(REDACTED)) return [];
  return takenOut(readSlot<HeadContent>(db, content_slot).subject, after);
}

const isHeld = (db: WritableDb, key: number, id: string): boolean =>
  db.get('select 1 from message where key = ? and id = ?', [key, id]) !== undefined;

function takenOutOf(db: WritableDb, key: number, message: Message): readonly string[] {
  const known = db.get<{ body: Uint8Array }>(
    'select body from message join slot using (slot) where message.key = ? and message.id = ?',
    [key, message.id],
  );
  if (known === undefined) return [];
  const before = parseSlot<Texts>(known.body);
  return [...takenOut(before.text, message.text), ...takenOut(before.quoted ?? '', message.quoted ?? '')];
}
