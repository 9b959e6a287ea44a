import { join } from 'node:path';
import { setMeta } from '../../main/core/db/meta.ts';
import { openDatabase } from '../../main/core/db/open-database.ts';
import type { Result } from '../../shared/bridge/core-queries.ts';
import { enrolCode } from '../support/processes.ts';
import { freshFolder } from '../support/seed-hub.ts';
import { startBenchHub, withStorage } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { startCoreProcess, type CoreProcess } from './core-process.ts';
import type { Figure } from './figures.ts';

const CHANGES = 20_000;
const WEEK_MS = 7 * 24 * 60 * 60_000;
const KEY = 'c0'.repeat(32);

/**
 * A real device comes back after a week, in which every case that it holds has changed: at its start it removes the text of
 * all that waits (EX1), then it catches up. Everything counts from the start of the core's process.
 */
export async function measureWeek({ folder, conversations }: Bench): Promise<Figure[]> {
  const { data, url: hubUrl, stop } = await startBenchHub(folder, 'week-hub', conversations);
  const own = freshFolder(folder, 'week');
  const before = startCoreProcess({ folder: own, hubUrl, key: KEY, code: await enrolCode(data, 'Misura') });
  await before.until({ name: 'counts' }, ({ views }) => views['to-take'] >= conversations);
  await caughtUp(before);
  await before.until({ name: 'search', text: 'quota', limit: 1 }, ({ unindexed }) => unindexed === 0);
  await before.stop();
  await change(data, Math.min(CHANGES, conversations));
  goBackAWeek(own);
  const start = performance.now();
  const core = startCoreProcess({ folder: own, hubUrl, key: KEY, code: null });
  const seen = { progress: 0 };
  void core.until({ name: 'status' }, ({ syncing }) => {
    if (syncing !== null) seen.progress += 1;
    return false;
  });
  await core.until(firstPage, hasTexts);
  const usableS = (performance.now() - start) / 1_000;
  await caughtUp(core);
  // Texts are asked for in the order of the list: where its end has them, all have come.
  await core.until({ ...firstPage, offset: conversations - 50 }, hasTexts);
  await core.until(
    { name: 'search', text: 'quota', limit: 1 },
    ({ unindexed, hits }) => unindexed === 0 && hits.length > 0,
  );
  const doneS = (performance.now() - start) / 1_000;
  await core.stop();
  await stop();
  const how = `${Math.min(CHANGES, conversations)} changed cases, all texts expired, from the start of the core`;
  return [
    { name: 'after 7 days, usable', unit: 's', values: [usableS], how: `${how}; first page with its texts` },
    {
      name: 'after 7 days, done',
      unit: 's',
      values: [doneS],
      how: `${how}; all there and in the index; progress was said ${seen.progress} times`,
    },
  ];
}

const firstPage = { name: 'list', view: 'to-take', groupId: null, offset: 0, limit: 50 } as const;

const hasTexts = ({ rows }: Result<'list'>): boolean =>
  rows.length > 0 && rows.every(({ content, flags }) => content !== null || flags.length > 0);

const caughtUp = async (core: CoreProcess): Promise<void> =>
  void (await core.until({ name: 'status' }, ({ connection, syncing }) => connection === 'online' && syncing === null));

async function change(data: string, count: number): Promise<void> {
  await withStorage({ data }, async (storage) => {
    const page = await storage.read((tx) => tx.conversations({ after: '', limit: count }));
    await storage.write(async (tx) => {
      for (const record of page) {
        const after = { ...record, reminders: record.reminders + 1, lastMessageAt: record.lastMessageAt + 1 };
        await tx.saveConversation({ before: record, after, messages: [], mails: [] });
      }
    });
  });
}

function goBackAWeek(folder: string): void {
  const now = Date.now();
  const opened = openDatabase({ file: join(folder, 'sportello.db'), key: KEY, now });
  if (!opened.ok) throw new Error(opened.failure.code);
  opened.db.write((tx) => setMeta(tx, 'seenAt', now - WEEK_MS));
  opened.db.close();
}
