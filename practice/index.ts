import * as z from 'zod';
import { createSystemIds, systemClock, systemRandom, systemTimers } from '../hub/cli/effects.ts';
import { forkedHost, utilityHost, type ForkedProcess, type Host, type ParentPort } from '../main/core/hosts.ts';
import { createPractice } from './practice.ts';

/** Composition root of the practice: a core and a hub in one process, with the real clock and neither files nor sockets. */
z.config({ jitless: true });

function hostOfThisProcess(): Host | null {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort !== undefined) return utilityHost(parentPort);
  return process.send === undefined ? null : forkedHost(process as unknown as ForkedProcess);
}

const DEFECT = 70;

function run(host: Host): void {
  const practice = createPractice({
    clock: systemClock,
    timers: systemTimers,
    ids: createSystemIds(systemClock),
    random: systemRandom,
    soon: (run) => void setImmediate(run),
    nodeVersion: process.version,
    failed: () => process.exit(DEFECT),
    toMain(message) {
      host.send(message);
      // The message leaves before the process does.
      if (message.type === 'stopped') setTimeout(() => process.exit(0), 50);
    },
  });
  host.listen({
    receive: (message) => practice.receive(message),
    connect: (portId, port) => practice.connect(portId, port),
    gone: () => practice.receive({ type: 'stop' }),
  });
  // Node would print the message of the error, which may quote what somebody wrote.
  process.on('uncaughtException', () => process.exit(DEFECT));
}

const host = hostOfThisProcess();
if (host === null) {
  console.error('The practice is started by the application, not by itself.');
  process.exitCode = 64;
} else {
  run(host);
}
