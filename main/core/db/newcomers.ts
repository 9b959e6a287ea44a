import type { Change } from '../../../shared/protocol/down.ts';
import { keyOf } from './case-number.ts';
import { contentColumns, insertRow, isAwaitingAnswer, stubColumns, type Put } from './conversations.ts';
import type { WritableDb } from './database.ts';
import { addMessage } from './messages.ts';
import { leaveUnindexed } from './search-index.ts';
import { addSlot } from './slots.ts';
import { countMore, type Counted } from './tally.ts';
import { columnsOf } from './visible.ts';

/** Fewer are stored one by one. */
const MIN_NEWCOMERS = 16;

/** Conversations of which this device knows nothing yet, stored with four statements each. */
export interface Newcomers {
  /** False: it is none of them, and has to be laid over what is here. */
  put(put: Put): boolean;
  /** Stores what is summed up: before the end of the transaction, and before anything else looks at these. */
  end(): void;
}

/** Null where they are too few to be worth it. Looks everything up at once that `putConversation` asks of each. */
export function findNewcomers(db: WritableDb, changes: readonly Change[], userId: string): Newcomers | null {
  const strangers = namedOnce(changes);
  if (strangers.size < MIN_NEWCOMERS) return null;
  const known = knownOf(db, strangers);
  for (const { id } of known) strangers.delete(id);
  // The holder of a number makes room for the one that has it now.
  const held = new Set(known.map(({ key }) => key));
  for (const [id, key] of strangers) if (held.has(key)) strangers.delete(id);
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

/** Held under this id or number, or something of this device's own lies over it: draft, command, receipt. */
function knownOf(db: WritableDb, strangers: ReadonlyMap<string, number>): readonly Known[] {
  return db.all<Known>(
    `select id, key from conversation where id in (select value from json_each(@ids))
     union all select id, key from conversation where key in (select value from json_each(@keys))
     union all select conversation_id, 0 from outbox
     union all select conversation_id, 0 from draft
     union all select conversation_id, 0 from receipt`,
    { ids: JSON.stringify([...strangers.keys()]), keys: JSON.stringify([...strangers.values()]) },
  );
}

function newcomersOf(db: WritableDb, strangers: ReadonlyMap<string, number>, userId: string): Newcomers {
  const counts = new Map<string, number>();
  const keys: number[] = [];
  return {
    put(put) {
      const key = strangers.get(put.conversation.id);
      if (key === undefined) return false;
      const { v_list, v_group_id } = insert(db, { put, key, userId });
      const counted = JSON.stringify({ v_list, channel: put.conversation.channel, v_group_id } satisfies Counted);
      counts.set(counted, (counts.get(counted) ?? 0) + 1);
      keys.push(key);
      return true;
    },
    end() {
      for (const [counted, n] of counts) {
        countMore(db, JSON.parse(counted) as Counted, n);
      }
      leaveUnindexed(db, keys);
    },
  };
}

interface Newcomer {
  readonly put: Put;
  readonly key: number;
  readonly userId: string;
}

function insert(db: WritableDb, { put: { conversation, messages, version }, key, userId }: Newcomer) {
  const { subject, contact } = conversation;
  const row = {
    ...stubColumns(conversation),
    ...contentColumns(conversation, addSlot(db, { subject, contact })),
    version,
    id: conversation.id,
    channel: conversation.channel,
    key,
    attachment_count: messages.reduce((sum, { attachments }) => sum + attachments.length, 0),
    awaiting_answer: Number(isAwaitingAnswer(messages)),
  };
  const visible = columnsOf(row, [], userId);
  insertRow(db, { ...row, ...visible, has_draft: 0 });
  for (const message of messages) addMessage(db, key, message);
  return visible;
}
