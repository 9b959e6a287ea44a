import { toCoreSchema, type FromCore } from '../shared/bridge/host.ts';
import { Core, type CoreDeps } from '../main/core/core.ts';
import { openInMemory } from '../main/core/db/open-database.ts';
import type { RendererPort } from '../main/core/live/renderer-port.ts';
import { openWorld, type World, type WorldDeps } from './world.ts';

export type PracticeDeps = WorldDeps &
  Pick<CoreDeps, 'nodeVersion'> & {
    readonly toMain: (message: FromCore) => void;
  };

/** What main and the windows talk to: for them it is a core like any other (PX1). */
export interface Practice {
  receive(message: unknown): void;
  connect(portId: number, port: RendererPort): void;
}

/** Loopback without a port: nothing is ever opened at it. */
const ADDRESS = 'ws://localhost/v1/sync';

/** A core of its own, joined to a hub of its own; both are gone with the process. */
export function createPractice(deps: PracticeDeps): Practice {
  let world: World | null = null;
  const open = (): World => {
    if (world === null) throw new Error('the practice has not begun');
    return world;
  };
  const core = new Core({
    ...deps,
    letGo: () => undefined,
    openSocket: (url) => open().openSocket(url),
    fetch: (url, asked) => open().fetch(url, asked),
    openLog: () => () => undefined,
    openDatabase: openInMemory,
    toMain(message) {
      // A practice says nothing about a person to the desktop, and its access is nobody's.
      if (message.type === 'stopped') void end();
      else if (heard.has(message.type)) deps.toMain(message);
    },
  });
  const end = async (): Promise<void> => {
    await world?.close();
    deps.toMain({ type: 'stopped' });
  };
  const begin = async (start: unknown): Promise<void> => {
    const parsed = toCoreSchema.parse(start);
    if (parsed.type !== 'start') return;
    world = await openWorld(deps);
    const { keys: _keys, ...rest } = parsed;
    const own = { databaseFile: ':memory:', databaseKey: null, hubUrl: ADDRESS, enrolCode: world.code, logFile: null };
    core.receive({ ...rest, ...own, protection: 'keyring' });
  };
  return {
    receive(message) {
      if (isStart(message)) void begin(message).catch(deps.failed);
      else if (!isOutward(message)) core.receive(message);
    },
    connect: (portId, port) => core.connect(portId, port),
  };
}

/** What the desktop needs to know of a practice; no badge, no notification, no name. */
const heard: ReadonlySet<FromCore['type']> = new Set(['ready', 'failed', 'discard']);

const typeOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'type' in message ? message.type : null;
const isStart = (message: unknown): boolean => typeOf(message) === 'start';
/** Ways to a network are of no use here. */
const isOutward = (message: unknown): boolean => ['network', 'route'].includes(String(typeOf(message)));
