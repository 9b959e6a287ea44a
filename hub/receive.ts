import { MAX_ATTACHMENTS } from '../shared/protocol/limits.ts';
import type { Contact } from '../shared/model/conversation.ts';
import { type Flag, withFlags } from '../shared/model/flag.ts';
import type { SystemEvent } from '../shared/model/message.ts';
import type { Routed } from '../shared/model/routed.ts';
import { acknowledgementText, reminderText } from './acknowledgement.ts';
import { assignedTo, blank, nextInstant, systemLine, waitingAgain } from './commands/decision.ts';
import { fitFrame, plainText } from './fit-frame.ts';
import { mailFor } from './mail-fields.ts';
import { withPartsById } from './original.ts';
import type { Incoming } from './ports.ts';
import type { ConversationChange, ConversationRecord, NewMail, NewMessage } from './storage/storage.ts';

/** A contact's message to a resolved conversation reopens it for this long (CL10). */
const REOPEN_WITHIN_MS = 30 * 24 * 60 * 60_000;

export interface ReceiveSituation {
  readonly incoming: Incoming;
  readonly now: number;
  /** A fresh id at every call. */
  readonly nextId: () => string;
  readonly mailDomain: string;
  readonly association: string;
  /** Where the contact follows a case, by its number; null where nobody knows the hub's address (FU2). */
  readonly followUrl?: (number: string) => string | null;
  /** What the privacy guard found in it (GU1). */
  readonly flags: readonly Flag[];
}

export interface JoinSituation {
  readonly assigneeIsActive: boolean;
  /** When the hub last wrote to the contact by itself about this case. */
  readonly lastAutomaticAt: number | null;
}

/** The hub writes to nobody by itself more often about one case: a machine that does not say so would answer for ever. */
const AUTOMATIC_EVERY_MS = 12 * 60 * 60_000;

export interface Fresh {
  readonly number: string;
  readonly groupId: string;
  /** Why it is put there (RT3). */
  readonly routed?: Routed;
  readonly replyToken: string;
  /** The older case that this one follows (CL10). */
  readonly linkedNumber: string | null;
}

/** Whether the message goes on with this conversation instead of opening a new one. */
export function joins(conversation: ConversationRecord, { incoming, now }: ReceiveSituation): boolean {
  if (conversation.state !== 'resolved' || incoming.automatic) return true;
  return now - (conversation.resolvedAt ?? 0) <= REOPEN_WITHIN_MS;
}

/** A new conversation, acknowledged once unless a machine wrote (IN4). */
export function opened(situation: ReceiveSituation, fresh: Fresh): ConversationChange {
  const { incoming, now, nextId } = situation;
  const bare = newRecord(situation, fresh);
  const message = contactMessage(situation, { at: now, visibility: 'open' });
  const lines = eventLines(situation, { after: now, visibility: 'open' });
  const at = (lines.at(-1)?.at ?? now) + 1;
  const line: NewMessage = { ...systemLine({ id: nextId(), at, event: { code: 'opened' } }), visibility: 'open' };
  const after = unheardWith(incoming, message, { ...bare, lastMessageAt: at });
  const acknowledged = incoming.automatic ? null : acknowledge(situation, after, line);
  return {
    before: null,
    after,
    messages: [message, ...lines, acknowledged?.line ?? line],
    mails: acknowledged?.mail == null ? [] : [acknowledged.mail],
  };
}

/** One more message of a known conversation; reopens a resolved one for the same assignee (CL10). */
export function joined(
  before: ConversationRecord,
  situation: ReceiveSituation,
  { assigneeIsActive, lastAutomaticAt }: JoinSituation,
): ConversationChange {
  const { incoming, now, nextId } = situation;
  const at = nextInstant(before, now);
  const visibility = before.state === 'waiting' ? 'open' : 'private';
  const messages = [contactMessage(situation, { at, visibility }), ...eventLines(situation, { after: at, visibility })];
  let after = flagged(incoming.automatic ? before : asked(before), situation.flags);
  after = unheardWith(incoming, messages[0], after);
  if (before.state === 'resolved' && !incoming.automatic) {
    after = assigneeIsActive ? assignedTo(after, before.assigneeId ?? '', now) : waitingAgain(after);
    const event: SystemEvent = { code: 'reopened', userId: null };
    messages.push(systemLine({ id: nextId(), at: (messages.at(-1)?.at ?? at) + 1, event }));
  }
  const isAnswered = isReminder(before, incoming) && now - (lastAutomaticAt ?? 0) >= AUTOMATIC_EVERY_MS;
  const told = isAnswered
    ? tellState(situation, after, { at: (messages.at(-1)?.at ?? at) + 1, visibility })
    : { lines: [], mails: [] };
  const all = [...messages, ...told.lines];
  return { before, after: { ...after, lastMessageAt: all.at(-1)?.at ?? at }, messages: all, mails: told.mails };
}

/** A further message about an open ticket before anybody has answered. */
const isReminder = ({ channel, state, awaitingAnswer }: ConversationRecord, { automatic }: Incoming): boolean =>
  channel === 'ticket' && state !== 'resolved' && awaitingAnswer && !automatic;

/** By itself, with number and state, marked automatic (IN9). Where there is no address, nobody is told. */
function tellState(
  { association, mailDomain, now, nextId }: ReceiveSituation,
  conversation: ConversationRecord,
  place: Place,
): { readonly lines: readonly NewMessage[]; readonly mails: readonly NewMail[] } {
  const id = nextId();
  const state = conversation.state === 'waiting' ? 'waiting' : 'claimed';
  const wanted = mailFor(conversation, { messageId: id, kind: 'acknowledgement', mailDomain, now });
  if (wanted === null) return { lines: [], mails: [] };
  const line: NewMessage = {
    ...systemLine({ id, at: place.at, event: { code: 'reminded', state } }),
    visibility: place.visibility,
    text: reminderText({ conversation, association }),
    automatic: true,
    delivery: 'queued',
    mailMessageId: wanted.mailMessageId,
  };
  return { lines: [line], mails: [wanted.mail] };
}

/**
 * What waits and is flagged only now has been read on devices: another token tells their receipts from those of what they
 * were sent before (EV4).
 */
function flagged(before: ConversationRecord, found: readonly Flag[]): ConversationRecord {
  if (found.length === 0) return before;
  const isNews = before.state === 'waiting' && before.flags === undefined;
  const fence = isNews ? before.fence + 1 : before.fence;
  return { ...before, fence, flags: withFlags(before.flags ?? [], found) };
}

/** What was left at the switchboard is to be listened to (VM6). */
function unheardWith(
  { channel }: Incoming,
  message: NewMessage | undefined,
  record: ConversationRecord,
): ConversationRecord {
  const isRecording = message?.attachments.some(({ type }) => type.startsWith('audio/')) === true;
  if (channel !== 'voicemail' || message === undefined || !isRecording) return record;
  return { ...record, unheardIds: [...(record.unheardIds ?? []), message.id] };
}

/** A further message while nobody had answered is a reminder. */
function asked(before: ConversationRecord): ConversationRecord {
  return { ...before, awaitingAnswer: true, reminders: before.reminders + (before.awaitingAnswer ? 1 : 0) };
}

function newRecord({ incoming, now, nextId, flags }: ReceiveSituation, fresh: Fresh): ConversationRecord {
  return {
    id: nextId(),
    ...fresh,
    channel: incoming.channel,
    state: 'waiting',
    assigneeId: null,
    fence: 0,
    arrivedAt: now,
    claimedAt: null,
    resolvedAt: null,
    subject: cut(incoming.subject, 500),
    contact: cutContact(incoming.contact),
    origin: incoming.origin,
    verified: incoming.verified,
    reminders: 0,
    awaitingAnswer: !incoming.automatic,
    lastMessageAt: now,
    participantIds: [],
    ...(flags.length === 0 ? {} : { flags }),
  };
}

/** A longer value would fit no schema on the devices and stop them all. */
const cut = (text: string, limit: number): string => plainText(text.slice(0, limit));

function cutContact({ name, email, phone }: Contact): Contact {
  return {
    name: cut(name, 200),
    email: email !== null && email.length > 320 ? null : email,
    phone: phone === null ? null : cut(phone, 40),
  };
}

interface Place {
  readonly at: number;
  readonly visibility: NewMessage['visibility'];
}

function contactMessage({ incoming, nextId }: ReceiveSituation, place: Place): NewMessage {
  const ours = incoming.attachments.slice(0, MAX_ATTACHMENTS).map((attachment) => ({ ...attachment, id: nextId() }));
  const attachments = withPartsById(ours).map(({ id, name, type, bytes, durationMs }) => ({
    id,
    name: cut(name, 255),
    type: cut(type, 127),
    sizeBytes: bytes.length,
    ...(durationMs === undefined ? {} : { durationMs }),
    bytes,
  }));
  const { automatic, mailMessageId } = incoming;
  const text = fitFrame(incoming.text, incoming.quoted);
  return {
    ...blank,
    id: nextId(),
    kind: 'incoming',
    ...place,
    ...text,
    automatic,
    attachments,
    mailMessageId: mailMessageId ?? null,
  };
}

/** That it came by certified mail, and one line for each attachment that was left out, after the message. */
function eventLines(
  { incoming, nextId }: ReceiveSituation,
  { after, visibility }: { after: number; visibility: Place['visibility'] },
): NewMessage[] {
  const { certified, refusedAttachments } = incoming;
  const events: readonly SystemEvent[] = [
    ...(certified == null ? [] : [{ code: 'certified' as const, isProved: certified === 'proved' }]),
    ...refusedAttachments.map((reason) => ({ code: 'attachment-refused' as const, reason })),
  ];
  return events.map((event, index) => ({ ...systemLine({ id: nextId(), at: after + 1 + index, event }), visibility }));
}

/** The line "opened" is also the acknowledgement: its text is the mail that leaves, its delivery is shown on it. A chat's stays in it (IN5). */
function acknowledge(
  { association, mailDomain, now, followUrl }: ReceiveSituation,
  conversation: ConversationRecord,
  line: NewMessage,
): { readonly line: NewMessage; readonly mail: NewMail | null } | null {
  const url = conversation.channel === 'chat' ? null : (followUrl?.(conversation.number) ?? null);
  const text = acknowledgementText({ conversation, association, followUrl: url });
  if (conversation.channel === 'chat') return { line: { ...line, text, automatic: true }, mail: null };
  const mail = mailFor(conversation, { messageId: line.id, kind: 'acknowledgement', mailDomain, now });
  if (mail === null) return null;
  const acknowledged = { text, automatic: true, delivery: 'queued' as const, mailMessageId: mail.mailMessageId };
  return { line: { ...line, ...acknowledged }, mail: mail.mail };
}
