import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fastify, type FastifyInstance } from 'fastify';
import type { Clock } from '../shared/effects.ts';
import type { Backups, BackupState } from './backups/backups.ts';
import type { Counts } from './storage/count-reads.ts';
import type { Storage } from './storage/storage.ts';

export interface AdminDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Devices and contacts that hold a connection. */
  readonly connections: () => number;
  readonly isStopping: () => boolean;
  /** Null: none are made. */
  readonly backups: Backups | null;
  readonly version: string;
}

/** How long counts are used again: a scraper in a hurry costs the hub nothing. */
const COUNTS_LAST_MS = 10_000;
const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

/** The administrator's door, on this machine only: is it alive, is it ready, and numbers. No name, no text, no address. */
export function createAdmin(deps: AdminDeps): FastifyInstance {
  const app = fastify({ logger: false });
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const counts = remembered(deps);
  app.addHook('onClose', async () => {
    delay.disable();
  });
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => reply.code(...(await readiness(deps))).send());
  app.get('/metrics', async (_request, reply) => {
    const text = metrics({
      counts: await counts(),
      connections: deps.connections(),
      backups: deps.backups?.state() ?? null,
      version: deps.version,
      delay,
    });
    return reply.type(PROMETHEUS).send(text);
  });
  return app;
}

/** Ready: it may be given work. Not while it stops, nor while its database does not answer. */
async function readiness({ storage, isStopping }: AdminDeps): Promise<[number]> {
  if (isStopping()) return [503];
  try {
    return [(await storage.read((tx) => tx.meta())) === null ? 503 : 204];
  } catch {
    return [503];
  }
}

function remembered({ storage, clock }: AdminDeps): () => Promise<Counts> {
  let last: { readonly at: number; readonly counts: Promise<Counts> } | null = null;
  return () => {
    const now = clock.now();
    if (last === null || now - last.at >= COUNTS_LAST_MS) last = { at: now, counts: storage.read((tx) => tx.counts()) };
    return last.counts;
  };
}

interface Measured {
  readonly counts: Counts;
  readonly connections: number;
  readonly backups: BackupState | null;
  readonly version: string;
  readonly delay: { percentile(percentile: number): number; reset(): void };
}

/** Prometheus' text format, version 0.0.4. */
function metrics({ counts, connections, backups, version, delay }: Measured): string {
  const lag = delay.percentile(99) / 1e9;
  delay.reset();
  const mails = Object.entries(counts.outgoingMails).map(([state, n]) => [`{state="${state}"}`, n] as const);
  return [
    ...gauge('info', 'Version of the hub.', [[`{version="${version}"}`, 1]]),
    ...gauge('connections', 'Open connections of devices.', [['', connections]]),
    ...gauge('waiting', 'Readable conversations that wait to be claimed.', [['', counts.waiting]]),
    ...gauge('outgoing_mails', 'Mails that have not left, by state.', mails),
    ...gauge('refusals', 'Things that were refused at the doors, since ever.', [['', counts.refusals]]),
    ...gauge('devices', 'Devices that may connect.', [['', counts.devices]]),
    ...(backups === null ? [] : backupLines(backups)),
    ...gauge('resident_memory_bytes', 'Resident memory.', [['', process.memoryUsage.rss()]]),
    ...gauge('event_loop_delay_seconds', '99th percentile since the last look.', [['', lag]]),
    '',
  ].join('\n');
}

function backupLines({ verifiedAt, failures, damaged }: BackupState): string[] {
  const verified = verifiedAt === null ? 0 : verifiedAt / 1_000;
  return [
    ...gauge('backup_verified_seconds', 'When the last good backup was begun, Unix time; 0: none yet.', [
      ['', verified],
    ]),
    ...gauge('backup_failures', 'Backups that failed since the start.', [['', failures]]),
    ...gauge('backups_damaged', 'Older backups whose bytes have changed.', [['', damaged]]),
  ];
}

function gauge(name: string, help: string, values: readonly (readonly [labels: string, value: number])[]): string[] {
  const full = `sportello_hub_${name}`;
  const lines = values.map(([labels, value]) => `${full}${labels} ${String(value)}`);
  return [`# HELP ${full} ${help}`, `# TYPE ${full} gauge`, ...lines];
}
