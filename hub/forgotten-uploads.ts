import type { Clock, Timers } from '../shared/effects.ts';
import { DAY_MS } from '../shared/model/document.ts';
import type { Log } from './log.ts';
import type { Storage } from './storage/storage.ts';

interface Deps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** A reply that has not come for so long brings its files again. */
const KEPT_MS = 7 * DAY_MS;
const LOOK_EVERY_MS = 60 * 60_000;
const MAX_AT_ONCE = 50;

/** Destroys files whose reply never came (AT4), and those that were taken out of canned replies (CR10). Returns what ends it. */
export function forgetUploads({ storage, clock, timers, log }: Deps): () => void {
  let isClosed = false;
  let cancel = (): void => undefined;
  const drop = async (): Promise<void> => {
    const before = clock.now() - KEPT_MS;
    const old = await storage.read((tx) => tx.forgottenUploads(before, 1));
    const freed = await storage.read((tx) => tx.forgottenCannedFiles(before, 1));
    if (old.length === 0 && freed.length === 0) return;
    await storage.write(async (tx) => {
      await tx.dropUploads(await tx.forgottenUploads(before, MAX_AT_ONCE));
      await tx.destroyCannedFiles(await tx.forgottenCannedFiles(before, MAX_AT_ONCE));
    });
  };
  const look = (): void => {
    cancel = timers.after(LOOK_EVERY_MS, look);
    drop().catch((error: unknown) => {
      if (!isClosed) log.defect('uploads', error);
    });
  };
  look();
  return () => {
    isClosed = true;
    cancel();
  };
}
