import type { WantedSlot } from '../../../shared/bridge/core-queries.ts';
import type { Appointment } from '../../../shared/model/appointment.ts';
import type { Command } from '../../../shared/protocol/commands.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { Outcome } from '../../../shared/protocol/down.ts';
import type { Head } from '../../../shared/sync/confirmed.ts';
import { settle, takenBy } from '../../../shared/sync/settle.ts';
import { keepAnswered } from '../db/answered.ts';
import { putBooked } from '../db/appointments.ts';
import { numberOf } from '../db/case-number.ts';
import { dropCreated } from '../db/created.ts';
import { headOf, rowById, type ConversationRow } from '../db/conversation-row.ts';
import { putMore, updateRow } from '../db/conversations.ts';
import type { WritableDb } from '../db/database.ts';
import { returnText } from '../db/drafts.ts';
import { goOn } from '../db/next.ts';
import { addNotice } from '../db/notices.ts';
import { commandBySeq, nameToken, takeCommands, voidCommand, withToken, type OutboxRow } from '../db/outbox.ts';
import { endReplyFiles } from '../db/reply-files.ts';
import { refreshRow, refreshVisible } from '../db/visible.ts';

export interface AnswerContext {
  readonly userId: string;
  readonly localNow: number;
  /** Estimate of the hub's clock, ms. */
  readonly hubNow: number;
}

export interface Answer {
  readonly seq: number;
  readonly outcome: Outcome;
}

/**
 * The hub's words on commands: take them out of the outbox and store what follows, to be committed together. An answer that
 * came before has no second effect.
 */
export function storeAnswers(tx: WritableDb, answers: readonly Answer[], context: AnswerContext): void {
  if (answers.length === 0) return;
  const commands = takeCommands(
    tx,
    answers.map(({ seq }) => seq),
  );
  const batch: Batch = { tokens: new Map(), cases: new Map() };
  const conversationIds = new Set<string>();
  for (const answer of answers) {
    const row = commands.get(answer.seq);
    if (row === undefined) continue;
    commands.delete(answer.seq);
    storeAnswer(tx, { ...row, command: named(row.command, batch.tokens) }, { ...context, ...answer, batch });
    conversationIds.add(row.conversationId);
  }
  for (const id of conversationIds) {
    const row = caseOf(tx, id, batch);
    if (row === undefined) tx.touch(`conversation:${id}`);
    else refreshRow(tx, row, context.userId);
  }
}

interface Token {
  readonly conversationId: string;
  readonly fence: number;
}

/** Answers that are stored together. */
interface Batch {
  readonly tokens: Map<number, Token>;
  /** As they are stored now: most answers change nothing that the feed has not brought. */
  readonly cases: Map<string, ConversationRow | undefined>;
}

function caseOf(db: WritableDb, id: string, { cases }: Batch): ConversationRow | undefined {
  if (!cases.has(id)) cases.set(id, rowById(db, id));
  return cases.get(id);
}

type Answering = AnswerContext & Answer & { readonly batch: Batch };

function named(command: Command | null, tokens: Batch['tokens']): Command | null {
  if (command === null || !('under' in command) || typeof command.under === 'number') return command;
  const token = tokens.get(command.under.claim);
  return token?.conversationId === command.conversationId ? withToken(command, token.fence) : command;
}

function storeAnswer(tx: WritableDb, { seq, command, localAt, again }: OutboxRow, context: Answering): void {
  if (command === null) return;
  const { outcome, batch } = context;
  if (!outcome.ok) {
    answeredNo(tx, { seq, command, failure: outcome.failure }, context);
    // Another one may have been claimed instead.
    batch.cases.clear();
    return;
  }
  const row = caseOf(tx, command.conversationId, batch);
  applied(tx, { command, fence: outcome.fence ?? null, again, row }, context);
  keepAnswered(tx, { seq, command, localAt }, row);
}

interface Refusal {
  readonly command: Command;
  readonly failure: Failure;
}

/** Of the next in line the hub knows better, and is followed (NX2). */
function answeredNo(tx: WritableDb, { seq, ...refusal }: Refusal & { readonly seq: number }, context: Answering): void {
  const { command, failure } = refusal;
  const by = { userId: context.userId, localAt: context.localNow };
  if (command.name === 'claim' && goOn(tx, { seq, command, failure }, by)) return;
  refused(tx, refusal, context);
}

interface Granted extends Pick<OutboxRow, 'again'> {
  readonly command: Command;
  readonly fence: number | null;
  /** Its case. */
  readonly row: ConversationRow | undefined;
}

function applied(db: WritableDb, granted: Granted, { userId, hubNow, seq, batch }: Answering): void {
  const { command, fence, again, row } = granted;
  if (command.name === 'claim' && fence !== null) {
    const token = { conversationId: command.conversationId, fence };
    batch.tokens.set(seq, token);
    nameToken(db, { seq, ...token });
  }
  if (row === undefined) return endReplyFiles(db, command);
  if (command.name === 'book-appointment') putBooked(db, bookedBy(command, numberOf(row.key)));
  const before = headOf(row, userId);
  const after = settle(before, { command, fence, at: hubNow }, userId);
  if (storeHead(db, row, { before, after, userId })) batch.cases.delete(row.id);
  if (command.name === 'reply' || command.name === 'note') {
    if (addWritten(db, { row, command, hubNow, userId, again })) batch.cases.delete(row.id);
  }
  endReplyFiles(db, command);
}

function bookedBy(command: Extract<Command, { name: 'book-appointment' }>, number: string): Appointment {
  const { appointmentId: id, conversationId, groupId, place, startAt, endAt } = command;
  return { id, conversationId, number, groupId, place, startAt, endAt, state: 'booked', sequence: 0 };
}

/** A command that can't leave this device: as if the hub had refused it. */
export function comeBack(
  tx: WritableDb,
  { row, failure }: { readonly row: OutboxRow; readonly failure: Failure },
  { userId, localNow }: Pick<AnswerContext, 'userId' | 'localNow'>,
): void {
  // It may have been taken back meanwhile.
  const known = commandBySeq(tx, row.seq);
  if (known === null || known.sent || known.command === null || known.command.name !== row.command?.name) return;
  refused(tx, { command: known.command, failure }, { userId, localNow });
  voidCommand(tx, known);
  refreshVisible(tx, known.conversationId, userId);
}

/** The text goes back to its author, with the reason, before what they are writing now (CO7). */
function refused(
  db: WritableDb,
  { command, failure }: Refusal,
  { userId, localNow }: Pick<AnswerContext, 'userId' | 'localNow'>,
): void {
  returnText(db, command, { failure, at: localNow });
  const row = rowById(db, command.conversationId);
  const { code, userId: holderId, at = 0 } = failure;
  // A line later than the taking: it was released again, and the answer is an old one (CO2).
  if (row !== undefined && code === 'taken' && holderId !== undefined && (row.last_message_at ?? 0) < at) {
    const before = headOf(row, userId);
    storeHead(db, row, { before, after: takenBy(before, { userId: holderId, at }), userId });
  }
  if (command.name === 'create') dropCreated(db, command);
  if (command.name === 'open' || command.name === 'noop') return;
  const { name } = command;
  const conversationId = name === 'set-guard-word' ? null : command.conversationId;
  const about = { localAt: localNow, conversationId, kind: 'refused', command: name, failure } as const;
  const wanted = wantedBy(command);
  addNotice(db, wanted === null ? about : { ...about, wanted });
}

/** Where another time has to be looked for (AP8). */
function wantedBy(command: Command): WantedSlot | null {
  if (command.name === 'book-appointment') return { movesId: null, groupId: command.groupId, place: command.place };
  if (command.name === 'move-appointment')
    return { movesId: command.appointmentId, groupId: null, place: command.place };
  return null;
}

/** Returns whether there was anything to store. */
function storeHead(
  db: WritableDb,
  row: ConversationRow,
  { before, after, userId }: { before: Head; after: Head; userId: string },
): boolean {
  if (after === before) return false;
  updateRow(db, row, {
    state: after.state,
    group_id: after.groupId,
    assignee_id: after.assigneeId,
    fence: after.fence,
    claimed_at: after.claimedAt,
    resolved_at: after.resolvedAt,
    ...(before.participates === after.participates
      ? {}
      : { participant_ids: JSON.stringify(after.participates ? [userId] : []) }),
  });
  return true;
}

interface WrittenMessage {
  readonly row: ConversationRow;
  readonly command: Extract<Command, { name: 'reply' | 'note' }>;
  readonly hubNow: number;
  readonly userId: string;
  readonly again: boolean;
}

/**
 * The hub has it: shown as stored until the feed brings it with its true instant. Not where the feed has already brought
 * what came after it: while a conversation waits, the private thread is hidden from its author, too (FE7). Returns whether it
 * was added.
 */
function addWritten(db: WritableDb, { row, command, hubNow, userId, again }: WrittenMessage): boolean {
  if (row.state === 'waiting' || !headOf(row, userId).participates) return false;
  const known = db.get('select 1 from message where key = ? and id = ?', [row.key, command.messageId]);
  if (known !== undefined) return false;
  const message = {
    id: command.messageId,
    kind: command.name,
    authorId: userId,
    text: command.text,
    quoted: null,
    at: Math.max(hubNow, (row.last_message_at ?? 0) + 1),
    automatic: false,
    delivery:
      command.name === 'note' || row.channel === 'chat' ? null : again ? ('uncertain' as const) : ('queued' as const),
    event: null,
    attachments: command.name === 'reply' ? [...(command.files ?? [])] : [],
  };
  putMore(db, { id: row.id, messages: [message] }, userId);
  return true;
}
