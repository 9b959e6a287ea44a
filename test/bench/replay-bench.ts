import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Command } from '../../shared/protocol/commands.ts';
import { enrolCode } from '../support/processes.ts';
import { freshFolder } from '../support/seed-hub.ts';
import { startBenchHub } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { startCoreProcess, type CoreProcess } from './core-process.ts';
import { cutLine, type CutLine } from './cut-line.ts';
import { repeat, type Figure } from './figures.ts';

const WRITES = 1_000;
const RUNS = 3;
const CASES = 2_000;
/** Claim, reply, note, resolve. */
const WRITES_PER_CASE = 4;
/** The largest frame that the hub takes. */
const WRITES_PER_FRAME = 100;

/**
 * What was written offline leaves when the connection is back: from the connection to the last answer, with the hub and
 * the core as processes of their own; beside it the commits that both need at least: of each frame one at the hub, and at
 * the device one before it leaves and one with its answers.
 */
export async function measureReplay({ folder }: Bench): Promise<Figure[]> {
  const { hub, data, stop } = await startBenchHub(folder, 'replay-hub', CASES);
  const line = await cutLine(hub.httpPort);
  const own = freshFolder(folder, 'replay');
  const core = startCoreProcess({ folder: own, code: await enrolCode(data, 'Misura'), hubUrl: line.url });
  await core.until(
    { name: 'status' },
    ({ connection, syncing, me }) => connection === 'online' && syncing === null && me !== null,
  );
  await core.until({ name: 'counts' }, ({ views }) => views['to-take'] >= CASES);
  await core.until({ name: 'search', text: 'quota', limit: 1 }, ({ unindexed }) => unindexed === 0);
  const commits: number[] = [];
  const values = await repeat(RUNS, async (run) => {
    const ms = await replay(core, line);
    const least = commitsIn(own, `least-${run}.db`, (WRITES / WRITES_PER_FRAME) * 3);
    if (run >= 0) commits.push(least);
    return ms;
  });
  await core.stop();
  await line.close();
  await stop();
  const how = `${WRITES} offline writes (claim, reply, note, resolve), from the connection to the last answer`;
  return [
    { name: 'offline writes replayed', unit: 'ms', values, how },
    {
      name: 'their commits, at least',
      unit: 'ms',
      values: commits,
      how: `${WRITES_PER_FRAME} a frame, three for each frame`,
    },
    {
      name: 'replayed, beyond the commits',
      unit: 'ms',
      values: values.map((ms, at) => ms - (commits[at] ?? 0)),
      how: 'pair by pair',
    },
  ];
}

async function replay(core: CoreProcess, line: CutLine): Promise<number> {
  line.cut();
  await core.until({ name: 'status' }, ({ connection }) => connection === 'offline');
  let last = 0;
  for (const id of await waitingIds(core)) last = await work(core, id);
  line.join();
  const connected = line.connected();
  const answered = line.passed(`{"type":"answer","seq":${last},`);
  await core.call({ name: 'retry-now' });
  const ms = (await answered) - (await connected);
  await core.until({ name: 'outbox' }, (items) => items.length === 0);
  return ms;
}

async function waitingIds(core: CoreProcess): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let offset = 0; ids.length < WRITES / WRITES_PER_CASE; offset += LISTED) {
    const { rows } = await core.ask({ name: 'list', view: 'to-take', groupId: null, offset, limit: LISTED });
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

const LISTED = 50;

async function work(core: CoreProcess, conversationId: string): Promise<number> {
  const say = (command: Command): Promise<{ seq: number }> => core.call({ name: 'command', command });
  const { seq: claim } = await say({ name: 'claim', conversationId });
  const [reply, note] = [await core.call({ name: 'new-id' }), await core.call({ name: 'new-id' })];
  const under = { claim };
  await say({
    name: 'reply',
    conversationId,
    under,
    messageId: reply,
    text: 'Buongiorno, il modulo è in allegato alla pagina dei soci.',
  });
  await say({
    name: 'note',
    conversationId,
    under,
    messageId: note,
    text: 'Ha telefonato anche ieri; aspetta una conferma.',
  });
  const { seq } = await say({ name: 'resolve', conversationId, under });
  return seq;
}

/** Durable transactions of ten rows of a kilobyte, with cipher and modes of the device. */
function commitsIn(folder: string, name: string, count: number): number {
  const database = new Database(join(folder, name));
  database.pragma("cipher = 'sqlcipher'");
  database.pragma(`key = "x'${'c0'.repeat(32)}'"`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table least (id integer primary key, bytes blob)');
  const insert = database.prepare('insert into least (bytes) values (?)');
  const write = database.transaction(() => {
    for (let row = 0; row < 10; row += 1) insert.run(Buffer.alloc(1_000, 0x61));
  });
  const start = performance.now();
  for (let each = 0; each < count; each += 1) write.immediate();
  const ms = performance.now() - start;
  database.close();
  return ms;
}
