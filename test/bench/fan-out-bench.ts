import { lightDevices, startBenchHub } from './bench-hub.ts';
import { ratios } from './claim-bench.ts';
import type { Bench } from './core-bench.ts';
import { repeat, type Figure } from './figures.ts';
import { startFloor } from './floor.ts';

const CLIENTS = 1_000;
const EVENTS = 30;

/** One claim, seen by a thousand devices of a thousand people, each rendered for its person. */
export async function measureFanOut({ folder }: Bench): Promise<Figure[]> {
  const hub = await startBenchHub(folder, 'fan-out', EVENTS + 10);
  const devices = await lightDevices(hub, CLIENTS);
  const [claimer, ...others] = devices;
  if (claimer === undefined) throw new Error('nobody is there');
  const floor = await startFloor(folder, others.length);
  const raw: number[] = [];
  const rawAndCommit: number[] = [];
  const events = await repeat(EVENTS, async (run) => {
    const conversationId = claimer.held[run + 1] ?? '';
    const start = performance.now();
    const pages = Promise.all(devices.map((device) => device.page(conversationId)));
    const answered = claimer.push({ name: 'claim', conversationId });
    const texts = await pages;
    const took = performance.now() - start;
    await answered;
    // What the acknowledgements cost belongs to no measurement: one more round trip lets them pass.
    await claimer.push({ name: 'noop', conversationId });
    const rawMs = await floor.broadcast([texts[0]?.length ?? 0, texts[1]?.length ?? 0]);
    const { commitMs } = await floor.roundTrip();
    if (run >= 0) {
      raw.push(rawMs);
      rawAndCommit.push(rawMs + commitMs);
    }
    return took;
  });
  await floor.stop();
  for (const device of devices) device.cut();
  await hub.stop();
  return [
    {
      name: `claim seen by ${CLIENTS} devices`,
      unit: 'ms',
      values: events,
      how: 'until the last one has it, commit included',
    },
    { name: 'the same, at least', unit: 'ms', values: raw, how: 'ws frames of the same sizes to as many sockets' },
    { name: 'seen by all ÷ least', unit: '×', values: ratios(events, raw), how: 'pair by pair' },
    {
      name: 'seen by all ÷ (least + commit)',
      unit: '×',
      values: ratios(events, rawAndCommit),
      how: 'pair by pair; nothing is sent before it is durable',
    },
  ];
}
