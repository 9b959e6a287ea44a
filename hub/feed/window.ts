import type { Eviction } from '../../shared/model/conversation.ts';
import type { CannedReply, Group, User } from '../../shared/model/directory.ts';
import type { NeedToKnow } from '../../shared/model/need-to-know.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { AssociationSettings } from '../../shared/model/association-settings.ts';
import type { GuardSettings } from '../../shared/guard/settings.ts';
import type { Schedule } from '../../shared/schedule/schedule.ts';
import type { MessagesById } from '../storage/stored-message.ts';
import type { FeedRow, ReadableConversation, ReadTx, StoredMessage } from '../storage/storage.ts';
import type { OwnReply } from '../storage/own-reply-tx.ts';
import type { FeedKind } from '../storage/tables.ts';

/** What changed, with the current state of all of it, loaded in bulk for all who stand at one cursor. */
export interface FeedWindow {
  readonly cursor: number;
  readonly rows: readonly FeedRow[];
  readonly users: ReadonlyMap<string, User>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly cannedReplies: ReadonlyMap<string, CannedReply>;
  readonly ownReplies: ReadonlyMap<string, OwnReply>;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly appointments: ReadonlyMap<string, Appointment>;
  /** Null where it has not changed. */
  readonly guard: GuardSettings | null;
  readonly settings: AssociationSettings | null;
  /** Null: nothing is kept from anybody. */
  readonly needToKnow: NeedToKnow | null;
  /** Of those whom this is for; looked at only where something is kept from others (NK1). */
  readonly coordinatorIds: ReadonlySet<string>;
  readonly conversations: ReadonlyMap<string, ReadableConversation>;
  readonly messages: ReadonlyMap<string, readonly StoredMessage[]>;
  readonly evictions: ReadonlyMap<string, Eviction>;
  /** Of cases taken above the cursor, devices that are known to have all that could be read before: by case. */
  readonly knowing: ReadonlyMap<string, ReadonlySet<string>>;
  /** What was written to whoever a case is passed to, by case (TR3); only of those whom this is for. */
  readonly notes: ReadonlyMap<string, string>;
}

export interface Wanted {
  readonly cursor: number;
  readonly limit: number;
  readonly readers: readonly Reader[];
}

/** A device that this is for. */
export interface Reader {
  readonly deviceId: string;
  readonly userId: string;
  /** It has said what it no longer holds. */
  readonly hasSpoken: boolean;
}

/** Feed number since which this user may read, or null without the right (FE4, GU2). */
export function readableSince(conversation: ReadableConversation, userId: string): number | null {
  const { state, flags } = conversation.record;
  if (state === 'waiting') return flags === undefined ? conversation.openSinceSeq : null;
  return conversation.sinceSeqByUserId.get(userId) ?? null;
}

/** It was taken above the cursor: what was hidden while it waited is shown from now on (FE6, FE7). */
export const isRevealed = ({ record, privateSinceSeq }: ReadableConversation, cursor: number): boolean =>
  record.state !== 'waiting' && privateSinceSeq > cursor;

export async function loadWindow(tx: ReadTx, wanted: Wanted): Promise<FeedWindow> {
  return windowOf(tx, await tx.feed(wanted.cursor, wanted.limit), wanted);
}

/** The same for rows that were chosen in another way. */
export async function windowOf(
  tx: ReadTx,
  rows: readonly FeedRow[],
  wanted: Omit<Wanted, 'limit'>,
): Promise<FeedWindow> {
  const ids = idsOf(rows, 'conversation');
  const conversations = await tx.readable(ids);
  const needToKnow = conversations.size === 0 ? null : await tx.needToKnow();
  const userIds = new Set(wanted.readers.map(({ userId }) => userId));
  return {
    cursor: wanted.cursor,
    rows,
    ...(ids.length === rows.length ? noDirectory : await loadDirectory(tx, rows)),
    needToKnow,
    coordinatorIds: needToKnow === null ? new Set() : await coordinatorsAmong(tx, userIds),
    conversations,
    ...(await loadContent(tx, conversations, wanted)),
    notes: await loadNotes(tx, conversations, userIds),
  };
}

const idsOf = (rows: readonly FeedRow[], kind: FeedKind): string[] =>
  rows.filter((row) => row.kind === kind).map(({ id }) => id);

type Directory = Pick<
  FeedWindow,
  'users' | 'groups' | 'cannedReplies' | 'ownReplies' | 'schedules' | 'appointments' | 'guard' | 'settings'
>;

const noDirectory: Directory = {
  users: new Map(),
  groups: new Map(),
  cannedReplies: new Map(),
  ownReplies: new Map(),
  schedules: new Map(),
  appointments: new Map(),
  guard: null,
  settings: null,
};

/** All that is no conversation; hardly any page has some of it. */
async function loadDirectory(tx: ReadTx, rows: readonly FeedRow[]): Promise<Directory> {
  const ids = (kind: FeedKind): string[] => idsOf(rows, kind);
  return {
    users: await byId(ids('user'), (some) => tx.users(some)),
    groups: await byId(ids('group'), (some) => tx.groups(some)),
    cannedReplies: await byId(ids('canned-reply'), (some) => tx.cannedReplies(some)),
    ownReplies: await byId(ids('own-reply'), (some) => tx.ownReplies(some)),
    schedules: await keyed(
      ids('schedule'),
      (some) => tx.schedules(some),
      ({ groupId }) => groupId,
    ),
    appointments: await byId(ids('appointment'), (some) => tx.appointments(some)),
    guard: ids('guard').length === 0 ? null : await tx.guardSettings(),
    settings: ids('settings').length === 0 ? null : await tx.associationSettings(),
  };
}

async function coordinatorsAmong(tx: ReadTx, userIds: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const users = await tx.users([...userIds]);
  return new Set(users.filter(({ role }) => role === 'coordinator').map(({ id }) => id));
}

type Load<T> = (ids: readonly string[]) => Promise<readonly T[]>;

const byId = <T extends { readonly id: string }>(ids: readonly string[], load: Load<T>) =>
  keyed(ids, load, ({ id }) => id);

async function keyed<T>(
  ids: readonly string[],
  load: Load<T>,
  keyOf: (entity: T) => string,
): Promise<ReadonlyMap<string, T>> {
  return ids.length === 0 ? new Map() : new Map((await load(ids)).map((entity) => [keyOf(entity), entity]));
}

async function loadNotes(
  tx: ReadTx,
  conversations: ReadonlyMap<string, ReadableConversation>,
  userIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>();
  for (const [id, { record }] of conversations) {
    if (record.passing === undefined || !userIds.has(record.passing.toUserId)) continue;
    const text = (await tx.writtenMessage(record.passing.lineId))?.text ?? '';
    if (text !== '') notes.set(id, text);
  }
  return notes;
}

/** Content is read only of what somebody here may read, and only what is new unless somebody's right is new (FE6). */
async function loadContent(
  tx: ReadTx,
  conversations: ReadonlyMap<string, ReadableConversation>,
  { cursor, readers }: Omit<Wanted, 'limit'>,
): Promise<Pick<FeedWindow, 'messages' | 'evictions' | 'knowing'>> {
  const whole: string[] = [];
  const news: string[] = [];
  const revealed: string[] = [];
  const knowing = new Map<string, ReadonlySet<string>>();
  const readable = [...conversations.values()].flatMap((conversation) => {
    const entitled = readers.filter(({ userId }) => readableSince(conversation, userId) !== null);
    return entitled.length === 0 ? [] : [{ conversation, id: conversation.record.id, entitled }];
  });
  const holds = await tx.holdsOn(
    readable.flatMap(({ id, conversation }) => (conversation.record.state === 'waiting' ? [] : [id])),
  );
  for (const { conversation, id, entitled } of readable) {
    if (entitled.some(({ userId }) => (readableSince(conversation, userId) ?? 0) > cursor)) whole.push(id);
    else if (!isRevealed(conversation, cursor)) news.push(id);
    else {
      const deviceIds = holds.get(id)?.deviceIds;
      const known = entitled.filter(({ deviceId, hasSpoken }) => hasSpoken && deviceIds?.has(deviceId) === true);
      knowing.set(id, new Set(known.map(({ deviceId }) => deviceId)));
      (known.length === entitled.length ? revealed : whole).push(id);
    }
  }
  const messages = new Map<string, readonly StoredMessage[]>();
  const add = (some: MessagesById): void => some.forEach((all, id) => messages.set(id, all));
  if (whole.length > 0) add(await tx.messages(whole, 0));
  if (news.length > 0) add(await tx.messages(news, cursor));
  if (revealed.length > 0) add(await tx.messages(revealed, cursor, 'orHidden'));
  const evictions = new Map<string, Eviction>();
  for (const [id, { eviction }] of holds) evictions.set(id, eviction);
  return { messages, evictions, knowing };
}
