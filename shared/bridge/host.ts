import * as z from 'zod';
import { failureSchema } from '../errors.ts';
import { alertSchema } from '../model/alert.ts';
import { idSchema } from '../model/conversation.ts';

const key = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Between the main process and the core. Nothing here carries text of a conversation or data of a contact: main stays
 * blind. Secrets go down once, at the start, and live in the core's memory.
 */
export const toCoreSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    databaseFile: z.string().min(1),
    /** 32 random bytes, hexadecimal: of a database that has no key file yet, or where there is to be none; else null. */
    databaseKey: key.nullable(),
    /** How the database's key is wrapped (docs/identity.md); absent: `databaseKey` is all. */
    keys: z
      .object({
        file: z.string().min(1),
        /** What the operating system keeps for this account, 32 bytes, hexadecimal. */
        osSecret: key,
        /** `required`: nothing is shown without one; `asked`: whoever enrols by hand chooses one; `optional`: may. */
        pin: z.enum(['required', 'asked', 'optional']),
        /** How long the hub's share may stay on this PC without contact, ms; null: it never stays (ID4). */
        offlineWindowMs: z.number().int().positive().nullable(),
      })
      .optional(),
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
  /** Nothing is shown any more until the PIN is right; work goes on (ID5). Without a PIN nothing happens. */
  z.object({ type: z.literal('lock') }),
  /** Somebody else sits down here: sends what waits, for at most a minute, and stops (ID6). */
  z.object({ type: z.literal('leave') }),
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
  /** For the badge, numbers only: what waits in this person's groups, and in how many of their cases the contact waits. */
  z.object({ type: z.literal('badge'), waiting: z.number().int(), mine: z.number().int() }),
  /** For the desktop: something is new (NT1). */
  alertSchema.extend({ type: z.literal('alert') }),
  /** What the desktop says of these is taken back: this device may not know them any more (NT4). */
  z.object({ type: z.literal('close-alerts'), conversationIds: z.array(idSchema) }),
  /** Every window is to be replaced by a fresh one: what the old one showed may not be seen any more (ID5). */
  z.object({ type: z.literal('locked') }),
  /** What the start screen says of this volunteer: the name, and how many commands still wait to leave. */
  z.object({ type: z.literal('volunteer'), name: z.string().max(120), hasPin: z.boolean(), waiting: z.number().int() }),
  /** The key of before the key file is not needed any more. */
  z.object({ type: z.literal('adopted') }),
  /** The hub withdrew this device's access: its data is deleted (SH5). */
  z.object({ type: z.literal('wiped') }),
  z.object({ type: z.literal('stopped') }),
]);
export type FromCore = z.infer<typeof fromCoreSchema>;
