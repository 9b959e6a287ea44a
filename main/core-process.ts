import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { fromCoreSchema, type FromCore, type ToCore } from '../shared/bridge/host.ts';
import { memoryFlags } from './core-host/memory-flags.ts';

/** Restarts within `RESTART_WINDOW_MS` after which main gives up and says so. */
const MAX_RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;
const STOP_GRACE_MS = 3_000;
/** Node-API version that the database addon needs; older runtimes get the relay, which forks the core under Node. */
const ADDON_NAPI = 10;

export interface CorePrograms {
  /** The core itself, for a runtime that can load the addon. */
  readonly core: string;
  /** Forks the core under plain Node, for one that can't. */
  readonly relay: string;
}

export interface CoreProcess {
  send(message: ToCore): void;
  /** Hands a renderer's port over; main keeps no end of it and sees nothing of what passes. */
  connect(portId: number, port: MessagePortMain): void;
  /** Nobody works with it any more: it sends what waits and ends by itself, within a minute. */
  leave(): Promise<void>;
  /** Asks it to store what it holds and end; killed when it doesn't. */
  stop(): Promise<void>;
}

export interface CoreListener {
  message(message: FromCore): void;
  /** It ended without having been asked. `restarting`: a new one is being started. */
  stopped(restarting: boolean): void;
  now(): number;
}

/** Keeps one core running; `first` is said to each anew. Messages sent before it listens are delivered when it does. */
export function startCore(programs: CorePrograms, first: readonly ToCore[], listener: CoreListener): CoreProcess {
  const direct = Number(process.versions['napi']) >= ADDON_NAPI;
  const entry = direct ? programs.core : programs.relay;
  // Chromium's switch for flags of V8; the relay hands them to Node itself.
  const execArgv = direct ? [`--js-flags=${memoryFlags.join(' ')}`] : [];
  const restarts: number[] = [];
  let stopping = false;
  let child = launch();

  function launch(): UtilityProcess {
    const started = utilityProcess.fork(entry, direct ? [] : [programs.core], {
      serviceName: 'Sportello core',
      stdio: 'inherit',
      execArgv,
    });
    started.on('message', (raw: unknown) => {
      // A message that doesn't fit is a defect of ours; it is dropped rather than passed on unread.
      const parsed = fromCoreSchema.safeParse(raw);
      if (parsed.success) listener.message(parsed.data);
    });
    started.once('exit', () => {
      if (!stopping) restart();
    });
    for (const message of first) started.postMessage(message);
    return started;
  }

  function restart(): void {
    const now = listener.now();
    restarts.push(now);
    const recent = restarts.filter((at) => at > now - RESTART_WINDOW_MS).length;
    if (recent <= MAX_RESTARTS) child = launch();
    listener.stopped(recent <= MAX_RESTARTS);
  }

  return {
    send: (message) => {
      child.postMessage(message);
    },
    connect: (portId, port) => {
      child.postMessage({ type: 'connect', portId } satisfies ToCore, [port]);
    },
    leave() {
      stopping = true;
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.postMessage({ type: 'leave' } satisfies ToCore);
      return ended;
    },
    stop() {
      stopping = true;
      return endProcess(child);
    },
  };
}

async function endProcess(child: UtilityProcess): Promise<void> {
  if (child.pid === undefined) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => child.kill(), STOP_GRACE_MS);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.postMessage({ type: 'stop' } satisfies ToCore);
  });
}
