import { join } from 'node:path';
import type { Command } from '../../shared/protocol/commands.ts';
import { enrolCode } from '../support/processes.ts';
import { freshFolder } from '../support/seed-hub.ts';
import { startBenchHub } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { startCoreProcess, type CoreProcess } from './core-process.ts';
import { cutLine, type CutLine } from './cut-line.ts';
import { POSTPONED_LOG_PAGES } from '../../main/core/db/log-mover.ts';
import { repeat, type Figure } from './figures.ts';
import { snapshot, writeChanges, type Snapshot } from './raw-changes.ts';

const WRITES = 1_000;
const RUNS = 3;
const CASES = 2_000;
/** Claim, reply, note, resolve. */
const WRITES_PER_CASE = 4;
/** As the device sends them: one transaction of the hub for each frame, one of the device for its answers. */
const WRITES_PER_FRAME = 100;
const FRAMES = WRITES / WRITES_PER_FRAME;

/**
 * What was written offline leaves when the connection is back: from the connection to the last answer, with the hub and
 * the core as processes of their own. Beside it the commits that this needs at least: of each frame one at the hub and one
 * at the device, in which better-sqlite3 alone writes what the replay has changed on either side, one side after the other.
 */
export async function measureReplay({ folder }: Bench): Promise<Figure[]> {
  const { hub, data, stop } = await startBenchHub(folder, 'replay-hub', CASES);
  const line = await cutLine(hub.httpPort);
  const own = freshFolder(folder, 'replay');
  const core = startCoreProcess({ folder: own, code: await enrolCode(data, 'Misura'), hubUrl: line.url, key: KEY });
  await core.until(
    { name: 'status' },
    ({ connection, syncing, me }) => connection === 'online' && syncing === null && me !== null,
  );
  await core.until({ name: 'counts' }, ({ views }) => views['to-take'] >= CASES);
  await indexed(core);
  const sides: readonly Side[] = [
    { name: 'hub', of: { file: join(data, 'hub.db'), key: null }, values: [] },
    { name: 'device', of: { file: join(own, 'sportello.db'), key: KEY, logPages: POSTPONED_LOG_PAGES }, values: [] },
  ];
  const values = await repeat(RUNS, async (run) => {
    const last = await workOffline(core, line);
    const least = sides.map((side) => ({
      side,
      measure: changesFromNow(side.of, join(folder, `${side.name}-${run}`)),
    }));
    const ms = await replay(core, line, last);
    await indexed(core);
    for (const { side, measure } of least) if (run >= 0) side.values.push(measure());
    return ms;
  });
  await core.stop();
  await line.close();
  await stop();
  return figures(values, sides);
}

const KEY = 'c0'.repeat(32);

interface Side {
  readonly name: string;
  readonly of: Snapshot;
  readonly values: number[];
}

const indexed = (core: CoreProcess) =>
  core.until({ name: 'search', text: 'quota', limit: 1 }, ({ unindexed }) => unindexed === 0);

/** Notes how a file is now; the function that comes back measures what has changed since. */
function changesFromNow(of: Snapshot, name: string): () => number {
  const before = snapshot(of, `${name}-before.db`);
  return () => writeChanges(before, snapshot(of, `${name}-after.db`), FRAMES);
}

function figures(values: readonly number[], sides: readonly Side[]): Figure[] {
  const least = values.map((_, at) => sides.reduce((sum, side) => sum + (side.values[at] ?? Number.NaN), 0));
  const how = `${WRITES} offline writes (claim, reply, note, resolve), from the connection to the last answer`;
  return [
    { name: 'offline writes replayed', unit: 'ms', values, how },
    ...sides.map(({ name, values: ms }) => ({
      name: `their commits at the ${name}, at least`,
      unit: 'ms' as const,
      values: ms,
      how: `${FRAMES} of ${WRITES_PER_FRAME} writes: raw SQLite, same rows, tables and modes`,
    })),
    {
      name: 'replayed, beyond the commits',
      unit: 'ms',
      values: values.map((ms, at) => ms - (least[at] ?? Number.NaN)),
      how: 'pair by pair; both sides subtracted',
    },
  ];
}

async function workOffline(core: CoreProcess, line: CutLine): Promise<number> {
  line.cut();
  await core.until({ name: 'status' }, ({ connection }) => connection === 'offline');
  let last = 0;
  for (const id of await waitingIds(core)) last = await work(core, id);
  return last;
}

async function replay(core: CoreProcess, line: CutLine, last: number): Promise<number> {
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
