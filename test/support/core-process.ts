import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { relayUpSchema, type RelayDown } from '../../shared/bridge/relay.ts';
import type { Response } from '../../shared/bridge/core.ts';
import { fromCoreSchema, type FromCore, type ToCore } from '../../shared/bridge/host.ts';
import type { RendererPort } from '../../main/core/live/renderer-port.ts';
import { openRenderer, testKey, type TestRenderer } from './core-fixture.ts';

/** The core as the relay runs it: a process of its own under Node, that can be killed. */
export interface CoreChild {
  readonly pid: number;
  readonly toMain: readonly FromCore[];
  renderer(): TestRenderer;
  send(message: ToCore): void;
  kill(): Promise<void>;
  stop(): Promise<void>;
  readonly ended: Promise<number | null>;
}

type Start = Extract<ToCore, { type: 'start' }>;

export function forkCore(folder: string, start: Partial<Start> = {}, env = process.env): CoreChild {
  const child = fork('main/core/index.ts', [], {
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const send = (frame: RelayDown): void => {
    if (child.connected) child.send(frame, () => undefined);
  };
  const toMain: FromCore[] = [];
  const ports = new Map<number, (response: Response) => void>();
  child.on('message', (raw) => {
    const frame = relayUpSchema.parse(raw);
    if (frame.kind === 'host') toMain.push(fromCoreSchema.parse(frame.message));
    else ports.get(frame.portId)?.(frame.message as Response);
  });
  const toHost = (message: ToCore): void => send({ kind: 'host', message });
  toHost({
    ...{ type: 'start', databaseFile: join(folder, 'sportello.db'), databaseKey: testKey, protection: 'none' },
    ...{ hubUrl: null, enrolCode: null, deviceName: 'Banco', appVersion: '0.1.0', logFile: join(folder, 'core.log') },
    ...start,
  });
  let lastPort = 0;
  return {
    pid: child.pid ?? 0,
    ...{ toMain, ended, send: toHost },
    renderer: () =>
      openRenderer({ connect: (portId, port) => relayTo({ portId, port, ports, send }) }, (lastPort += 1)),
    kill: () => endOf(child, ended, () => child.kill('SIGKILL')),
    stop: () => endOf(child, ended, () => toHost({ type: 'stop' })),
  };
}

interface Relayed {
  readonly portId: number;
  readonly port: RendererPort;
  readonly ports: Map<number, (response: Response) => void>;
  readonly send: (frame: RelayDown) => void;
}

function relayTo({ portId, port, ports, send }: Relayed): void {
  ports.set(portId, (response) => port.post(response));
  send({ kind: 'open', portId });
  port.onMessage((message) => send({ kind: 'renderer', portId, message }));
  port.onClose(() => send({ kind: 'closed', portId }));
}

async function endOf(child: ChildProcess, ended: Promise<number | null>, end: () => void): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) end();
  await ended;
}
