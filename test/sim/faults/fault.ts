import type { Sqlite } from '../databases.ts';
import type { Storage } from '../../../hub/storage/storage.ts';
import type { CoreDb } from '../../../main/core/db/database.ts';
import type { SimDevice } from '../device.ts';
import type { Invariant, World } from '../world.ts';

export interface At {
  readonly device: SimDevice;
  readonly world: World;
}

/**
 * A deliberate mistake, put around the real code from outside: its storage, its database, its frames. The programs know
 * nothing of it.
 */
export interface Fault {
  readonly name: string;
  readonly what: string;
  /** What catches it first. */
  readonly caughtBy: readonly Invariant[];
  storage?(storage: Storage, world: World): Storage;
  database?(db: CoreDb, world: World): CoreDb;
  hubRestarts?(sqlite: Sqlite): void;
  hubRestored?(sqlite: Sqlite): void;
  /** A frame as the hub would send it; null: not at all. */
  fromHub?(text: string, at: At): string | null;
  /** A frame as the hub gets it. */
  toHub?(text: string, at: At): string;
  toDevice?(text: string, at: At & { readonly deliver: (text: string) => void }): void;
}
