import type { FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { Clock, Ids, Timers } from '../shared/effects.ts';
import { CHAT_LEASE_MS, TEXT_EXPIRES_AFTER_MS } from '../shared/protocol/limits.ts';
import { createBoards, type Boards } from './board/board.ts';
import { createCounter, type Counter } from './chat/counter.ts';
import { createDesk } from './chat/desk.ts';
import { openChatDoor } from './chat/door.ts';
import { createOrigins, type Origins } from './chat/origins.ts';
import { connectVisitor, type VisitorConnection, type VisitorTransport } from './chat/visitor-connection.ts';
import { createVisitors } from './chat/visitors.ts';
import { createAppointments, type Appointments } from './appointments/appointments.ts';
import { createRefusalTally } from './audit/refusal-tally.ts';
import { trustedProxies } from './client-address.ts';
import { createChaser } from './chaser.ts';
import { connect, type BlobTokens, type Connection, type Transport } from './connection.ts';
import { forgetUploads } from './forgotten-uploads.ts';
import { createHttp } from './http.ts';
import { registerNumbers } from './http-numbers.ts';
import { registerStaff } from './http-staff.ts';
import { registerBoard } from './http-board.ts';
import { registerReassign } from './http-reassign.ts';
import { registerChatSite } from './http-chat-site.ts';
import { registerInspections } from './http-inspections.ts';
import { createIdentity } from './identity.ts';
import { createIntake } from './intake-port.ts';
import { watchVault } from './vault.ts';
import { createLeases } from './leases.ts';
import type { Log } from './log.ts';
import { createOutgoingQueue } from './outgoing-queue.ts';
import type { Intake, OutgoingQueue } from './ports.ts';
import { availableIn } from './presence/people.ts';
import { createPresence } from './presence/presence.ts';
import { createRoom, type Room } from './room.ts';
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
  /** Where contacts reach the association's pages; asked for at every welcome (AP12). */
  readonly publicUrl?: () => string | null;
  /** How long devices without contact may keep unclaimed text, ms; 48 hours by default (EX1). */
  readonly textExpiresAfterMs?: number;
  /** How long the assignee of a chat may be out of reach, ms; 90 s by default (LE1). */
  readonly chatLeaseMs?: number;
  /** Web sites whose pages may have the bubble of the chat, besides those in the data (CH1). */
  readonly chatOrigins?: readonly string[];
  /** Addresses of proxies before the hub; none by default. */
  readonly trustedProxies?: readonly string[];
}

/** The hub behind its doors: whoever brings a wire gets a connection. */
export interface InnerHub {
  readonly intake: Intake;
  readonly outgoingQueue: OutgoingQueue;
  /** What contacts do behind secret links. */
  readonly appointments: Appointments;
  readonly blobTokens: BlobTokens;
  connect(transport: Transport): Connection;
  /** What visitors of the chat do. */
  readonly counter: Counter;
  connectVisitor(transport: VisitorTransport): VisitorConnection;
  /** What changes the data for a device; who is told is told with the commit. */
  readonly commit: Room['commit'];
  /** What coordinators look at. */
  readonly boards: Boards;
  /** Nothing is sent any more. */
  close(): void;
}

/** The hub without its doors for mail: room, HTTP and WebSocket on one port. Who never listens has no door at all. */
export interface Hub extends Omit<InnerHub, 'blobTokens' | 'commit' | 'boards' | 'close'> {
  readonly origins: Origins;
  readonly app: FastifyInstance;
  /** Devices that are connected now. */
  connections(): number;
  /** Port 0 takes a free one; resolves with the port. */
  listen(port: number, host: string): Promise<number>;
  /** Tells the devices, ends what was begun (LI3). Leaves the storage open. */
  close(): Promise<void>;
}

/** Requests that were begun may end; an upload that takes longer is cut off. */
const FINISH_WITHIN_MS = 2_500;

export function createInnerHub(deps: HubDeps): InnerHub {
  const room = createRoom(deps);
  const endVault = watchVault(deps);
  const endUploads = forgetUploads(deps);
  const leases = createLeases({ ...deps, chatLeaseMs: deps.chatLeaseMs ?? CHAT_LEASE_MS });
  const chaser = createChaser(deps);
  const visitors = createVisitors({ ...deps, whispers: deps.storage.whispers });
  const presence = createPresence({ ...deps, visitors });
  const desk = createDesk({ ...deps, presence });
  const availableIds = (): ReadonlySet<string> => availableIn(presence.doings());
  const counter = createCounter({ ...deps, availableIds, visitors, commit: room.commit }, desk);
  const blobTokens: BlobTokens = new Map();
  const refusals = createRefusalTally(deps.clock);
  const textExpiresAfterMs = deps.textExpiresAfterMs ?? TEXT_EXPIRES_AFTER_MS;
  const connectionDeps = {
    ...deps,
    textExpiresAfterMs,
    room,
    leases,
    presence,
    blobTokens,
    refusals,
    identity: createIdentity(deps),
  };
  return {
    intake: createIntake({ ...deps, availableIds }),
    outgoingQueue: createOutgoingQueue(deps),
    appointments: createAppointments(deps),
    blobTokens,
    connect: (transport) => connect(connectionDeps, transport),
    counter,
    connectVisitor: (transport) => connectVisitor(counter, transport),
    commit: room.commit,
    boards: createBoards({ ...deps, presence }),
    close() {
      desk.close();
      visitors.close();
      leases.close();
      endVault();
      endUploads();
      chaser.close();
      presence.close();
      room.close();
    },
  };
}

export function createHub(deps: HubDeps): Hub {
  const { storage, log, clock, timers } = deps;
  const { intake, outgoingQueue, appointments, counter, ...inner } = createInnerHub(deps);
  const isTrustedProxy = trustedProxies(deps.trustedProxies ?? []);
  const app = createHttp({ storage, clock, blobTokens: inner.blobTokens, log, isTrustedProxy });
  const origins = createOrigins(storage, deps.chatOrigins ?? []);
  registerChatSite(app, { ...deps, blobTokens: inner.blobTokens, origins, publicUrl: deps.publicUrl ?? (() => null) });
  registerNumbers(app, { ...deps, blobTokens: inner.blobTokens });
  registerStaff(app, { ...deps, blobTokens: inner.blobTokens });
  registerInspections(app, { ...deps, ...inner });
  registerBoard(app, { ...deps, ...inner });
  registerReassign(app, { ...deps, ...inner });
  const chatDoor = openChatDoor({ isTrustedProxy, origins, clock, timers, connect: inner.connectVisitor });
  const doors = { connect: inner.connect, others: chatDoor.upgrade };
  const sockets = openSockets({ isTrustedProxy, server: app.server, clock, timers, ...doors });
  return {
    app,
    intake,
    outgoingQueue,
    appointments,
    connections: sockets.count,
    counter,
    origins,
    connect: inner.connect,
    connectVisitor: inner.connectVisitor,
    async listen(port, host) {
      await app.listen({ port, host });
      return (app.server.address() as AddressInfo).port;
    },
    async close() {
      await Promise.all([sockets.close({ code: 'hub-stopping' }), chatDoor.close()]);
      inner.close();
      const cancel = timers.after(FINISH_WITHIN_MS, () => app.server.closeAllConnections());
      await app.close();
      cancel();
    },
  };
}
