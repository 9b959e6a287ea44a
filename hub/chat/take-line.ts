import type { Beginning, ChatRefusal } from '../../shared/chat/frames.ts';
import { MAX_CHAT_FILES } from '../../shared/chat/limits.ts';
import type { Flag } from '../../shared/model/flag.ts';
import { OFFER_LIFETIME_MS, OFFER_PATH } from '../../shared/model/appointment.ts';
import type { MeetingPlace } from '../../shared/schedule/schedule.ts';
import { withAppointmentLine } from '../appointments/line.ts';
import { hashOfToken } from '../appointments/token.ts';
import { nobody } from '../audit/entry.ts';
import { cleanLine } from '../intake/clean-text.ts';
import { answerableAddress } from '../intake/contact-of-mail.ts';
import { receiveIn, type IntakeDeps } from '../intake-port.ts';
import type { Incoming, IncomingAttachment } from '../ports.ts';
import type { ChatSession } from '../storage/chat-tx.ts';
import type { ConversationRecord, WriteTx } from '../storage/storage.ts';
import { usableSession } from './session.ts';

/** What a visitor sends: a line with its number, or a file with a key of its own. */
export interface Sent {
  readonly secretHash: string;
  readonly text: string;
  /** Number of a line; a file has none. */
  readonly line: number | null;
  /** Of a file: the same one is the same file. */
  readonly fileKey?: string;
  readonly file?: IncomingAttachment;
  readonly begin: Beginning | undefined;
  /** What the guard found in it. */
  readonly flags: readonly Flag[];
}

export type Taken =
  | { readonly kind: 'taken' | 'known'; readonly session: ChatSession }
  /** A line is missing before it. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'refused'; readonly code: ChatRefusal };

/** One line or file becomes one message of the session's chat, once (CH4); the first one opens it. */
export async function takeLine(tx: WriteTx, sent: Sent, deps: IntakeDeps): Promise<Taken> {
  const { secretHash, line, begin } = sent;
  const now = deps.clock.now();
  const session = await usableSession(tx, secretHash, now);
  const refusal = await refusalOf(tx, sent, session);
  if (refusal !== null) return refusal;
  const before = session === null ? null : await tx.conversation(session.conversationId);
  const incoming = incomingOf(sent, before, begin);
  const received = await receiveIn(tx, { incoming, flags: sent.flags }, deps);
  const isNew = received.kind !== 'duplicate';
  const next: ChatSession = {
    secretHash,
    conversationId: received.conversationId,
    lastLine: line ?? session?.lastLine ?? 0,
    files: (session?.files ?? 0) + (isNew && sent.file !== undefined ? 1 : 0),
    usedAt: now,
    over: null,
    transcriptAt: session?.transcriptAt ?? null,
  };
  await tx.putChatSession(next);
  return { kind: isNew ? 'taken' : 'known', session: next };
}

async function refusalOf(
  tx: WriteTx,
  { line, begin, file }: Sent,
  session: ChatSession | null,
): Promise<Exclude<Taken, { kind: 'taken' }> | null> {
  if (session !== null && session.over !== null) return { kind: 'refused', code: 'closed-session' };
  const last = session?.lastLine ?? 0;
  if (session !== null && line !== null && line <= last) return { kind: 'known', session };
  if ((line !== null && line !== last + 1) || (session === null && begin === undefined)) return { kind: 'gap' };
  if (file !== undefined && (session?.files ?? 0) >= MAX_CHAT_FILES) return { kind: 'refused', code: 'file-count' };
  if (session !== null || begin === undefined) return null;
  if ((await tx.groups([begin.groupId])).length === 0) return { kind: 'refused', code: 'unknown-group' };
  const isWrong = (begin.email ?? '') !== '' && answerableAddress(begin.email ?? '') === null;
  return isWrong ? { kind: 'refused', code: 'bad-email' } : null;
}

const SUBJECT_LENGTH = 80;

function incomingOf(sent: Sent, before: ConversationRecord | null, begin: Beginning | undefined): Incoming {
  const { secretHash, line, fileKey, text, file } = sent;
  return {
    channel: 'chat',
    origin: 'chat',
    contact: before?.contact ?? {
      name: cleanLine(begin?.name ?? '', 200),
      email: answerableAddress(begin?.email ?? ''),
      phone: null,
    },
    subject: cleanLine(text === '' ? (file?.name ?? '') : text, SUBJECT_LENGTH),
    text,
    quoted: null,
    groupId: begin?.groupId ?? null,
    attachments: file === undefined ? [] : [file],
    refusedAttachments: [],
    automatic: false,
    verified: false,
    dedupeKey: `chat:${secretHash}:${line === null ? `file:${fileKey ?? ''}` : line}`,
    replyToken: before?.replyToken ?? null,
  };
}

/**
 * A secret link for somebody who asked for an appointment instead of writing it (CH9): in the chat's group, or where that
 * one has no hours in the first one that has. Null: no group can be met.
 */
export async function offerAppointment(
  tx: WriteTx,
  conversationId: string,
  { clock, ids }: IntakeDeps,
): Promise<string | null> {
  const conversation = await tx.conversation(conversationId);
  if (conversation === null) throw new Error('a chat without its conversation');
  const schedules = await tx.schedules();
  const schedule = schedules.find(({ groupId }) => groupId === conversation.groupId) ?? schedules[0];
  if (schedule === undefined) return null;
  const now = clock.now();
  const token = ids.secret();
  const { groupId } = schedule;
  const place = placeIn(schedule.weekly.flatMap(({ places }) => places));
  const times = { createdAt: now, expiresAt: now + OFFER_LIFETIME_MS, appointmentId: null };
  await tx.addOffer({ tokenHash: hashOfToken(token), conversationId, groupId, place, ...times });
  const event = { step: 'offered' as const, userId: null, groupId, place, startAt: null, endAt: null };
  await tx.saveConversation(withAppointmentLine(conversation, { eventId: ids.next(), now, event }));
  const facts = { groupId, place };
  await tx.appendAudit([{ at: now, kind: 'offer-appointment', actor: nobody, conversation, facts }]);
  return `${OFFER_PATH}${token}`;
}

/** In person where that is possible (E4 of what confidences need). */
const placeIn = (places: readonly MeetingPlace[]): MeetingPlace =>
  places.includes('office') ? 'office' : (places[0] ?? 'office');
