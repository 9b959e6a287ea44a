import type { Storage, WriteTx } from './storage/storage.ts';

/** What devices ask for that changes the data. */
export interface GroupCommit {
  /** Resolves with the job's value after the commit, and after what the commit sent. */
  run<T>(job: (tx: WriteTx) => Promise<T>): Promise<T>;
}

interface Around<P> {
  readonly storage: Storage;
  /** The last thing in each transaction. */
  readonly prepare: (tx: WriteTx) => Promise<P>;
  /** Runs after the commit, before the next transaction begins. */
  readonly committed: (prepared: P) => void;
}

interface Job {
  run(tx: WriteTx): Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

/** A transaction with more of them would hold up everybody else for too long. */
const MAX_JOBS = 64;

/**
 * Jobs that arrive while another transaction runs share the next one, and its commit: the disk is waited for once. One that
 * comes alone waits for nobody. When a shared transaction fails, each of its jobs is run again by itself: only the one
 * that was at fault fails.
 */
export function createGroupCommit<P>({ storage, prepare, committed }: Around<P>): GroupCommit {
  const waiting: Job[] = [];
  let isScheduled = false;
  const commit = async (take: () => Job[]): Promise<void> => {
    const jobs: Job[] = [];
    try {
      await storage.write(async (tx) => {
        jobs.push(...take());
        for (const job of jobs) await job.run(tx);
        return prepare(tx);
      }, committed);
      for (const job of jobs) job.resolve();
    } catch (error) {
      // Without a transaction nothing was taken: there is nothing to run again.
      if (jobs.length > 1) for (const job of jobs) await commit(() => [job]);
      else for (const job of jobs.length === 0 ? take() : jobs) job.reject(error);
    }
  };
  const schedule = (): void => {
    isScheduled = true;
    void commit(() => {
      const jobs = waiting.splice(0, MAX_JOBS);
      isScheduled = false;
      if (waiting.length > 0) schedule();
      return jobs;
    });
  };
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        waiting.push(jobOf(job, resolve, reject));
        if (!isScheduled) schedule();
      }),
  };
}

function jobOf<T>(
  job: (tx: WriteTx) => Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Job {
  let value: { readonly of: T } | null = null;
  return {
    run: async (tx) => void (value = { of: await job(tx) }),
    resolve: () => value !== null && resolve(value.of),
    reject,
  };
}
