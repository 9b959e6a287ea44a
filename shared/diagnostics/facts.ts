import * as z from 'zod';
import { errorCodes } from '../errors.ts';

/**
 * What the programs say of themselves when something is wrong (DG3, DG4): numbers, codes and versions. Every object is closed and
 * every text has a form that neither a name nor a sentence fits.
 */
const version = z.string().regex(/^[\w.+~-]{0,60}$/);
const count = z.number().int().nonnegative();
const instant = z.number().int();

const connectionFactsSchema = z.strictObject({
  state: z.enum(['not-enrolled', 'connecting', 'online', 'offline']),
  localSinceAt: instant,
  problem: z.enum(errorCodes).nullable(),
  /** Version of the protocol that was agreed on last. */
  protocol: count.nullable(),
  /** From question to answer when the connection was made, ms. */
  latencyMs: count.nullable(),
  /** Hub time minus local time, ms; null while unknown. */
  clockOffsetMs: z.number().int().nullable(),
  /** Last sign of the hub since the program runs, ms of local time. */
  localHeardAt: instant.nullable(),
  isSyncing: z.boolean(),
});

const queueFactsSchema = z.strictObject({
  commands: count,
  commandsOldestLocalAt: instant.nullable(),
  drafts: count,
  files: count,
  /** Conversations that can't be found by search yet. */
  unindexed: count,
});

const databaseFactsSchema = z.strictObject({
  bytes: count,
  logBytes: count,
  freeBytes: count,
  schemaVersion: count,
  conversations: count,
  /** `unchecked`: nobody asked to look at all of it. */
  health: z.enum(['ok', 'damaged', 'unchecked']),
});

export const coreFactsSchema = z.strictObject({
  state: z.enum(['starting', 'closed', 'locked', 'running', 'wiped', 'failed', 'stopped']),
  failure: z.enum(errorCodes).nullable(),
  node: version,
  sqlite: version.nullable(),
  memoryBytes: count,
  uptimeMs: count,
  protection: z.enum(['keyring', 'none']),
  /** Random; the hub's administrator finds the device by it. */
  deviceId: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .nullable(),
  /** These three are null while nothing of the database may be said. */
  connection: connectionFactsSchema.nullable(),
  queues: queueFactsSchema.nullable(),
  database: databaseFactsSchema.nullable(),
});
export type CoreFacts = z.infer<typeof coreFactsSchema>;

/** Names of the policy's keys are ours; a key that is not is counted, never repeated: somebody may have written anything. */
const policyKey = z.string().regex(/^[A-Z][A-Za-z]{1,40}$/);

export const desktopFactsSchema = z.strictObject({
  appVersion: version,
  electron: version,
  chrome: version,
  node: version,
  platform: version,
  arch: version,
  systemVersion: version,
  isPackaged: z.boolean(),
  isSigned: z.boolean(),
  isDevelopmentRuntime: z.boolean(),
  isSafeMode: z.boolean(),
  language: z.enum(['it', 'en']),
  textScale: count,
  uptimeMs: count,
  memory: z.strictObject({ totalBytes: count, freeBytes: count }),
  disk: z.strictObject({ totalBytes: count, freeBytes: count }).nullable(),
  /** What keeps secrets for this account. */
  keyring: version,
  keyProblem: z.boolean(),
  settingsProblem: z.boolean(),
  policy: z.strictObject({
    machineKeys: z.array(policyKey),
    userKeys: z.array(policyKey),
    problems: z.array(z.strictObject({ key: policyKey.nullable(), reason: version })),
    isAuthorityMissing: z.boolean(),
  }),
  isSharedPc: z.boolean(),
  proxyMode: z.enum(['system', 'direct', 'fixed', 'pac']),
  notifications: z.boolean(),
  /** Words are looked up on this PC; languages for which it has a dictionary. */
  spelling: z.strictObject({ isOn: z.boolean(), languages: z.array(version) }),
  acceleration: z.boolean(),
  displays: z.array(z.strictObject({ width: count, height: count, scale: z.number() })),
  volunteers: count,
  coreRestarts: count,
  windowsLost: count,
  logs: z.array(z.strictObject({ name: z.string().regex(/^(?:main|core)\.log(?:\.\d)?$/), bytes: count })),
});
export type DesktopFacts = z.infer<typeof desktopFactsSchema>;
