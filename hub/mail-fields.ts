import type { OutgoingMail } from './ports.ts';
import type { ConversationRecord, NewMail } from './storage/storage.ts';

export interface MailWanted {
  readonly messageId: string;
  readonly kind: OutgoingMail['kind'];
  readonly mailDomain: string;
  readonly now: number;
}

/** The mail that carries a message to the contact, or null when there is no address. */
export function mailFor(
  conversation: ConversationRecord,
  { messageId, kind, mailDomain, now }: MailWanted,
): { readonly mail: NewMail; readonly mailMessageId: string } | null {
  const { email, name } = conversation.contact;
  if (email === null || email === '') return null;
  const mail = {
    id: messageId,
    kind,
    messageId,
    to: { name, address: email },
    subject: subjectOfAnswer(conversation),
    createdAt: now,
  };
  return { mail, mailMessageId: `${conversation.replyToken}.${messageId}@${mailDomain}` };
}

/** "Re: …" once, with the case number at the end where mail programs don't cut it off first. */
function subjectOfAnswer({ subject, number }: ConversationRecord): string {
  const bare = subject.replace(/^(\s*(re|r|rif|aw|sv)\s*:)+\s*/i, '').trim();
  const marked = bare.includes(`[${number}]`) ? bare : `${bare} [${number}]`.trim();
  return `Re: ${marked}`;
}
