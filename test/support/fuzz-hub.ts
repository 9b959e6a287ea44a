import { createSystemIds } from '../../hub/cli/effects.ts';
import type { Connection } from '../../hub/connection.ts';
import { createInnerHub, type InnerHub } from '../../hub/hub.ts';
import { issueCode } from '../../hub/identity.ts';
import { createLog } from '../../hub/log.ts';
import { ensureSeeded } from '../../hub/seed.ts';
import { openSqliteStorage } from '../../hub/storage/sqlite-storage.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import type { Failure } from '../../shared/errors.ts';
import { downSchema, type Down } from '../../shared/protocol/down.ts';
import { scheduleOf } from './appointments.ts';
import { createKey, enrolFrame, signHello, type DeviceKey } from './device.ts';
import { createStepClock, type StepClock } from './step-clock.ts';

/** The hub's real connection code over queues instead of sockets: what is sent has been dealt with after `settle`. */
export interface FuzzHub {
  readonly clock: StepClock;
  readonly storage: Storage;
  readonly inner: InnerHub;
  readonly log: readonly string[];
  line(address?: string): Line;
  settle(): Promise<void>;
  code(userId: string): Promise<string>;
}

/** One connection, seen from the device's end. */
export interface Line {
  send(frame: string): void;
  /** Frames that came since the last time, checked against the schema. */
  take(): readonly Down[];
  /** The same, as they came. */
  takeTexts(): readonly string[];
  /** Why the hub ended it; null while it lives. */
  ended(): Failure | null;
  lose(): void;
}

export async function openFuzzHub(userIds: readonly string[]): Promise<FuzzHub> {
  const clock = createStepClock();
  const ids = createSystemIds(clock);
  const storage = await openSqliteStorage({ file: ':memory:', now: 0, timers: null });
  const log: string[] = [];
  const meta = await storage.write(async (tx) => {
    for (const id of userIds) await tx.putUser({ id, name: id, role: 'volunteer', active: true });
    const seeded = await ensureSeeded(tx, ids, 'Prova');
    await tx.putSchedule(scheduleOf('segreteria'));
    return seeded;
  });
  const deps = { storage, meta, clock, timers: clock, ids, mailDomain: 'prova.example' };
  const inner = createInnerHub({ ...deps, log: createLog({ write: (line) => log.push(line) }) });
  return {
    clock,
    storage,
    inner,
    log,
    line: (address = '') => openLine(inner, address),
    // SQLite in memory waits for nothing: everything that was begun ends before the next turn of the event loop.
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    code: (userId) => storage.write((tx) => issueCode(tx, userId, { now: clock.now(), ids })),
  };
}

function openLine(inner: InnerHub, address: string): Line {
  let texts: string[] = [];
  let ended: Failure | null = null;
  const connection: Connection = inner.connect({
    address,
    send: (text) => texts.push(text),
    close: (failure) => {
      ended = failure;
    },
  });
  const takeTexts = (): readonly string[] => {
    const taken = texts;
    texts = [];
    return taken;
  };
  return {
    send: (frame) => connection.received(frame),
    takeTexts,
    take: () => takeTexts().map((text) => downSchema.parse(JSON.parse(text))),
    ended: () => ended,
    lose: () => connection.lost(1006),
  };
}

export interface Identity {
  readonly key: DeviceKey;
  readonly hubId: string;
  readonly deviceId: string;
  readonly userId: string;
}

export async function enrolOver(hub: FuzzHub, userId: string): Promise<Identity> {
  const key = createKey();
  const line = hub.line();
  line.send(JSON.stringify(enrolFrame(await hub.code(userId), key)));
  await hub.settle();
  const frames = line.take();
  const enrolled = frames.find((frame) => frame.type === 'enrolled');
  const challenge = frames.find((frame) => frame.type === 'challenge');
  if (enrolled === undefined || challenge === undefined) throw new Error('the device could not be enrolled');
  line.lose();
  return { key, hubId: challenge.hubId, deviceId: enrolled.deviceId, userId };
}

/** A `hello` for the nonce of one connection. */
export function helloOf({ key, hubId, deviceId }: Identity, nonce: string, over: object = {}): object {
  const signature = signHello(key, { hubId, nonce, deviceId });
  const frame = { type: 'hello', protocol: 1, deviceId, signature, epoch: null, cursor: 0, answered: 0 };
  return { ...frame, appVersion: 'fuzz', ...over };
}

export function nonceOf(line: Line): string {
  const challenge = line.take().find((frame) => frame.type === 'challenge');
  if (challenge === undefined) throw new Error('no challenge');
  return challenge.nonce;
}
