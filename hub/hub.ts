import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { Clock, Ids, Timers } from '../shared/effects.ts';
import { connect, type BlobTokens } from './connection.ts';
import { createHttp } from './http.ts';
import { createIdentity } from './identity.ts';
import { createIntake } from './intake-port.ts';
import type { Log } from './log.ts';
import { createOutgoingQueue } from './outgoing-queue.ts';
import type { Intake, OutgoingQueue } from './ports.ts';
import { createRoom } from './room.ts';
import { openSockets } from './sockets.ts';
import type { Meta, Storage } from './storage/storage.ts';

export interface HubDeps {
  readonly storage: Storage;
  readonly meta: Meta;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  /** Part after the @ in Message-IDs and reply addresses. */
  readonly mailDomain: string;
}

/** The hub without its doors for mail: room, HTTP and WebSocket on one port. */
export interface Hub {
  readonly app: FastifyInstance;
  readonly intake: Intake;
  readonly outgoingQueue: OutgoingQueue;
  /** Port 0 takes a free one; resolves with the port. */
  listen(port: number, host: string): Promise<number>;
  /** Tells the devices, ends what was begun (LI3). Leaves the storage open. */
  close(): Promise<void>;
}

/** Requests that were begun may end; an upload that takes longer is cut off. */
const FINISH_WITHIN_MS = 2_500;

export function createHub(deps: HubDeps): Hub {
  const { storage, log, clock, timers } = deps;
  const blobTokens: BlobTokens = new Map();
  const app = createHttp({ storage, blobTokens, log });
  const room = createRoom({ storage, log });
  const connectionDeps = { ...deps, room, blobTokens, identity: createIdentity(deps) };
  const sockets = openSockets({
    server: app.server,
    clock,
    timers,
    connect: (transport) => connect(connectionDeps, transport),
  });
  return {
    app,
    intake: createIntake(deps),
    outgoingQueue: createOutgoingQueue(storage),
    async listen(port, host) {
      await app.listen({ port, host });
      return (app.server.address() as AddressInfo).port;
    },
    async close() {
      await sockets.close({ code: 'hub-stopping' });
      room.close();
      const cancel = timers.after(FINISH_WITHIN_MS, () => app.server.closeAllConnections());
      await app.close();
      cancel();
    },
  };
}
