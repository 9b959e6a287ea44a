import type { FromCore } from '../../shared/bridge/host.ts';
import { relayDownSchema, type RelayUp } from '../../shared/bridge/relay.ts';
import type { RendererPort } from './live/renderer-port.ts';

/** What the core needs of the process that started it. */
export interface Host {
  send(message: FromCore): void;
  listen(listener: HostListener): void;
}

export interface HostListener {
  receive(message: unknown): void;
  connect(portId: number, port: RendererPort): void;
  /** Nobody is there any more to work for. */
  gone(): void;
}

/** The parts of Electron's utility process that are used; the core imports no Electron. */
interface ElectronPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
}
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void;
}

/** Started by Electron: main talks over `parentPort`, each renderer over a port of its own. */
export function utilityHost(parent: ParentPort): Host {
  return {
    send: (message) => parent.postMessage(message),
    listen({ receive, connect }) {
      parent.on('message', ({ data, ports }) => {
        const [port] = ports;
        const portId = portIdOf(data);
        if (port === undefined || portId === null) receive(data);
        else connect(portId, electronPort(port));
      });
    },
  };
}

function electronPort(port: ElectronPort): RendererPort {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
  };
}

function portIdOf(data: unknown): number | null {
  if (typeof data !== 'object' || data === null || !('portId' in data)) return null;
  return typeof data.portId === 'number' ? data.portId : null;
}

/** The parts of a forked Node process that are used. */
export interface ForkedProcess {
  send(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): void;
  on(event: 'disconnect', listener: () => void): void;
}

/** Forked under Node by the relay (or by a test): everything comes over one channel, see shared/bridge/relay.ts. */
export function forkedHost(forked: ForkedProcess): Host {
  const send = (message: RelayUp): void => forked.send(message);
  return {
    send: (message) => send({ kind: 'host', message }),
    listen({ receive, connect, gone }) {
      const ports = new Map<number, RelayedPort>();
      forked.on('disconnect', gone);
      forked.on('message', (raw) => {
        const parsed = relayDownSchema.safeParse(raw);
        if (!parsed.success) return;
        const frame = parsed.data;
        if (frame.kind === 'host') return receive(frame.message);
        if (frame.kind === 'open') {
          const port = relayedPort((message) => send({ kind: 'renderer', portId: frame.portId, message }));
          ports.set(frame.portId, port);
          return connect(frame.portId, port);
        }
        if (frame.kind === 'renderer') return ports.get(frame.portId)?.deliver(frame.message);
        ports.get(frame.portId)?.close();
        ports.delete(frame.portId);
      });
    },
  };
}

type RelayedPort = RendererPort & { deliver(message: unknown): void; close(): void };

function relayedPort(post: RendererPort['post']): RelayedPort {
  let onMessage = (_message: unknown): void => undefined;
  let onClose = (): void => undefined;
  return {
    post,
    onMessage: (listener) => void (onMessage = listener),
    onClose: (listener) => void (onClose = listener),
    deliver: (message) => onMessage(message),
    close: () => onClose(),
  };
}
