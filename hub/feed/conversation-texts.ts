import type { Conversation, Stub } from '../../shared/model/conversation.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Change } from '../../shared/protocol/down.ts';
import type { ConversationRecord, ReadableConversation, StoredMessage } from '../storage/storage.ts';
import type { FeedWindow } from './window.ts';

export function stubText(record: ConversationRecord, version: number): string {
  return JSON.stringify({ kind: 'stub', version, stub: stubOf(record) } satisfies Change);
}

/** Field by field: what is added to a record later doesn't become public by itself. */
function stubOf(record: ConversationRecord): Stub {
  const { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, claimedAt, resolvedAt } = record;
  const { expiredFence, flags, unheardIds, late, mergedInto } = record;
  const stub = { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, claimedAt, resolvedAt };
  return {
    ...stub,
    ...(expiredFence === undefined ? {} : { expiredFence }),
    ...(flags === undefined ? {} : { flags: [...flags] }),
    ...(late === undefined ? {} : { late }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    ...(unheardIds === undefined ? {} : { unheard: unheardIds.length }),
  };
}

interface Put {
  readonly window: FeedWindow;
  readonly conversation: ReadableConversation;
  readonly version: number;
  readonly replace: boolean;
  readonly partBytes: number;
}

/** `put`, and `more` for what doesn't fit (FE9); messages as this right lets see them now (FE6, FE7). */
export function putTexts(put: Put): readonly string[] {
  const { window, conversation, version, partBytes } = put;
  const { record } = conversation;
  const fields = `"conversation":${JSON.stringify(conversationOf(record, window))},"replace":${put.replace}`;
  const head = `{"kind":"put","version":${version},${fields},`;
  const more = `{"kind":"more","conversationId":${JSON.stringify(record.id)},`;
  const parts: string[][] = [[]];
  let bytes = Buffer.byteLength(head) + ENDING_BYTES;
  for (const message of messagesFor(put)) {
    const size = Buffer.byteLength(message) + 1;
    if (bytes + size > partBytes && parts.at(-1)?.length !== 0) {
      parts.push([]);
      bytes = Buffer.byteLength(more) + ENDING_BYTES;
    }
    parts.at(-1)?.push(message);
    bytes += size;
  }
  return parts.map((messages, index) => `${index === 0 ? head : more}"messages":[${messages.join(',')}]}`);
}

/** Of `"messages":[]}`. */
const ENDING_BYTES = 14;

function messagesFor({ window, conversation: { record }, replace }: Put): readonly string[] {
  const stored = window.messages.get(record.id) ?? [];
  const wanted = replace ? stored : stored.filter(({ seq }) => seq > window.cursor);
  const visible = record.state === 'waiting' ? wanted.filter(({ visibility }) => visibility === 'open') : wanted;
  return visible.map((message) => JSON.stringify(messageOf(message)));
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
    eviction,
  };
}

/** A part of the content: whoever may not read it is not told by which words it was known (RT3). */
const reachOf = ({ reach }: ConversationRecord): Pick<Conversation, 'reach'> =>
  reach === undefined || Object.keys(reach).length === 0 ? {} : { reach };

const routedOf = ({ routed }: ConversationRecord): Pick<Conversation, 'routed'> =>
  routed === undefined ? {} : { routed };
