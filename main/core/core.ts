import type { Call } from '../../shared/bridge/core.ts';
import type { Query } from '../../shared/bridge/core-queries.ts';
import { toCoreSchema, type FromCore, type ToCore } from '../../shared/bridge/host.ts';
import type { CoreFacts } from '../../shared/diagnostics/facts.ts';
import type { Clock, Ids, Random, Timers } from '../../shared/effects.ts';
import { ExpectedError, type Failure } from '../../shared/errors.ts';
import { answered, refused } from './at-once.ts';
import type { CoreDb } from './db/database.ts';
import { openDatabase, removeSetAside, suspectDatabase } from './db/open-database.ts';
import { Door } from './door/door.ts';
import type { Keys } from './door/keys.ts';
import { OpenKeys, type KeysStart } from './door/open-keys.ts';
import { removeData } from './door/remove-data.ts';
import { storageFailure } from './db/storage-failure.ts';
import { LiveQueries } from './live/live-queries.ts';
import { readRequest } from './live/read-request.ts';
import type { RendererPort } from './live/renderer-port.ts';
import { nothingKnown, ofProcess } from './diagnose.ts';
import { defectEvent, type Log } from './log.ts';
import type { DoorWants } from './door/open-keys.ts';
import type { AnyResult } from './queries/evaluate.ts';
import { nothing } from './queries/nothing.ts';
import { RunningCore } from './running-core.ts';
import type { AttachmentDeps } from './sync/attachments.ts';
import type { OpenSocket } from './sync/link.ts';

type Start = Extract<ToCore, { type: 'start' }>;

export interface CoreDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Runs something after all that has arrived was read. */
  readonly soon: (run: () => void) => void;
  readonly random: Random;
  readonly ids: Ids;
  readonly openSocket: OpenSocket;
  readonly fetch: AttachmentDeps['fetch'];
  /** Gives memory back that much work has left behind; takes some 50 ms. */
  readonly letGo: () => void;
  readonly openLog: (file: string | null) => Log;
  /** Absent: an encrypted file. */
  readonly openDatabase?: typeof openDatabase;
  readonly toMain: (message: FromCore) => void;
  readonly nodeVersion: string;
}

/** How long who leaves may go on sending what waits. */
const LEAVING_MS = 60_000;

type State =
  | { readonly kind: 'starting' }
  /** What opens the database is not all here yet. */
  | { readonly kind: 'closed'; readonly door: Door }
  /** `keys`: null where the start said the database's key itself. */
  | { readonly kind: 'running'; readonly core: RunningCore; readonly keys: OpenKeys | null }
  /** The hub withdrew this device's access, and its data is deleted (SH5). */
  | { readonly kind: 'wiped' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'stopped' };

/** The core process: answers renderers in every state, also while it can't work, so that somebody says so. */
export class Core {
  readonly #deps: CoreDeps;
  readonly #live: LiveQueries;
  #state: State = { kind: 'starting' };
  #start: Start | null = null;
  #log: Log = () => undefined;
  #localSinceAt: number;

  constructor(deps: CoreDeps) {
    this.#deps = deps;
    this.#localSinceAt = deps.clock.now();
    this.#live = new LiveQueries({
      ...deps,
      evaluate: (query) => this.#evaluate(query),
      failed: (error) => void this.#failureOf(error),
    });
  }

  /** A message of main's; anything else is a defect there and is ignored here. */
  receive(message: unknown): void {
    const parsed = toCoreSchema.safeParse(message);
    if (!parsed.success) return;
    switch (parsed.data.type) {
      case 'start':
        return this.#startWith(parsed.data);
      case 'wake':
        return this.#wake();
      case 'lock':
        return this.#lock();
      case 'leave':
        return this.#leave();
      case 'stop':
        return this.#stop();
      case 'connect': // its port comes by `connect`
      case 'network': // for network/network.ts
      case 'route':
        return undefined;
    }
  }

  /** Something went wrong where nobody can catch it; the process is about to end. */
  defect(error: unknown): void {
    this.#log(defectEvent(error));
  }

  connect(portId: number, port: RendererPort): void {
    port.onMessage((message) => this.#request(portId, port, message));
    port.onClose(() => this.#live.removePort(portId));
  }

  #startWith(start: Start): void {
    if (this.#state.kind !== 'starting') return;
    this.#start = start;
    this.#log = this.#deps.openLog(start.logFile);
    if (start.keys === undefined) return this.#open(start, { databaseKey: start.databaseKey ?? '', keys: null });
    return this.#openDoor(start, start.keys);
  }

  #openDoor(start: Start, wrapped: KeysStart): void {
    const { file, osSecret, offlineWindowMs } = wrapped;
    const door = new Door({
      ...this.#deps,
      place: { file, osSecret: Buffer.from(osSecret, 'hex'), offlineWindowMs },
      formerKey: start.databaseKey,
      opened: (keys) => {
        this.#log({ event: 'unlocked' });
        if (start.databaseKey !== null) this.#deps.toMain({ type: 'adopted' });
        this.#open(start, { databaseKey: keys.databaseKey() ?? '', keys });
      },
      changed: () => this.#live.touchAll(),
      revoked: () => this.#wipe(),
      failed: (error) => this.#fail(this.#failureOf(error)),
    });
    this.#state = { kind: 'closed', door };
    try {
      door.begin();
    } catch (error) {
      this.#fail(this.#failureOf(error));
    }
  }

  #open(start: Start, { databaseKey, keys }: { readonly databaseKey: string; readonly keys: Keys | null }): void {
    const { clock, toMain, nodeVersion } = this.#deps;
    const opened = (this.#deps.openDatabase ?? openDatabase)({
      file: start.databaseFile,
      key: databaseKey,
      now: clock.now(),
    });
    if (!opened.ok) return this.#fail(opened.failure);
    const { db } = opened;
    const openKeys = keys === null || start.keys === undefined ? null : this.#keep(keys, start.keys, db);
    const core = new RunningCore({
      ...this.#deps,
      db,
      start,
      log: this.#log,
      live: this.#live,
      broken: (failure) => this.#break(failure),
      removeSetAside: (upTo) => removeSetAside(start.databaseFile, upTo),
      pin: () => openKeys?.pin() ?? 'none',
      isShown: () => openKeys === null || openKeys.wants() === null,
      connectionChanged: (isOnline) => openKeys?.connectionChanged(isOnline),
      keyChanged: () => openKeys?.identityChanged(),
      revoked: openKeys === null ? null : () => this.#wipe(),
      failed: (error) => void this.#failureOf(error),
    });
    this.#state = { kind: 'running', core, keys: openKeys };
    this.#log({ event: 'started', sqlite: opened.sqliteVersion, node: nodeVersion, appVersion: start.appVersion });
    toMain({ type: 'ready', sqlite: opened.sqliteVersion, node: nodeVersion });
    this.#tellFailure(() => core.begin());
    return this.#live.touchAll();
  }

  #keep(keys: Keys, start: KeysStart, db: CoreDb): OpenKeys {
    return new OpenKeys({
      ...this.#deps,
      keys,
      start,
      db,
      lockOut: () => this.#lockOut(),
      revoked: () => this.#wipe(),
      failed: (error) => void this.#failureOf(error),
    });
  }

  #wake(): void {
    if (this.#state.kind === 'running') this.#state.core.wake();
    if (this.#state.kind === 'closed') this.#state.door.retryNow();
  }

  /** Work goes on behind it: what waits to leave leaves, what comes is stored (ID5). */
  #lock(): void {
    if (this.#state.kind !== 'running' || this.#state.keys?.lock() !== true) return;
    this.#state.core.locked();
    this.#log({ event: 'locked' });
    this.#deps.toMain({ type: 'locked' });
    this.#live.touchAll();
  }

  /** Too long without the hub: closed until it is there again (ID4). */
  #lockOut(): void {
    if (this.#state.kind !== 'running' || this.#start?.keys === undefined) return;
    this.#state.core.end();
    this.#state.keys?.forget();
    this.#log({ event: 'locked-out' });
    this.#deps.toMain({ type: 'locked' });
    this.#openDoor({ ...this.#start, databaseKey: null }, this.#start.keys);
    this.#live.touchAll();
  }

  /** Somebody else sits down here: what can leave within a minute does (ID6). */
  #leave(): void {
    if (this.#state.kind !== 'running' || this.#state.keys === null) return this.#stop();
    const { core, keys } = this.#state;
    keys.leave();
    core.leaving();
    this.#live.touchAll();
    if (!core.isSending()) return this.#stop();
    this.#deps.timers.after(LEAVING_MS, () => this.#stop());
    return core.whenSent(() => this.#stop());
  }

  /** The hub said that this device may hold nothing any more (SH5). */
  #wipe(): void {
    if (this.#start?.keys === undefined || this.#state.kind === 'wiped') return;
    if (this.#state.kind === 'running') {
      this.#state.core.end();
      this.#state.keys?.forget();
    }
    if (this.#state.kind === 'closed') this.#state.door.stop();
    this.#state = { kind: 'wiped' };
    try {
      removeData({ keyFile: this.#start.keys.file, databaseFile: this.#start.databaseFile });
    } catch (error) {
      this.#log(defectEvent(error));
    }
    this.#log({ event: 'wiped' });
    this.#deps.toMain({ type: 'wiped' });
    this.#live.touchAll();
  }

  /** Stays up to say why nothing works. */
  #fail(failure: Failure): void {
    this.#state = { kind: 'failed', failure };
    this.#localSinceAt = this.#deps.clock.now();
    this.#log({ event: 'failed', code: failure.code });
    this.#deps.toMain({ type: 'failed', failure });
    this.#live.touchAll();
  }

  /** The database turned out to be damaged while it was in use; the next start checks it as a whole. */
  #break(failure: Failure): void {
    if (this.#state.kind !== 'running') return;
    const { core, keys } = this.#state;
    keys?.forget();
    this.#fail(failure);
    if (this.#start !== null) suspectDatabase(this.#start.databaseFile);
    core.end();
  }

  #stop(): void {
    const { kind } = this.#state;
    if (kind === 'stopped') return;
    if (this.#state.kind === 'running') {
      const { core, keys } = this.#state;
      core.leaving();
      core.end();
      keys?.forget();
    }
    if (this.#state.kind === 'closed') this.#state.door.stop();
    this.#state = { kind: 'stopped' };
    this.#live.stop();
    this.#log({ event: 'stopped' });
    this.#deps.toMain({ type: 'stopped' });
  }

  #evaluate(query: Query): AnyResult {
    const wants = this.#wants();
    if (this.#state.kind === 'running' && wants === null) return this.#state.core.evaluate(query);
    return nothing(query, {
      failure: this.#problem(),
      door: wants === null ? null : { wants },
      pin: this.#state.kind === 'running' ? (this.#state.keys?.pin() ?? 'none') : 'set',
      localSinceAt: this.#localSinceAt,
      hubUrl: this.#start?.hubUrl ?? null,
      protection: this.#start?.protection ?? 'none',
    });
  }

  /** What somebody has to give before anything is shown; null: nothing. */
  #wants(): DoorWants | null {
    switch (this.#state.kind) {
      case 'closed':
        return this.#state.door.state.wants;
      case 'running':
        return this.#state.keys?.wants() ?? null;
      case 'wiped':
        return 'nothing';
      default:
        return null;
    }
  }

  #problem(): Failure | null {
    if (this.#state.kind === 'failed') return this.#state.failure;
    if (this.#state.kind === 'wiped') return { code: 'revoked-device' };
    return this.#state.kind === 'closed' ? this.#state.door.state.problem : null;
  }

  #request(portId: number, port: RendererPort, message: unknown): void {
    const read = readRequest(message);
    if (!read.ok) {
      this.#log({ event: 'request-refused', code: read.failure.code });
      if (read.id !== null) port.post({ type: 'failure', id: read.id, failure: read.failure });
      return;
    }
    const { request } = read;
    if (request.type === 'call') return void this.#call(port, request);
    if (request.type === 'unsubscribe') return this.#live.unsubscribe({ portId, id: request.id });
    const { id, query } = request;
    return this.#live.subscribe({ portId, id, query, post: (response) => port.post(response) });
  }

  async #call(port: RendererPort, { id, call }: { readonly id: number; readonly call: Call }): Promise<void> {
    try {
      port.post({ type: 'value', id, value: await this.#carryOut(call) });
    } catch (error) {
      port.post({ type: 'failure', id, failure: this.#failureOf(error) });
    }
  }

  #carryOut(call: Call): Promise<unknown> {
    if (call.name === 'diagnose') return Promise.resolve(this.#diagnose(call.checksAll));
    const answer = this.#atTheDoor(call);
    if (answer !== null) return answer;
    if (this.#state.kind === 'running') return this.#state.core.carryOut(call);
    const failure = this.#state.kind === 'failed' ? this.#state.failure : ({ code: 'core-stopped' } as const);
    return Promise.reject(new ExpectedError(failure));
  }

  /** What has to do with PIN and lock; null: it is for somebody else. */
  #atTheDoor(call: Call): Promise<unknown> | null {
    const state = this.#state;
    if (state.kind === 'closed') {
      if (call.name === 'retry-now') return answered(() => state.door.retryNow());
      if (call.name === 'unlock') return answered(() => state.door.unlock(call.pin));
    }
    if (state.kind !== 'running' || state.keys === null) return null;
    const { keys, core } = state;
    if (call.name === 'unlock' || call.name === 'choose-pin') {
      return answered(() => {
        if (call.name === 'unlock') keys.unlock(call.pin);
        else keys.choosePin(call);
        this.#live.touchAll();
        core.wake();
      });
    }
    if (keys.wants() !== null) return refused({ code: 'invalid-request' });
    if (call.name === 'enrol') return keys.enrol(call, () => core.carryOut(call));
    return null;
  }

  /** Also while nothing is shown, but then without anything of the database (ID5, DG3). */
  #diagnose(checksAll: boolean): CoreFacts {
    const state = this.#state;
    const isShown = state.kind === 'running' && this.#wants() === null;
    return {
      ...ofProcess(),
      state: state.kind === 'running' && !isShown ? 'locked' : state.kind,
      failure: this.#problem()?.code ?? null,
      node: this.#deps.nodeVersion,
      protection: this.#start?.protection ?? 'none',
      ...(isShown ? state.core.diagnose(checksAll) : nothingKnown),
    };
  }

  #tellFailure(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#break(this.#failureOf(error));
    }
  }

  /** What the person is told of an error; a damaged database stops the work, a defect is logged without its text. */
  #failureOf(error: unknown): Failure {
    const failure = storageFailure(error);
    if (failure === null) this.#log(defectEvent(error));
    else if (failure.code === 'database-unreadable') this.#break(failure);
    return failure ?? { code: 'internal' };
  }
}
