import type { Ids } from '../shared/effects.ts';
import type { Down } from '../shared/protocol/down.ts';
import type { Up } from '../shared/protocol/up.ts';
import type { Failure } from '../shared/errors.ts';
import { nobody } from './audit/entry.ts';
import type { RefusalTally } from './audit/refusal-tally.ts';
import { endLeftInspections } from './inspections.ts';
import { refusalOfHello } from './identity.ts';
import type { Answered } from './ports.ts';
import type { Meta, WriteTx } from './storage/storage.ts';

type Hello = Extract<Up, { type: 'hello' }>;

/** Answers older than this many numbers are dropped once the device has stored them. */
const ANSWERS_KEPT = 1_000;

export interface Welcomed {
  readonly deviceId: string;
  readonly userId: string;
  /** Its number among all connections, by which the newest one of a device is known (HS8). */
  readonly connection: number;
  /** Where its feed begins. */
  readonly cursor: number;
  readonly welcome: Extract<Down, { type: 'welcome' }>;
}

export interface Greeting {
  readonly meta: Meta;
  readonly nonce: string;
  readonly blobToken: string;
  readonly now: number;
  readonly address: string;
  readonly textExpiresAfterMs: number;
  /** Where contacts reach the association's pages; null while nobody has said (AP12). */
  readonly publicUrl: string | null;
  readonly refusals: RefusalTally;
  readonly ids: Ids;
}

/** Checks who it is and says where both sides stand (HS4, HS9). */
export async function greet(tx: WriteTx, hello: Hello, greeting: Greeting): Promise<Answered<Welcomed>> {
  const { meta, nonce, blobToken, now, publicUrl, ids } = greeting;
  const failure = await refusalOfHello(tx, hello, { hubId: meta.hubId, nonce });
  if (failure !== null) return refused(tx, hello, { ...greeting, failure });
  const device = await tx.device(hello.deviceId);
  if (device === null) return { ok: false, failure: { code: 'unknown-device' } };
  const { id: deviceId, userId, lastCommand } = device;
  await storedAnswers(tx, { deviceId, answered: hello.answered, lastCommand });
  await endLeftInspections(tx, { now, actor: { userId, deviceId } }, ids);
  if (hello.epoch === null) await tx.endHolds(deviceId, now);
  const resync = hello.epoch !== null && (hello.epoch !== meta.epoch || hello.cursor > (await tx.feedSeq()));
  const cursor = resync || hello.epoch === null ? 0 : hello.cursor;
  const login = { resync, holdsNothing: hello.epoch === null };
  await tx.appendAudit([{ at: now, kind: 'login', actor: { userId, deviceId }, conversation: null, facts: login }]);
  const welcome = {
    type: 'welcome' as const,
    userId,
    epoch: meta.epoch,
    resync,
    lastCommand,
    blobToken,
    behind: await tx.feedCount(cursor),
    textExpiresAfterMs: greeting.textExpiresAfterMs,
    association: { name: meta.association, ...(publicUrl === null ? {} : { publicUrl }) },
    hubTime: now,
  };
  await tx.renewLeases([userId]);
  await tx.seen(deviceId, now);
  const connection = await tx.enter(deviceId);
  return { ok: true, value: { deviceId, userId, connection, cursor, welcome } };
}

/** An entry of its own, unless this address has been refused too often to be worth more (AU5). */
async function refused(
  tx: WriteTx,
  hello: Hello,
  { now, address, refusals, failure }: Greeting & { readonly failure: Failure },
): Promise<{ readonly ok: false; readonly failure: Failure }> {
  const unrecorded = refusals.take(address);
  if (unrecorded !== null) {
    const device = await tx.device(hello.deviceId);
    const actor = device === null ? nobody : { userId: device.userId, deviceId: device.id };
    const facts = { code: failure.code, unrecorded };
    await tx.appendAudit([{ at: now, kind: 'login-refused', actor, conversation: null, facts }]);
  }
  return { ok: false, failure };
}

interface StoredAnswers {
  readonly deviceId: string;
  /** The device has stored the answers up to here (CO5). */
  readonly answered: number;
  readonly lastCommand: number;
}

/** The latest are kept all the same: a device whose disk went back a little still gets its answers. */
async function storedAnswers(tx: WriteTx, { deviceId, answered, lastCommand }: StoredAnswers): Promise<void> {
  const upTo = Math.min(answered, lastCommand - ANSWERS_KEPT);
  if (upTo > 0) await tx.dropAnswers(deviceId, upTo);
}
