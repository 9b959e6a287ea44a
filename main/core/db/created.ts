import type { Command } from '../../../shared/protocol/commands.ts';
import { rowById } from './conversation-row.ts';
import { putConversation, removeConversation } from './conversations.ts';
import type { WritableDb } from './database.ts';
import { commandsNamed } from './outbox.ts';

export type Create = Extract<Command, { name: 'create' }>;

interface Made {
  readonly userId: string;
  readonly localAt: number;
}

/** A case that was opened here is shown at once, as what the hub will make of it; version 0 until the hub sends it (NB3). */
export function putCreated(db: WritableDb, command: Create, { userId, localAt }: Made): void {
  const { conversationId: id, number, channel, groupId, contact, subject, messageId, text } = command;
  if (rowById(db, id) !== undefined) return;
  const free = { state: 'waiting' as const, assigneeId: null, fence: 0, claimedAt: null, resolvedAt: null };
  const conversation = {
    id,
    number,
    channel,
    groupId,
    ...free,
    arrivedAt: localAt,
    subject,
    contact,
    origin: 'desk' as const,
    verified: true,
    linkedNumber: null,
    participantIds: [],
    reminders: 0,
    lastMessageAt: localAt,
    eviction: null,
  };
  const message = {
    id: messageId,
    kind: 'incoming' as const,
    authorId: null,
    text,
    quoted: null,
    at: localAt,
    automatic: false,
    delivery: null,
    event: null,
    attachments: [],
  };
  putConversation(db, { conversation, messages: [message], replace: true, version: 0 }, { userId });
}

/** After a resynchronisation: what the hub doesn't know yet is here all the same. */
export function putAllCreated(db: WritableDb, userId: string): void {
  for (const { command, localAt } of commandsNamed(db, 'create')) {
    if (command?.name === 'create') putCreated(db, command, { userId, localAt });
  }
}

/** Refused: there is no such case. */
export function dropCreated(db: WritableDb, { conversationId }: Create): void {
  const row = rowById(db, conversationId);
  if (row !== undefined && row.version === 0) removeConversation(db, row);
}
