import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBenchHub } from './bench-hub.ts';
import { measureBundle } from './bundle-bench.ts';
import { measureCatchUp } from './catch-up-bench.ts';
import { measureChat } from './chat-bench.ts';
import { measureClaims } from './claim-bench.ts';
import { measureCore, type Bench } from './core-bench.ts';
import { measureEviction } from './eviction-bench.ts';
import { measureFanOut } from './fan-out-bench.ts';
import { table, type Figure } from './figures.ts';
import { measureHeal } from './heal-bench.ts';
import { measureReplay } from './replay-bench.ts';
import { measureSearch } from './search-bench.ts';
import { measureSizes } from './size-bench.ts';
import { measureColdStart } from './start-bench.ts';
import { measureSync } from './sync-bench.ts';
import { measureWeek } from './week-bench.ts';
import { measureWindow } from './window-bench.ts';

/** In the order of the table; each by itself with `--only NAME`. They share one hub with its conversations. */
const sections: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  start: measureColdStart,
  core: measureCore,
  sync: measureSync,
  sizes: measureSizes,
  claims: measureClaims,
  eviction: measureEviction,
  'fan-out': measureFanOut,
  heal: measureHeal,
  replay: measureReplay,
  'catch-up': measureCatchUp,
  week: measureWeek,
  chat: measureChat,
  search: measureSearch,
  window: measureWindow,
  bundle: measureBundle,
};

/** Started by `npm run bench`, which sees to a build, Electron and a screen first. */
const options = readOptions();
const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
try {
  console.log(machine());
  console.log(table(await measure(options)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Options {
  readonly conversations: number;
  readonly only: readonly string[];
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: { conversations: { type: 'string', default: '20000' }, only: { type: 'string', multiple: true } },
  });
  const conversations = Number(values.conversations);
  const names = Object.keys(sections);
  const only = values.only?.flatMap((list) => list.split(',')) ?? names;
  if (!Number.isInteger(conversations) || conversations < 1_000) {
    return refuse(`--conversations takes a number from 1000, not "${values.conversations}"`);
  }
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) return refuse(`--only takes ${names.join(', ')}, not "${unknown}"`);
  return { conversations, only };
}

function refuse(why: string): never {
  console.error(why);
  return process.exit(2);
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${gigabytes} GB, Node ${process.versions.node}\n`;
}

async function measure({ conversations, only }: Options): Promise<Figure[]> {
  const { hub, data, stop } = await startBenchHub(folder, 'hub', conversations);
  const figures: Figure[] = [];
  try {
    for (const [name, section] of Object.entries(sections)) {
      if (!only.includes(name)) continue;
      const start = performance.now();
      figures.push(...(await section({ hub, data, folder, conversations })));
      console.error(`${name}: ${Math.round((performance.now() - start) / 1_000)} s`);
    }
    return figures;
  } finally {
    await stop();
  }
}
