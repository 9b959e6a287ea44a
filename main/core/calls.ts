import type { BulkDone } from '../../shared/bridge/bulk.ts';
import type { Call, CallValues } from '../../shared/bridge/core.ts';
import { ExpectedError } from '../../shared/errors.ts';
import type { Clock, Ids } from '../../shared/effects.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { CoreDb, WritableDb } from './db/database.ts';
import { moveAll } from './bulk.ts';
import { returnText, saveDraft, writtenText } from './db/drafts.ts';
import { getMeta } from './db/meta.ts';
import { isTaken, takeNumber } from './db/numbers.ts';
import { dropCreated, putCreated } from './db/created.ts';
import { claimNext, noteSkipped } from './db/next.ts';
import { dismissNotice } from './db/notices.ts';
import { addCommand, addUndoable, commandBySeq, voidCommand, type OutboxRow } from './db/outbox.ts';
import { changePreferences } from './db/preferences.ts';
import { takeDraftFiles } from './db/reply-files.ts';
import { undo, undoUntil } from './db/undoable.ts';
import { refreshVisible } from './db/visible.ts';
import { addFile, removeFile } from './draft-files.ts';
import { cannedCall, isCannedCall } from './canned-calls.ts';
import { askHub, isHubCall } from './hub-calls.ts';
import { isLocalRead, localRead } from './local-reads.ts';
import { attachment, type AttachmentDeps } from './sync/attachments.ts';
import type { Inspections } from './sync/inspections.ts';
import { normaliseHubUrl } from './sync/hub-address.ts';
import type { Presence } from './sync/presence.ts';
import type { SyncClient } from './sync/sync-client.ts';
import type { UndoWindow } from './undo-window.ts';
import type { UseCounter } from './sync/use-counter.ts';

export interface CallDeps {
  readonly db: CoreDb;
  readonly sync: SyncClient;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly attachments: AttachmentDeps;
  readonly undoWindow: Pick<UndoWindow, 'look'>;
  readonly inspections: Inspections;
  readonly uses: UseCounter;
}

/** Carries out one call of a renderer; fails with an `ExpectedError` or the database's error. */
export async function carryOut(call: Call, deps: CallDeps): Promise<CallValues[keyof CallValues]> {
  if (isHubCall(call)) return await askHub(call, deps.attachments);
  if (isCannedCall(call)) return await cannedCall(call, deps);
  const { db, sync, clock, ids } = deps;
  if (isLocalRead(call)) return db.read((tx) => localRead(tx, call));
  switch (call.name) {
    case 'command':
      return command(deps, call.command, call.undoMs ?? 0);
    case 'move-all':
      return moveTogether(deps, call);
    case 'next':
      return next(deps);
    case 'cancel':
      return cancel(deps, call.seq);
    case 'save-draft': {
      const localSavedAt = clock.now();
      if (call.text === '') deps.presence.stoppedTyping(call.conversationId);
      else if (call.kind === 'reply' || call.kind === 'note')
        deps.presence.typed(call.conversationId, call.kind === 'note');
      db.write((tx) => saveDraft(tx, call, { text: call.text, at: localSavedAt }));
      return { localSavedAt };
    }
    case 'add-file':
      return { id: addFile(deps, call) };
    case 'remove-file':
      return removeFile(deps, call.id);
    case 'enrol':
      return await enrol(sync, call);
    case 'diagnose': // answered by core.ts in every state
    case 'unlock': // for core.ts; nothing is locked where this is asked
    case 'choose-pin':
      throw new ExpectedError({ code: 'invalid-request' });
    case 'retry-now':
      sync.retryNow();
      return null;
    case 'set-availability':
      deps.presence.setAvailability(call.availability);
      return null;
    case 'dismiss-notice':
      db.write((tx) => dismissNotice(tx, call.id));
      return null;
    case 'change-preferences':
      return db.write((tx) => changePreferences(tx, call.change));
    case 'attachment':
      return await attachment(deps.attachments, call.id);
    case 'inspect':
      return await deps.inspections.begin(call.conversationId, call.reason);
    case 'end-inspection':
      deps.inspections.end();
      return null;
    case 'take-number':
      return number(deps);
    case 'new-id':
      return ids.next();
    case 'new-token':
      return ids.secret();
  }
}

async function enrol(sync: SyncClient, call: Extract<Call, { name: 'enrol' }>): Promise<{ userId: string }> {
  const hubUrl = normaliseHubUrl(call.hubUrl);
  if (hubUrl === null) throw new ExpectedError({ code: 'hub-address' });
  if (call.code.trim() === '') throw new ExpectedError({ code: 'wrong-code' });
  return { userId: await sync.enrol({ code: call.code.trim(), hubUrl }) };
}

/**
 * Durable when it returns (CO1). What was written for it is no draft any more, in the same transaction; a command without
 * text leaves a draft alone.
 */
function command({ db, sync, presence, clock, undoWindow }: CallDeps, made: Command, undoMs: number): { seq: number } {
  const seq = db.write((tx) => {
    const userId = getMeta(tx, 'userId');
    if (userId === null) throw new ExpectedError({ code: 'not-enrolled' });
    const same = made.name === 'open' ? waitingOpen(tx, made.conversationId) : null;
    if (same !== null) return same;
    if (made.name === 'create' && !isTaken(tx, made.number)) throw new ExpectedError({ code: 'invalid-request' });
    const localAt = clock.now();
    const until = undoUntil(tx, made, { now: localAt, undoMs });
    const stored =
      until === null ? addCommand(tx, made, localAt) : addUndoable(tx, made, { localAt, undoUntil: until });
    takeDraftFiles(tx, made);
    noteSkipped(tx, made);
    if (made.name === 'create') putCreated(tx, made, { userId, localAt });
    const written = writtenText(made);
    if (written !== null && written.text.trim() !== '') {
      saveDraft(tx, { conversationId: made.conversationId, kind: written.kind }, { text: '', at: localAt });
    }
    refreshVisible(tx, made.conversationId, userId);
    return stored;
  });
  presence.stoppedTyping(made.conversationId);
  undoWindow.look();
  sync.commandStored();
  return { seq };
}

/** Durable when it returns, all of it (CO1). */
function moveTogether({ db, sync, clock }: CallDeps, asked: Extract<Call, { name: 'move-all' }>): BulkDone {
  const done = db.write((tx) => {
    const userId = getMeta(tx, 'userId');
    if (userId === null) throw new ExpectedError({ code: 'not-enrolled' });
    return moveAll(tx, asked, { userId, localAt: clock.now() });
  });
  if (done.stored.length > 0) sync.commandStored();
  return done;
}

/** Durable when it returns, as every claim (NX1). */
function next({ db, sync, clock }: CallDeps): { conversationId: string | null } {
  const conversationId = db.write((tx) => {
    const userId = getMeta(tx, 'userId');
    if (userId === null) throw new ExpectedError({ code: 'not-enrolled' });
    return claimNext(tx, { userId, localAt: clock.now() });
  });
  if (conversationId !== null) sync.commandStored();
  return { conversationId };
}

/** Durable when it returns: whatever happens, it is given to nobody else (NB2). */
function number({ db, sync }: CallDeps): { number: string } {
  const taken = db.write(takeNumber);
  if (taken === null) throw new ExpectedError({ code: 'no-numbers' });
  sync.numberTaken();
  return { number: taken };
}

/** Looking at the same case again while offline tells the hub nothing more. */
function waitingOpen(db: WritableDb, conversationId: string): number | null {
  const row = db.get<{ seq: number }>("select seq from outbox where conversation_id = ? and name = 'open'", [
    conversationId,
  ]);
  return row?.seq ?? null;
}

function cancel({ db, sync, clock }: CallDeps, seq: number): { cancelled: boolean } {
  const cancelled = db.write((tx) => {
    const row = commandBySeq(tx, seq);
    if (row === null || row.sent || row.command === null || row.command.name === 'noop') return false;
    const about = { at: clock.now(), userId: getMeta(tx, 'userId') ?? '' };
    if (row.undoUntil !== null) undo(tx, row, about);
    else takeBack(tx, row, about);
    return true;
  });
  if (cancelled) sync.commandStored();
  return { cancelled };
}

/** It has its number, which leaves without effect (CO8). */
function takeBack(tx: WritableDb, row: OutboxRow, { at, userId }: { at: number; userId: string }): void {
  if (row.command === null) return;
  returnText(tx, row.command, { failure: null, at });
  voidCommand(tx, row);
  if (row.command.name === 'create') dropCreated(tx, row.command);
  refreshVisible(tx, row.conversationId, userId);
}
