import type { Change } from '../../../shared/protocol/down.ts';
import { keyOf } from './case-number.ts';
import { headContentOf, type ConfirmedRow } from './conversation-row.ts';
import {
  contentColumns,
  insertConversations,
  isAwaitingAnswer,
  stubColumns,
  type InsertedRow,
  type Put,
} from './conversations.ts';
import type { WritableDb } from './database.ts';
import { contentOf, countFiles, insertMessages, type PlacedMessage } from './messages.ts';
import { leaveUnindexed } from './search-index.ts';
import { addSlots } from './slots.ts';
import { countMore, type Counted } from './tally.ts';
import { columnsOf } from './visible.ts';

/** Fewer are stored one by one. */
const MIN_NEWCOMERS = 16;

/** Conversations of which this device knows nothing yet, stored many with a statement. */
export interface Newcomers {
  /** False: it is none of them, and has to be laid over what is here. */
  put(put: Put): boolean;
  /** Stores those that wait to be stored together: before anything else is stored. */
  flush(): void;
  /** Stores what is summed up: before the end of the transaction, and before anything else looks at these. */
  end(): void;
}

/** Null where they are too few to be worth it. Looks everything up at once that `putConversation` asks of each. */
export function findNewcomers(db: WritableDb, changes: readonly Change[], userId: string): Newcomers | null {
  const strangers = namedOnce(changes);
  if (strangers.size < MIN_NEWCOMERS) return null;
  const known = heldOf(db, strangers);
  for (const { id } of known) strangers.delete(id);
  // The holder of a number makes room for the one that has it now.
  const held = new Set(known.map(({ key }) => key));
  for (const [id, key] of strangers) if (held.has(key)) strangers.delete(id);
  if (strangers.size === 0) return null;
  for (const { id } of touchedHere(db)) strangers.delete(id);
  return newcomersOf(db, strangers, userId);
}

/** Ids and keys of the `put`s whose conversation and number no other change names. */
function namedOnce(changes: readonly Change[]): Map<string, number> {
  const ids = new Map<string, number>();
  const keys = new Map<number, number>();
  const count = <K>(counts: Map<K, number>, name: K): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const change of changes) {
    const stub = change.kind === 'put' ? change.conversation : change.kind === 'stub' ? change.stub : null;
    if (stub !== null) count(keys, keyOf(stub.number));
    if (stub !== null) count(ids, stub.id);
    if (change.kind === 'more' || change.kind === 'gone') count(ids, change.conversationId);
  }
  const found = new Map<string, number>();
  for (const change of changes) {
    if (change.kind !== 'put' || !hasDistinctMessages(change)) continue;
    const { id, number } = change.conversation;
    if (ids.get(id) === 1 && keys.get(keyOf(number)) === 1) found.set(id, keyOf(number));
  }
  return found;
}

const hasDistinctMessages = ({ messages }: Put): boolean =>
  messages.length < 2 || new Set(messages.map(({ id }) => id)).size === messages.length;

interface Known {
  readonly id: string;
  readonly key: number;
}

/** Held under this id or number. */
function heldOf(db: WritableDb, strangers: ReadonlyMap<string, number>): readonly Known[] {
  return db.all<Known>(
    `select id, key from conversation where id in (select value from json_each(@ids))
     union all select id, key from conversation where key in (select value from json_each(@keys))`,
    { ids: JSON.stringify([...strangers.keys()]), keys: JSON.stringify([...strangers.values()]) },
  );
}

/** Something of this device's own lies over these: draft, command, receipt. */
const touchedHere = (db: WritableDb): readonly Pick<Known, 'id'>[] =>
  db.all<Pick<Known, 'id'>>(
    `select conversation_id as id from outbox
     union all select conversation_id from draft
     union all select conversation_id from reply_file
     union all select conversation_id from receipt`,
  );

/** Stored together. */
const ROWS_AT_ONCE = 64;

function newcomersOf(db: WritableDb, strangers: ReadonlyMap<string, number>, userId: string): Newcomers {
  const counts = new Map<string, { readonly counted: Counted; n: number }>();
  const keys: number[] = [];
  let waiting: Newcomer[] = [];
  const flush = (): void => {
    for (const counted of insert(db, waiting, userId)) {
      const name = `${counted.v_list} ${counted.channel} ${counted.v_group_id}`;
      const known = counts.get(name);
      if (known === undefined) counts.set(name, { counted, n: 1 });
      else known.n += 1;
    }
    waiting = [];
  };
  return {
    put(put) {
      const key = strangers.get(put.conversation.id);
      if (key === undefined) return false;
      waiting.push({ put, key });
      keys.push(key);
      if (waiting.length === ROWS_AT_ONCE) flush();
      return true;
    },
    flush,
    end() {
      flush();
      for (const { counted, n } of counts.values()) countMore(db, counted, n);
      leaveUnindexed(db, keys);
    },
  };
}

interface Newcomer {
  readonly put: Put;
  readonly key: number;
}

/** Returns where each is to be counted. */
function insert(db: WritableDb, newcomers: readonly Newcomer[], userId: string): readonly Counted[] {
  if (newcomers.length === 0) return [];
  let slot = addSlots(db, newcomers.flatMap(contentsOf));
  const messages: PlacedMessage[] = [];
  const rows = newcomers.map((newcomer) => {
    const row = rowOf(newcomer, slot, userId);
    slot += 1;
    for (const message of newcomer.put.messages) messages.push({ key: newcomer.key, message, slot: slot++ });
    return row;
  });
  insertConversations(db, rows);
  insertMessages(db, messages);
  return rows;
}

/** What has a slot of its own: the head first, then each message. */
const contentsOf = ({ put: { conversation, messages } }: Newcomer): unknown[] => [
  headContentOf(conversation),
  ...messages.map(contentOf),
];

function rowOf({ put: { conversation, messages, version }, key }: Newcomer, slot: number, userId: string): InsertedRow {
  const row: ConfirmedRow = {
    ...stubColumns(conversation),
    ...contentColumns(conversation, slot),
    version,
    id: conversation.id,
    channel: conversation.channel,
    key,
    attachment_count: countFiles(messages),
    awaiting_answer: Number(isAwaitingAnswer(messages)),
  };
  return { ...row, ...columnsOf(row, [], userId), has_draft: 0 };
}
