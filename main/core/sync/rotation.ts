import { signedRotation, type Up } from '../../../shared/protocol/up.ts';
import type { WritableDb } from '../db/database.ts';
import { getMeta, identityOf, setMeta } from '../db/meta.ts';
import { createDeviceKey, publicKeyOf, signWith } from './handshake.ts';

/** A key that somebody copied unseen is worth nothing after so long. */
const ROTATE_AFTER_MS = 90 * 24 * 60 * 60_000;

interface At {
  readonly localNow: number;
}

/** What asks for another key when it is time; that key is stored before anybody hears of it (SH4). */
export function rotationFrame(db: WritableDb, { hubId, localNow }: At & { readonly hubId: string }): Up | null {
  const identity = identityOf(db);
  if (identity === null) return null;
  const madeAt = getMeta(db, 'privateKeyAt');
  if (madeAt === null) setMeta(db, 'privateKeyAt', localNow);
  const next = nextKey(db);
  const isDue = next !== null || (madeAt !== null && Math.abs(localNow - madeAt) >= ROTATE_AFTER_MS);
  if (!isDue) return null;
  const privateKey = next ?? createDeviceKey().privateKey;
  setMeta(db, 'nextPrivateKey', privateKey);
  const publicKey = publicKeyOf(privateKey);
  const signature = signWith(privateKey, signedRotation(hubId, identity.deviceId, publicKey));
  return { type: 'rotate', publicKey, signature };
}

/** The hub knows the device by this key now. */
export function rotated(db: WritableDb, { publicKey, localNow }: At & { readonly publicKey: string }): void {
  const next = nextKey(db);
  if (next !== null && publicKeyOf(next) === publicKey) adoptNextKey(db, { localNow });
}

/** The key in use is refused: perhaps the hub took the next one and its word was lost. False: there is none. */
export function adoptNextKey(db: WritableDb, { localNow }: At): boolean {
  const next = nextKey(db);
  if (next === null) return false;
  setMeta(db, 'privateKey', next);
  setMeta(db, 'nextPrivateKey', '');
  setMeta(db, 'privateKeyAt', localNow);
  return true;
}

function nextKey(db: WritableDb): string | null {
  const next = getMeta(db, 'nextPrivateKey');
  return next === '' ? null : next;
}
