import { createSystemIds, systemClock } from '../../hub/cli/effects.ts';
import { createIntake } from '../../hub/intake-port.ts';
import { delayBefore } from '../../main/core/sync/back-off.ts';
import { incomingMail } from '../support/hub-fixture.ts';
import { lightDevices, startBenchHub, withStorage, type BenchHub } from './bench-hub.ts';
import type { Bench } from './core-bench.ts';
import { repeat, type Figure } from './figures.ts';
import type { LightDevice } from './light-device.ts';

const CLIENTS = 50;
const RUNS = 3;
const CUT_MS = 3_000;
const ARRIVALS = 200;

/** All connections are cut, things arrive, the network comes back: until everybody holds everything again. */
export async function measureHeal({ folder }: Bench): Promise<Figure[]> {
  const hub = await startBenchHub(folder, 'heal', 1_000);
  let devices = await lightDevices(hub, CLIENTS);
  let left = ARRIVALS;
  const values = await repeat(RUNS, async () => {
    for (const device of devices) device.cut();
    const backAt = performance.now() + CUT_MS;
    const healed = Promise.all(devices.map((device) => comesBack(device, backAt)));
    const feedSeq = await arrive(hub, ARRIVALS, () => (left += 1));
    devices = await healed;
    await Promise.all(devices.map((device) => upTo(device, feedSeq)));
    return (performance.now() - backAt) / 1_000;
  });
  for (const device of devices) device.cut();
  await hub.stop();
  const how = `${CLIENTS} devices, cut for ${CUT_MS / 1_000} s, ${ARRIVALS} cases meanwhile, back-off as in LI2`;
  return [{ name: 'healed after a cut', unit: 's', values, how }];
}

/** Tries as a device does; before `backAt` every attempt fails. */
async function comesBack(device: LightDevice, backAt: number): Promise<LightDevice> {
  for (let attempt = 0; ; attempt += 1) {
    const delayMs = delayBefore(attempt, { random: Math.random(), failure: { code: 'hub-unreachable' } });
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (performance.now() >= backAt) return device.again();
  }
}

async function arrive(hub: BenchHub, count: number, next: () => number): Promise<number> {
  return withStorage(hub, async (storage) => {
    const ids = createSystemIds(systemClock);
    const intake = createIntake({ storage, clock: systemClock, ids, mailDomain: 'dbo.example' });
    for (let at = 0; at < count; at += 1) {
      await intake.receive(incomingMail({ automatic: true, dedupeKey: `bench-${next()}` }));
    }
    return storage.read((tx) => tx.feedSeq());
  });
}

async function upTo(device: LightDevice, feedSeq: number): Promise<void> {
  while (device.cursor() < feedSeq) await device.page('"cursor"');
}
