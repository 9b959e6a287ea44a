import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DATABASE_NAME } from '../../hub/cli/data-folder.ts';
import { lightDevices } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { repeat, timed, type Figure } from './figures.ts';
import { startFloor } from './floor.ts';
import type { LightDevice } from './light-device.ts';

/** Below the frames that a device may send in ten seconds. */
const CLAIMS = 150;
/** Devices that make as many claims each before a hub is called warm: its program is compiled while it works. */
const WARMING = 6;

/**
 * A claim over a real socket to the hub's process and back, and the moment at which somebody else sees it; each beside what
 * the same machine needs at least for a round trip with one durable commit. First as the hub is after its start, then as it
 * is after more than a thousand claims, also beside a commit of as many pages as a claim writes.
 */
export async function measureClaims({ hub, data, folder, conversations }: Bench): Promise<Figure[]> {
  const url = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const [maria, luca] = await lightDevices({ data, url }, 2);
  if (maria === undefined || luca === undefined) throw new Error('two devices are needed');
  const ids = maria.held.values();
  const floor = await startFloor(folder);
  const fresh = await claims({ claimer: maria, witness: luca, ids, least: () => floor.roundTrip() });
  maria.cut();
  for (let warming = 0; warming < WARMING; warming += 1) {
    const [other] = await lightDevices({ data, url }, 1);
    for (let at = 0; other !== undefined && at < CLAIMS; at += 1) await claim(other, nextOf(ids));
    other?.cut();
  }
  const [anna] = await lightDevices({ data, url }, 1);
  if (anna === undefined) throw new Error('another device is needed');
  const pages = await pagesOfClaims(data, () => claim(anna, nextOf(ids)));
  const warm = await claims({ claimer: anna, witness: luca, ids, least: () => floor.roundTrip() });
  const alike = await repeat(CLAIMS, async () => (await floor.roundTrip(pages)).wholeMs);
  await floor.stop();
  for (const device of [luca, anna]) device.cut();
  const how = `hub as its own process, ${conversations} waiting, another device is told`;
  const started = `a hub that has made ${(WARMING + 1) * CLAIMS} claims`;
  return [
    { name: 'claim round trip', unit: 'ms', values: fresh.claims, how },
    {
      name: 'the same, at least',
      unit: 'ms',
      values: fresh.least,
      how: 'ws echo by a process that commits 1 kB, WAL, FULL',
    },
    { name: 'claim ÷ least', unit: '×', values: ratios(fresh.claims, fresh.least), how: 'pair by pair' },
    { name: 'claim round trip, warm', unit: 'ms', values: warm.claims, how: started },
    { name: 'claim ÷ least, warm', unit: '×', values: ratios(warm.claims, warm.least), how: 'pair by pair' },
    {
      name: 'claim ÷ least with its pages, warm',
      unit: '×',
      values: ratios(warm.claims, alike),
      how: `the echo commits ${pages} pages, as a claim does`,
    },
    { name: 'claim seen by another device', unit: 'ms', values: fresh.seen, how: 'beyond one commit, pair by pair' },
  ];
}

interface Claiming {
  readonly claimer: LightDevice;
  readonly witness: LightDevice;
  readonly ids: Iterator<string>;
  readonly least: () => Promise<{ readonly wholeMs: number; readonly commitMs: number }>;
}

/** Ms of each claim, of the same at least, and until somebody else has seen it beyond one commit. */
async function claims({ claimer, witness, ids, least: measureLeast }: Claiming) {
  const least: number[] = [];
  const seen: number[] = [];
  const values = await repeat(CLAIMS, async (run) => {
    const conversationId = nextOf(ids);
    const start = performance.now();
    const stub = witness.page(conversationId).then(() => performance.now() - start);
    const claimed = await timed(() => claim(claimer, conversationId));
    const seenMs = await stub;
    const { wholeMs, commitMs } = await measureLeast();
    if (run >= 0) {
      least.push(wholeMs);
      seen.push(seenMs - commitMs);
    }
    return claimed;
  });
  return { claims: values, least, seen };
}

async function claim(device: LightDevice, conversationId: string): Promise<void> {
  const answer = await device.push({ name: 'claim', conversationId });
  if (!answer.includes('"ok":true')) throw new Error(`claim refused: ${answer}`);
}

function nextOf(ids: Iterator<string>): string {
  const { value, done } = ids.next();
  if (done === true) throw new Error('no conversation is left to claim');
  return value;
}

/** Pages that one claim adds to the log, rounded: few enough claims that no checkpoint comes between. */
async function pagesOfClaims(data: string, once: () => Promise<void>): Promise<number> {
  const file = join(data, DATABASE_NAME);
  const database = new Database(file);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  const before = statSync(`${file}-wal`).size;
  for (let at = 0; at < FEW; at += 1) await once();
  return Math.round((statSync(`${file}-wal`).size - before) / FRAME_BYTES / FEW);
}

const FEW = 20;
/** A page of SQLite in its log, with its head. */
const FRAME_BYTES = 4_096 + 24;

export const ratios = (values: readonly number[], least: readonly number[]): number[] =>
  values.map((ms, at) => ms / (least[at] ?? Number.NaN));
