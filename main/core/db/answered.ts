import { commandSchema, type Command } from '../../../shared/protocol/commands.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { WritableDb } from './database.ts';
import { isPadded, paddedText, plainText, unpaddedText } from './padded.ts';

/** A backup may be this old when it is needed (RE2). */
const KEPT_MS = 30 * 24 * 60 * 60_000;

export interface AnsweredCommand {
  readonly seq: number;
  readonly command: Command;
  readonly localAt: number;
}

interface Stored {
  readonly seq: number;
  readonly command: Uint8Array;
  readonly local_at: number;
}

/** The case of a command, where it is known here. */
type CaseRow = Pick<ConversationRow, 'key' | 'content_slot'> | undefined;

/** Keeps a command that the hub applied, in case the hub loses it (RE2). */
export function keepAnswered(db: WritableDb, { seq, command, localAt }: AnsweredCommand, row: CaseRow): void {
  // The redacted message itself may never come: its case can have become public again in between, without what was private.
  if (command.name === 'redact') forgetAnsweredTexts(db, command.conversationId);
  const kept = mayKeepText(db, command, row) ? granted(command) : withoutText(command);
  db.run('insert or replace into answered (seq, conversation_id, command, local_at) values (?, ?, ?, ?)', [
    seq,
    command.conversationId,
    stored(kept),
    localAt,
  ]);
}

/** What was taken as the next in line is this person's now, wherever the line has got to since (NX1). */
function granted(command: Command): Command {
  return command.name === 'claim' ? { name: 'claim', conversationId: command.conversationId } : command;
}

/** Not where its case has left, nor where words of it were taken out before the answer came (RD8). */
function mayKeepText(db: WritableDb, command: Command, row: CaseRow): boolean {
  if (row === undefined || row.content_slot === null) return false;
  if (!('messageId' in command)) return true;
  const redacted = 'select 1 from message where key = ? and id = ? and redactions > 0';
  return db.get(redacted, [row.key, command.messageId]) === undefined;
}

/** What was kept under a number, which is then no longer kept here. */
export function takeAnswered(db: WritableDb, seq: number): AnsweredCommand | null {
  const row = db.get<Stored>('select seq, command, local_at from answered where seq = ?', [seq]);
  if (row === undefined) return null;
  db.run('delete from answered where seq = ?', [seq]);
  const command = parsed(row);
  return command === null ? null : { seq, command, localAt: row.local_at };
}

/** The content of this conversation leaves the device: what was written in it goes with it (RE3). */
export function forgetAnsweredTexts(db: WritableDb, conversationId: string): void {
  const rows = db.all<Stored>('select seq, command, local_at from answered where conversation_id = ?', [
    conversationId,
  ]);
  for (const row of rows) {
    const command = parsed(row);
    if (command === null || !carriesText(command)) continue;
    db.run('update answered set command = ? where seq = ?', [stored(withoutText(command)), row.seq]);
  }
}

export function pruneAnswered(db: WritableDb, localNow: number): void {
  db.run('delete from answered where local_at < ?', [localNow - KEPT_MS]);
}

const carriesText = (command: Command): boolean => withoutText(command) !== command;

/** The same command without what a person wrote, and without the secret of a link; where nothing is left of it, one without effect. */
function withoutText(command: Command): Command {
  switch (command.name) {
    case 'create':
    case 'reply':
    case 'note':
    case 'offer-appointment':
    // Contact details (RE3).
    case 'confirm-contact':
      return { name: 'noop', conversationId: command.conversationId };
    case 'release':
    case 'transfer':
    case 'ask-transfer':
      return command.handover === '' ? command : { ...command, handover: '' };
    case 'open':
    case 'claim':
    case 'withdraw-transfer':
    case 'accept-transfer':
    case 'decline-transfer':
    case 'add-participant':
    case 'remove-participant':
    case 'log-call':
    case 'set-promise':
    case 'end-promise':
    case 'require-document':
    case 'merge':
    case 'unmerge':
    case 'resolve':
    case 'reopen':
    case 'heard':
    case 'book-appointment':
    case 'move-appointment':
    case 'close-appointment':
    case 'redact':
    case 'redact-attachment':
    case 'set-guard-word':
    case 'keep-document':
    case 'destroy-document':
    case 'settle-mail':
    case 'noop':
      return command;
  }
}

function stored(command: Command): Buffer {
  const text = JSON.stringify(command);
  return carriesText(command) ? paddedText(text) : Buffer.from(text, 'utf8');
}

function parsed({ command }: Stored): Command | null {
  const text = isPadded(command) ? unpaddedText(command) : plainText(command);
  const result = commandSchema.safeParse(JSON.parse(text));
  return result.success ? result.data : null;
}
