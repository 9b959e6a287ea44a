import { createPublicKey, verify } from 'node:crypto';
import type { Failure } from '../shared/errors.ts';
import { signedRotation, signedUnlock, type Up } from '../shared/protocol/up.ts';
import { nobody } from './audit/entry.ts';
import type { RefusalTally } from './audit/refusal-tally.ts';
import type { Answered } from './ports.ts';
import type { Device, WriteTx } from './storage/storage.ts';

type Unlock = Extract<Up, { type: 'unlock' }>;
type Rotate = Extract<Up, { type: 'rotate' }>;

export interface UnlockFacts {
  readonly hubId: string;
  readonly nonce: string;
  readonly now: number;
  readonly address: string;
  readonly refusals: RefusalTally;
}

/** Gives a device its share of the key of its database, or says why not; either is written down (SH1). */
export async function unlock(tx: WriteTx, frame: Unlock, facts: UnlockFacts): Promise<Answered<string>> {
  const { deviceId } = frame;
  const device = await tx.device(deviceId);
  const result = await shareFor(tx, { frame, device, facts });
  const actor = device === null ? nobody : { userId: device.userId, deviceId };
  const common = { at: facts.now, actor, conversation: null };
  if (result.ok) await tx.appendAudit([{ ...common, kind: 'unlock', facts: {} }]);
  else {
    const unrecorded = facts.refusals.take(facts.address);
    if (unrecorded !== null) {
      const { code } = result.failure;
      await tx.appendAudit([{ ...common, kind: 'login-refused', facts: { code, unrecorded } }]);
    }
  }
  return result;
}

interface Asked {
  readonly frame: Unlock;
  readonly device: Device | null;
  readonly facts: UnlockFacts;
}

async function shareFor(tx: WriteTx, { frame, device, facts }: Asked): Promise<Answered<string>> {
  const { deviceId, publicKey, signature } = frame;
  const owner = { deviceId, publicKey };
  const signed = signedUnlock(facts.hubId, facts.nonce, deviceId);
  if (!isSigned({ signed, publicKey, signature })) return refused({ code: 'bad-signature' });
  if (device === null) return given(await tx.deviceShare(owner), 'unknown-device');
  if (device.publicKey !== publicKey) {
    // Where the hub was set back to a time before the key was changed, the share tells of it (SH3).
    if ((await tx.deviceShare(owner)) === null) return refused({ code: 'bad-signature' });
    await tx.knowDeviceBy(owner);
  }
  const user = await tx.user(device.userId);
  if (device.revokedAt !== null || user?.active !== true) return refused({ code: 'revoked-device' });
  return given(await tx.needShare(owner), 'revoked-device');
}

const given = (share: Buffer | null, code: 'unknown-device' | 'revoked-device'): Answered<string> =>
  share === null ? refused({ code }) : { ok: true, value: share.toString('base64url') };

/** The device that is connected gets another key, if it has it (SH4); said again, nothing changes. */
export async function rotate(
  tx: WriteTx,
  { publicKey, signature }: Rotate,
  by: { readonly hubId: string; readonly deviceId: string; readonly now: number },
): Promise<Failure | null> {
  const { deviceId, hubId, now } = by;
  const device = await tx.admitted(deviceId);
  if (device === null) return { code: 'revoked-device' };
  if (!isSigned({ signed: signedRotation(hubId, deviceId, publicKey), publicKey, signature })) {
    return { code: 'bad-signature' };
  }
  if (device.publicKey === publicKey) return null;
  await tx.rotateDevice({ deviceId, publicKey: device.publicKey }, publicKey);
  const actor = { userId: device.userId, deviceId };
  await tx.appendAudit([{ at: now, kind: 'rotation', actor, conversation: null, facts: {} }]);
  return null;
}

interface Signed {
  readonly signed: string;
  readonly publicKey: string;
  readonly signature: string;
}

function isSigned({ signed, publicKey, signature }: Signed): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(signed, 'utf8'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false; // not a key of that kind
  }
}

const refused = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });
