import { join } from 'node:path';
import { enrolCode } from '../support/processes.ts';
import { freshFolder } from '../support/seed-hub.ts';
import { lightDevices } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { startCoreProcess } from './core-process.ts';
import { repeat, type Figure } from './figures.ts';

const CLAIMS = 100;

/** From the claim until its claimer is told that the text has left another device, whose files then hold none of it (EV3). */
export async function measureEviction({ hub, data, folder, conversations }: Bench): Promise<Figure[]> {
  const url = `ws://127.0.0.1:${hub.httpPort}/v1/sync`;
  const [maria] = await lightDevices({ data, url }, 1);
  if (maria === undefined) throw new Error('a device is needed');
  const code = await enrolCode(data, 'Misura rimozione');
  const core = startCoreProcess({ folder: freshFolder(folder, join('core', 'eviction')), code, hubUrl: url });
  await core.until(
    { name: 'status' },
    (status) => status.connection === 'online' && status.syncing === null && status.me !== null,
  );
  // Those at the end, as other measurements claim from the beginning.
  const mine = maria.held.slice(-CLAIMS - 1);
  const values = await repeat(CLAIMS, async (run) => {
    const conversationId = mine[run + 1] ?? '';
    const start = performance.now();
    const removed = maria.page(`{"id":"${conversationId}"`, '"removed":1');
    await maria.push({ name: 'claim', conversationId });
    await removed;
    return performance.now() - start;
  });
  maria.cut();
  await core.stop();
  const how = `claim to receipt, one device with ${conversations} conversations, database, index and log cleaned`;
  return [{ name: 'text gone elsewhere', unit: 'ms', values, how }];
}
