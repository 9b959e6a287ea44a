import { mailFor } from '../mail-fields.ts';
import type { NewMessage } from '../storage/storage.ts';
import {
  blank,
  nextInstant,
  refusalOfWrite,
  refuse,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

export interface TextSituation extends WriteSituation {
  /** A message of this id exists; the id was made by the device and must be new. */
  readonly isMessageKnown: boolean;
  readonly mailDomain: string;
}

export interface Text {
  readonly messageId: string;
  readonly text: string;
}

/** To the contact, by mail. */
export function reply(situation: TextSituation, written: Text): Decision {
  const refusal = refusalOfText(situation, written);
  if (refusal !== null) return refusal;
  const { conversation, mailDomain, now } = situation;
  const mail = mailFor(conversation, { messageId: written.messageId, kind: 'reply', mailDomain, now });
  if (mail === null) return refuse({ code: 'no-address' });
  const after = { ...conversation, awaitingAnswer: false, reminders: 0 };
  const message: NewMessage = {
    ...writtenMessage(situation, written, 'reply'),
    delivery: 'queued',
    mailMessageId: mail.mailMessageId,
  };
  const change = withLine(conversation, after, message);
  return { ok: true, change: { ...change, mails: [mail.mail] } };
}

/** For staff only. */
export function note(situation: TextSituation, written: Text): Decision {
  const refusal = refusalOfText(situation, written);
  if (refusal !== null) return refusal;
  const { conversation } = situation;
  return { ok: true, change: withLine(conversation, conversation, writtenMessage(situation, written, 'note')) };
}

function refusalOfText(situation: TextSituation, { text }: Text): Decision | null {
  if (text.trim() === '') return refuse({ code: 'empty-text' });
  return refusalOfWrite(situation) ?? (situation.isMessageKnown ? refuse({ code: 'invalid-command' }) : null);
}

function writtenMessage(situation: TextSituation, { messageId, text }: Text, kind: 'reply' | 'note'): NewMessage {
  const at = nextInstant(situation.conversation, situation.now);
  return { ...blank, id: messageId, at, kind, authorId: situation.userId, text };
}
