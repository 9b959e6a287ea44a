import { MAX_UNDO_MS } from '../../../shared/bridge/core.ts';
import type { Command } from '../../../shared/protocol/commands.ts';
import { rowById } from './conversation-row.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { returnText } from './drafts.ts';
import { numberCommands, removeCommand, undoableCommands, type OutboxRow } from './outbox.ts';
import { refreshVisible } from './visible.ts';

interface Made {
  readonly now: number;
  /** How long the person may undo a reply. */
  readonly undoMs: number;
}

/**
 * Until when a command that is made now can be undone; null: it leaves at once (CO10). Whoever chats waits in front of a
 * screen. What is made after a reply for the same case leaves after it.
 */
export function undoUntil(db: ReadableDb, command: Command, { now, undoMs }: Made): number | null {
  const before = command.name === 'open' ? [] : waitingFor(db, casesOf(db, command));
  const isHeld = command.name === 'reply' && undoMs > 0 && rowById(db, command.conversationId)?.channel !== 'chat';
  const untils = [...before.map((row) => row.undoUntil ?? now), ...(isHeld ? [now + undoMs] : [])];
  return untils.length === 0 ? null : Math.max(...untils);
}

/** The next instant at which something leaves; null: nothing can be undone now. */
export function nextUndoEnd(db: ReadableDb): number | null {
  const untils = undoableCommands(db).map((row) => row.undoUntil ?? 0);
  return untils.length === 0 ? null : Math.min(...untils);
}

/** Gives numbers to all whose time is over; returns whether there were any. A clock that was set back holds nothing up. */
export function endUndo(db: WritableDb, { now, userId }: { readonly now: number; readonly userId: string }): boolean {
  const rows = undoableCommands(db);
  const isOver = ({ undoUntil: until }: OutboxRow): boolean => until === null || until <= now;
  const isClockOff = rows.some((row) => (row.undoUntil ?? 0) > now + MAX_UNDO_MS);
  const over = isClockOff ? rows : rows.filter(isOver);
  numberCommands(db, over);
  for (const id of new Set(over.map((row) => row.conversationId))) refreshVisible(db, id, userId);
  return over.length > 0;
}

/** Nothing of it, nor of what was made after it for the same case, reaches the hub; texts and files are drafts again (CO10). */
export function undo(db: WritableDb, row: OutboxRow, { at, userId }: { at: number; userId: string }): void {
  const ids = row.command === null ? [row.conversationId] : casesOf(db, row.command);
  const undone = waitingFor(db, ids).filter(({ seq }) => seq >= row.seq);
  // Each text is put before what stands there: the last one first keeps their order.
  for (const { seq, command } of undone.toReversed()) {
    if (command !== null) returnText(db, command, { failure: null, at });
    removeCommand(db, seq);
  }
  for (const id of new Set(undone.map((each) => each.conversationId))) refreshVisible(db, id, userId);
}

const waitingFor = (db: ReadableDb, ids: readonly string[]): OutboxRow[] =>
  undoableCommands(db).filter((row) => ids.includes(row.conversationId));

/** A move of one merged case moves all of them (MG3). */
function casesOf(db: ReadableDb, command: Command): readonly string[] {
  const named = command.name === 'merge' ? [command.conversationId, command.otherId] : [command.conversationId];
  return named.flatMap((id) => {
    const lead = rowById(db, id)?.merged_into ?? id;
    const led = db.all<{ id: string }>('select id from conversation where merged_into = ?', [lead]);
    return [lead, id, ...led.map((each) => each.id)];
  });
}
