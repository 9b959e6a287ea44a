import { openData } from '../../hub/cli/data-folder.ts';
import { createSystemIds, systemClock } from '../../hub/cli/effects.ts';
import { issueCode } from '../../hub/identity.ts';
import { ensureSeeded } from '../../hub/seed.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { startHub, type HubProcess } from '../support/processes.ts';
import { freshFolder, seedConversations } from '../support/seed-hub.ts';
import { enrolLight, type LightDevice } from './light-device.ts';

export interface BenchHub {
  readonly hub: HubProcess;
  readonly data: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** A hub as its own process on data with so many waiting conversations. */
export async function startBenchHub(folder: string, name: string, conversations: number): Promise<BenchHub> {
  const data = freshFolder(folder, name);
  const storage = await openData(data, null);
  await storage.write((tx) => ensureSeeded(tx, createSystemIds(systemClock), 'Associazione DBO'));
  await seedConversations(storage, conversations, systemClock.now() - conversations * 1_000);
  await storage.close();
  const hub = await startHub({ data });
  return { hub, data, url: `ws://127.0.0.1:${hub.httpPort}/v1/sync`, stop: async () => void (await hub.stop()) };
}

/** Beside the hub on the same file: codes without a process for each. */
export async function withStorage<T>(
  { data }: Pick<BenchHub, 'data'>,
  work: (storage: Storage) => Promise<T>,
): Promise<T> {
  const storage = await openData(data, null);
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** So many people with a device each, which hold everything. */
export async function lightDevices(at: Pick<BenchHub, 'data' | 'url'>, count: number): Promise<LightDevice[]> {
  const ids = createSystemIds(systemClock);
  const codes = await withStorage(at, (storage) =>
    storage.write(async (tx) => {
      const issued: string[] = [];
      for (let index = 0; index < count; index += 1) {
        const user = { id: ids.next(), name: `Misura ${index}`, role: 'volunteer' as const, active: true };
        await tx.putUser(user);
        issued.push(await issueCode(tx, user.id, { now: systemClock.now(), ids }));
      }
      return issued;
    }),
  );
  const devices: LightDevice[] = [];
  for (let first = 0; first < count; first += TOGETHER) {
    const some = codes.slice(first, first + TOGETHER).map((code) => enrolLight({ url: at.url, code }));
    devices.push(...(await Promise.all(some)));
  }
  await Promise.all(devices.map((device) => device.done()));
  return devices;
}

const TOGETHER = 50;
