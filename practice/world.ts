import { createDemoClock, type DemoClock } from '../hub/demo/demo-clock.ts';
import { createHub, type Hub } from '../hub/hub.ts';
import { issueCode } from '../hub/identity.ts';
import { createLog } from '../hub/log.ts';
import { ensureSeeded } from '../hub/seed.ts';
import { openSqliteStorage } from '../hub/storage/sqlite-storage.ts';
import type { Storage, WriteTx } from '../hub/storage/storage.ts';
import type { AttachmentDeps } from '../main/core/sync/attachments.ts';
import type { OpenSocket } from '../main/core/sync/link.ts';
import type { Clock, Ids, Random, Timers } from '../shared/effects.ts';
import type { Role } from '../shared/model/directory.ts';
import * as scene from './association.ts';
import { createCable, type Soon } from './cable.ts';
import { seatColleague } from './colleague.ts';
import { playDuty, takeCall } from './duty.ts';
import { playPost } from './post.ts';
import { requestsTo } from './requests.ts';
import { playVisitor } from './visitor.ts';

export interface WorldDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly random: Random;
  readonly soon: Soon;
  /** Something that nobody waits for went wrong. */
  readonly failed: (error: unknown) => void;
}

/** A hub with an association, in this process's memory; a device that is joined to it finds no difference. */
export interface World {
  readonly openSocket: OpenSocket;
  readonly fetch: AttachmentDeps['fetch'];
  /** Enrols whoever practises. */
  readonly code: string;
  readonly storage: Storage;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
/** SQLite's name for a database that is never a file. */
const IN_MEMORY = ':memory:';

/** Neither file nor port: what happens here can't be found anywhere afterwards (PX2). */
export async function openWorld(deps: WorldDeps): Promise<World> {
  const clock = createDemoClock(deps.clock);
  const { timers, ids, soon } = deps;
  const storage = await openSqliteStorage({ file: IN_MEMORY, now: clock.now(), timers: null });
  const meta = await storage.write((tx) => ensureSeeded(tx, ids, scene.ASSOCIATION));
  const log = createLog({ write: () => undefined });
  const { MAIL_DOMAIN: mailDomain, PUBLIC_URL: publicUrl } = scene;
  const hub = createHub({ storage, meta, clock, timers, ids, log, mailDomain, publicUrl: () => publicUrl });
  await arrive(hub, clock);
  const openSocket = createCable((transport) => hub.connect(transport), soon);
  const codeOf = (person: Person): Promise<string> =>
    storage.write((tx) => codeFor(tx, person, { now: clock.now(), ids }));
  await storage.write((tx) => tx.putUser({ id: ids.next(), ...scene.ABSENT, active: true }));
  const colleagues = await Promise.all(
    scene.COLLEAGUES.map(async (one) => seatColleague(openSocket, await codeOf(one))),
  );
  const [first] = colleagues;
  if (first !== undefined) await takeCall(first, ids);
  const ends = [
    playPost({ ...deps, hub, clock }),
    ...scene.visitors.map((part) => playVisitor(part, { hub, timers, soon })),
    ...(first === undefined ? [] : [playDuty(first, { ...deps, storage })]),
  ];
  return {
    openSocket,
    fetch: requestsTo(hub.app),
    code: await codeOf(scene.TRAINEE),
    storage,
    async close() {
      for (const end of ends) end();
      await hub.close();
      await storage.close();
    },
  };
}

/** Everything that came before somebody sat down, each at its own time. */
async function arrive(hub: Hub, clock: DemoClock): Promise<void> {
  for (const { minutesAgo, incoming } of scene.arrivals) {
    clock.setBehind(minutesAgo * MINUTE_MS);
    await hub.intake.receive(incoming);
  }
  clock.setBehind(0);
}

interface Person {
  readonly name: string;
  readonly role: Role;
}

async function codeFor(
  tx: WriteTx,
  person: Person,
  issuing: { readonly now: number; readonly ids: Ids },
): Promise<string> {
  const id = issuing.ids.next();
  await tx.putUser({ id, ...person, active: true });
  for (const schedule of scene.hours) await tx.putSchedule(schedule);
  return issueCode(tx, id, issuing);
}
