import { randomBytes } from 'node:crypto';
import { WebSocket, type ClientOptions } from 'ws';
import * as z from 'zod';
import { toCoreSchema } from '../../shared/bridge/host.ts';
import type { Timers } from '../../shared/effects.ts';
import { MAX_FRAME_BYTES } from '../../shared/protocol/limits.ts';
import { Core } from './core.ts';
import { openFileLog } from './file-log.ts';
import { forkedHost, utilityHost, type ForkedProcess, type Host, type ParentPort } from './hosts.ts';
import { releaseMemory } from './release-memory.ts';
import { createNetwork, type Network } from './network/network.ts';
import type { OpenSocket } from './sync/link.ts';
import { uuidV7 } from './uuid-v7.ts';

/** Composition root of the core process: here are the real clock, random numbers, sockets and files. */
z.config({ jitless: true });

const timers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

const openSocket =
  (network: Network): OpenSocket =>
  (url) => {
    const agent = url.startsWith('wss:') ? network.agent() : undefined;
    const options: ClientOptions = { perMessageDeflate: false, maxPayload: MAX_FRAME_BYTES, followRedirects: false };
    return new WebSocket(url, agent === undefined ? options : { ...options, agent });
  };

function hostOfThisProcess(): Host | null {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort !== undefined) return utilityHost(parentPort);
  return process.send === undefined ? null : forkedHost(process as unknown as ForkedProcess);
}

function run(host: Host): void {
  const network = createNetwork({ timers, toMain: (message) => host.send(message) });
  const core = new Core({
    clock: { now: () => Date.now() },
    timers,
    soon: (run) => void setImmediate(run),
    letGo: releaseMemory,
    random: { next: () => Math.random() },
    ids: { next: () => uuidV7(Date.now(), randomBytes(10)), secret: () => randomBytes(32).toString('base64url') },
    openSocket: openSocket(network),
    fetch: (url, init) => network.fetch(url, init),
    openLog: (file) => openFileLog(file, { now: Date.now() }),
    nodeVersion: process.version,
    toMain(message) {
      host.send(message);
      // The message leaves before the process does.
      if (message.type === 'stopped') setTimeout(() => process.exit(0), 50);
    },
  });
  host.listen({
    receive(message) {
      const parsed = toCoreSchema.safeParse(message);
      if (!parsed.success || !network.receive(parsed.data)) core.receive(message);
    },
    connect: (portId, port) => core.connect(portId, port),
    gone: () => core.receive({ type: 'stop' }),
  });
  // Node would print the message of the error, which may quote what somebody wrote.
  process.on('uncaughtException', (error) => {
    core.defect(error);
    process.exit(70);
  });
}

const host = hostOfThisProcess();
if (host === null) {
  console.error('The core is started by the application, not by itself.');
  process.exitCode = 64;
} else {
  run(host);
}
