import type { Call } from '../../shared/bridge/core.ts';
import type { Query } from '../../shared/bridge/core-queries.ts';
import { toCoreSchema, type FromCore, type ToCore } from '../../shared/bridge/host.ts';
import type { Clock, Ids, Random, Timers } from '../../shared/effects.ts';
import { ExpectedError, type Failure } from '../../shared/errors.ts';
import { openDatabase, removeSetAside, suspectDatabase } from './db/open-database.ts';
import { storageFailure } from './db/storage-failure.ts';
import { LiveQueries } from './live/live-queries.ts';
import { readRequest } from './live/read-request.ts';
import type { RendererPort } from './live/renderer-port.ts';
import { defectEvent, type Log } from './log.ts';
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
  readonly toMain: (message: FromCore) => void;
  readonly nodeVersion: string;
}

type State =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly core: RunningCore }
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
        return this.#state.kind === 'running' ? this.#state.core.wake() : undefined;
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
    const { clock, toMain, nodeVersion } = this.#deps;
    this.#start = start;
    this.#log = this.#deps.openLog(start.logFile);
    const opened = openDatabase({ file: start.databaseFile, key: start.databaseKey, now: clock.now() });
    if (!opened.ok) return this.#fail(opened.failure);
    const core = new RunningCore({
      ...this.#deps,
      db: opened.db,
      start,
      log: this.#log,
      live: this.#live,
      broken: (failure) => this.#break(failure),
      removeSetAside: (upTo) => removeSetAside(start.databaseFile, upTo),
      failed: (error) => void this.#failureOf(error),
    });
    this.#state = { kind: 'running', core };
    this.#log({ event: 'started', sqlite: opened.sqliteVersion, node: nodeVersion, appVersion: start.appVersion });
    toMain({ type: 'ready', sqlite: opened.sqliteVersion, node: nodeVersion });
    this.#tellFailure(() => core.begin());
    return this.#live.touchAll();
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
    const { core } = this.#state;
    this.#fail(failure);
    if (this.#start !== null) suspectDatabase(this.#start.databaseFile);
    core.end();
  }

  #stop(): void {
    const { kind } = this.#state;
    if (kind === 'stopped') return;
    if (this.#state.kind === 'running') this.#state.core.end();
    this.#state = { kind: 'stopped' };
    this.#live.stop();
    this.#log({ event: 'stopped' });
    this.#deps.toMain({ type: 'stopped' });
  }

  #evaluate(query: Query): AnyResult {
    if (this.#state.kind === 'running') return this.#state.core.evaluate(query);
    return nothing(query, {
      failure: this.#state.kind === 'failed' ? this.#state.failure : null,
      localSinceAt: this.#localSinceAt,
      hubUrl: this.#start?.hubUrl ?? null,
      protection: this.#start?.protection ?? 'none',
    });
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
    if (this.#state.kind === 'running') return this.#state.core.carryOut(call);
    const failure = this.#state.kind === 'failed' ? this.#state.failure : ({ code: 'core-stopped' } as const);
    return Promise.reject(new ExpectedError(failure));
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
