import { setMeta } from '../../main/core/db/meta.ts';
import { createDeviceKey } from '../../main/core/sync/handshake.ts';
import { Presence } from '../../main/core/sync/presence.ts';
import { SyncClient } from '../../main/core/sync/sync-client.ts';
import { openTestDatabase, type TestDatabase } from './core-database.ts';
import { createFakeHub, type FakeHub } from './core-fake-hub.ts';
import { createStepClock, type StepClock } from './step-clock.ts';

/** A sync client with a real database, a hub that the test plays, and time that it steps. */
export interface SyncBench {
  readonly database: TestDatabase;
  readonly hub: FakeHub;
  readonly clock: StepClock;
  readonly client: SyncClient;
  /** What the client told the rest of the core, and truncations of the log, in order. */
  readonly happened: string[];
  remove(): void;
}

export const benchUrl = 'ws://127.0.0.1:1/v1/sync';

interface SyncBenchOptions {
  readonly enrolled?: boolean;
  /** At once, unless said otherwise. */
  readonly soon?: (run: () => void) => void;
}

export function openSyncBench({ enrolled = true, soon = (run) => run() }: SyncBenchOptions = {}): SyncBench {
  const database = openTestDatabase();
  const hub = createFakeHub();
  const clock = createStepClock(1_000);
  const happened: string[] = [];
  database.db.write((tx) => {
    if (!enrolled) return tx.run('delete from meta');
    setMeta(tx, 'deviceId', 'd-1');
    return setMeta(tx, 'privateKey', createDeviceKey().privateKey);
  });
  const client = new SyncClient({
    db: { ...database.db, truncateLog: () => void happened.push('truncated') },
    ...{ clock, timers: clock, random: { next: () => 1 }, log: () => undefined, openSocket: hub.openSocket },
    fetch: () => Promise.reject(new TypeError('no such hub')),
    soon,
    ...{ deviceName: 'Banco', appVersion: '0.1.0' },
    presence: new Presence({ clock, timers: clock, looking: () => [], changed: () => undefined }),
    listener: {
      statusChanged: () => undefined,
      enrolled: (hubUrl) => void happened.push(`enrolled ${hubUrl}`),
      revoked: () => undefined,
      keyChanged: () => undefined,
      broken: ({ code }) => void happened.push(`broken ${code}`),
      isOpen: () => false,
      left: (ids) => void happened.push(`left ${ids.join()}`),
      put: () => undefined,
      rebuilt: () => true,
    },
  });
  return {
    ...{ database, hub, clock, client, happened },
    remove() {
      client.stop();
      database.remove();
    },
  };
}
