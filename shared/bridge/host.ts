import * as z from 'zod';
import { failureSchema } from '../errors.ts';

/**
 * Between the main process and the core. Nothing here carries text of a conversation or data of a contact: main stays
 * blind. Secrets go down once, at the start, and live in the core's memory.
 */
export const toCoreSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    databaseFile: z.string().min(1),
    /** 32 random bytes, hexadecimal. */
    databaseKey: z.string().regex(/^[0-9a-f]{64}$/),
    protection: z.enum(['keyring', 'none']),
    /** ws:// or wss:// address; null until enrolled. */
    hubUrl: z.string().max(500).nullable(),
    deviceName: z.string().min(1).max(80),
    appVersion: z.string().max(40),
    /** Enrols without typing; development only. */
    enrolCode: z.string().max(40).nullable(),
    logFile: z.string().nullable(),
  }),
  /** A renderer's port comes with this message (transfer list). `portId` names it in `discard`. */
  z.object({ type: z.literal('connect'), portId: z.number().int().positive() }),
  /** How the hub is reached; comes before `start`. Without it: directly, with the runtime's own authorities. */
  z.object({
    type: z.literal('network'),
    /** PEM; trusted beside the system's. */
    extraCa: z.string().nullable(),
  }),
  /** Answers `route`: address of the proxy, null for none. */
  z.object({ type: z.literal('route'), host: z.string().max(300), proxy: z.string().max(500).nullable() }),
  /** The computer woke up, or the network came back: try at once. */
  z.object({ type: z.literal('wake') }),
  z.object({ type: z.literal('stop') }),
]);
export type ToCore = z.infer<typeof toCoreSchema>;

export const fromCoreSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), sqlite: z.string(), node: z.string() }),
  /** The core can't work (database of a newer version, unreadable, disk full at start …) and stays up to say so. */
  z.object({ type: z.literal('failed'), failure: failureSchema }),
  /** Which way leads to this host? Asked before every encrypted connection. */
  z.object({ type: z.literal('route'), host: z.string().max(300) }),
  /** The address that enrolment succeeded with; main keeps it in the settings. */
  z.object({ type: z.literal('enrolled'), hubUrl: z.string().max(500) }),
  /** That renderer showed the body of a conversation that has been evicted: destroy it, open a fresh one. */
  z.object({ type: z.literal('discard'), portId: z.number().int().positive() }),
  /** For badge, tray and title; numbers only. */
  z.object({ type: z.literal('badge'), waiting: z.number().int(), mine: z.number().int() }),
  z.object({ type: z.literal('stopped') }),
]);
export type FromCore = z.infer<typeof fromCoreSchema>;
