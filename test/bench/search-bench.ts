import { enrolCode } from '../support/processes.ts';
import { freshFolder } from '../support/seed-hub.ts';
import type { Bench } from './core-bench.ts';
import { startCoreProcess, type CoreProcess } from './core-process.ts';
import { repeat, timed, type Figure } from './figures.ts';

const RUNS = 70;
const searches = {
  words: ['c', 'cer', 'certificato', 'quota corso', 'gita sabato', 'anna belotti', 'modulo rinnovo'],
  'with da:': [
    'da:anna',
    'da:belotti certificato',
    'da:anna quota',
    'da:rota gita',
    'da:persona12',
    'da:lu',
    'da:elena modulo',
  ],
  'with gruppo:': [
    'gruppo:cassa',
    'gruppo:cassa quota',
    'gruppo:segreteria certificato',
    'gruppo:didattica corso',
    'gruppo:cassa da:anna',
    'gruppo:segreteria stato:attesa modulo',
    'gruppo:didattica gita sabato',
  ],
} as const;

/** Every conversation on one device and in its index, then searches with and without filters in words. */
export async function measureSearch(bench: Bench): Promise<Figure[]> {
  const code = await enrolCode(bench.data, 'Ricerca');
  const folder = freshFolder(bench.folder, 'search');
  const core = startCoreProcess({ folder, code, hubUrl: `ws://127.0.0.1:${bench.hub.httpPort}/v1/sync` });
  try {
    await core.until(
      { name: 'status' },
      ({ connection, syncing, me }) => connection === 'online' && syncing === null && me !== null,
    );
    await core.until({ name: 'search', text: 'certificato', limit: 1 }, ({ unindexed }) => unindexed === 0);
    const figures: Figure[] = [];
    for (const [name, texts] of Object.entries(searches)) figures.push(await measured(core, name, texts));
    return figures.map((figure) => ({ ...figure, how: `${bench.conversations} conversations; ${figure.how}` }));
  } finally {
    await core.stop();
  }
}

async function measured(core: CoreProcess, name: string, texts: readonly string[]): Promise<Figure> {
  const values = await repeat(RUNS, (run) =>
    timed(() => core.ask({ name: 'search', text: texts[Math.max(run, 0) % texts.length] ?? '', limit: 50 })),
  );
  return { name: `search, ${name}`, unit: 'ms', values, how: 'round trip to the core process, 50 hits' };
}
