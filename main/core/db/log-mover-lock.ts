/** What the core's thread and the one that moves the log say to each other, and how neither gets in the other's way. */

export interface MoverStart {
  readonly file: string;
  /** As the database's. */
  readonly key: string;
  readonly lock: Int32Array<SharedArrayBuffer>;
}

export type ToMover = 'move' | 'end';
export type FromMover =
  | { readonly type: 'ready' }
  | { readonly type: 'failed' }
  /** How many pages the log has, moved or not. */
  | { readonly type: 'moved'; readonly logPages: number };

/** Places in the shared memory: who has the log, and whether the thread has closed its connection. */
const HELD = 0;
export const CLOSED = 1;

/** Far above what moving the longest log takes on a slow disk. */
export const MOVING_LIMIT_MS = 30_000;

export const newLock = (): MoverStart['lock'] => new Int32Array(new SharedArrayBuffer(8));

/** Waits until the other one has let go of the log; false when that takes too long. */
export function hold(lock: MoverStart['lock']): boolean {
  while (Atomics.compareExchange(lock, HELD, 0, 1) !== 0) {
    if (Atomics.wait(lock, HELD, 1, MOVING_LIMIT_MS) === 'timed-out') return false;
  }
  return true;
}

export function letGo(lock: MoverStart['lock']): void {
  Atomics.store(lock, HELD, 0);
  Atomics.notify(lock, HELD);
}

/** Waits until the thread has closed its connection; false when that takes too long. */
export const closed = (lock: MoverStart['lock'], limitMs: number): boolean =>
  Atomics.wait(lock, CLOSED, 0, limitMs) !== 'timed-out';
