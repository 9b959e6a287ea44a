import type { Contact, Conversation, Stub } from '../../shared/model/conversation.ts';
import type { Message } from '../../shared/model/message.ts';
import type { ContactField } from '../../shared/model/need-to-know.ts';
import type { SeesFrom } from '../../shared/model/partial.ts';
import type { Passing } from '../../shared/model/passing.ts';
import type { Change } from '../../shared/protocol/down.ts';
import { messageFrom } from '../partial.ts';
import type { ConversationRecord, ReadableConversation, StoredMessage } from '../storage/storage.ts';
import { isRevealed, type FeedWindow } from './window.ts';

/** `note`: for whoever the case is passed to (TR3). */
export function stubText(record: ConversationRecord, version: number, note?: string): string {
  const noted = note === undefined ? {} : { note };
  return JSON.stringify({ kind: 'stub', version, stub: stubOf(record), ...noted } satisfies Change);
}

/** Field by field: what is added to a record later doesn't become public by itself. */
function stubOf(record: ConversationRecord): Stub {
  const { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, claimedAt, resolvedAt } = record;
  const { expiredFence, flags, unheardIds, late, mergedInto, passing } = record;
  const stub = { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, claimedAt, resolvedAt };
  return {
    ...stub,
    ...(expiredFence === undefined ? {} : { expiredFence }),
    ...(flags === undefined ? {} : { flags: [...flags] }),
    ...(late === undefined ? {} : { late }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    ...(passing === undefined ? {} : { passing: passingOf(passing) }),
    ...(unheardIds === undefined ? {} : { unheard: unheardIds.length }),
  };
}

const passingOf = ({ toUserId, byUserId, at, until }: Passing): Passing => ({ toUserId, byUserId, at, until });

interface Put {
  readonly window: FeedWindow;
  readonly conversation: ReadableConversation;
  readonly version: number;
  readonly replace: boolean;
  readonly partBytes: number;
  /** Of somebody who sees a part of it. */
  readonly from: SeesFrom | null;
  /** Of the contact, what they are not told. */
  readonly withheld: readonly ContactField[];
}

/** `put`, and `more` for what doesn't fit (FE9); messages as this right lets see them now (FE6, FE7). */
export function putTexts(put: Put): readonly string[] {
  const { window, conversation, version, partBytes, from, withheld } = put;
  const { record } = conversation;
  const all = conversationOf(record, window);
  const whole = withheld.length === 0 ? all : { ...all, contact: contactWithout(all.contact, withheld) };
  const fields = `"conversation":${JSON.stringify(from === null ? whole : partOf(whole, from))},"replace":${put.replace}`;
  const head = `{"kind":"put","version":${version},${fields},`;
  const more = `{"kind":"more","conversationId":${JSON.stringify(record.id)},`;
  const messages = messagesFor(put);
  // One part, however many bytes its letters take: counting them is for what may be too long.
  const length = messages.reduce((sum, message) => sum + message.length + 1, head.length + ENDING_BYTES);
  if (length * MAX_BYTES_PER_UNIT <= partBytes) return [`${head}"messages":[${messages.join(',')}]}`];
  const parts: string[][] = [[]];
  let bytes = Buffer.byteLength(head) + ENDING_BYTES;
  for (const message of messages) {
    const size = Buffer.byteLength(message) + 1;
    if (bytes + size > partBytes && parts.at(-1)?.length !== 0) {
      parts.push([]);
      bytes = Buffer.byteLength(more) + ENDING_BYTES;
    }
    parts.at(-1)?.push(message);
    bytes += size;
  }
  return parts.map((some, index) => `${index === 0 ? head : more}"messages":[${some.join(',')}]}`);
}

/** Of UTF-8, for a unit of UTF-16. */
const MAX_BYTES_PER_UNIT = 3;

/** Of `"messages":[]}`. */
const ENDING_BYTES = 14;

function messagesFor({ window, conversation, replace, from }: Put): readonly string[] {
  const { record } = conversation;
  const stored = window.messages.get(record.id) ?? [];
  const revealed = isRevealed(conversation, window.cursor);
  const isNew = ({ seq, visibility }: StoredMessage) => seq > window.cursor || (revealed && visibility === 'private');
  const wanted = replace ? stored : stored.filter(isNew);
  const visible = record.state === 'waiting' ? wanted.filter(({ visibility }) => visibility === 'open') : wanted;
  const readable = visible.map(messageOf);
  const seen = from === null ? readable : readable.flatMap((message) => messageFrom(message, from) ?? []);
  return seen.map((message) => JSON.stringify(message));
}

export function messageOf({
  id,
  kind,
  authorId,
  text,
  quoted,
  at,
  automatic,
  delivery,
  event,
  attachments,
  redactions,
}: StoredMessage): Message {
  const message = { id, kind, authorId, text, quoted, at, automatic, delivery, event, attachments };
  return redactions === undefined ? message : { ...message, redactions };
}

export function conversationOf(record: ConversationRecord, window: Pick<FeedWindow, 'evictions'>): Conversation {
  const { subject, contact, origin, verified, linkedNumber, reminders, lastMessageAt } = record;
  const content = { subject, contact, origin, verified, linkedNumber, reminders, lastMessageAt };
  const eviction = record.state === 'waiting' ? null : (window.evictions.get(record.id) ?? null);
  return {
    ...stubOf(record),
    ...content,
    participantIds: [...record.participantIds],
    ...routedOf(record),
    ...reachOf(record),
    ...(record.promised === undefined ? {} : { promised: record.promised }),
    ...(record.required === undefined ? {} : { required: record.required }),
    eviction,
  };
}

/** It says that there is something, and not what (NK2). */
export function contactWithout(contact: Contact, fields: readonly ContactField[]): Contact {
  const withheld = fields.filter((field) => contact[field] !== null);
  if (withheld.length === 0) return contact;
  const nothing = Object.fromEntries(withheld.map((field) => [field, null]));
  return { ...contact, ...nothing, withheld };
}

/** Without what was known of it before: subject, reminders, why it was put where it is, what it needed (PV2). */
function partOf({ routed: _routed, required: _required, ...whole }: Conversation, seesFrom: SeesFrom): Conversation {
  return { ...whole, subject: '', reminders: 0, seesFrom };
}

/** A part of the content: whoever may not read it is not told by which words it was known (RT3). */
const reachOf = ({ reach }: ConversationRecord): Pick<Conversation, 'reach'> =>
  reach === undefined || Object.keys(reach).length === 0 ? {} : { reach };

const routedOf = ({ routed }: ConversationRecord): Pick<Conversation, 'routed'> =>
  routed === undefined ? {} : { routed };
