import * as z from 'zod';
import { fenceSchema, idSchema } from '../model/conversation.ts';
import { availabilitySchema } from '../model/directory.ts';
import { MAX_FETCHED, MAX_LOOKED_AT } from './limits.ts';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const seq = z.number().int().nonnegative();

/**
 * Every change has a number of its own, so that nothing older, missing or left over can have the same count and sum.
 * Sums stay far below 2^53.
 */
export const digestSchema = z.object({ count: seq, sum: seq });
export type Digest = z.infer<typeof digestSchema>;

/** Device → hub. Sent as JSON text frames of at most `MAX_FRAME_BYTES`. */
export const upSchema = z.discriminatedUnion('type', [
  /** Makes this device known with a single-use code; answered by `enrolled` or `error`. */
  z.object({
    type: z.literal('enrol'),
    protocol: z.number().int(),
    code: z.string().min(1).max(40),
    /** Ed25519 public key, raw 32 bytes, base64url. */
    publicKey: base64url.length(43),
    deviceName: z.string().min(1).max(80),
    appVersion: z.string().max(40),
  }),
  /** Proves who this device is (see `signedHello`) and says where it stopped. Answered by `welcome` or `error`. */
  z.object({
    type: z.literal('hello'),
    protocol: z.number().int(),
    deviceId: idSchema,
    /** Ed25519 signature over `signedHello(hubId, nonce, deviceId)`, base64url. */
    signature: base64url.length(86),
    /** The epoch that `cursor` belongs to; null on a device that holds nothing. */
    epoch: idSchema.nullable(),
    cursor: seq,
    /** The device has stored the answers to all its commands up to this number. */
    answered: seq,
    appVersion: z.string().max(40),
  }),
  /** Instead of `hello`: asks for this device's share of the key of its database (SH1). Answered by `share` or `error`. */
  z.object({
    type: z.literal('unlock'),
    protocol: z.number().int(),
    deviceId: idSchema,
    /** The key that it proves itself with, as in `enrol`: a hub that was set back may know it by this alone (SH3). */
    publicKey: base64url.length(43),
    /** Over `signedUnlock(hubId, nonce, deviceId)`, base64url. */
    signature: base64url.length(86),
  }),
  /** From now on this device proves itself with another key (SH4); answered by `rotated`. */
  z.object({
    type: z.literal('rotate'),
    publicKey: base64url.length(43),
    /** By the new key over `signedRotation(hubId, deviceId, publicKey)`, base64url. */
    signature: base64url.length(86),
  }),
  /**
   * Commands in order of number. The elements are parsed one by one, so that one bad command can't block the rest.
   * `again`: it had left the device in an earlier epoch, so that its effects outside may have happened (RE4).
   */
  z.object({
    type: z.literal('push'),
    commands: z
      .array(z.object({ seq: z.number().int().positive(), command: z.unknown(), again: z.boolean().optional() }))
      .min(1)
      .max(100),
  }),
  /** Everything up to `cursor` is stored on this device, and so are the answers up to `answered`. */
  z.object({ type: z.literal('ack'), cursor: seq, answered: seq }),
  /** The content of these conversations is removed from this device. */
  z.object({
    type: z.literal('evicted'),
    items: z
      .array(
        z.object({
          conversationId: idSchema,
          fence: fenceSchema,
          /** The text expired; the cursor at which the device held it (EX3). */
          expired: seq.optional(),
        }),
      )
      .min(1)
      .max(500),
  }),
  /** How many entities this device holds at `cursor`, and the sum of their versions; answered by `digest` (DI2). */
  z.object({ type: z.literal('digest'), cursor: seq, ...digestSchema.shape }),
  /** Conversations whose text the device removed by itself and may have again: sent as `put` or `stub` (EX4). */
  z.object({ type: z.literal('fetch'), conversationIds: z.array(idSchema).min(1).max(MAX_FETCHED) }),
  /** Fills up the case numbers that this device may give out; answered by `numbers` (NB1). */
  z.object({ type: z.literal('lease') }),
  /** What the person at this device does now; replaces what was said before, ends with the connection (PR3). */
  z.object({
    type: z.literal('presence'),
    state: availabilitySchema,
    /** Conversations on the screen. */
    looking: z.array(idSchema).max(MAX_LOOKED_AT),
    typing: idSchema.nullable(),
    /** It is a note: the visitor of a chat is not told (CH10). */
    isNote: z.literal(true).optional(),
  }),
  z.object({ type: z.literal('pong') }),
]);
export type Up = z.infer<typeof upSchema>;

/** The bytes (UTF-8) that a device signs to prove who it is. Bound to the hub and to one connection's nonce. */
export function signedHello(hubId: string, nonce: string, deviceId: string): string {
  return `sportello-hello-1\n${hubId}\n${nonce}\n${deviceId}`;
}

/** What a device signs to be given its share: nothing that is signed for `hello` will do for it. */
export function signedUnlock(hubId: string, nonce: string, deviceId: string): string {
  return `sportello-unlock-1\n${hubId}\n${nonce}\n${deviceId}`;
}

/** What a device signs with a new key, to show that it has it. */
export function signedRotation(hubId: string, deviceId: string, publicKey: string): string {
  return `sportello-rotation-1\n${hubId}\n${deviceId}\n${publicKey}`;
}
