import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../main/core/db/open-database.ts';
import type { CoreDb } from '../../main/core/db/database.ts';
import { setMeta } from '../../main/core/db/meta.ts';
import { applyPages, type Applied, type PatchContext } from '../../main/core/sync/apply-patch.ts';
import type { Conversation, Stub } from '../../shared/model/conversation.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Change } from '../../shared/protocol/down.ts';
import { testKey } from './core-fixture.ts';

/** A real encrypted database in a folder of its own, of the user `me`. */
export interface TestDatabase {
  readonly db: CoreDb;
  readonly file: string;
  readonly folder: string;
  apply(changes: readonly Change[], context?: Partial<PatchContext>): Applied;
  remove(): void;
}

export const me = 'maria';

export function openTestDatabase(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-db-'));
  const file = join(folder, 'sportello.db');
  const opened = openDatabase({ file, key: testKey, now: 1_000 });
  if (!opened.ok) throw new Error(opened.failure.code);
  const { db } = opened;
  db.write((tx) => setMeta(tx, 'userId', me));
  let cursor = 0;
  const context: PatchContext = { userId: me, localNow: 1_000, confirmsAll: false, isOpen: () => false };
  return {
    ...{ db, file, folder },
    apply: (changes, over) =>
      db.write((tx) =>
        applyPages(tx, [{ type: 'patch', changes: [...changes], cursor: (cursor += 1), done: true }], {
          ...context,
          ...over,
        }),
      ),
    remove() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const stubOf = (n: number, over: Partial<Stub> = {}): Stub => ({
  ...{ id: `c-${n}`, number: `2026-${String(n).padStart(6, '0')}`, channel: 'ticket', groupId: 'segreteria' },
  ...{ state: 'waiting', assigneeId: null, fence: 0, arrivedAt: 10_000 + n, claimedAt: null, resolvedAt: null },
  ...over,
});

export const conversationOf = (n: number, over: Partial<Conversation> = {}): Conversation => ({
  ...stubOf(n),
  ...{ subject: `Oggetto ${n}`, origin: 'mail', verified: false, linkedNumber: null, participantIds: [] },
  contact: { name: `Persona ${n}`, email: `persona${n}@posta.example`, phone: null },
  ...{ reminders: 0, lastMessageAt: 10_000 + n, eviction: null },
  ...over,
});

export const messageOf = (id: string, over: Partial<Message> = {}): Message => ({
  ...{ id, kind: 'incoming', authorId: null, text: `Testo di ${id}`, quoted: null, at: 10_000, automatic: false },
  ...{ delivery: null, event: null, attachments: [] },
  ...over,
});

export const putOf = (n: number, over: Partial<Conversation> = {}, messages = [messageOf(`m-${n}`)]): Change => ({
  ...{ kind: 'put', version: n, replace: true, conversation: conversationOf(n, over), messages },
});

/** As a colleague's claim makes it for everybody else. */
export const takenOf = (n: number, over: Partial<Stub> = {}): Change => ({
  kind: 'stub',
  version: n,
  stub: stubOf(n, { state: 'claimed', assigneeId: 'luca', fence: 1, claimedAt: 20_000, ...over }),
});
