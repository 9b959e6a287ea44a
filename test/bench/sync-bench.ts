import { join } from 'node:path';
import { numberOf } from '../../main/core/db/case-number.ts';
import type { Change } from '../../shared/protocol/down.ts';
import { peakResidentBytes, residentBytes } from '../support/proc.ts';
import { freshFolder, textOf } from '../support/seed-hub.ts';
import { startCoreProcess } from './core-process.ts';
import type { Figure } from './figures.ts';
import { contactOf, groups, idOf, subjectOf, writeRaw } from './raw-rows.ts';
import { playRecording, recordingOf, type Recording } from './recorded-hub.ts';

const CONVERSATIONS = 100_000;
/** One takes about a minute and a half; more of them would take the whole benchmark beyond ten. */
const RUNS = 1;

/** A fresh device against pages made before, pair by pair with raw SQLite writing the same rows. */
export async function measureSync({ folder }: { readonly folder: string }): Promise<Figure[]> {
  const recording = recordingOf(Array.from({ length: CONVERSATIONS }, (_, n) => changeOf(n)));
  const runs: (Run & Raw)[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const own = freshFolder(folder, join('sync', String(run)));
    const device = await synchronise(recording, own);
    runs.push({ ...device, ...rawIn(own) });
  }
  return figuresOf(runs);
}

interface Run {
  readonly firstMs: number;
  readonly storedS: number;
  readonly indexedS: number;
  readonly megabytes: number;
  readonly mostMegabytes: number;
}

async function synchronise(recording: Recording, folder: string): Promise<Run> {
  const hub = await playRecording(recording);
  const core = startCoreProcess({ folder, code: 'CODICE', hubUrl: hub.url });
  const page = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 50 } as const;
  const first = core.until(page, ({ rows }) => rows.length > 0).then(() => performance.now());
  const start = await hub.welcomedAt;
  const firstMs = (await first) - start;
  const storedS = ((await hub.storedAt) - start) / 1_000;
  await core.until({ name: 'search', text: 'richiesta', limit: 1 }, ({ unindexed }) => unindexed === 0);
  const indexedS = (performance.now() - start) / 1_000;
  // One answer more: it has given back by then what it needed for this.
  await core.ask(page);
  const megabytes = residentBytes(core.pid) / 2 ** 20;
  const mostMegabytes = peakResidentBytes(core.pid) / 2 ** 20;
  await core.stop();
  await hub.close();
  return { firstMs, storedS, indexedS, megabytes, mostMegabytes };
}

interface Raw {
  readonly rowsS: number;
  readonly fts5S: number;
  readonly sameIndexS: number;
}

function rawIn(folder: string): Raw {
  const write = (index: 'default' | 'ours' | null): number =>
    writeRaw({ file: join(folder, `raw-${index}.db`), conversations: CONVERSATIONS, index });
  return { rowsS: write(null), fts5S: write('default'), sameIndexS: write('ours') };
}

function figuresOf(runs: readonly (Run & Raw)[]): Figure[] {
  const values = (of: (run: Run & Raw) => number): number[] => runs.map(of);
  const how = `${CONVERSATIONS} conversations of about 1 kB, sqlcipher, synchronous=FULL, pages made before`;
  const raw = 'raw better-sqlite3: same rows, indexes, cipher and modes, 2,000 a transaction';
  return [
    { name: 'first page on screen', unit: 'ms', values: values((run) => run.firstMs), how: 'from the welcome' },
    { name: 'first synchronisation, usable', unit: 's', values: values((run) => run.storedS), how },
    { name: 'the same, raw', unit: 's', values: values((run) => run.rowsS), how: `${raw}, no full-text index` },
    {
      name: 'usable, of raw',
      unit: '%',
      values: values((run) => (100 * run.rowsS) / run.storedS),
      how: 'pair by pair',
    },
    { name: 'first synchronisation, indexed', unit: 's', values: values((run) => run.indexedS), how },
    { name: 'the same, raw', unit: 's', values: values((run) => run.fts5S), how: `${raw}, FTS5 as it comes` },
    {
      name: 'indexed, of raw',
      unit: '%',
      values: values((run) => (100 * run.fts5S) / run.indexedS),
      how: 'pair by pair',
    },
    {
      name: 'indexed, of raw with our index',
      unit: '%',
      values: values((run) => (100 * run.sameIndexS) / run.indexedS),
      how: 'contentless, no positions, prefixes of 1 to 3 letters',
    },
    { name: 'memory of the core after it', unit: 'MB', values: values((run) => run.megabytes), how: 'resident, Node' },
    { name: 'memory of the core, at most', unit: 'MB', values: values((run) => run.mostMegabytes), how: 'VmHWM' },
  ];
}

export function changeOf(n: number): Change {
  const at = 1_770_000_000_000 + n * 1_000;
  const free = { state: 'waiting' as const, assigneeId: null, fence: 0, claimedAt: null, resolvedAt: null };
  const groupId = groups[n % groups.length] ?? 'segreteria';
  const content = { origin: 'mail' as const, verified: false, linkedNumber: null, participantIds: [], reminders: 0 };
  const message = { id: `m-${n}`, kind: 'incoming' as const, authorId: null, text: textOf(n), quoted: null, at };
  return {
    kind: 'put',
    version: n + 1,
    replace: true,
    conversation: {
      ...{ id: idOf(n), number: numberOf(2_026_000_001 + n), channel: 'ticket', groupId, arrivedAt: at, ...free },
      ...{ subject: subjectOf(n), contact: contactOf(n), lastMessageAt: at, eviction: null, ...content },
    },
    messages: [{ ...message, automatic: false, delivery: null, event: null, attachments: [] }],
  };
}
