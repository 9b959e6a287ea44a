import { createTransport } from 'nodemailer';
import type { Ids, Timers } from '../../shared/effects.ts';
import type { Role } from '../../shared/model/directory.ts';
import type { Storage, WriteTx } from '../storage/storage.ts';
import type { DemoClock } from './demo-clock.ts';
import { type Doors, enter } from './enter.ts';
import { demoHours } from './hours.ts';
import { morning } from './morning.ts';
import type { Outside } from './outside.ts';

export const DEMO_ASSOCIATION = 'Associazione DBO';
export const DEMO_DOMAIN = 'dbo.example';

export interface DemoDeps {
  readonly storage: Storage;
  readonly clock: DemoClock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly host: string;
  readonly smtpPort: number;
  readonly httpPort: number;
  readonly domain: string;
  /** Null when mail leaves by a real relay: then no answer to an acknowledgement is played. */
  readonly outside: Outside | null;
}

const people: readonly (readonly [name: string, role: Role])[] = [
  ['Maria Rossi', 'volunteer'],
  ['Luca Bianchi', 'volunteer'],
  ['Giulia Ferri', 'volunteer'],
  ['Carla Riva', 'coordinator'],
];
const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 20;
const LOOK_FOR_MS = 10_000;

/** Fills an empty hub with a believable morning, through its real doors. A hub that holds conversations is left alone. */
export async function runDemo(deps: DemoDeps): Promise<void> {
  const { storage, clock, host, smtpPort, httpPort, domain, outside, ids } = deps;
  await storage.write((tx) => ensurePeopleAndHours(tx, ids));
  const held = await storage.read((tx) => tx.conversations({ after: '', limit: 1 }));
  if (held.length > 0) return;
  const mail = createTransport({ pool: true, maxConnections: 1, host, port: smtpPort, secure: false, ignoreTLS: true });
  const around = {
    mail,
    domain,
    outside,
    portalUrl: `http://${urlHost(host)}:${httpPort}`,
    secret: () => ids.secret(),
  };
  const doors = { ...around, waitFor: <T>(look: () => T | null) => waitFor(look, deps.timers) };
  try {
    for (const item of morning) {
      clock.setBehind(item.minutesAgo * MINUTE_MS);
      await enter(item, { ...doors, at: clock.now() } satisfies Doors);
    }
  } finally {
    clock.setBehind(0);
    mail.close();
  }
  // So that the first window does not open in the middle of the acknowledgements.
  if (outside !== null)
    await waitFor(() => storage.read(async (tx) => ((await tx.nextMailDueAt()) === null ? true : null)), deps.timers);
}

async function ensurePeopleAndHours(tx: WriteTx, ids: Ids): Promise<void> {
  for (const [name, role] of people) {
    const known = await tx.usersByName(name);
    if (known.length === 0) await tx.putUser({ id: ids.next(), name, role, active: true });
  }
  const known = new Set((await tx.schedules()).map(({ groupId }) => groupId));
  for (const hours of demoHours) if (!known.has(hours.groupId)) await tx.putSchedule(hours);
}

async function waitFor<T>(look: () => T | null | Promise<T | null>, timers: Timers): Promise<T | null> {
  for (let waitedMs = 0; waitedMs < LOOK_FOR_MS; waitedMs += LOOK_EVERY_MS) {
    const found = await look();
    if (found !== null) return found;
    await new Promise<void>((resolve) => timers.after(LOOK_EVERY_MS, resolve));
  }
  return null;
}

const urlHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);
