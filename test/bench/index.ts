import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openData } from '../../hub/cli/data-folder.ts';
import { ensureSeeded } from '../../hub/seed.ts';
import { createSystemIds, systemClock } from '../../hub/cli/effects.ts';
import { startHub } from '../support/processes.ts';
import { freshFolder, seedConversations } from '../support/seed-hub.ts';
import { measureClaims } from './claim-bench.ts';
import { measureCore } from './core-bench.ts';
import { table, type Figure } from './figures.ts';
import { measureColdStart } from './start-bench.ts';

/** Started by `npm run bench`, which sees to a build, Electron and a screen first. */
const options = readOptions();
const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
try {
  console.log(machine());
  console.log(table(await measure(options.conversations)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function readOptions(): { conversations: number } {
  const { values } = parseArgs({ options: { conversations: { type: 'string', default: '20000' } } });
  const conversations = Number(values.conversations);
  if (Number.isInteger(conversations) && conversations >= 1_000) return { conversations };
  console.error(`--conversations takes a number from 1000, not "${values.conversations}"`);
  return process.exit(2);
}

function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${gigabytes} GB, Node ${process.versions.node}\n`;
}

async function measure(conversations: number): Promise<Figure[]> {
  const data = freshFolder(folder, 'hub');
  const storage = await openData(data, null);
  await storage.write((tx) => ensureSeeded(tx, createSystemIds(systemClock), 'Associazione DBO'));
  await seedConversations(storage, conversations, systemClock.now() - conversations * 1_000);
  await storage.close();
  const hub = await startHub({ data });
  try {
    const bench = { hub, data, folder, conversations };
    const synchronisation = await measureCore(bench);
    const starts = await measureColdStart(bench);
    return [...starts, ...synchronisation, ...(await measureClaims(hub, data, folder))];
  } finally {
    await hub.stop();
  }
}
