import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Found } from './run.ts';

export interface Plan {
  readonly from: number;
  readonly to: number;
  readonly clients: number;
  readonly steps: number;
  readonly fault: string | null;
}

/** A part of the plan's seeds, for one process. */
export interface Part extends Plan {
  readonly kind: 'part';
}

export interface Failed {
  readonly seed: number;
  readonly found: Found;
}

export interface Report {
  readonly done: number;
  readonly failed: Failed | null;
}

const SEEDS_AT_ONCE = 25;
/** Megabytes of young objects: a run makes many, and nearly all are dead when it ends. */
const YOUNG_MB = 64;

/** Runs all seeds, or up to the first violation; tells how many are done. */
export async function runSeeds(
  plan: Plan,
  { processes, progress }: { readonly processes: number; readonly progress: (done: number) => void },
): Promise<{ done: number; first: Failed | null }> {
  let next = plan.from;
  let done = 0;
  let first: Failed | null = null;
  const take = (): Part | null => {
    if (first !== null || next > plan.to) return null;
    const from = next;
    next = Math.min(next + SEEDS_AT_ONCE, plan.to + 1);
    return { ...plan, kind: 'part', from, to: next - 1 };
  };
  const reported = ({ done: some, failed }: Report): void => {
    done += some;
    progress(done);
    if (failed !== null && (first === null || failed.seed < first.seed)) first = failed;
  };
  await Promise.all(Array.from({ length: processes }, () => work(take, reported)));
  return { done, first };
}

/** One process takes part after part. */
function work(take: () => Part | null, reported: (report: Report) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [`--max-semi-space-size=${YOUNG_MB}`],
    });
    const go = (): void => {
      const part = take();
      if (part === null) child.disconnect();
      else child.send(part);
    };
    child.on('message', (report) => {
      reported(report as Report);
      go();
    });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    endWithUs(child);
    go();
  });
}

function endWithUs(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}
