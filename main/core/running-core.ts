import type { Call } from '../../shared/bridge/core.ts';
import type { Query, Result } from '../../shared/bridge/core-queries.ts';
import type { FromCore, ToCore } from '../../shared/bridge/host.ts';
import type { Clock, Ids, Random, Timers } from '../../shared/effects.ts';
import { ExpectedError, type Failure } from '../../shared/errors.ts';
import { Alerts } from './alerts/alerts.ts';
import { carryOut, type CallDeps } from './calls.ts';
import type { CoreDb, Topic } from './db/database.ts';
import { factsOf } from './diagnose.ts';
import { userById } from './db/directory.ts';
import { getMeta, identityOf, setMeta } from './db/meta.ts';
import { manyOnTheirWay } from './db/outbox.ts';
import { emptyIndex, SEARCH_VERSION } from './db/search-index.ts';
import { Indexer } from './indexer.ts';
import type { LiveQueries } from './live/live-queries.ts';
import type { Log } from './log.ts';
import { evaluate, type AnyResult } from './queries/evaluate.ts';
import { badge } from './queries/list.ts';
import { waitingIn } from './queries/status.ts';
import { prefetchAttachments, withMissingAttachments, type AttachmentDeps } from './sync/attachments.ts';
import { normaliseHubUrl } from './sync/hub-address.ts';
import type { OpenSocket } from './sync/link.ts';
import { Inspections } from './sync/inspections.ts';
import { Presence } from './sync/presence.ts';
import { Expiry } from './sync/expiry.ts';
import { SyncClient, type SyncStatus } from './sync/sync-client.ts';
import { UndoWindow } from './undo-window.ts';
import { CannedFiles } from './sync/canned-files.ts';
import { OwnReplies } from './sync/own-replies.ts';
import { UseCounter } from './sync/use-counter.ts';

/** Main is told new numbers at most this often. */
const BADGE_PAUSE_MS = 500;
/** A damaged database in which nothing could be read is kept so long: somebody may find its key. */
const SET_ASIDE_KEPT_MS = 7 * 24 * 60 * 60_000;

/** Entities behind, from which it is worth a thread that moves the log of the database. */
const MUCH = 5_000;

export interface RunningDeps {
  readonly db: CoreDb;
  readonly start: Extract<ToCore, { type: 'start' }>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly soon: (run: () => void) => void;
  readonly letGo: () => void;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Log;
  readonly live: LiveQueries;
  readonly openSocket: OpenSocket;
  readonly fetch: AttachmentDeps['fetch'];
  readonly toMain: (message: FromCore) => void;
  readonly broken: (failure: Failure) => void;
  /** Removes damaged databases that were put aside up to that local instant; false when one is still there (EV8). */
  readonly removeSetAside: (upTo: number) => boolean;
  /** Whether a PIN opens this volunteer's data. */
  readonly pin: () => Result<'status'>['pin'];
  /** Nobody has to unlock it before anything is shown. */
  readonly isShown: () => boolean;
  readonly connectionChanged: (isOnline: boolean) => void;
  readonly keyChanged: () => void;
  /** The hub withdrew this device's access; null: it is only said. */
  readonly revoked: (() => void) | null;
  /** Something that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

/** The core while its database is open: connects database, live queries and the hub. */
export class RunningCore {
  readonly #deps: RunningDeps;
  readonly #sync: SyncClient;
  readonly #calls: CallDeps;
  readonly #expiry: Expiry;
  readonly #indexer: Indexer;
  readonly #presence: Presence;
  readonly #undoWindow: UndoWindow;
  readonly #inspections: Inspections;
  readonly #uses: UseCounter;
  /** What comes and goes beside the feed. */
  readonly #canned: readonly (CannedFiles | OwnReplies)[];
  readonly #alerts: Alerts;
  #badge = '';
  #volunteer = '';
  #connection: SyncStatus['connection'] | null = null;
  #cancelBadge: (() => void) | null = null;
  #prefetching: Promise<void> = Promise.resolve();
  #gone = (): void => undefined;
  #ended = false;

  constructor(deps: RunningDeps) {
    this.#deps = deps;
    const { db, clock, ids, live, start, toMain } = deps;
    this.#presence = new Presence({
      ...deps,
      looking: () => live.shown(),
      changed: () => live.touch(['presence']),
    });
    live.onShownChange(() => this.#presence.lookingChanged());
    this.#sync = new SyncClient({
      ...deps,
      presence: this.#presence,
      deviceName: start.deviceName,
      appVersion: start.appVersion,
      listener: {
        statusChanged: () => this.#statusChanged(),
        enrolled: (hubUrl) => toMain({ type: 'enrolled', hubUrl }),
        broken: (failure) => deps.broken(failure),
        revoked: () => deps.revoked?.(),
        keyChanged: () => deps.keyChanged(),
        isOpen: (id) => live.isOpen(id),
        left: (conversationIds) => this.#left(conversationIds),
        put: (conversationIds) => this.#prefetch(conversationIds),
        rebuilt: () => deps.removeSetAside(Infinity),
      },
    });
    this.#expiry = new Expiry({
      ...deps,
      isOnline: () => this.#sync.status.connection === 'online',
      expired: (ids) => this.#expired(ids),
      away: () => void deps.removeSetAside(Infinity),
    });
    const attachments = { db, fetch: deps.fetch, access: () => this.#sync.blobAccess() };
    this.#undoWindow = new UndoWindow({ ...deps, ended: () => this.#sync.commandStored() });
    this.#inspections = new Inspections({
      ...deps,
      hub: attachments,
      hubOffsetMs: () => this.#sync.status.hubOffsetMs,
      changed: () => live.touch(['inspection']),
      left: (conversationId) => {
        live.touch(['inspection']);
        this.#left([conversationId]);
      },
    });
    this.#uses = new UseCounter({ ...deps, ...attachments });
    this.#canned = [new CannedFiles({ ...deps, ...attachments }), new OwnReplies({ ...deps, ...attachments })];
    this.#alerts = new Alerts({ ...deps, isCurrent: () => this.#isCurrent() });
    const parts = { sync: this.#sync, presence: this.#presence, undoWindow: this.#undoWindow, uses: this.#uses };
    this.#calls = { db, clock, ids, attachments, ...parts, inspections: this.#inspections };
    this.#indexer = new Indexer({
      ...deps,
      isBusy: () => this.#isCatchingUp(),
      rested: () => deps.letGo(),
    });
    db.onCommit((topics) => this.#committed(topics));
  }

  begin(): void {
    const { db, start, clock } = this.#deps;
    this.#deps.removeSetAside(clock.now() - SET_ASIDE_KEPT_MS);
    db.write((tx) => {
      if (getMeta(tx, 'searchVersion') === SEARCH_VERSION) return;
      emptyIndex(tx);
      setMeta(tx, 'searchVersion', SEARCH_VERSION);
    });
    this.#indexer.wake();
    this.#expiry.look();
    this.#undoWindow.look();
    this.#scheduleBadge();
    const hubUrl = start.hubUrl === null ? null : normaliseHubUrl(start.hubUrl);
    this.#sync.start(hubUrl);
    const isKnown = db.read(identityOf) !== null;
    if (start.enrolCode !== null && hubUrl !== null && !isKnown) this.#enrol(start.enrolCode, hubUrl);
  }

  evaluate(query: Query): AnyResult {
    const { db, start, clock } = this.#deps;
    const sync = this.#sync.status;
    const context = { sync, protection: start.protection, pin: this.#deps.pin(), presence: this.#presence };
    const inspection = (id: string) => this.#inspections.current(id);
    return db.read((tx) => evaluate(tx, query, { ...context, inspection, hubNow: clock.now() + sync.hubOffsetMs }));
  }

  carryOut(call: Call): Promise<unknown> {
    return carryOut(call, this.#calls);
  }

  diagnose(checksAll: boolean): ReturnType<typeof factsOf> {
    const { db, start } = this.#deps;
    return factsOf({ db, sync: this.#sync, databaseFile: start.databaseFile, checksAll });
  }

  /** Something waits to leave, and the hub is there. */
  isSending(): boolean {
    return this.#sync.status.connection === 'online' && this.#waiting() > 0;
  }

  /** Tells, once, that nothing waits any more or that the hub has gone. */
  whenSent(run: () => void): void {
    let isOver = false;
    const look = (): void => {
      if (isOver || this.isSending()) return;
      isOver = true;
      this.#deps.soon(run);
    };
    this.#deps.db.onCommit(look);
    this.#gone = look;
  }

  /** Who sits here goes: what can be undone leaves now (CO10). */
  leaving(): void {
    this.#undoWindow.endAll();
  }

  /** Nobody who may see it sits here. */
  locked(): void {
    this.#inspections.end();
    // Main shows none while it is locked, and has to hear it again.
    this.#badge = '';
  }

  wake(): void {
    this.#undoWindow.look();
    this.#scheduleBadge();
    this.#sync.retryNow();
  }

  end(): void {
    this.#inspections.end();
    this.#ended = true;
    this.#cancelBadge?.();
    this.#alerts.stop();
    this.#expiry.stop();
    this.#undoWindow.stop();
    this.#indexer.stop();
    this.#sync.stop();
    this.#uses.end();
    for (const each of this.#canned) each.end();
    this.#deps.db.close();
  }

  #committed(topics: ReadonlySet<Topic>): void {
    const { db, live } = this.#deps;
    live.touch(topics);
    if (topics.has('outbox')) db.expectAnswers(this.#isAnswered());
    if (topics.has('index') || topics.has('outbox')) this.#indexer.wake();
    if (topics.has('list') || topics.has('outbox') || topics.has('directory')) this.#scheduleBadge();
  }

  /** What it ends with is in the status. */
  #enrol(code: string, hubUrl: string): void {
    this.#sync.enrol({ code, hubUrl, keepTrying: true }).catch((error: unknown) => {
      if (!(error instanceof ExpectedError)) this.#deps.failed(error);
    });
  }

  /** Pages come, or the answers to what was written offline: each slice of the index would make the next of them wait. */
  #isCatchingUp(): boolean {
    return this.#sync.status.syncing !== null || this.#isAnswered();
  }

  /** The hub answers what was written offline. */
  #isAnswered(): boolean {
    return this.#sync.status.connection === 'online' && this.#deps.db.read(manyOnTheirWay);
  }

  #statusChanged(): void {
    const { connection, syncing } = this.#sync.status;
    this.#deps.live.touch(['status']);
    if (syncing === null) this.#indexer.wake();
    this.#deps.db.expectMuch(syncing !== null && syncing.total - syncing.done >= MUCH);
    if (this.#isCurrent()) this.#alerts.wake();
    if (connection === this.#connection) return;
    this.#connection = connection;
    // It was given to the connection that was (BG4).
    if (connection !== 'online') {
      this.#inspections.end();
      this.#deps.db.expectAnswers(false);
    }
    try {
      this.#expiry.look();
    } catch (error) {
      this.#deps.failed(error);
    }
    if (connection === 'online') this.#uses.wake();
    if (connection === 'online') for (const each of this.#canned) each.wake();
    this.#deps.connectionChanged(connection === 'online');
    this.#gone();
  }

  #expired(conversationIds: readonly string[]): void {
    this.#left(conversationIds);
    this.#deps.db.truncateLog();
    this.#deps.log({ event: 'expired', count: conversationIds.length });
  }

  /** Blank first, then give up the renderers that showed it (EV6). */
  #left(conversationIds: readonly string[]): void {
    const { live, toMain } = this.#deps;
    live.flush();
    for (const portId of live.takePortsThatShowed(conversationIds)) toMain({ type: 'discard', portId });
    if (conversationIds.length > 0) toMain({ type: 'close-alerts', conversationIds: [...conversationIds] });
  }

  #prefetch(conversationIds: readonly string[]): void {
    const { attachments } = this.#calls;
    for (const id of this.#deps.db.read((tx) => withMissingAttachments(tx, conversationIds))) {
      this.#prefetching = this.#prefetching
        .then(() => (this.#ended ? undefined : prefetchAttachments(attachments, id)))
        .catch((error: unknown) => {
          // Offline or refused: fetched when somebody asks for it.
          if (!this.#ended && !(error instanceof ExpectedError)) this.#deps.failed(error);
        });
    }
  }

  #isCurrent(): boolean {
    const { connection, syncing } = this.#sync.status;
    return connection === 'online' && syncing === null;
  }

  #waiting(): number {
    return this.#deps.db.read((tx) => waitingIn(tx).count);
  }

  #scheduleBadge(): void {
    this.#cancelBadge ??= this.#deps.timers.after(this.#badge === '' ? 0 : BADGE_PAUSE_MS, () => {
      this.#cancelBadge = null;
      try {
        this.#tellBadge();
      } catch (error) {
        this.#deps.failed(error);
      }
    });
  }

  #tellBadge(): void {
    const { db, pin, toMain } = this.#deps;
    this.#tellNumbers();
    const name = db.read((tx) => userById(tx, getMeta(tx, 'userId') ?? '')?.name ?? null);
    if (name === null) return;
    const volunteer = { name: name.slice(0, 120), hasPin: pin() === 'set', waiting: this.#waiting() };
    if (JSON.stringify(volunteer) !== this.#volunteer) toMain({ type: 'volunteer', ...volunteer });
    this.#volunteer = JSON.stringify(volunteer);
  }

  #tellNumbers(): void {
    const { db, toMain, isShown } = this.#deps;
    if (!isShown()) return;
    const numbers = db.read(badge);
    const text = JSON.stringify(numbers);
    if (text !== this.#badge) toMain({ type: 'badge', ...numbers });
    this.#badge = text;
  }
}
