import type { Conversation, Stub } from '../../../shared/model/conversation.ts';
import type { Message } from '../../../shared/model/message.ts';
import { forgetAnsweredTexts } from './answered.ts';
import { keyOf } from './case-number.ts';
import {
  headContentOf,
  rowById,
  type ConfirmedRow,
  type ConversationRow,
  type HeadContent,
} from './conversation-row.ts';
import type { ReadableDb, SqlValue, WritableDb } from './database.ts';
import { entryChangeBy, entryChanged, heldIn, type EntryChange, type Heads } from './entry-change.ts';
import { insertInto, insertRows } from './insert-rows.ts';
import { countFiles, putMessages, removeMessages } from './messages.ts';
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
  readonly isRefreshedLater?: boolean | undefined;
}

interface Putting extends Viewer {
  /** As it is stored now, for whoever has read it. */
  readonly known?: ConversationRow | undefined;
}

/** Stores all that this person may know of a conversation. Returns whether messages had to leave for it. */
export function putConversation(db: WritableDb, put: Put, context: Putting): boolean {
  const { conversation, messages } = put;
  const { userId, isRefreshedLater, known = rowById(db, conversation.id) } = context;
  if (known === undefined) {
    insertConversation(db, put, userId);
    return false;
  }
  if (!put.replace && known.content_slot === null) {
    // News of something that has expired here, or that was taken before it was fetched again: it is fetched as a whole (EX4).
    putStub(db, { stub: conversation, version: put.version }, userId);
    return false;
  }
  const content = headContentOf(conversation);
  const held = known.content_slot === null ? null : readSlot<HeadContent>(db, known.content_slot);
  const heads = { before: held, after: content };
  const entry = entryChangeBy(db, known, { heads, messages, replace: put.replace });
  forgetRedacted(db, known, { subject: content.subject, messages });
  const slot = contentSlot(db, known, heads);
  const keep = new Set(messages.map(({ id }) => id));
  const removed = put.replace ? removeMessages(db, known.key, keep) : null;
  if (removed?.any === true) forgetAnsweredTexts(db, conversation.id);
  putMessages(db, known.key, { messages, held: heldIn(entry) });
  const columns = { ...stubColumns(conversation), version: put.version, ...contentColumns(conversation, slot) };
  afterChange(db, { ...known, content_slot: slot }, { entry, columns, userId, isRefreshedLater });
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
  const entry = entryChangeBy(db, row, { heads: null, messages, replace: false });
  forgetRedacted(db, row, { messages });
  putMessages(db, row.key, { messages, held: heldIn(entry) });
  afterChange(db, row, { entry, columns: {}, userId });
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
  putMessages(db, key, { messages, held: null });
  leaveUnindexed(db, [key]);
}

interface RowChange extends Viewer {
  readonly entry: EntryChange;
  readonly columns: Columns;
}

/** Its messages are stored: counts and index follow from them. */
function afterChange(
  db: WritableDb,
  row: ConversationRow,
  { entry, columns, userId, isRefreshedLater = false }: RowChange,
): void {
  db.run(`update conversation set ${[...assignments(columns), ...COUNTED].join(', ')} where key = @key`, {
    ...columns,
    key: row.key,
  });
  entryChanged(db, row, entry);
  if (!isRefreshedLater) refreshVisible(db, row.id, userId);
}

/** A call that reached the contact is an answer (CB3). */
export const REACHED = `event like '{"code":"call"%"outcome":"reached"%'`;

/** What a row says of its messages. */
const COUNTED = [
  "attachment_count = (select count(*) from attachment where key = @key and type <> 'text/html')",
  `awaiting_answer = coalesce((select kind = 'incoming' from message where key = @key and automatic = 0
     and (kind in ('incoming', 'reply') or ${REACHED}) order by at desc, id desc limit 1), 0)`,
];

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

/** The slot with subject and contact: the same one while they are the same. */
function contentSlot(db: WritableDb, { content_slot }: ConversationRow, { before, after }: Heads): number {
  if (content_slot !== null) {
    if (JSON.stringify(before) === JSON.stringify(after)) return content_slot;
    eraseSlot(db, content_slot);
  }
  return addSlot(db, after);
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
  db.run(`update conversation set ${assignments(columns).join(', ')} where key = @key`, { ...columns, key });
}

const assignments = (columns: Columns): string[] => Object.keys(columns).map((name) => `${name} = @${name}`);

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
