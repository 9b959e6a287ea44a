import { type Despite, type Flag, withFlags } from '../../shared/model/flag.ts';
import type { ReplyFile } from '../../shared/model/message.ts';
import { MAX_ATTACHMENTS, MAX_REPLY_FILES_BYTES } from '../../shared/protocol/limits.ts';
import { mailFor } from '../mail-fields.ts';
import type { NewMessage, WrittenMessage } from '../storage/storage.ts';
import type { Upload } from '../storage/upload-tx.ts';
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
  /** Those of its files that the hub has. */
  readonly uploads: readonly Upload[];
  /** How many went with earlier replies. */
  readonly sentFiles: number;
  /** The contact has written since (CL15). */
  readonly isUnseen: boolean;
}

export interface Text {
  readonly messageId: string;
  readonly text: string;
  readonly despite?: Despite | undefined;
  readonly files?: readonly ReplyFile[] | undefined;
}

/** To the contact, by mail; in a chat by the chat itself (IN5). */
export function reply(situation: ReplySituation, written: Text): Decision {
  const answer =
    answerAtOnce(situation, written, 'reply') ??
    unseen(situation) ??
    lacking(situation, written) ??
    stopped(situation, written);
  if (answer !== null) return answer;
  const { conversation, mailDomain, now, isReplayed } = situation;
  const after = { ...conversation, awaitingAnswer: false, reminders: 0 };
  if (conversation.channel === 'chat') {
    return { ok: true, change: withLine(conversation, after, replyMessage(situation, written)) };
  }
  const mail = mailFor(conversation, { messageId: written.messageId, kind: 'reply', mailDomain, now });
  if (mail === null) return refuse({ code: 'no-address' });
  const message: NewMessage = {
    ...replyMessage(situation, written),
    delivery: isReplayed ? 'uncertain' : 'queued',
    mailMessageId: mail.mailMessageId,
  };
  const change = withLine(conversation, after, message);
  return { ok: true, change: { ...change, mails: [{ ...mail.mail, isUncertain: isReplayed }] } };
}

/** Confidential, and nobody decided to send it all the same, knowing all of what was found (GU4). */
function stopped({ flags, uploads, isReplayed }: ReplySituation, { despite }: Text): Decision | null {
  if (isReplayed) return null;
  const found = uploads.reduce<readonly Flag[]>((all, upload) => withFlags(all, upload.flags), flags);
  const isKnown = found.every((flag) => despite?.flags.includes(flag) === true);
  return isKnown ? null : refuse({ code: 'confidential', flags: [...found] });
}

/** Whoever wrote it might write something else now. */
const unseen = ({ isUnseen }: ReplySituation): Decision | null => (isUnseen ? refuse({ code: 'unseen' }) : null);

/** Nothing leaves without the files that it speaks of (AT2). */
function lacking({ uploads, sentFiles }: ReplySituation, { files = [] }: Text): Decision | null {
  if (uploads.length < files.length) return refuse({ code: 'file-missing' });
  if (files.length > 0 && sentFiles + files.length > MAX_ATTACHMENTS)
    return refuse({ code: 'too-many-files', limit: MAX_ATTACHMENTS });
  const sizeBytes = uploads.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return sizeBytes > MAX_REPLY_FILES_BYTES ? refuse({ code: 'files-too-large', limit: MAX_REPLY_FILES_BYTES }) : null;
}

const replyMessage = (situation: ReplySituation, written: Text): NewMessage => ({
  ...writtenMessage(situation, written, 'reply'),
  attachments: situation.uploads.map(({ id, name, type, bytes }) => ({
    id,
    name,
    type,
    sizeBytes: bytes.length,
    bytes,
  })),
});

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
