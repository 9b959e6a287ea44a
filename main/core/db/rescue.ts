import { copyFileSync, existsSync, rmSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import type { Rescued } from '../../../shared/bridge/core-queries.ts';
import { commandSchema, type Command } from '../../../shared/protocol/commands.ts';
import type { CoreDb, WritableDb } from './database.ts';
import { returnText } from './drafts.ts';
import { UNNUMBERED } from './outbox.ts';
import { getMeta, setMeta, type Identity } from './meta.ts';
import { addNotice } from './notices.ts';
import { paddedText, unpaddedText } from './padded.ts';
import { readOwnReplies, takeOwnReplies, type SavedReply } from './rescue-canned.ts';
import { readReplyFiles, takeReplyFile, type SavedFile } from './rescue-files.ts';
import { mendPages } from './rescue-mend.ts';
import { isDamage, readOne, readRows } from './rescue-rows.ts';

interface DraftRow {
  readonly conversation_id: string;
  readonly kind: string;
  readonly text: Uint8Array;
  readonly local_saved_at: number;
  readonly returned: string | null;
}

interface CommandRow {
  readonly seq: number;
  readonly conversation_id: string;
  readonly name: string;
  readonly command: Uint8Array;
  readonly local_at: number;
  readonly sent: number;
}

interface NoticeRow {
  readonly local_at: number;
  readonly conversation_id: string | null;
  readonly number: string | null;
  readonly kind: string;
  readonly command: string | null;
  readonly failure: string | null;
}

/** What a damaged database still tells of what nobody else has: everything else comes from the hub again. */
interface Salvage {
  /** Null: this device has to be enrolled again. */
  readonly identity: (Identity & { readonly hubUrl: string | null; readonly nextSeq: number | null }) | null;
  readonly drafts: readonly DraftRow[];
  readonly commands: readonly CommandRow[];
  readonly notices: readonly NoticeRow[];
  readonly files: readonly SavedFile[];
  readonly replies: readonly SavedReply[];
  readonly isComplete: boolean;
}

const nothingRead = { drafts: [], commands: [], notices: [], files: [], replies: [] };
const nothingSaved: Salvage = { identity: null, ...nothingRead, isComplete: false };

export interface RescueFrom {
  /** The damaged file, which stays as it is; null when there is none. */
  readonly file: string | null;
  readonly key: string;
  readonly now: number;
  readonly open: (file: string) => Sqlite.Database;
}

/** Takes over what is readable and says so, in one transaction; a second time, after a crash, it does nothing. */
export function rescue(db: CoreDb, from: RescueFrom): void {
  const source = from.file ?? '';
  if (db.read((tx) => getMeta(tx, 'rescuedFrom')) === source) return;
  const salvage = from.file === null ? nothingSaved : readDamaged(from.file, from);
  db.write((tx) => {
    for (const draft of salvage.drafts) takeDraft(tx, draft);
    for (const file of salvage.files) takeReplyFile(tx, file);
    takeOwnReplies(tx, salvage.replies);
    // What could still be undone had not been promised to anybody.
    const numbered = salvage.identity === null ? [] : salvage.commands.filter(({ seq }) => seq < UNNUMBERED);
    giveTextsBack(tx, salvage.commands.slice(numbered.length), from.now);
    if (salvage.identity !== null) takeIdentity(tx, salvage.identity, numbered);
    for (const notice of salvage.notices) takeNotice(tx, notice);
    setMeta(tx, 'rescuedFrom', source);
    const failure = { code: 'database-unreadable' } as const;
    addNotice(tx, {
      localAt: from.now,
      conversationId: null,
      kind: 'database-rebuilt',
      command: null,
      failure,
      rescued: countsOf(salvage),
    });
  });
}

const countsOf = ({ identity, drafts, commands, isComplete }: Salvage): Rescued => ({
  isEnrolled: identity !== null,
  drafts: drafts.length,
  commands: commands.length,
  isComplete,
});

/** On a copy, as reading a write-ahead log and mending pages write. */
function readDamaged(file: string, { key, open }: RescueFrom): Salvage {
  const copy = `${file}.copy`;
  try {
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    mendPages(copy, key);
    return readCopy(copy, open);
  } catch (error) {
    if (isDamage(error) || isNoFile(error)) return nothingSaved;
    throw error;
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  }
}

/** A folder lay in its place. */
const isNoFile = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^E(ISDIR|NOENT|INVAL)$|EISDIR/.test(String(error.code));

function readCopy(copy: string, open: RescueFrom['open']): Salvage {
  const sqlite = open(copy);
  try {
    const drafts = readRows<DraftRow>(sqlite, 'draft', 'number');
    const commands = readRows<CommandRow>(sqlite, 'outbox', 'seq');
    const notices = readRows<NoticeRow>(sqlite, 'notice', 'id');
    const identity = readIdentity(sqlite);
    const files = readReplyFiles(sqlite);
    const own = readOwnReplies(sqlite);
    const read = [drafts, commands, notices, files, own];
    const isComplete = identity?.nextSeq !== null && read.every((table) => table.isComplete);
    const rows = { drafts: drafts.rows, commands: commands.rows, notices: notices.rows, files: files.rows };
    return { identity, ...rows, replies: own.rows, isComplete };
  } finally {
    sqlite.close();
  }
}

function readIdentity(sqlite: Sqlite.Database): Salvage['identity'] {
  const text = (name: string): string | null => metaOf<string>(sqlite, name);
  const [deviceId, userId, privateKey] = [text('deviceId'), text('userId'), text('privateKey')];
  if (deviceId === null || userId === null || privateKey === null) return null;
  return { deviceId, userId, privateKey, hubUrl: text('hubUrl'), nextSeq: metaOf<number>(sqlite, 'nextSeq') };
}

const metaOf = <T>(sqlite: Sqlite.Database, name: string): T | null =>
  readOne<{ value: T }>(sqlite, 'select value from meta where name = ?', name)?.value ?? null;

function takeDraft(db: WritableDb, { conversation_id, kind, text, local_saved_at, returned }: DraftRow): void {
  db.run(
    `insert into draft (conversation_id, kind, text, local_saved_at, returned) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
    [conversation_id, kind, text, local_saved_at, returned],
  );
}

function takeNotice(db: WritableDb, notice: NoticeRow): void {
  db.run('insert into notice (local_at, conversation_id, number, kind, command, failure) values (?, ?, ?, ?, ?, ?)', [
    notice.local_at,
    notice.conversation_id,
    notice.number,
    notice.kind,
    notice.command,
    notice.failure,
  ]);
}

/**
 * The outbox with its numbers. One that is missing between others becomes a command without effect, or the hub would
 * refuse all after it (CO2); numbers below the lowest and above the highest are put right at the next `welcome`.
 */
function takeIdentity(
  db: WritableDb,
  identity: NonNullable<Salvage['identity']>,
  commands: readonly CommandRow[],
): void {
  const { deviceId, userId, privateKey, hubUrl } = identity;
  setMeta(db, 'deviceId', deviceId);
  setMeta(db, 'rescuedDeviceId', deviceId);
  setMeta(db, 'userId', userId);
  setMeta(db, 'privateKey', privateKey);
  if (hubUrl !== null) setMeta(db, 'hubUrl', hubUrl);
  const nextSeq = Math.max(identity.nextSeq ?? 1, (commands.at(-1)?.seq ?? 0) + 1);
  setMeta(db, 'nextSeq', nextSeq);
  const bySeq = new Map(commands.map((row) => [row.seq, row]));
  for (let seq = commands[0]?.seq ?? nextSeq; seq < nextSeq; seq += 1) {
    const { conversation_id, name, command, local_at, sent } = bySeq.get(seq) ?? withoutEffect(seq);
    db.run('insert into outbox (seq, conversation_id, name, command, local_at, sent) values (?, ?, ?, ?, ?, ?)', [
      seq,
      conversation_id,
      name,
      command,
      local_at,
      sent,
    ]);
  }
}

function withoutEffect(seq: number): CommandRow {
  const command = { name: 'noop', conversationId: 'none' } as const satisfies Command;
  return {
    seq,
    conversation_id: 'none',
    name: 'noop',
    command: paddedText(JSON.stringify(command)),
    local_at: 0,
    sent: 1,
  };
}

/** Under which numbers they could be sent is unknown: what was written in them is kept as drafts. */
function giveTextsBack(db: WritableDb, commands: readonly CommandRow[], now: number): void {
  for (const row of commands) {
    const command = commandSchema.safeParse(JSON.parse(unpaddedText(row.command)));
    if (command.success) returnText(db, command.data, { failure: null, at: now });
  }
}
