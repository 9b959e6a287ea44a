import type { Clock, Timers } from '../../shared/effects.ts';
import type { Log } from '../log.ts';
import { copiesIn, copyName, madeAt, surplus, untilNext } from './plan.ts';

/** What is done to the folder of copies; each in a process of its own, so that the hub goes on serving. */
export interface BackupTools {
  names(): Promise<readonly string[]>;
  /** Removes what an earlier hub, killed in the middle, left half done; its copying may go on for a while without it. */
  clean(): Promise<void>;
  make(name: string): Promise<boolean>;
  /** Restores it beside and looks at all of it. */
  verify(name: string): Promise<boolean>;
  /** Whether its bytes are those that were written. */
  isUnchanged(name: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  /** Ends what is being made or looked at. */
  abort(): void;
}

export interface BackupsDeps {
  readonly tools: BackupTools;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly everyMs: number;
  readonly keep: number;
}

export interface BackupState {
  /** Of the last copy that proved good since this hub started; null: none yet. */
  readonly verifiedAt: number | null;
  /** Failures since this hub started: not made, not good, or changed later. */
  readonly failures: number;
  /** Older copies whose bytes have changed. */
  readonly damaged: number;
}

export interface Backups {
  state(): BackupState;
  start(): Promise<void>;
  /** A copy that was begun is given up; the next start removes what is left of it. */
  stop(): Promise<void>;
}

/** Copies at regular times, each tried at once; old ones go only when a new one has proved good. */
export function createBackups(deps: BackupsDeps): Backups {
  const { tools, clock, timers, log, everyMs, keep } = deps;
  const tally = createTally(log);
  const { failed } = tally;
  let cancel = (): void => undefined;
  let running = Promise.resolve();
  let isStopped = false;

  async function round(): Promise<void> {
    await tools.clean();
    const at = clock.now();
    const name = copyName(at);
    if (!(await tools.make(name))) return isStopped ? undefined : failed('backup-failed');
    if (!(await tools.verify(name))) return isStopped ? undefined : failed('backup-damaged');
    tally.proved(at);
    for (const old of surplus(await tools.names(), keep)) await tools.remove(old);
    tally.changed(await changedBeside(tools, name));
  }
  /** A hub that was killed may not have tried the newest; one that is not good is followed by another at once. */
  async function tryNewest(): Promise<void> {
    const newest = copiesIn(await tools.names()).at(-1) ?? '';
    if (await tools.verify(newest)) tally.proved(madeAt(newest));
    else if (!isStopped) {
      failed('backup-damaged');
      await round();
    }
  }
  const schedule = (delayMs: number, job = round, thenMs = everyMs): void => {
    cancel = timers.after(delayMs, () => {
      running = job()
        .catch((error: unknown) => {
          log.defect('backup', error);
          failed('backup-failed');
        })
        .then(() => {
          if (!isStopped) schedule(thenMs);
        });
    });
  };
  return {
    state: tally.state,
    async start() {
      await tools.clean();
      const dueMs = untilNext(await tools.names(), { now: clock.now(), everyMs });
      if (dueMs === 0) schedule(0);
      else schedule(0, tryNewest, dueMs);
    },
    async stop() {
      isStopped = true;
      cancel();
      tools.abort();
      await running;
    },
  };
}

function createTally(log: Log) {
  let state: BackupState = { verifiedAt: null, failures: 0, damaged: 0 };
  const failed = (event: 'backup-failed' | 'backup-damaged'): void => {
    state = { ...state, failures: state.failures + 1 };
    log.info(event);
  };
  return {
    state: () => state,
    failed,
    proved(at: number | null): void {
      state = { ...state, verifiedAt: at };
      log.info('backup-verified');
    },
    /** Each that was not changed before is a failure, once. */
    changed(damaged: number): void {
      for (let more = damaged - state.damaged; more > 0; more -= 1) failed('backup-damaged');
      state = { ...state, damaged };
    },
  };
}

async function changedBeside(tools: BackupTools, newest: string): Promise<number> {
  let changed = 0;
  for (const name of copiesIn(await tools.names())) {
    if (name !== newest && !(await tools.isUnchanged(name))) changed += 1;
  }
  return changed;
}
