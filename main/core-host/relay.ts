import { fork, type ChildProcess } from 'node:child_process';
import type { MessagePortMain, ParentPort } from 'electron';
import { relayUpSchema, type RelayDown } from '../../shared/bridge/relay.ts';
import { memoryFlags } from './memory-flags.ts';

/**
 * For runtimes that can't load the database addon: a utility process that forks the core under Node and passes on what
 * main and the renderers say, unread. The renderers' ports end here, so main stays blind in this case too.
 */
const SIGNALLED = 71;

/** Which program to fork is said by whoever starts this one. Node can't read inside the archive of a packaged application. */
const corePath = (process.argv[2] ?? '').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked');

function relay(parent: ParentPort, node: string): void {
  const core = fork(corePath, [], { execPath: node, execArgv: [...memoryFlags], serialization: 'advanced' });
  const send = (frame: RelayDown): void => {
    if (core.connected) core.send(frame);
  };
  const ports = new Map<number, MessagePortMain>();

  parent.on('message', ({ data, ports: [port] }) => {
    const { portId } = data as { portId?: number };
    if (port === undefined || portId === undefined) return send({ kind: 'host', message: data });
    ports.set(portId, port);
    send({ kind: 'open', portId });
    port.on('message', (event) => send({ kind: 'renderer', portId, message: event.data }));
    port.on('close', () => {
      ports.delete(portId);
      send({ kind: 'closed', portId });
    });
    return port.start();
  });
  passUp(core, { toMain: (message) => parent.postMessage(message), ports });
  // Its end is ours, so that main sees one program.
  core.on('exit', (code) => process.exit(code ?? SIGNALLED));
  core.on('error', () => process.exit(SIGNALLED));
}

interface Upwards {
  readonly ports: ReadonlyMap<number, MessagePortMain>;
  toMain(message: unknown): void;
}

function passUp(core: ChildProcess, { toMain, ports }: Upwards): void {
  core.on('message', (raw) => {
    const parsed = relayUpSchema.safeParse(raw);
    if (!parsed.success) return;
    const frame = parsed.data;
    if (frame.kind === 'host') toMain(frame.message);
    else ports.get(frame.portId)?.postMessage(frame.message);
  });
}

const node = process.env['SPORTELLO_NODE'];
if (node === undefined || node === '') {
  console.error('This Electron is too old for the database: SPORTELLO_NODE must name a Node 24.');
  process.parentPort.postMessage({ type: 'failed', failure: { code: 'core-stopped' } });
} else {
  relay(process.parentPort, node);
}
