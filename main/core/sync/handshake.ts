import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Failure } from '../../../shared/errors.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import { signedHello, type Up } from '../../../shared/protocol/up.ts';
import { OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';

export interface DeviceKey {
  /** PKCS #8, base64. */
  readonly privateKey: string;
  /** Raw 32 bytes, base64url. */
  readonly publicKey: string;
}

export function createDeviceKey(): DeviceKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has an x');
  return { privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'), publicKey: x };
}

export interface Challenge {
  readonly hubId: string;
  readonly nonce: string;
}

/** The version to speak with this hub, or why there is none (HS5). */
export function commonVersion(hub: Extract<Down, { type: 'challenge' }>): number | Failure {
  const version = Math.min(PROTOCOL_VERSION, hub.newestProtocol);
  const isSpoken = version >= OLDEST_PROTOCOL_VERSION && version >= hub.oldestProtocol;
  return isSpoken ? version : { code: 'unsupported-version' };
}

export interface HelloFacts {
  readonly protocol: number;
  readonly deviceId: string;
  readonly privateKey: string;
  readonly epoch: string | null;
  readonly cursor: number;
  readonly answered: number;
  readonly appVersion: string;
}

/** Proves who this device is, to this hub and for this connection only (HS4). */
export function helloFrame({ privateKey, ...facts }: HelloFacts, { hubId, nonce }: Challenge): Up {
  return { type: 'hello', ...facts, signature: signWith(privateKey, signedHello(hubId, nonce, facts.deviceId)) };
}

/** @param privateKey PKCS #8, base64 */
export const signWith = (privateKey: string, text: string): string =>
  sign(null, Buffer.from(text, 'utf8'), keyFrom(privateKey)).toString('base64url');

export function publicKeyOf(privateKey: string): string {
  const { x } = createPublicKey(keyFrom(privateKey)).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has an x');
  return x;
}

const keyFrom = (privateKey: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
