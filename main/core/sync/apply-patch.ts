import type { Failure } from '../../../shared/errors.ts';
import { type Late, lateThings } from '../../../shared/model/late.ts';
import type { Conversation, Stub } from '../../../shared/model/conversation.ts';
import type { Change, Down } from '../../../shared/protocol/down.ts';
import { putAppointment, putSchedule } from '../db/appointments.ts';
import { participantsOf, rowById, type ConversationRow } from '../db/conversation-row.ts';
import { putConversation, putMore, putStub, removeContent, removeConversation } from '../db/conversations.ts';
import type { WritableDb } from '../db/database.ts';
import { putCannedReply, removeCannedReply } from '../db/canned-replies.ts';
import { putGroup, putUser } from '../db/directory.ts';
import { putAssociationSettings } from '../db/association-settings.ts';
import { putGuardSettings } from '../db/guard-settings.ts';
import { putConfirmedOwn, removeConfirmedOwn } from '../db/own-replies.ts';
import { setMeta } from '../db/meta.ts';
import { findNewcomers, type Newcomers } from '../db/newcomers.ts';
import { addNotice, allNotices } from '../db/notices.ts';
import { keepNote } from '../db/passing-note.ts';
import { changePreferences } from '../db/preferences.ts';
import { addReceipt, dropReceipt } from '../db/receipts.ts';
import { forgetWithheld } from '../db/withheld.ts';

import { tellAccepted, tellAsked, tellEnded } from './tell-passing.ts';

export interface PatchContext {
  readonly userId: string;
  readonly localNow: number;
  /** Also what isn't held here is confirmed: the hub may have sent it to an earlier life of this database. */
  readonly confirmsAll: boolean;
  /** A window shows the text of this conversation. */
  readonly isOpen: (conversationId: string) => boolean;
  /** Answers about these conversations are stored in the same transaction, after the pages. */
  readonly answered?: ReadonlySet<string>;
}

export interface Applied {
  /** Conversations of which content left this device. */
  readonly left: readonly string[];
  /** There are receipts to send, once the log is truncated. */
  readonly hasReceipts: boolean;
  /** Words were taken out of messages, bytes are in the vault, a note that came with a case has gone, or a contact's details are withheld: the log has to be truncated (RD8, DV4). */
  readonly isRedacted: boolean;
  /** Conversations that came with all that this person may read. */
  readonly put: readonly string[];
}

type Collected = {
  left: Set<string>;
  put: Set<string>;
  hasReceipts: boolean;
  hasNoteLeft: boolean;
  isWithheld: boolean;
};
export type Patch = Extract<Down, { type: 'patch' }>;

/** Stores pages of changes, in order, and the cursor of the last; to be committed together (FE8). */
export function applyPages(tx: WritableDb, pages: readonly Patch[], context: PatchContext): Applied {
  const collected: Collected = {
    left: new Set(),
    put: new Set(),
    hasReceipts: false,
    hasNoteLeft: false,
    isWithheld: false,
  };
  const changes = pages.flatMap((page) => page.changes);
  const newcomers = findNewcomers(tx, changes, context.userId);
  const answered = changedOnce(changes, context.answered ?? new Set());
  for (const change of changes) applyChange(tx, change, { ...context, answered, collected, newcomers });
  newcomers?.end();
  const last = pages.at(-1);
  if (last !== undefined) setMeta(tx, 'cursor', last.cursor);
  const hasRedacted = collected.isWithheld || changes.some(carriesRedacted);
  // What was taken out may have been looked for (RD8).
  if (hasRedacted) changePreferences(tx, { recentSearches: [] });
  const isRedacted = collected.hasNoteLeft || hasRedacted;
  return { left: [...collected.left], put: [...collected.put], hasReceipts: collected.hasReceipts, isRedacted };
}

/** Without those of which more than one change comes: the second looks at what the first has made of them. */
function changedOnce(changes: readonly Change[], ids: ReadonlySet<string>): ReadonlySet<string> {
  if (ids.size === 0) return ids;
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const change of changes) {
    const id =
      change.kind === 'put' ? change.conversation.id : 'conversationId' in change ? change.conversationId : null;
    if (id !== null) (seen.has(id) ? again : seen).add(id);
    if (change.kind === 'stub') again.add(change.stub.id);
  }
  return new Set([...ids].filter((id) => !again.has(id)));
}

const carriesRedacted = (change: Change): boolean =>
  (change.kind === 'put' || change.kind === 'more') &&
  change.messages.some(
    ({ redactions, attachments }) =>
      redactions !== undefined ||
      attachments.some(({ document, redacted }) => document !== undefined || redacted !== undefined),
  );

/** With the conversation as it is held before the change, read once for all that there may be to say of it. */
type Telling = PatchContext & { readonly row: ConversationRow | undefined };

type Collecting = PatchContext & {
  readonly collected: Collected;
  readonly newcomers: Newcomers | null;
  readonly answered: ReadonlySet<string>;
};

function applyChange(db: WritableDb, change: Change, context: Collecting): void {
  const { collected, newcomers, userId } = context;
  if (change.kind === 'put' && newcomers?.put(change) === true) {
    collected.put.add(change.conversation.id);
    return;
  }
  newcomers?.flush();
  switch (change.kind) {
    case 'put':
      applyPut(db, change, context);
      return;
    case 'more':
      putMore(db, { id: change.conversationId, messages: change.messages }, userId);
      return;
    case 'stub':
      applyStub(db, change, context);
      return;
    case 'gone': {
      const row = rowById(db, change.conversationId);
      if (row !== undefined) removeConversation(db, row);
      confirm(db, { id: change.conversationId, fence: change.fence }, { ...context, row });
      return;
    }
    case 'user':
      putUser(db, change.user, change.version);
      return;
    case 'group':
      putGroup(db, change.group, change.version);
      return;
    case 'canned-reply':
    case 'canned-reply-gone':
    case 'own-reply':
    case 'own-reply-gone':
      return applyCanned(db, change);
    case 'schedule':
      putSchedule(db, change.schedule, change.version);
      return;
    case 'appointment':
      putAppointment(db, change.appointment, change.version);
      return;
    case 'guard':
      putGuardSettings(db, change.guard, change.version);
      return;
    case 'settings':
      putAssociationSettings(db, change.settings, change.version);
  }
}

function applyCanned(db: WritableDb, change: Extract<Change, { kind: `${'canned' | 'own'}-reply${string}` }>): void {
  if (change.kind === 'canned-reply') putCannedReply(db, change.cannedReply, change.version);
  else if (change.kind === 'canned-reply-gone') removeCannedReply(db, change.id);
  else if (change.kind === 'own-reply') putConfirmedOwn(db, change.cannedReply, change.version);
  else removeConfirmedOwn(db, change.id);
}

/** All that this person may know of a conversation; what they have to be told of it first. */
function applyPut(db: WritableDb, change: Extract<Change, { kind: 'put' }>, context: Collecting): void {
  const { answered, collected, userId } = context;
  const { id } = change.conversation;
  dropReceipt(db, id);
  const told = { ...context, row: rowById(db, id) };
  tellLeaseExpired(db, change.conversation, told);
  tellLate(db, change.conversation, told);
  tellAdded(db, change.conversation, told);
  tellInspected(db, change, told);
  tellPassed(db, change, told);
  tellReturned(db, change, told);
  tellEnded(db, { id, messages: change.messages }, told);
  tellAsked(db, change.conversation, told);
  keptNote(db, { ...told, note: null });
  if (forgetWithheld(db, id, change.conversation.contact)) collected.isWithheld = true;
  const isRefreshedLater = answered.has(id);
  if (putConversation(db, change, { userId, isRefreshedLater, known: told.row })) collected.left.add(id);
  else collected.put.add(id);
}

/** Only this much may be known now: content that is held leaves (EV2). */
function applyStub(db: WritableDb, change: Extract<Change, { kind: 'stub' }>, context: Collecting): void {
  const { stub } = change;
  const row = rowById(db, stub.id);
  tellLate(db, stub, { ...context, row });
  if (row !== undefined && row.content_slot !== null) {
    const isTold =
      tellAccepted(db, { stub, row }, context) ||
      tellLeaseExpired(db, stub, { ...context, row }) ||
      tellRemoved(db, { stub, row }, context);
    if (!isTold) tellWhoTookIt(db, { stub, row }, context);
    removeContent(db, row);
  }
  tellAsked(db, stub, { ...context, row: rowById(db, stub.id) });
  putStub(db, change, context.userId);
  keptNote(db, { ...context, row: rowById(db, stub.id), note: change.note ?? null });
  confirm(db, stub, { ...context, row });
}

/** What was written to this person with a case that was passed to them: it stays while it waits for them, and no longer (TR3). */
function keptNote(
  db: WritableDb,
  { collected, row, note }: Collecting & { readonly row: ConversationRow | undefined; readonly note: string | null },
): void {
  if (row !== undefined && keepNote(db, row, note)) collected.hasNoteLeft = true;
}

function confirm(
  db: WritableDb,
  { id, fence }: { id: string; fence: number },
  { collected, confirmsAll, row }: Collecting & { row: ConversationRow | undefined },
): void {
  const wasHeld = row !== undefined && row.content_slot !== null;
  if (wasHeld) collected.left.add(id);
  if (!wasHeld && !confirmsAll) return;
  addReceipt(db, { conversationId: id, fence });
  collected.hasReceipts = true;
}

/** The chat was this person's under the token whose lease expired (LE6). True when they were told. */
function tellLeaseExpired(db: WritableDb, stub: Stub, { localNow, userId, row }: Telling): boolean {
  const isNews = row?.v_claim === 'mine' && row.fence === stub.expiredFence && stub.fence > row.fence;
  if (!isNews || stub.assigneeId === userId) return false;
  addNotice(db, {
    localAt: localNow,
    conversationId: stub.id,
    kind: 'lease-expired',
    command: null,
    failure: holderOf(stub),
  });
  return true;
}

/** A colleague let this person take part in what was not on this device's desk (CL11). */
function tellAdded(db: WritableDb, conversation: Conversation, { localNow, userId, row }: Telling): void {
  const { id, state, assigneeId, participantIds } = conversation;
  if (state !== 'claimed' || assigneeId === userId || !participantIds.includes(userId)) return;
  if (row === undefined || participantsOf(row).includes(userId)) return;
  const failure = assigneeId === null ? null : ({ code: 'taken', userId: assigneeId } as const);
  addNotice(db, { localAt: localNow, conversationId: id, kind: 'added', command: null, failure });
}

/** A coordinator reads it without taking part in it: whoever takes part is told at once (BG2), and once. */
function tellInspected(
  db: WritableDb,
  { conversation: { id }, messages, replace }: Extract<Change, { kind: 'put' }>,
  { localNow, userId, row }: Telling,
): void {
  if (replace || row === undefined) return;
  for (const { id: messageId, event } of messages) {
    if (event?.code !== 'inspected' || event.step !== 'begun' || event.userId === userId) continue;
    // It may come again, with words taken out of the reason.
    if (db.get('select 1 from message where key = ? and id = ?', [row.key, messageId]) !== undefined) continue;
    const failure = { code: 'taken', userId: event.userId } as const;
    addNotice(db, { localAt: localNow, conversationId: id, kind: 'inspected', command: null, failure });
  }
}

/** The hub took it from this person, who had not answered in time (CK6); what they had written is a draft. */
function tellReturned(
  db: WritableDb,
  { conversation: { id }, messages }: Extract<Change, { kind: 'put' }>,
  { localNow, userId, row }: Telling,
): void {
  const last = messages.findLast(({ event }) => event?.code === 'released')?.event;
  if (row?.v_claim !== 'mine' || last?.code !== 'released') return;
  if (last.isOverdue !== true || last.userId !== userId) return;
  addNotice(db, { localAt: localNow, conversationId: id, kind: 'returned', command: null, failure: null });
}

/** Somebody passed it to this person: of many at once they are told in one notice more (RA5). */
function tellPassed(
  db: WritableDb,
  { conversation, messages }: Extract<Change, { kind: 'put' }>,
  { localNow, userId, row }: Telling,
): void {
  const { id, state, assigneeId } = conversation;
  if (row === undefined || row.v_claim === 'mine' || state !== 'claimed' || assigneeId !== userId) return;
  const last = messages.findLast(({ event }) => event?.code === 'transferred' && event.toUserId === userId)?.event;
  // Accepted, they know.
  if (last?.code !== 'transferred' || last.userId === userId || last.accepted === true) return;
  const told = new Set(allNotices(db).map(({ kind }) => kind));
  if (told.has('passed-many')) return;
  const notice = { localAt: localNow, command: null, failure: { code: 'taken', userId: last.userId } } as const;
  if (told.has('passed')) addNotice(db, { ...notice, conversationId: null, kind: 'passed-many' });
  else addNotice(db, { ...notice, conversationId: id, kind: 'passed' });
}

/** The case goes on with its assignee, without this person (CL13). True when they were told. */
function tellRemoved(
  db: WritableDb,
  { stub, row }: { stub: Stub; row: ConversationRow },
  { localNow, userId }: PatchContext,
): boolean {
  const isStill = stub.state === 'claimed' && row.state === 'claimed' && stub.assigneeId === row.assignee_id;
  if (!isStill || stub.assigneeId === userId || !participantsOf(row).includes(userId)) return false;
  addNotice(db, {
    localAt: localNow,
    conversationId: stub.id,
    kind: 'removed',
    command: null,
    failure: holderOf(stub),
  });
  return true;
}

/** Somebody waits for too long: first whoever holds the case is told, then the coordinators (CK2). Once for each level. */
function tellLate(db: WritableDb, { id, late = {} }: Stub, { localNow, userId, row }: Telling): void {
  if (row === undefined) return;
  const known = row.late === null ? {} : (JSON.parse(row.late) as Late);
  for (const thing of [...lateThings, 'call'] as const) {
    const level = late[thing] ?? 0;
    if (level <= (known[thing] ?? 0)) continue;
    const isTold = level === 2 ? isCoordinator(db, userId) : row.v_claim === 'mine';
    const notice = {
      localAt: localNow,
      conversationId: id,
      kind: `late-${thing}`,
      command: null,
      failure: null,
    } as const;
    if (isTold) addNotice(db, notice);
  }
}

const isCoordinator = (db: WritableDb, userId: string): boolean =>
  db.get("select 1 from user where id = ? and role = 'coordinator'", [userId]) !== undefined;

const holderOf = ({ assigneeId, claimedAt }: Stub): Failure | null =>
  assigneeId === null ? null : { code: 'taken', userId: assigneeId, ...(claimedAt === null ? {} : { at: claimedAt }) };

/** Unless the person passed it on, or asked for it themselves: then the answer to their claim says so. */
function tellWhoTookIt(
  db: WritableDb,
  { stub, row }: { stub: Stub; row: ConversationRow },
  { isOpen, localNow, userId }: PatchContext,
): void {
  const isNews = row.v_claim === 'none' || row.v_claim === 'mine';
  if (!isNews || !isOpen(stub.id) || stub.assigneeId === null || stub.assigneeId === userId) return;
  addNotice(db, {
    localAt: localNow,
    conversationId: stub.id,
    kind: 'evicted-while-open',
    command: null,
    failure: holderOf(stub),
  });
}
