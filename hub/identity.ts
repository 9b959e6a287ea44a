import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Clock, Ids } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import { ENROLMENT_LIFETIME_MS } from '../shared/protocol/limits.ts';
import { signedHello, type Up } from '../shared/protocol/up.ts';
import { nobody, type Actor } from './audit/entry.ts';
import type { Answered } from './ports.ts';
import { plainText } from './fit-frame.ts';
import { createRateLimit } from './rate-limit.ts';
import type { Device, Enrolment, ReadTx, Storage, WriteTx } from './storage/storage.ts';

type Enrol = Extract<Up, { type: 'enrol' }>;
type Hello = Extract<Up, { type: 'hello' }>;

export interface Identity {
  /** Makes a device known with a code, at most five wrong ones a minute from one address (HS6, HS7). */
  enrol(request: Enrol, address: string): Promise<Answered<{ readonly deviceId: string; readonly userId: string }>>;
}

/** Without I, L, O, U, 0 and 1: what is read aloud or copied by hand can't be mistaken. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const CODE_LENGTH = 10;
const WRONG_CODES = { limit: 5, windowMs: 60_000 };

export interface IdentityDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function createIdentity({ storage, clock, ids }: IdentityDeps): Identity {
  const wrongCodes = createRateLimit({ ...WRONG_CODES, clock });
  return {
    async enrol(request, address) {
      const retryAfterMs = wrongCodes.waitMs(address);
      if (retryAfterMs > 0) return { ok: false, failure: { code: 'rate-limited', retryAfterMs } };
      const result = await storage.write((tx) => enrol(tx, request, { now: clock.now(), deviceId: ids.next() }));
      if (!result.ok) wrongCodes.hit(address);
      return result;
    },
  };
}

type Enrolled = Answered<{ readonly deviceId: string; readonly userId: string }>;

interface NewDevice {
  readonly now: number;
  readonly deviceId: string;
}

async function enrol(tx: WriteTx, request: Enrol, { now, deviceId }: NewDevice): Promise<Enrolled> {
  const codeHash = hashOfCode(request.code);
  const enrolment = await tx.enrolment(codeHash);
  const enrolled = await redeemCode(tx, request, { now, deviceId, codeHash, enrolment });
  const common = { at: now, conversation: null };
  if (enrolled.ok) await tx.appendAudit([{ ...common, kind: 'enrolment', actor: enrolled.value, facts: {} }]);
  else {
    const actor: Actor = enrolment === null ? nobody : { userId: enrolment.userId, deviceId: null };
    const facts = { code: enrolled.failure.code };
    await tx.appendAudit([{ ...common, kind: 'enrolment-refused', actor, facts }]);
  }
  return enrolled;
}

interface Found extends NewDevice {
  readonly codeHash: string;
  readonly enrolment: Enrolment | null;
}

async function redeemCode(
  tx: WriteTx,
  request: Enrol,
  { now, deviceId, codeHash, enrolment }: Found,
): Promise<Enrolled> {
  if (enrolment === null) return failed({ code: 'wrong-code' });
  if (enrolment.usedAt !== null) return failed({ code: 'used-code' });
  if (now >= enrolment.expiresAt) return failed({ code: 'expired-code' });
  if (!(await tx.useEnrolment(codeHash, now))) return failed({ code: 'used-code' });
  const { userId } = enrolment;
  const { publicKey } = request;
  const [name, appVersion] = [request.deviceName, request.appVersion].map(plainText) as [string, string];
  await tx.addDevice({
    id: deviceId,
    userId,
    publicKey,
    name,
    appVersion,
    enrolledAt: now,
    revokedAt: null,
    lastCommand: 0,
  });
  return { ok: true, value: { deviceId, userId } };
}

/** Null when the device is who it says and may come in (HS4). */
export async function refusalOfHello(
  tx: ReadTx,
  hello: Hello,
  challenge: { readonly hubId: string; readonly nonce: string },
): Promise<Failure | null> {
  const device = await tx.device(hello.deviceId);
  if (device === null) return { code: 'unknown-device' };
  if (!isSignedBy(device, hello, challenge)) return { code: 'bad-signature' };
  const user = await tx.user(device.userId);
  return device.revokedAt !== null || user?.active !== true ? { code: 'revoked-device' } : null;
}

function isSignedBy(device: Device, hello: Hello, { hubId, nonce }: { hubId: string; nonce: string }): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: device.publicKey }, format: 'jwk' });
  const signed = Buffer.from(signedHello(hubId, nonce, device.id), 'utf8');
  return verify(null, signed, key, Buffer.from(hello.signature, 'base64url'));
}

interface Issuing {
  readonly now: number;
  readonly ids: Ids;
  /** Nobody at the command line. */
  readonly actor?: Actor;
}

/** A new code for a user, as XXXXX-XXXXX; only its hash is kept. */
export async function issueCode(tx: WriteTx, userId: string, { now, ids, actor = nobody }: Issuing): Promise<string> {
  const code = codeFrom(() => ids.secret());
  const times = { createdAt: now, expiresAt: now + ENROLMENT_LIFETIME_MS, usedAt: null };
  await tx.addEnrolment({ codeHash: hashOfCode(code), userId, ...times });
  const facts = { forUserId: userId };
  await tx.appendAudit([{ at: now, kind: 'enrolment-code', actor, conversation: null, facts }]);
  return code;
}

function codeFrom(secret: () => string): string {
  const fair = 256 - (256 % ALPHABET.length);
  let letters = '';
  while (letters.length < CODE_LENGTH) {
    const bytes = [...Buffer.from(secret(), 'base64url')].filter((byte) => byte < fair);
    letters += bytes.map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }
  return `${letters.slice(0, CODE_LENGTH / 2)}-${letters.slice(CODE_LENGTH / 2, CODE_LENGTH)}`;
}

/** Case, spaces and hyphens make no difference. */
function hashOfCode(code: string): string {
  const bare = code.toUpperCase().replace(/[\s-]/g, '');
  return createHash('sha256').update(`sportello-enrolment ${bare}`).digest('hex');
}

const failed = (failure: Failure): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure });
