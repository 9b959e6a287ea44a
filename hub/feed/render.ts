import { withheldFrom } from '../../shared/model/need-to-know.ts';
import type { Change } from '../../shared/protocol/down.ts';
import { seesFromOf } from '../partial.ts';
import type { ConversationRecord, FeedRow } from '../storage/storage.ts';
import { putTexts, stubText } from './conversation-texts.ts';
import { isRevealed, readableSince, type FeedWindow, type Reader } from './window.ts';

/** One entity as one user may see it: JSON texts that go into frames, the first `put` before its `more`. */
export interface RenderedChange {
  readonly parts: readonly string[];
  /** Present when content leaves with it: to be recorded as a hold before it does (EV1). */
  readonly held: { readonly conversationId: string; readonly fence: number } | null;
}

export type Render = (row: FeedRow, to: Pick<Reader, 'userId' | 'deviceId'>) => RenderedChange | null;

/** `partBytes`: no part is longer. Texts are shared: people with the same right see the same thing. */
export function createRender(window: FeedWindow, partBytes: number): Render {
  const texts = new Map<string, readonly string[]>();
  const once = (key: string, make: () => readonly string[]): readonly string[] => {
    const known = texts.get(key) ?? make();
    texts.set(key, known);
    return known;
  };
  return (row, { userId, deviceId }) => {
    if (row.kind === 'own-reply' && window.ownReplies.get(row.id)?.userId !== userId) return null;
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
      const note = conversation.record.passing?.toUserId === userId ? window.notes.get(id) : undefined;
      const key = note === undefined ? `stub ${id}` : `stub ${id} with its note`;
      return { parts: once(key, () => [stubText(conversation.record, row.publicSeq, note)]), held: null };
    }
    const hasOpen = window.knowing.get(id)?.has(deviceId) === true;
    const replace = since > window.cursor || (isRevealed(conversation, window.cursor) && !hasOpen);
    const from = conversation.record.state === 'waiting' ? null : seesFromOf(conversation.record, userId);
    const withheld = withheldOf(window, conversation.record, userId);
    const part = from === null ? '' : `${from.at} ${from.byUserId}`;
    const parts = once(`put ${id} ${replace} ${withheld.join()} ${part}`, () =>
      putTexts({ window, conversation, version: row.seq, replace, partBytes, from, withheld }),
    );
    return { parts, held: { conversationId: id, fence } };
  };
}

/** Whoever takes part in what waits is nobody (NK1). */
function withheldOf({ needToKnow, coordinatorIds }: FeedWindow, record: ConversationRecord, userId: string) {
  if (needToKnow === null) return [];
  const takesPart = record.state !== 'waiting' && record.participantIds.includes(userId);
  return withheldFrom(needToKnow, { takesPart, isCoordinator: coordinatorIds.has(userId) });
}

function directoryChange(window: FeedWindow, { kind, id, seq: version }: FeedRow): Change | null {
  switch (kind) {
    case 'user': {
      const user = window.users.get(id);
      return user === undefined ? null : { kind, version, user };
    }
    case 'group': {
      const group = window.groups.get(id);
      return group === undefined ? null : { kind, version, group };
    }
    case 'canned-reply': {
      const cannedReply = window.cannedReplies.get(id);
      return cannedReply === undefined ? { kind: 'canned-reply-gone', id } : { kind, version, cannedReply };
    }
    case 'own-reply': {
      const cannedReply = window.ownReplies.get(id)?.reply ?? null;
      return cannedReply === null ? { kind: 'own-reply-gone', id } : { kind, version, cannedReply };
    }
    case 'schedule': {
      const schedule = window.schedules.get(id);
      return schedule === undefined ? null : { kind, version, schedule };
    }
    case 'appointment': {
      const appointment = window.appointments.get(id);
      return appointment === undefined ? null : { kind, version, appointment };
    }
    case 'guard':
      return window.guard === null ? null : { kind, version, guard: window.guard };
    case 'settings':
      return window.settings === null ? null : { kind, version, settings: window.settings };
    case 'conversation':
      return null;
  }
}
