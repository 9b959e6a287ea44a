import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { Core, type CoreDeps } from '../../main/core/core.ts';
import type { LogEvent } from '../../main/core/log.ts';
import type { RendererPort } from '../../main/core/live/renderer-port.ts';
import { uuidV7 } from '../../main/core/uuid-v7.ts';
import type { Call, CallValues, Response } from '../../shared/bridge/core.ts';
import { resultSchemas, type Query, type QueryName, type Result } from '../../shared/bridge/core-queries.ts';
import type { FromCore, ToCore } from '../../shared/bridge/host.ts';
import { ExpectedError } from '../../shared/errors.ts';
import { MAX_FRAME_BYTES } from '../../shared/protocol/limits.ts';
import { realTimers } from './real-effects.ts';

type Start = Extract<ToCore, { type: 'start' }>;

export interface CoreOptions {
  /** Kept when given: another core can be opened on it. */
  readonly folder?: string;
  readonly key?: string;
  readonly start?: Partial<Start>;
  readonly deps?: Partial<CoreDeps>;
}

/** A core in this process, as the application has it: its database is a real file, its sockets are real unless replaced. */
export interface TestCore {
  readonly core: Core;
  readonly folder: string;
  readonly databaseFile: string;
  readonly key: string;
  /** What main was told, in order. */
  readonly toMain: FromCore[];
  readonly log: LogEvent[];
  renderer(portId?: number): TestRenderer;
  /** Ends it as the application does. */
  stop(): void;
  /** Ends it and removes its files. */
  remove(): void;
}

const WAIT_MS = 10_000;
export const testKey = 'c0'.repeat(32);

export function openTestCore(options: CoreOptions = {}): TestCore {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sportello-core-'));
  const key = options.key ?? testKey;
  const databaseFile = join(folder, 'sportello.db');
  const toMain: FromCore[] = [];
  const log: LogEvent[] = [];
  const core = new Core({
    ...realCoreDeps(),
    openLog: () => (event) => log.push(event),
    toMain: (message) => toMain.push(message),
    ...options.deps,
  });
  core.receive({
    ...{ type: 'start', databaseFile, databaseKey: key, protection: 'none', hubUrl: null, enrolCode: null },
    ...{ deviceName: 'Banco', appVersion: '0.1.0', logFile: null },
    ...options.start,
  });
  let lastPort = 0;
  const stop = (): void => core.receive({ type: 'stop' });
  return {
    ...{ core, folder, databaseFile, key, toMain, log, stop },
    renderer: (portId = (lastPort += 1)) => openRenderer(core, portId),
    remove() {
      stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function realCoreDeps(): Omit<CoreDeps, 'openLog' | 'toMain'> {
  return {
    clock: { now: () => Date.now() },
    timers: realTimers,
    soon: (run) => void setImmediate(run),
    letGo: () => undefined,
    random: { next: () => Math.random() },
    ids: { next: () => uuidV7(Date.now(), randomBytes(10)), secret: () => randomBytes(32).toString('base64url') },
    openSocket: (url) => new WebSocket(url, { perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES }),
    fetch: (url, init) => fetch(url, init),
    nodeVersion: process.version,
  };
}

export interface Watch<N extends QueryName> {
  /** The newest answer. */
  now(): Result<N>;
  /** Every answer so far. */
  readonly answers: readonly Result<N>[];
  /** Resolves with the first answer from now on that fits. */
  until(fits: (value: Result<N>) => boolean, what?: string): Promise<Result<N>>;
  end(): void;
}

/** One window's side of the port: messages are copied as the real channel copies them. */
export interface TestRenderer {
  readonly portId: number;
  readonly received: readonly Response[];
  call<N extends Call['name']>(call: Extract<Call, { name: N }>): Promise<CallValues[N]>;
  watch<N extends QueryName>(query: Extract<Query, { name: N }>): Watch<N>;
  /** Sends anything, right or wrong. */
  sendRaw(message: unknown): void;
  close(): void;
}

export function openRenderer(
  core: { connect(portId: number, port: RendererPort): void },
  portId: number,
): TestRenderer {
  const received: Response[] = [];
  const listeners = new Set<(response: Response) => void>();
  let toCore = (_message: unknown): void => undefined;
  let closed = (): void => undefined;
  let lastId = 0;
  core.connect(portId, {
    post(message) {
      const copy = structuredClone(message);
      received.push(copy);
      for (const listener of listeners) listener(copy);
    },
    onMessage: (listener) => void (toCore = listener),
    onClose: (listener) => void (closed = listener),
  });
  const send = (message: unknown): void => toCore(structuredClone(message));
  return {
    portId,
    received,
    sendRaw: send,
    close: () => closed(),
    call: (call) => ask(listeners, send, { id: (lastId += 1), call }),
    watch: (query) => watch(listeners, send, { id: (lastId += 1), query }),
  };
}

type Listeners = Set<(response: Response) => void>;
type Send = (message: unknown) => void;

function ask<N extends Call['name']>(
  listeners: Listeners,
  send: Send,
  { id, call }: { id: number; call: Extract<Call, { name: N }> },
): Promise<CallValues[N]> {
  return new Promise((resolve, reject) => {
    const listener = (response: Response): void => {
      if (response.id !== id || response.type === 'update') return;
      listeners.delete(listener);
      if (response.type === 'value') resolve(response.value as CallValues[N]);
      else reject(new ExpectedError(response.failure));
    };
    listeners.add(listener);
    send({ type: 'call', id, call });
  });
}

function watch<N extends QueryName>(
  listeners: Listeners,
  send: Send,
  { id, query }: { id: number; query: Extract<Query, { name: N }> },
): Watch<N> {
  const answers: Result<N>[] = [];
  const waiting = new Set<() => void>();
  listeners.add((response) => {
    if (response.id !== id || response.type !== 'update') return;
    answers.push(resultSchemas[query.name].parse(response.value) as Result<N>);
    for (const look of waiting) look();
  });
  send({ type: 'subscribe', id, query });
  const now = (): Result<N> => answers.at(-1) as Result<N>;
  return {
    now,
    answers,
    until: (fits, what = query.name) => waitFor({ now, waiting, fits, what }),
    end: () => send({ type: 'unsubscribe', id }),
  };
}

interface Wait<T> {
  readonly now: () => T;
  readonly waiting: Set<() => void>;
  readonly fits: (value: T) => boolean;
  readonly what: string;
}

function waitFor<T>({ now, waiting, fits, what }: Wait<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiting.delete(look);
      reject(new Error(`not within ${WAIT_MS} ms: ${what}`));
    }, WAIT_MS);
    const look = (): void => {
      const value = now();
      if (value === undefined || !fits(value)) return;
      clearTimeout(timer);
      waiting.delete(look);
      resolve(value);
    };
    waiting.add(look);
    look();
  });
}
