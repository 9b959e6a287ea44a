import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCoreProcess } from '../bench/core-process.ts';
import { playRecording, recordingOf, type RecordedHub } from '../bench/recorded-hub.ts';
import { messageOf, putOf } from '../support/core-database.ts';
import { eventually } from '../support/processes.ts';

/** The index follows behind the texts; a real process is killed while it does. */
const CASES = 6_000;
const program = { program: 'main/core/index.ts' };
let folder: string;
let hub: RecordedHub;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sportello-index-'));
  const text = 'con molte parole di ogni specie, che vanno nel registro della ricerca '.repeat(8);
  const changes = Array.from({ length: CASES }, (_, index) =>
    putOf(index + 1, {}, [messageOf(`m-${index + 1}`, { text: `comune ${text} unico${index + 1}` })]),
  );
  hub = await playRecording(recordingOf(changes));
});
afterEach(async () => {
  await hub.close();
  rmSync(folder, { recursive: true });
});

const search = (text: string) => ({ name: 'search', text, limit: 200 }) as const;

test('[FE8] killed while it indexes: everything is held, and the index goes on where it was', async () => {
  const key = randomBytes(32).toString('hex');
  const first = startCoreProcess({ ...program, folder, key, code: 'CODICE', hubUrl: hub.url });
  await hub.storedAt;
  const atKill = await first.until(search('comune'), ({ unindexed }) => unindexed > 0 && unindexed < CASES);
  process.kill(first.pid, 'SIGKILL');
  expect(atKill.hits.length).toBe(200);

  await hub.close();
  const second = startCoreProcess({ ...program, folder, key, code: null, hubUrl: hub.url });
  const after = await second.until(search('comune'), ({ unindexed, hits }) => unindexed === 0 && hits.length > 0);
  expect(after.more).toBe(true);
  for (const n of [1, 2, CASES / 2, CASES - 1, CASES]) {
    expect((await second.ask(search(`unico${n} comune`))).hits.map(({ row }) => row.id)).toEqual([`c-${n}`]);
  }
  await second.stop();
}, 60_000);

test('[FE8] killed while pages come and a thread moves the log: nothing is damaged, and all comes', async () => {
  const key = randomBytes(32).toString('hex');
  const first = startCoreProcess({ ...program, folder, key, code: 'CODICE', hubUrl: hub.url });
  let isStored = false;
  void hub.storedAt.then(() => (isStored = true));
  // Longer than commits leave it: the thread has it. Where it came too late, the process is killed all the same.
  const isLong = () => (statSync(join(folder, 'sportello.db-wal'), { throwIfNoEntry: false })?.size ?? 0) > 8_000_000;
  await eventually('a long log', () => isLong() || isStored, 60_000);
  process.kill(first.pid, 'SIGKILL');

  const second = startCoreProcess({ ...program, folder, key, code: null, hubUrl: hub.url });
  await second.until({ name: 'counts' }, ({ views }) => views['to-take'] === CASES);
  await second.until(search('comune'), ({ unindexed, hits }) => unindexed === 0 && hits.length > 0);
  expect(await second.call({ name: 'diagnose', checksAll: true })).toMatchObject({ database: { health: 'ok' } });
  await second.stop();
}, 120_000);
