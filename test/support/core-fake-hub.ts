import type { OpenSocket, Socket } from '../../main/core/sync/link.ts';
import { downSchema, type Down } from '../../shared/protocol/down.ts';
import { upSchema, type Up } from '../../shared/protocol/up.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';

type UpOf<T extends Up['type']> = Extract<Up, { type: T }>;

/** The hub's side of a socket, played by the test frame by frame. Both sides' frames are checked against the schemas. */
export interface FakeConnection {
  readonly url: string;
  readonly received: readonly Up[];
  readonly isClosed: () => boolean;
  send(frame: Down): void;
  /** Frames of one type, in order. */
  of<T extends Up['type']>(type: T): UpOf<T>[];
  /** Challenge and welcome; `behind` entities follow. */
  welcome(over?: Partial<Extract<Down, { type: 'welcome' }>>, newestProtocol?: number): void;
  drop(): void;
}

export interface FakeHub {
  readonly openSocket: OpenSocket;
  readonly connections: readonly FakeConnection[];
  last(): FakeConnection;
}

const nonce = 'n'.repeat(24);
export const challenge: Extract<Down, { type: 'challenge' }> = {
  ...{ type: 'challenge', oldestProtocol: 1, newestProtocol: PROTOCOL_VERSION, hubId: 'hub-1', nonce, hubTime: 5_000 },
};
const welcome: Extract<Down, { type: 'welcome' }> = {
  ...{ type: 'welcome', userId: 'maria', epoch: 'e-1', resync: false, lastCommand: 0, blobToken: 'b'.repeat(32) },
  ...{ behind: 0, textExpiresAfterMs: 172_800_000, association: { name: 'Prova' }, hubTime: 5_000 },
};

export function createFakeHub(): FakeHub {
  const connections: FakeConnection[] = [];
  return {
    connections,
    openSocket(url) {
      const { socket, connection } = createConnection(url);
      connections.push(connection);
      return socket;
    },
    last() {
      const connection = connections.at(-1);
      if (connection === undefined) throw new Error('no connection was made');
      return connection;
    },
  };
}

function createConnection(url: string): { socket: Socket; connection: FakeConnection } {
  const listeners = new Map<string, (event: { data: unknown }) => void>();
  const received: Up[] = [];
  let closed = false;
  const send = (frame: Down): void => listeners.get('message')?.({ data: JSON.stringify(downSchema.parse(frame)) });
  const connection: FakeConnection = {
    ...{ url, received, send, isClosed: () => closed },
    of: <T extends Up['type']>(type: T) => received.filter((frame): frame is UpOf<T> => frame.type === type),
    welcome(over, newestProtocol = PROTOCOL_VERSION) {
      send({ ...challenge, newestProtocol });
      send({ ...welcome, ...over });
    },
    drop: () => listeners.get('close')?.({ data: undefined }),
  };
  const socket: Socket = {
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) =>
      void listeners.set(type, listener),
    send: (text) => void received.push(upSchema.parse(JSON.parse(text))),
    close: () => void (closed = true),
  };
  return { socket, connection };
}
