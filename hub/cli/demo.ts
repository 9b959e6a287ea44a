import { join } from 'node:path';
import type { Clock } from '../../shared/effects.ts';
import { createDemoClock, type DemoClock } from '../demo/demo-clock.ts';
import { openOutside, type Outside } from '../demo/outside.ts';
import type { Relay } from '../outgoing/relay.ts';

/** What a demonstration has around the hub: a clock that can play the past, and an outside that takes its mail. */
export interface DemoWorld {
  readonly clock: DemoClock;
  /** Null when mail leaves by the relay that was asked for. */
  readonly outside: Outside | null;
  readonly relay: Relay;
}

export async function openDemoWorld(data: string, wanted: Relay | null, clock: Clock): Promise<DemoWorld> {
  const outside = wanted === null ? await openOutside(join(data, 'outside')) : null;
  const relay = wanted ?? { host: '127.0.0.1', port: outside?.port ?? 0, secure: false, auth: null };
  return { clock: createDemoClock(clock), outside, relay };
}
