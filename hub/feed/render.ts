import type { Conversation, Stub } from '../../shared/model/conversation.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Change } from '../../shared/protocol/down.ts';
import type { ConversationRecord, FeedRow, ReadableConversation } from '../storage/storage.ts';
import { readableSince, type FeedWindow } from './window.ts';

/** One entity as one user may see it: JSON texts that go into frames, the first `put` before its `more`. */
export interface RenderedChange {
  readonly parts: readonly string[];
  /** Present when content leaves with it: to be recorded as a hold before it does (EV1). */
  readonly held: { readonly conversationId: string; readonly fence: number } | null;
}

export type Render = (row: FeedRow, userId: string) => RenderedChange | null;

/** `partBytes`: no part is longer. Texts are shared: people with the same right see the same thing. */
export function createRender(window: FeedWindow, partBytes: number): Render {
  const texts = new Map<string, readonly string[]>();
  const once = (key: string, make: () => readonly string[]): readonly string[] => {
    const known = texts.get(key) ?? make();
    texts.set(key, known);
    return known;
  };
  return (row, userId) => {
    if (row.kind !== 'conversation') {
      const change = directoryChange(window, row);
      return change === null
        ? null
        : { parts: once(`${row.kind} ${row.id}`, () => [JSON.stringify(change)]), held: null };
    }
    const conversation = window.conversations.get(row.id);
    if (conversation === undefined) return null;
    const since = readableSince(conversation, userId);
    const { id, fence } = conversation.record;
    if (since === null) {
      if (row.publicSeq <= window.cursor) return null;
      return { parts: once(`stub ${id}`, () => [stubText(conversation.record)]), held: null };
    }
    const replace = since > window.cursor;
    const parts = once(`put ${id} ${replace}`, () => putTexts({ window, conversation, replace, partBytes }));
    return { parts, held: { conversationId: id, fence } };
  };
}

function directoryChange(window: FeedWindow, { kind, id }: FeedRow): Change | null {
  switch (kind) {
    case 'user': {
      const user = window.users.get(id);
      return user === undefined ? null : { kind, user };
    }
    case 'group': {
      const group = window.groups.get(id);
      return group === undefined ? null : { kind, group };
    }
    case 'canned-reply': {
      const cannedReply = window.cannedReplies.get(id);
      return cannedReply === undefined ? { kind: 'canned-reply-gone', id } : { kind, cannedReply };
    }
    case 'conversation':
      return null;
  }
}

function stubText(record: ConversationRecord): string {
  return JSON.stringify({ kind: 'stub', stub: stubOf(record) } satisfies Change);
}

/** Field by field: what is added to a record later doesn't become public by itself. */
function stubOf(record: ConversationRecord): Stub {
  const { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, claimedAt, resolvedAt } = record;
  return { id, number, channel, groupId, state, assigneeId, fence, arrivedAt, claimedAt, resolvedAt };
}

interface Put {
  readonly window: FeedWindow;
  readonly conversation: ReadableConversation;
  readonly replace: boolean;
  readonly partBytes: number;
}

function putTexts({ window, conversation: { record }, replace, partBytes }: Put): readonly string[] {
  const stored = window.messages.get(record.id) ?? [];
  const wanted = replace ? stored : stored.filter(({ seq }) => seq > window.cursor);
  const visible = record.state === 'waiting' ? wanted.filter(({ visibility }) => visibility === 'open') : wanted;
  const messages = visible.map(({ visibility: _, seq: __, ...message }) => JSON.stringify(message satisfies Message));
  const head = `{"kind":"put","conversation":${JSON.stringify(conversationOf(record, window))},"replace":${replace},`;
  const more = `{"kind":"more","conversationId":${JSON.stringify(record.id)},`;
  const texts: string[] = [];
  let opening = head;
  let taken: string[] = [];
  let bytes = Buffer.byteLength(head);
  for (const message of messages) {
    const size = Buffer.byteLength(message) + 1;
    if (taken.length > 0 && bytes + size > partBytes) {
      texts.push(`${opening}"messages":[${taken.join(',')}]}`);
      opening = more;
      taken = [];
      bytes = Buffer.byteLength(more);
    }
    taken.push(message);
    bytes += size;
  }
  return [...texts, `${opening}"messages":[${taken.join(',')}]}`];
}

function conversationOf(record: ConversationRecord, window: FeedWindow): Conversation {
  const { subject, contact, origin, verified, linkedNumber, reminders, lastMessageAt } = record;
  const content = { subject, contact, origin, verified, linkedNumber, reminders, lastMessageAt };
  const eviction = record.state === 'waiting' ? null : (window.evictions.get(record.id) ?? null);
  return { ...stubOf(record), ...content, participantIds: [...record.participantIds], eviction };
}
