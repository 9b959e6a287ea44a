import { lightDevices, withStorage } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { repeat, type Figure } from './figures.ts';

const CHANGES = 20_000;
const RUNS = 3;

/** The hub's part of coming back after a week: rendering, recording and sending what has changed since. */
export async function measureCatchUp({ hub, data, conversations }: Bench): Promise<Figure[]> {
  const [first] = await lightDevices({ data, url: `ws://127.0.0.1:${hub.httpPort}/v1/sync` }, 1);
  if (first === undefined) throw new Error('a device is needed');
  let device = first;
  const count = Math.min(CHANGES, conversations);
  const values = await repeat(RUNS, async () => {
    device.cut();
    const feedSeq = await touch(data, count);
    const start = performance.now();
    device = await device.again();
    while (device.cursor() < feedSeq) await device.page('"cursor"');
    return count / ((performance.now() - start) / 1_000);
  });
  device.cut();
  const how = `${count} changed conversations, from the connection to the last page, at a device that only receives`;
  return [{ name: 'catch-up, the hub’s part', unit: 'per s', values, how }];
}

async function touch(data: string, count: number): Promise<number> {
  return withStorage({ data }, async (storage) => {
    const page = await storage.read((tx) => tx.conversations({ after: '', limit: count }));
    await storage.write(async (tx) => {
      for (const { id } of page) await tx.touchConversation(id);
    });
    return storage.read((tx) => tx.feedSeq());
  });
}
