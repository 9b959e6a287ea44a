import { errorCatalogue } from '../errors.ts';
import type { CoreFacts, DesktopFacts } from './facts.ts';

/** `note`: a fact that is neither good nor bad. */
export const lights = ['ok', 'note', 'watch', 'bad'] as const;
export type Light = (typeof lights)[number];

/** `state` names the sentence that says how it is and what to do. */
export interface Finding {
  readonly id: FindingId;
  readonly light: Light;
  readonly state: string;
  /** For the sentence. */
  readonly values: Readonly<Record<string, number | string>>;
}

export interface Facts {
  /** Null: the core did not answer. */
  readonly core: CoreFacts | null;
  readonly desktop: DesktopFacts;
  readonly localNow: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MEGABYTE = 1024 * 1024;
const limits = {
  slowMs: 500,
  verySlowMs: 2_000,
  clockMs: MINUTE_MS,
  clockWrongMs: 10 * MINUTE_MS,
  waitingMs: 10 * MINUTE_MS,
  waitingLongMs: 24 * HOUR_MS,
  awayMs: 24 * HOUR_MS,
  lowDiskBytes: 1024 * MEGABYTE,
  fullDiskBytes: 200 * MEGABYTE,
} as const;

type Judged = Omit<Finding, 'id' | 'values'> & { readonly values?: Finding['values'] };
type Judge = (facts: Facts) => Judged | null;

/** In the order of the page; null: nothing can be said of it now. */
const judges = {
  program: ({ desktop }) => {
    if (desktop.isDevelopmentRuntime) return { light: 'watch', state: 'development' };
    if (desktop.isSafeMode) return { light: 'watch', state: 'safe-mode' };
    return { light: 'ok', state: 'fine' };
  },
  core: ({ core, desktop }) => {
    if (desktop.keyProblem) return { light: 'bad', state: 'key' };
    if (core === null || core.state === 'stopped') return { light: 'bad', state: 'silent' };
    if (core.state === 'failed') return { light: 'bad', state: 'failed', values: { code: core.failure ?? 'internal' } };
    if (core.state === 'wiped') return { light: 'bad', state: 'wiped' };
    if (core.state === 'starting') return { light: 'watch', state: 'starting' };
    if (core.state !== 'running') return { light: 'note', state: 'closed' };
    return desktop.coreRestarts + desktop.windowsLost > 0 ? { light: 'watch', state: 'restarted' } : fine;
  },
  connection: ({ core, localNow }) => {
    const connection = core?.connection ?? null;
    if (connection === null) return null;
    const { state, problem, localSinceAt } = connection;
    if (state === 'online') return fine;
    if (state === 'not-enrolled') return { light: 'note', state: 'not-enrolled' };
    if (problem !== null && errorCatalogue[problem] === 'never') return { light: 'bad', state: 'final' };
    if (localNow - localSinceAt > limits.awayMs) return { light: 'bad', state: 'long' };
    return { light: 'watch', state: state === 'connecting' ? 'connecting' : 'offline' };
  },
  latency: ({ core }) => {
    const latencyMs = core?.connection?.latencyMs ?? null;
    if (latencyMs === null || core?.connection?.state !== 'online') return null;
    const light = latencyMs < limits.slowMs ? 'ok' : latencyMs < limits.verySlowMs ? 'watch' : 'bad';
    return { light, state: light === 'ok' ? 'fine' : 'slow', values: { ms: latencyMs } };
  },
  clock: ({ core }) => {
    const offsetMs = core?.connection?.clockOffsetMs ?? null;
    if (offsetMs === null) return null;
    const values = { seconds: Math.round(Math.abs(offsetMs) / 1_000) };
    if (Math.abs(offsetMs) < limits.clockMs) return { light: 'ok', state: 'fine', values };
    const light = Math.abs(offsetMs) < limits.clockWrongMs ? 'watch' : 'bad';
    return { light, state: offsetMs > 0 ? 'behind' : 'ahead', values };
  },
  outbox: ({ core, localNow }) => {
    const queues = core?.queues ?? null;
    if (queues === null) return null;
    const values = { count: queues.commands };
    const waitedMs = localNow - (queues.commandsOldestLocalAt ?? localNow);
    if (queues.commands === 0) return { light: 'ok', state: 'fine', values };
    if (waitedMs > limits.waitingLongMs) return { light: 'bad', state: 'long', values };
    return { light: waitedMs > limits.waitingMs ? 'watch' : 'ok', state: 'waiting', values };
  },
  database: ({ core }) => {
    const database = core?.database ?? null;
    if (database === null) return null;
    const values = { bytes: database.bytes + database.logBytes, count: database.conversations };
    if (database.health === 'damaged') return { light: 'bad', state: 'damaged', values };
    return { light: 'ok', state: database.health === 'ok' ? 'checked' : 'fine', values };
  },
  search: ({ core }) => {
    const queues = core?.queues ?? null;
    if (queues === null) return null;
    const values = { count: queues.unindexed };
    return queues.unindexed === 0 ? { ...fine, values } : { light: 'note', state: 'behind', values };
  },
  keys: ({ core, desktop }) => {
    if (desktop.keyProblem) return { light: 'bad', state: 'problem' };
    return core?.protection === 'none' ? { light: 'watch', state: 'none' } : fine;
  },
  policy: ({ desktop: { policy } }) => {
    const values = { count: policy.machineKeys.length + policy.userKeys.length };
    if (policy.isAuthorityMissing) return { light: 'bad', state: 'authority', values };
    if (policy.problems.length > 0) return { light: 'watch', state: 'problems', values };
    return { light: 'ok', state: 'fine', values };
  },
  disk: ({ desktop: { disk } }) => {
    if (disk === null) return null;
    const values = { bytes: disk.freeBytes };
    if (disk.freeBytes < limits.fullDiskBytes) return { light: 'bad', state: 'full', values };
    return disk.freeBytes < limits.lowDiskBytes
      ? { light: 'watch', state: 'low', values }
      : { light: 'ok', state: 'fine', values };
  },
  settings: ({ desktop }) => (desktop.settingsProblem ? { light: 'watch', state: 'reset' } : null),
  notifications: ({ desktop }) => (desktop.notifications ? fine : { light: 'watch', state: 'none' }),
  spelling: ({ desktop: { spelling } }) => {
    if (!spelling.isOn) return { light: 'note', state: 'off' };
    return spelling.languages.length > 0 ? fine : { light: 'note', state: 'none' };
  },
} as const satisfies Record<string, Judge>;

const fine = { light: 'ok', state: 'fine' } as const;

export type FindingId = keyof typeof judges;

/** What is to be said of each part, the same for the page and for the bundle. */
export function assess(facts: Facts): readonly Finding[] {
  return Object.entries<Judge>(judges).flatMap(([id, judge]) => {
    const judged = judge(facts);
    return judged === null ? [] : [{ values: {}, ...judged, id: id as FindingId }];
  });
}

/** The worst of all. */
export const overall = (findings: readonly Finding[]): Light =>
  findings.some(({ light }) => light === 'bad')
    ? 'bad'
    : findings.some(({ light }) => light === 'watch')
      ? 'watch'
      : 'ok';
