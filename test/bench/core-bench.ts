import { join } from 'node:path';
import { enrolCode, type HubProcess } from '../support/processes.ts';
import { residentBytes } from '../support/proc.ts';
import { freshFolder } from '../support/seed-hub.ts';
import { startCoreProcess, type CoreProcess } from './core-process.ts';
import { repeat, timed, type Figure } from './figures.ts';

const SYNC_RUNS = 3;
const QUERY_RUNS = 100;
/** What a person types, key by key: every prefix is a search. */
const typed = [
  'c',
  'ce',
  'cer',
  'cert',
  'certi',
  'certificato',
  'certificato ma',
  'quota corso',
  'anna belotti',
  'gita sabato',
];

export interface Bench {
  readonly hub: HubProcess;
  readonly data: string;
  readonly folder: string;
  readonly conversations: number;
}

/** First synchronisation with a fresh device, then search, list and opening on the full database. */
export async function measureCore(bench: Bench): Promise<Figure[]> {
  const first: number[] = [];
  const whole: number[] = [];
  let memory: number[] = [];
  let queries: Figure[] = [];
  for (let run = 0; run < SYNC_RUNS; run += 1) {
    const core = await fullSync(bench, run, { first, whole });
    memory = [...memory, residentBytes(core.pid) / 2 ** 20];
    if (run === SYNC_RUNS - 1) queries = await measureQueries(core);
    await core.stop();
  }
  const how = `${bench.conversations} conversations of about 1 kB, encrypted, searchable, synchronous=FULL`;
  const rates = whole.map((seconds) => bench.conversations / seconds);
  return [
    { name: 'first rows on screen during it', unit: 'ms', values: first, how: 'from the start of the core process' },
    { name: 'first synchronisation', unit: 's', values: whole, how },
    { name: 'conversations synchronised', unit: 'per s', values: rates, how },
    { name: 'memory of the core after it', unit: 'MB', values: memory, how: 'resident, under Node' },
    ...queries,
  ];
}

interface Times {
  readonly first: number[];
  readonly whole: number[];
}

async function fullSync(bench: Bench, run: number, times: Times): Promise<CoreProcess> {
  const folder = freshFolder(bench.folder, join('core', String(run)));
  const code = await enrolCode(bench.data, `Misura ${run}`);
  const start = performance.now();
  const core = startCoreProcess({ folder, code, hubUrl: `ws://127.0.0.1:${bench.hub.httpPort}/v1/sync` });
  const rows = core.until(
    { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 20 },
    (list) => list.rows.length > 0,
  );
  await rows.then(() => times.first.push(performance.now() - start));
  await core.until(
    { name: 'status' },
    (status) => status.connection === 'online' && status.syncing === null && status.me !== null,
  );
  await core.until(
    { name: 'counts' },
    (counts) => Object.values(counts.views).reduce((sum, each) => sum + each, 0) >= bench.conversations,
  );
  times.whole.push((performance.now() - start) / 1_000);
  return core;
}

async function measureQueries(core: CoreProcess): Promise<Figure[]> {
  const search = await repeat(QUERY_RUNS, (run) =>
    timed(() => core.ask({ name: 'search', text: typed[Math.max(run, 0) % typed.length] ?? '', limit: 50 })),
  );
  const list = await repeat(QUERY_RUNS, (run) =>
    timed(() => core.ask({ name: 'list', view: 'to-take', groupId: null, offset: Math.max(run, 0) * 50, limit: 50 })),
  );
  const { rows } = await core.ask({ name: 'list', view: 'to-take', groupId: null, offset: 0, limit: QUERY_RUNS });
  const open = await repeat(QUERY_RUNS, (run) =>
    timed(() => core.ask({ name: 'conversation', id: rows[Math.max(run, 0)]?.id ?? '' })),
  );
  return [
    {
      name: 'search as you type',
      unit: 'ms',
      values: search,
      how: 'round trip to the core process, newest first, 50 hits',
    },
    { name: 'page of the list', unit: 'ms', values: list, how: '50 rows at growing offsets' },
    { name: 'opening a conversation', unit: 'ms', values: open, how: 'round trip to the core process' },
  ];
}
