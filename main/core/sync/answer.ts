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
import { commandBySeq, nameToken, removeCommand, voidCommand, withToken, type OutboxRow } from '../db/outbox.ts';
import { endReplyFiles } from '../db/reply-files.ts';
import { refreshVisible } from '../db/visible.ts';

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
  const batch = { seqs: new Set(answers.map(({ seq }) => seq)), tokens: new Map<number, Token>() };
  const conversationIds = new Set<string>();
  for (const answer of answers) {
    const row = commandBySeq(tx, answer.seq);
    if (row === null) continue;
    storeAnswer(tx, { ...row, command: named(row.command, batch.tokens) }, { ...context, ...answer, batch });
    conversationIds.add(row.conversationId);
  }
  for (const id of conversationIds) refreshVisible(tx, id, context.userId);
}

interface Token {
  readonly conversationId: string;
  readonly fence: number;
}

/** Answers that are stored together. What was written under a claim among them is not stored anew to name its token. */
interface Batch {
  readonly seqs: ReadonlySet<number>;
  readonly tokens: Map<number, Token>;
}

type Answering = AnswerContext & Answer & { readonly batch: Batch };

function named(command: Command | null, tokens: Batch['tokens']): Command | null {
  if (command === null || !('under' in command) || typeof command.under === 'number') return command;
  const token = tokens.get(command.under.claim);
  return token?.conversationId === command.conversationId ? withToken(command, token.fence) : command;
}

function storeAnswer(tx: WritableDb, { seq, command, localAt, again }: OutboxRow, context: Answering): void {
  removeCommand(tx, seq);
  if (command === null) return;
  const { outcome } = context;
  if (!outcome.ok) return answeredNo(tx, { seq, command, failure: outcome.failure }, context);
  applied(tx, { command, fence: outcome.fence ?? null, again }, context);
  keepAnswered(tx, { seq, command, localAt });
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

function applied(
  db: WritableDb,
  { command, fence, again }: Pick<OutboxRow, 'again'> & { command: Command; fence: number | null },
  { userId, hubNow, seq, batch }: Answering,
): void {
  if (command.name === 'claim' && fence !== null) {
    const token = { conversationId: command.conversationId, fence };
    batch.tokens.set(seq, token);
    nameToken(db, { seq, ...token, except: batch.seqs });
  }
  const row = rowById(db, command.conversationId);
  if (row === undefined) return endReplyFiles(db, command);
  if (command.name === 'book-appointment') putBooked(db, bookedBy(command, numberOf(row.key)));
  const before = headOf(row, userId);
  storeHead(db, row, { before, after: settle(before, { command, fence, at: hubNow }, userId), userId });
  if (command.name === 'reply' || command.name === 'note') {
    addWritten(db, { row, command, hubNow, userId, again });
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

function storeHead(
  db: WritableDb,
  row: ConversationRow,
  { before, after, userId }: { before: Head; after: Head; userId: string },
): void {
  if (after === before) return;
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
 * what came after it: while a conversation waits, the private thread is hidden from its author, too (FE7).
 */
function addWritten(db: WritableDb, { row, command, hubNow, userId, again }: WrittenMessage): void {
  if (row.state === 'waiting' || !headOf(row, userId).participates) return;
  const known = db.get('select 1 from message where key = ? and id = ?', [row.key, command.messageId]);
  if (known !== undefined) return;
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
}
