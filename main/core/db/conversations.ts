import type { Conversation, Stub } from '../../../shared/model/conversation.ts';
import type { Message } from '../../../shared/model/message.ts';
import { forgetAnsweredTexts } from './answered.ts';
import { keyOf } from './case-number.ts';
import { headContentOf, rowById, type ConfirmedRow, type ConversationRow } from './conversation-row.ts';
import type { ReadableDb, SqlValue, WritableDb } from './database.ts';
import { entryChangeBy, entryChanged, type EntryChange } from './entry-change.ts';
import { insertInto, insertRows } from './insert-rows.ts';
import { countFiles, putMessage, removeMessages } from './messages.ts';
import { keepNote } from './passing-note.ts';
import { forgetRedacted } from './redaction.ts';
import { changeEntry, entryOf, leaveUnindexed } from './search-index.ts';
import { addSlot, eraseSlot, readSlot } from './slots.ts';
import { recount } from './tally.ts';
import { refreshVisible, visibleColumns, type VisibleColumns } from './visible.ts';

export interface Put {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly replace: boolean;
  readonly version: number;
}

interface Viewer {
  readonly userId: string;
  /** `refreshVisible` comes in the same transaction, once more has changed: doing it here too would cost as much as the rest. */
  readonly isRefreshedLater?: boolean;
}

/** Stores all that this person may know of a conversation. Returns whether messages had to leave for it. */
export function putConversation(db: WritableDb, put: Put, viewer: Viewer): boolean {
  const { userId, isRefreshedLater = false } = viewer;
  const { conversation, messages } = put;
  const known = rowById(db, conversation.id);
  if (known === undefined) {
    insertConversation(db, put, userId);
    return false;
  }
  if (!put.replace && known.content_slot === null) {
    // News of something that has expired here, or that was taken before it was fetched again: it is fetched as a whole (EX4).
    putStub(db, { stub: conversation, version: put.version }, userId);
    return false;
  }
  const { subject, contact } = conversation;
  const entry = entryChangeBy(db, known, { head: { subject, contact }, messages, replace: put.replace });
  forgetRedacted(db, known, { subject, messages });
  updateRow(db, known, {
    ...stubColumns(conversation),
    version: put.version,
    ...contentColumns(conversation, contentSlot(db, known, conversation)),
  });
  const keep = new Set(messages.map(({ id }) => id));
  const removed = put.replace ? removeMessages(db, known.key, keep) : null;
  if (removed?.any === true) forgetAnsweredTexts(db, conversation.id);
  addMessages(db, known.key, messages);
  afterChange(db, conversation.id, { entry, userId, isRefreshedLater });
  return removed?.words === true;
}

/** More messages of a conversation that is held (FE9). */
export function putMore(
  db: WritableDb,
  { id, messages }: { id: string; messages: readonly Message[] },
  userId: string,
): void {
  const row = rowById(db, id);
  if (row === undefined || row.content_slot === null) return;
  const entry = entryChangeBy(db, row, { head: null, messages, replace: false });
  forgetRedacted(db, row, { messages });
  addMessages(db, row.key, messages);
  afterChange(db, id, { entry, userId });
}

/** Stores the little that everybody may know. Content that is held has to be removed before. */
export function putStub(
  db: WritableDb,
  { stub, version }: { readonly stub: Stub; readonly version: number },
  userId: string,
): void {
  forgetAnsweredTexts(db, stub.id);
  const known = rowById(db, stub.id);
  if (known !== undefined) {
    updateRow(db, known, { ...stubColumns(stub), version });
    refreshVisible(db, stub.id, userId);
    return;
  }
  const row = {
    ...noContent,
    ...stubColumns(stub),
    version,
    id: stub.id,
    channel: stub.channel,
    key: freeKey(db, stub),
    attachment_count: 0,
    awaiting_answer: 0,
  };
  insertCounted(db, row, userId);
}

/** Takes the content away without a trace in the database (EV2). What the person wrote stays theirs. */
export function removeContent(db: WritableDb, row: ConversationRow): void {
  changeEntry(db, row.key, { before: entryOf(db, row), after: null });
  removeMessages(db, row.key);
  forgetAnsweredTexts(db, row.id);
  if (row.content_slot !== null) eraseSlot(db, row.content_slot);
  keepNote(db, row, null);
  updateRow(db, row, { ...noContent, attachment_count: 0, awaiting_answer: 0 });
}

/** Everybody may read what waits and is not flagged: where its content is missing, it has expired here. Oldest first. */
export function waitingWithoutContent(db: ReadableDb): string[] {
  const rows = db.all<{ id: string }>(
    "select id from conversation where v_list in ('to-take', 'merged') and state = 'waiting' and content_slot is null and flags is null order by v_sort, key",
  );
  return rows.map(({ id }) => id);
}

/** What this person holds is theirs to read: where its content is missing, it was taken after it had expired here. */
export function heldWithoutContent(db: ReadableDb, userId: string): string[] {
  const rows = db.all<{ id: string }>(
    `select id from conversation
     where v_list in ('mine', 'merged') and state = 'claimed' and assignee_id = ? and content_slot is null order by v_sort, key`,
    [userId],
  );
  return rows.map(({ id }) => id);
}

/** The same of the first page of the list, oldest first, in its order. */
export function waitingFirstWithoutContent(db: ReadableDb, lines: number): string[] {
  const rows = db.all<{ id: string }>(
    `select id from (
       select id, state, content_slot, flags from conversation where v_list = 'to-take' order by v_sort, key limit ?
     ) where state = 'waiting' and content_slot is null and flags is null`,
    [lines],
  );
  return rows.map(({ id }) => id);
}

export function removeConversation(db: WritableDb, row: ConversationRow): void {
  removeContent(db, row);
  db.run('delete from conversation where key = ?', [row.key]);
  recount(db, row, null);
  db.touch('list');
  db.touch(`conversation:${row.id}`);
}

function insertConversation(db: WritableDb, { conversation, messages, version }: Put, userId: string): void {
  const key = freeKey(db, conversation);
  const content = headContentOf(conversation);
  const row = {
    ...stubColumns(conversation),
    ...contentColumns(conversation, addSlot(db, content)),
    version,
    id: conversation.id,
    channel: conversation.channel,
    key,
    attachment_count: countFiles(messages),
    awaiting_answer: Number(isAwaitingAnswer(messages)),
  };
  insertCounted(db, row, userId);
  addMessages(db, key, messages);
  leaveUnindexed(db, [key]);
}

/** Counts and index follow from what is stored now. */
function afterChange(
  db: WritableDb,
  id: string,
  { entry, userId, isRefreshedLater = false }: Viewer & { readonly entry: EntryChange },
): void {
  const row = rowById(db, id);
  if (row === undefined) return;
  db.run(
    `update conversation set
       attachment_count = (select count(*) from attachment where key = @key and type <> 'text/html'),
       awaiting_answer = coalesce((select kind = 'incoming' from message where key = @key and automatic = 0
         and (kind in ('incoming', 'reply') or ${REACHED}) order by at desc, id desc limit 1), 0)
     where key = @key`,
    { key: row.key },
  );
  entryChanged(db, row, entry);
  if (!isRefreshedLater) refreshVisible(db, id, userId);
}

/** A call that reached the contact is an answer (CB3). */
export const REACHED = `event like '{"code":"call"%"outcome":"reached"%'`;

export function isAwaitingAnswer(messages: readonly Message[]): boolean {
  const said = messages.filter(
    ({ kind, automatic, event }) =>
      !automatic &&
      (kind === 'incoming' || kind === 'reply' || (event?.code === 'call' && event.outcome === 'reached')),
  );
  return (
    said.reduce<Message | null>((last, each) => (last === null || each.at >= last.at ? each : last), null)?.kind ===
    'incoming'
  );
}

function addMessages(db: WritableDb, key: number, messages: readonly Message[]): void {
  for (const message of messages) putMessage(db, key, message);
}

/** The slot with subject and contact: the same one while they are the same. */
function contentSlot(db: WritableDb, row: ConversationRow, conversation: Conversation): number {
  const content = headContentOf(conversation);
  if (row.content_slot !== null) {
    if (JSON.stringify(readSlot(db, row.content_slot)) === JSON.stringify(content)) return row.content_slot;
    eraseSlot(db, row.content_slot);
  }
  return addSlot(db, content);
}

/** The number belongs to one conversation; an older holder of it (a hub that was set up anew) makes room. */
function freeKey(db: WritableDb, { number }: Stub): number {
  const key = keyOf(number);
  const holder = db.get<ConversationRow>('select * from conversation where key = ?', [key]);
  if (holder !== undefined) removeConversation(db, holder);
  return key;
}

export const stubColumns = (stub: Stub) => ({
  group_id: stub.groupId,
  state: stub.state,
  assignee_id: stub.assigneeId,
  fence: stub.fence,
  arrived_at: stub.arrivedAt,
  claimed_at: stub.claimedAt,
  resolved_at: stub.resolvedAt,
  flags: stub.flags === undefined ? null : JSON.stringify(stub.flags),
  unheard: stub.unheard ?? 0,
  late: stub.late === undefined ? null : JSON.stringify(stub.late),
  merged_into: stub.mergedInto ?? null,
  passing: stub.passing === undefined ? null : JSON.stringify(stub.passing),
});

export const contentColumns = (conversation: Conversation, slot: number) => ({
  content_slot: slot,
  origin: conversation.origin,
  verified: Number(conversation.verified),
  linked_number: conversation.linkedNumber,
  participant_ids: JSON.stringify(conversation.participantIds),
  reminders: conversation.reminders,
  last_message_at: conversation.lastMessageAt,
  eviction: conversation.eviction === null ? null : JSON.stringify(conversation.eviction),
});

const noContent = {
  content_slot: null,
  origin: null,
  verified: null,
  linked_number: null,
  participant_ids: null,
  reminders: null,
  last_message_at: null,
  eviction: null,
};

type Columns = Readonly<Record<string, string | number | null>>;

export function updateRow(db: WritableDb, { key }: Pick<ConversationRow, 'key'>, columns: Columns): void {
  const assignments = Object.keys(columns).map((name) => `${name} = @${name}`);
  db.run(`update conversation set ${assignments.join(', ')} where key = @key`, { ...columns, key });
}

export type InsertedRow = ConfirmedRow & VisibleColumns & { readonly has_draft: number };

/** In the order in which rows are bound. */
const INSERTED = `key id channel group_id state assignee_id fence arrived_at claimed_at resolved_at
  content_slot origin verified linked_number participant_ids reminders last_message_at eviction
  attachment_count awaiting_answer flags unheard late merged_into passing version v_list v_sort v_state v_group_id v_claim v_assignee_id
  v_claimed_at v_resolved_at v_awaiting_answer v_unheard v_pending v_passing has_draft`.split(/\s+/);
const INSERT = insertInto('conversation', INSERTED);

function valuesOf(row: InsertedRow): SqlValue[] {
  const columns: Columns = { ...row };
  return INSERTED.map((name) => columns[name] ?? null);
}

/** As they are; whoever calls counts them. */
export function insertConversations(db: WritableDb, rows: readonly InsertedRow[]): void {
  insertRows(db, INSERT, rows.map(valuesOf));
  db.touch('list');
  for (const { id } of rows) db.touch(`conversation:${id}`);
}

function insertCounted(db: WritableDb, row: ConfirmedRow, userId: string): void {
  const visible = visibleColumns(db, row, userId);
  const drafts = db.get(
    `select 1 from draft where conversation_id = @id
     union all select 1 from reply_file where conversation_id = @id and leaving = 0 limit 1`,
    { id: row.id },
  );
  insertConversations(db, [{ ...row, ...visible, has_draft: Number(drafts !== undefined) }]);
  recount(db, null, { ...visible, channel: row.channel });
}
