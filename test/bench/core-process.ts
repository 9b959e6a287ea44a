import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { memoryFlags } from '../../main/core-host/memory-flags.ts';
import { relayUpSchema, type RelayDown } from '../../shared/bridge/relay.ts';
import { responseSchema, type Call, type CallValues, type Response } from '../../shared/bridge/core.ts';
import type { Query, Result } from '../../shared/bridge/core-queries.ts';
import type { ToCore } from '../../shared/bridge/host.ts';

/** The core as the relay runs it: a process of its own under Node, spoken to over its channel. */
export interface CoreProcess {
  readonly pid: number;
  /** Keeps a live query open; resolves with its first value that fits, and closes it. */
  until<Q extends Query>(query: Q, fits: (value: Result<Q['name']>) => boolean): Promise<Result<Q['name']>>;
  /** The first answer to a query. */
  ask<Q extends Query>(query: Q): Promise<Result<Q['name']>>;
  call<C extends Call>(call: C): Promise<CallValues[C['name']]>;
  stop(): Promise<void>;
}

export interface CoreOptions {
  readonly folder: string;
  readonly hubUrl: string;
  readonly code: string | null;
  readonly key?: string;
  /** The sources, for a test that must not depend on a build. */
  readonly program?: string;
}

/** What the application runs where it was built: reading the sources would cost 40 MB more. */
const PROGRAM = existsSync('dist/core/index.js') ? 'dist/core/index.js' : 'main/core/index.ts';
const PORT = 1;

export function startCoreProcess(options: CoreOptions): CoreProcess {
  const child = fork(options.program ?? PROGRAM, [], {
    execArgv: [...memoryFlags],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const send = (frame: RelayDown): void => void child.send(frame);
  send({ kind: 'host', message: startMessage(options) });
  send({ kind: 'open', portId: PORT });
  const listeners = new Map<number, (response: Response) => void>();
  child.on('message', (raw) => {
    const frame = relayUpSchema.parse(raw);
    if (frame.kind !== 'renderer') return;
    const response = responseSchema.parse(frame.message);
    listeners.get(response.id)?.(response);
  });
  let lastId = 0;
  const until: CoreProcess['until'] = (query, fits) =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1);
      listeners.set(id, (response) => {
        if (response.type === 'failure') return reject(new Error(response.failure.code));
        if (!fits(response.value as never)) return undefined;
        listeners.delete(id);
        send({ kind: 'renderer', portId: PORT, message: { type: 'unsubscribe', id } });
        return resolve(response.value as never);
      });
      send({ kind: 'renderer', portId: PORT, message: { type: 'subscribe', id, query } });
    });
  const call: CoreProcess['call'] = (made) =>
    new Promise((resolve, reject) => {
      const id = (lastId += 1);
      listeners.set(id, (response) => {
        listeners.delete(id);
        if (response.type === 'failure') reject(new Error(response.failure.code));
        else resolve(response.value as never);
      });
      send({ kind: 'renderer', portId: PORT, message: { type: 'call', id, call: made } });
    });
  const ask: CoreProcess['ask'] = (query) => until(query, () => true);
  return { pid: child.pid ?? 0, until, ask, call, stop: () => stop(child, send) };
}

function startMessage(options: CoreOptions): ToCore {
  return {
    type: 'start',
    databaseFile: join(options.folder, 'sportello.db'),
    databaseKey: options.key ?? randomBytes(32).toString('hex'),
    protection: 'none',
    hubUrl: options.hubUrl,
    deviceName: 'Misura',
    appVersion: '0.0.0',
    enrolCode: options.code,
    logFile: null,
  };
}

async function stop(child: ChildProcess, send: (frame: RelayDown) => void): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  send({ kind: 'host', message: { type: 'stop' } });
  await ended;
}
