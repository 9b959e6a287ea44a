import { lightDevices } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { repeat, timed, type Figure } from './figures.ts';
import { startFloor } from './floor.ts';

/** Below the frames that a device may send in ten seconds. */
const CLAIMS = 150;

/**
 * A claim over a real socket to the hub's process and back, and the moment at which somebody else sees it; each beside what
 * the same machine needs at least for a round trip with one durable commit.
 */
export async function measureClaims({ hub, data, folder, conversations }: Bench): Promise<Figure[]> {
  const url = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const [maria, luca] = await lightDevices({ data, url }, 2);
  if (maria === undefined || luca === undefined) throw new Error('two devices are needed');
  const floor = await startFloor(folder);
  const least: number[] = [];
  const seen: number[] = [];
  const claims = await repeat(CLAIMS, async (run) => {
    const conversationId = maria.held[run + 1] ?? '';
    const start = performance.now();
    const stub = luca.page(conversationId).then(() => performance.now() - start);
    const claimed = await timed(async () => {
      const answer = await maria.push({ name: 'claim', conversationId });
      if (!answer.includes('"ok":true')) throw new Error(`claim refused: ${answer}`);
    });
    const seenMs = await stub;
    const { wholeMs, commitMs } = await floor.roundTrip();
    if (run >= 0) {
      least.push(wholeMs);
      seen.push(seenMs - commitMs);
    }
    return claimed;
  });
  await floor.stop();
  for (const device of [maria, luca]) device.cut();
  return [
    {
      name: 'claim round trip',
      unit: 'ms',
      values: claims,
      how: `hub as its own process, ${conversations} waiting, another device is told`,
    },
    { name: 'the same, at least', unit: 'ms', values: least, how: 'ws echo by a process that commits 1 kB, WAL, FULL' },
    { name: 'claim ÷ least', unit: '×', values: ratios(claims, least), how: 'pair by pair' },
    { name: 'claim seen by another device', unit: 'ms', values: seen, how: 'beyond one commit, pair by pair' },
  ];
}

export const ratios = (values: readonly number[], least: readonly number[]): number[] =>
  values.map((ms, at) => ms / (least[at] ?? Number.NaN));
