import type { Message } from '../../shared/model/message.ts';
import { downSchema, type Change } from '../../shared/protocol/down.ts';
import { renderPages } from '../../hub/feed/pages.ts';
import type { Digest } from '../../shared/protocol/up.ts';
import type { Storage } from '../../hub/storage/storage.ts';

/** A device without sockets: takes pages straight from the feed, and holds what a right device would hold. */
export interface ModelDevice {
  readonly deviceId: string;
  readonly userId: string;
  /** Messages by conversation; null: only the stub is known. */
  readonly held: ReadonlyMap<string, ReadonlyMap<string, Message> | null>;
  /** Of the versions that came with what is held. */
  digest(): Digest;
  /** Takes at most this many pages; returns their raw texts and whether it is up to date. */
  take(storage: Storage, maxPages: number): Promise<{ readonly texts: readonly string[]; readonly isDone: boolean }>;
  /** What is still to be confirmed as evicted; empties the list. */
  evicted(): readonly { readonly conversationId: string; readonly fence: number }[];
}

export function createModelDevice(deviceId: string, userId: string): ModelDevice {
  const held = new Map<string, Map<string, Message> | null>();
  const versions = new Map<string, number>();
  const toConfirm: { conversationId: string; fence: number }[] = [];
  let cursor = 0;
  const apply = (change: Change): void => {
    const entity = entityOf(change);
    if (entity !== null) versions.set(...entity);
    if (change.kind === 'canned-reply-gone' || change.kind === 'own-reply-gone') versions.delete(change.id);
    if (change.kind === 'put') {
      const { conversation, messages, replace } = change;
      const before = replace ? [] : [...(held.get(conversation.id) ?? [])];
      held.set(conversation.id, new Map([...before, ...messages.map((message) => [message.id, message] as const)]));
    }
    if (change.kind === 'more') {
      for (const message of change.messages) held.get(change.conversationId)?.set(message.id, message);
    }
    if (change.kind === 'stub') {
      if (held.get(change.stub.id) != null)
        toConfirm.push({ conversationId: change.stub.id, fence: change.stub.fence });
      held.set(change.stub.id, null);
    }
  };
  return {
    deviceId,
    userId,
    held,
    async take(storage, maxPages) {
      const request = { deviceId, userId, cursor, maxPages };
      const [result] = await storage.write((tx) => renderPages(tx, [request]));
      if (result === undefined) throw new Error('nothing rendered');
      for (const { text } of result.pages) {
        const frame = downSchema.parse(JSON.parse(text));
        if (frame.type === 'patch') frame.changes.forEach(apply);
      }
      cursor = result.cursor;
      return { texts: result.pages.map(({ text }) => text), isDone: result.isDone };
    },
    digest: () => ({ count: versions.size, sum: [...versions.values()].reduce((sum, version) => sum + version, 0) }),
    evicted: () => toConfirm.splice(0),
  };
}

function entityOf(change: Change): [string, number] | null {
  switch (change.kind) {
    case 'put':
      return [change.conversation.id, change.version];
    case 'stub':
      return [change.stub.id, change.version];
    case 'user':
      return [change.user.id, change.version];
    case 'group':
      return [change.group.id, change.version];
    case 'canned-reply':
    case 'own-reply':
      return [change.cannedReply.id, change.version];
    case 'schedule':
      return [`schedule ${change.schedule.groupId}`, change.version];
    case 'guard':
    case 'settings':
      return [change.kind, change.version];
    case 'appointment':
      return [change.appointment.id, change.version];
    case 'more':
    case 'gone':
    case 'canned-reply-gone':
    case 'own-reply-gone':
      return null;
  }
}
