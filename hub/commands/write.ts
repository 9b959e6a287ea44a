import type { Despite, Flag } from '../../shared/model/flag.ts';
import { mailFor } from '../mail-fields.ts';
import type { NewMessage, WrittenMessage } from '../storage/storage.ts';
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
  /** The message that has this id already; the id was made by the device. */
  readonly known: WrittenMessage | null;
  readonly mailDomain: string;
  /** Its mail may have left in an earlier life of the data (RE4). */
  readonly isReplayed: boolean;
}

export interface ReplySituation extends TextSituation {
  /** What the guard found in the text. */
  readonly flags: readonly Flag[];
}

export interface Text {
  readonly messageId: string;
  readonly text: string;
  readonly despite?: Despite | undefined;
}

/** To the contact, by mail; in a chat by the chat itself (IN5). */
export function reply(situation: ReplySituation, written: Text): Decision {
  const answer = answerAtOnce(situation, written, 'reply') ?? stopped(situation, written);
  if (answer !== null) return answer;
  const { conversation, mailDomain, now, isReplayed } = situation;
  const after = { ...conversation, awaitingAnswer: false, reminders: 0 };
  if (conversation.channel === 'chat') {
    return { ok: true, change: withLine(conversation, after, writtenMessage(situation, written, 'reply')) };
  }
  const mail = mailFor(conversation, { messageId: written.messageId, kind: 'reply', mailDomain, now });
  if (mail === null) return refuse({ code: 'no-address' });
  const message: NewMessage = {
    ...writtenMessage(situation, written, 'reply'),
    delivery: isReplayed ? 'uncertain' : 'queued',
    mailMessageId: mail.mailMessageId,
  };
  const change = withLine(conversation, after, message);
  return { ok: true, change: { ...change, mails: [{ ...mail.mail, isUncertain: isReplayed }] } };
}

/** Confidential, and nobody decided to send it all the same, knowing all of what was found (GU4). */
function stopped({ flags, isReplayed }: ReplySituation, { despite }: Text): Decision | null {
  if (isReplayed) return null;
  const isKnown = flags.every((flag) => despite?.flags.includes(flag) === true);
  return isKnown ? null : refuse({ code: 'confidential', flags: [...flags] });
}

/** For staff only. */
export function note(situation: TextSituation, written: Text): Decision {
  const answer = answerAtOnce(situation, written, 'note');
  if (answer !== null) return answer;
  const { conversation } = situation;
  return { ok: true, change: withLine(conversation, conversation, writtenMessage(situation, written, 'note')) };
}

/** Nothing to be written: a refusal, or the very message that the hub has (CO9). Null when it is to be written. */
function answerAtOnce(situation: TextSituation, { text }: Text, kind: 'reply' | 'note'): Decision | null {
  if (text.trim() === '') return refuse({ code: 'empty-text' });
  const { known, conversation, userId } = situation;
  if (known === null) return refusalOfWrite(situation);
  const isSame = known.conversationId === conversation.id && known.authorId === userId && known.kind === kind;
  return isSame && (known.text === text || known.isRedacted)
    ? { ok: true, change: null }
    : refuse({ code: 'invalid-command' });
}

function writtenMessage(situation: TextSituation, { messageId, text }: Text, kind: 'reply' | 'note'): NewMessage {
  const at = nextInstant(situation.conversation, situation.now);
  return { ...blank, id: messageId, at, kind, authorId: situation.userId, text };
}
