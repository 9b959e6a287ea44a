import type { SystemEvent } from '../../shared/model/message.ts';
import { openTexts, type StoredTexts } from '../../hub/storage/seal.ts';
import type { ConversationRow } from '../../hub/storage/tables.ts';
import type { Sqlite } from './databases.ts';
import type { SimHub } from './hub.ts';

export interface HubMessage {
  readonly row: number;
  readonly id: string;
  readonly conversationId: string;
  readonly kind: 'incoming' | 'reply' | 'note' | 'system';
  readonly authorId: string | null;
  readonly text: string;
  readonly event: SystemEvent | null;
  readonly visibility: 'open' | 'private';
  readonly delivery: string | null;
  readonly at: number;
}

export interface HubAnswer {
  readonly device_id: string;
  readonly seq: number;
  readonly outcome: string;
  readonly claim_conversation_id: string | null;
  readonly claim_fence: number | null;
}

export interface HubHold {
  readonly conversation_id: string;
  readonly device_id: string;
  readonly fence: number;
  readonly evicted_at: number | null;
}

export interface HubConversation {
  readonly row: ConversationRow;
  readonly participants: readonly string[];
}

/** The tables of the hub, read by their columns: what the checks know of them does not come from the hub's own code. */
export const allConversations = (hub: SimHub): ReadonlyMap<string, HubConversation> => {
  const participants = new Map<string, string[]>();
  for (const row of hub.all<{ conversation_id: string; user_id: string }>(
    `select conversation_id, user_id from participants
     union all select id, assignee_id from conversations where assignee_since_seq is not null order by user_id`,
  )) {
    participants.set(row.conversation_id, [...(participants.get(row.conversation_id) ?? []), row.user_id]);
  }
  const rows = hub.all<ConversationRow>('select * from conversations order by number');
  return new Map(rows.map((row) => [row.id, { row, participants: participants.get(row.id) ?? [] }]));
};

const messages = `select messages.rowid as row, messages.id, conversation_id as conversationId, kind,
    author_id as authorId, text, quoted, sealed, key, event, visibility, delivery, at
  from messages left join content_keys on content_keys.id = key_id`;
type StoredMessage = Omit<HubMessage, 'event'> & StoredTexts & { readonly event: string | null };

export const messagesAbove = (hub: SimHub, row: number): HubMessage[] =>
  hub.all<StoredMessage>(`${messages} where messages.rowid > ? order by messages.rowid`, row).map(parsed);

export const messagesOf = (hub: SimHub, conversationId: string): HubMessage[] =>
  hub.all<StoredMessage>(`${messages} where conversation_id = ? order by at, messages.id`, conversationId).map(parsed);

const parsed = ({ quoted, sealed, key, ...message }: StoredMessage): HubMessage => ({
  ...message,
  text: openTexts({ text: message.text, quoted, sealed, key }).text,
  event: message.event === null ? null : (JSON.parse(message.event) as SystemEvent),
});

export const answersAbove = (hub: SimHub, row: number): (HubAnswer & { readonly row: number })[] =>
  hub.all('select rowid as row, * from temp.answered where rowid > ? order by rowid', row);

/** Notes answers in the order in which they are written, which their table does not know. Of this connection alone. */
export function noteAnswers(sqlite: Sqlite): void {
  const notes = [
    'create temp table if not exists answered as select * from command_answers where false',
    `create temp trigger if not exists noted after insert on main.command_answers
      begin insert into answered values (new.device_id, new.seq, new.outcome, new.claim_conversation_id, new.claim_fence); end`,
    'delete from temp.answered',
    'insert into temp.answered select * from command_answers order by device_id, seq',
  ];
  for (const sql of notes) sqlite.prepare(sql).run();
}

/** By the one row of each, so that a check after every commit stays cheap. */
export const activeUsers = (hub: SimHub): ReadonlySet<string> =>
  new Set(hub.all<{ id: string }>('select id from users where active = 1').map(({ id }) => id));

export const allHolds = (hub: SimHub): HubHold[] => hub.all('select * from holds');

export const feedNumber = (hub: SimHub): number =>
  hub.all<{ seq: number | null }>('select max(seq) as seq from feed')[0]?.seq ?? 0;

export const feedSeqs = (hub: SimHub): ReadonlyMap<string, number> =>
  new Map(
    hub
      .all<{ entity_id: string; seq: number }>("select entity_id, seq from feed where kind = 'conversation'")
      .map(({ entity_id, seq }) => [entity_id, seq]),
  );

/** Waiting: everybody; else its participants (FE4). */
export const mayRead = ({ row, participants }: HubConversation, userId: string): boolean =>
  row.state === 'waiting' || participants.includes(userId);

/** From when on this person sees it, where they see a part (PV1). */
export const seenFrom = ({ row }: HubConversation, userId: string): number => {
  const parts =
    row.partial === null || row.state === 'waiting' ? {} : (JSON.parse(row.partial) as Record<string, { at: number }>);
  return parts[userId]?.at ?? 0;
};

/** While it waits, the private thread is hidden (FE7). */
export const isVisible = ({ row }: HubConversation, { visibility }: Pick<HubMessage, 'visibility'>): boolean =>
  row.state !== 'waiting' || visibility === 'open';

export const overlappingAppointments = (hub: SimHub): readonly { readonly one: string; readonly other: string }[] =>
  hub.all(
    `select a.id as one, b.id as other from appointments a join appointments b on a.group_id = b.group_id and a.id < b.id
     where a.state <> 'cancelled' and b.state <> 'cancelled' and a.start_at < b.end_at and b.start_at < a.end_at`,
  );
