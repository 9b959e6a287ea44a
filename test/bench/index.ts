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
import { table, type Figure } from './figures.ts';

const usage = `npm run bench [-- --conversations N]
Measures cold start, first synchronisation, claim, search and memory with real processes, and prints a table.
  --conversations N  how many waiting conversations the hub holds (default 20000)`;

const options = readOptions();
const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
try {
  console.log(machine());
  console.log(table(await measure(options.conversations)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function readOptions(): { conversations: number } {
  try {
    const { values } = parseArgs({ options: { conversations: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help === true) {
      console.log(usage);
      process.exit(0);
    }
    const conversations = Number(values.conversations ?? '20000');
    if (!Number.isInteger(conversations) || conversations < 1_000) throw new Error('--conversations: at least 1000');
    return { conversations };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
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
    return [...(await measureClaims(hub, data, folder))];
  } finally {
    await hub.stop();
  }
}
