import { commandSchema, type Command } from '../../../shared/protocol/commands.ts';
import { exactly } from '../../../shared/protocol/exact.ts';
import type { Pending } from '../../../shared/sync/confirmed.ts';
import { takeAnswered } from './answered.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { getMeta, setMeta } from './meta.ts';
import { PADDING_BYTES, paddedText, plainText } from './padded.ts';

/** From here on a number is a place among what may still be undone, and none of the hub's sequence (CO10). */
export const UNNUMBERED = 2 ** 40;

export interface OutboxRow {
  readonly seq: number;
  readonly conversationId: string;
  /** Null when this program doesn't know it (written by another version): it is sent all the same. */
  readonly command: Command | null;
  readonly raw: unknown;
  readonly localAt: number;
  readonly sent: boolean;
  /** It had left this device in an earlier epoch (RE4). */
  readonly again: boolean;
  /** Local instant until which it may be undone without the hub knowing of it; null: it has its number. */
  readonly undoUntil: number | null;
}

interface Stored {
  readonly seq: number;
  readonly conversation_id: string;
  readonly name: string;
  /** Without its padding. */
  readonly command: Uint8Array;
  readonly local_at: number;
  readonly sent: number;
  readonly again: number;
  readonly undo_until: number | null;
}

/** The padding stays where it is: of a thousand commands, each of which is read five times until it is answered, it is 20 MB. */
const SELECT = `select seq, conversation_id, name, substr(command, ${PADDING_BYTES + 1}) as command, local_at, sent, again, undo_until
  from outbox`;

/** Stores a command with the next number, before anything else happens with it (CO1). */
export function addCommand(db: WritableDb, command: Command, localAt: number): number {
  const seq = nextNumber(db);
  insertCommand(db, { seq, command, localAt });
  return seq;
}

function nextNumber(db: WritableDb): number {
  const seq = getMeta(db, 'nextSeq') ?? 1;
  setMeta(db, 'nextSeq', seq + 1);
  return seq;
}

/** Stores a command that may be undone for a while; its place is given to no other one afterwards (CO10). */
export function addUndoable(
  db: WritableDb,
  command: Command,
  { localAt, undoUntil }: { readonly localAt: number; readonly undoUntil: number },
): number {
  const seq = getMeta(db, 'nextUndoable') ?? UNNUMBERED;
  setMeta(db, 'nextUndoable', seq + 1);
  insertCommand(db, { seq, command, localAt, undoUntil });
  return seq;
}

/** What may still be undone, in the order in which it was made. */
export const undoableCommands = (db: ReadableDb): OutboxRow[] =>
  db.all<Stored>(`${SELECT} where seq >= ? order by seq`, [UNNUMBERED]).map(fromStored);

/** Their time is over: they get the next numbers, in this order. */
export function numberCommands(db: WritableDb, rows: readonly OutboxRow[]): void {
  const renumbered = new Map<number, number>();
  for (const { seq, command } of rows) {
    const number = nextNumber(db);
    db.run('update outbox set seq = ?, undo_until = null where seq = ?', [number, seq]);
    renumbered.set(seq, number);
    const named = command && withClaim(command, renumbered);
    if (named !== null && named !== command) replaceCommand(db, number, named);
  }
  db.touch('outbox');
}

interface Numbered {
  readonly seq: number;
  readonly command: Command;
  readonly localAt: number;
  readonly again?: boolean;
  readonly undoUntil?: number | null;
}

function insertCommand(db: WritableDb, { seq, command, localAt, again = false, undoUntil = null }: Numbered): void {
  const columns = 'seq, conversation_id, name, command, local_at, again, undo_until';
  db.run(`insert into outbox (${columns}) values (?, ?, ?, ?, ?, ?, ?)`, [
    seq,
    command.conversationId,
    command.name,
    paddedText(JSON.stringify(command)),
    localAt,
    Number(again),
    undoUntil,
  ]);
  db.touch('outbox');
}

export function pendingOf(db: ReadableDb, conversationId: string): Pending[] {
  return commandsFor(db, conversationId).flatMap(({ seq, command, localAt }) =>
    command === null ? [] : [{ seq, command, at: localAt }],
  );
}

export function commandBySeq(db: ReadableDb, seq: number): OutboxRow | null {
  const stored = db.get<Stored>(`${SELECT} where seq = ?`, [seq]);
  return stored === undefined ? null : fromStored(stored);
}

/** The conversations that these commands are about. */
export function conversationsOf(db: ReadableDb, seqs: readonly number[]): ReadonlySet<string> {
  const rows = db.all<Pick<Stored, 'conversation_id'>>(`select conversation_id from outbox ${AMONG}`, [
    JSON.stringify(seqs),
  ]);
  return new Set(rows.map((row) => row.conversation_id));
}

/** Takes these out of the outbox, as far as they are there; by number. */
export function takeCommands(db: WritableDb, seqs: readonly number[]): Map<number, OutboxRow> {
  const among = [JSON.stringify(seqs)];
  const rows = db.all<Stored>(`${SELECT} ${AMONG}`, among).map(fromStored);
  db.run(`delete from outbox ${AMONG}`, among);
  db.touch('outbox');
  return new Map(rows.map((row) => [row.seq, row]));
}

/** A frame of them costs one statement, not a hundred. */
const AMONG = 'where seq in (select value from json_each(?))';

const commandsFor = (db: ReadableDb, conversationId: string): OutboxRow[] =>
  db.all<Stored>(`${SELECT} where conversation_id = ? order by seq`, [conversationId]).map(fromStored);

/** What has to be sent next on this connection. `+ 0`: SQLite plans with a bare limit, and compiles the statement at every run. */
export function commandsAfter(db: ReadableDb, seq: number, limit: number): OutboxRow[] {
  return db.all<Stored>(NUMBERED, [seq, UNNUMBERED, limit]).map(fromStored);
}

const NUMBERED = `${SELECT} where seq > ? and seq < ? order by seq limit ? + 0`;

/** Without reading the others, which may be a thousand. */
export const commandsNamed = (db: ReadableDb, name: Command['name']): OutboxRow[] =>
  db.all<Stored>(`${SELECT} where name = ? and seq < ? order by seq`, [name, UNNUMBERED]).map(fromStored);

/** From here on it can't be taken back; stored before the first byte leaves (CO8). */
export function markSent(db: WritableDb, seqs: readonly number[]): void {
  db.run(`update outbox set sent = 1 ${AMONG} and sent = 0`, [JSON.stringify(seqs)]);
  db.touch('outbox');
}

export function removeCommand(db: WritableDb, seq: number): void {
  db.run('delete from outbox where seq = ?', [seq]);
  db.touch('outbox');
}

/** Puts a command without effect under the number of one that has not left (CO8). */
export function voidCommand(db: WritableDb, { seq, conversationId }: OutboxRow): void {
  replaceCommand(db, seq, { name: 'noop', conversationId });
}

interface Granted {
  readonly seq: number;
  readonly conversationId: string;
  readonly fence: number;
}

/**
 * The claim `seq` was granted: what was written under it now names its token, which means the same to the hub (CL5), and
 * lets its answer be told from one that the feed has overtaken.
 */
export function nameToken(db: WritableDb, { seq, conversationId, fence }: Granted): void {
  for (const { seq: later, command } of commandsFor(db, conversationId)) {
    if (command === null || !('under' in command) || typeof command.under === 'number') continue;
    if (command.under.claim === seq) replaceCommand(db, later, withToken(command, fence));
  }
}

export const withToken = (command: Extract<Command, { under: unknown }>, fence: number): Command => ({
  ...command,
  under: fence,
});

function replaceCommand(db: WritableDb, seq: number, command: Command): void {
  const stored = paddedText(JSON.stringify(command));
  db.run('update outbox set name = ?, command = ? where seq = ?', [command.name, stored, seq]);
  db.touch('outbox');
}

/** So many on their way are no longer somebody at work, but what was written offline. */
const MANY = 8;

/** Many commands have left and have no answer yet. */
export const manyOnTheirWay = (db: ReadableDb): boolean =>
  db.get<{ n: number }>(ON_THEIR_WAY, [MANY + 1])?.n === MANY + 1;

const ON_THEIR_WAY = 'select count(*) as n from (select sent from outbox order by seq limit ?) where sent = 1';

/** The answers to all commands up to this number are stored here. */
export function answeredUpTo(db: ReadableDb): number {
  const next = getMeta(db, 'nextSeq') ?? 1;
  const oldest = db.get<{ seq: number | null }>('select min(seq) as seq from outbox')?.seq;
  return Math.min(oldest ?? next, next) - 1;
}

/**
 * The hub's last answered number against ours. Ahead of it: the hub was restored from a backup; what it had applied and
 * lost is offered again under its numbers, and numbers of which nothing is left go as commands without effect (RE2).
 * Behind it: this database was; what has not been sent gets fresh numbers, as the old ones mean something else to the hub.
 */
export function reconcileNumbers(db: WritableDb, lastCommand: number): void {
  const answered = answeredUpTo(db);
  for (let seq = lastCommand + 1; seq <= answered; seq += 1) {
    const kept = takeAnswered(db, seq) ?? { command: { name: 'noop', conversationId: 'none' }, localAt: 0 };
    insertCommand(db, { seq, command: kept.command, localAt: kept.localAt, again: true });
  }
  const taken = db.all<Stored>(UNSENT, [lastCommand]).map(fromStored);
  setMeta(db, 'nextSeq', Math.max(getMeta(db, 'nextSeq') ?? 1, lastCommand + 1));
  const renumbered = new Map<number, number>();
  for (const { seq, command, localAt } of taken) {
    removeCommand(db, seq);
    if (command !== null) renumbered.set(seq, addCommand(db, withClaim(command, renumbered), localAt));
  }
}

const UNSENT = `${SELECT} where seq <= ? and sent = 0 order by seq`;

/** The hub began a new life: what had left may have had its effects outside in the old one (RE4). */
export function markSentAgain(db: WritableDb): void {
  db.run('update outbox set again = 1 where sent = 1');
}

function withClaim(command: Command, renumbered: ReadonlyMap<number, number>): Command {
  if (!('under' in command) || typeof command.under === 'number') return command;
  const claim = renumbered.get(command.under.claim);
  return claim === undefined ? command : { ...command, under: { claim } };
}

const isExactCommand = exactly(commandSchema);

function fromStored(stored: Stored): OutboxRow {
  const raw: unknown = JSON.parse(plainText(stored.command));
  return {
    seq: stored.seq,
    conversationId: stored.conversation_id,
    command: isExactCommand(raw) ? raw : (commandSchema.safeParse(raw).data ?? null),
    raw,
    localAt: stored.local_at,
    sent: stored.sent === 1,
    again: stored.again === 1,
    undoUntil: stored.undo_until,
  };
}
