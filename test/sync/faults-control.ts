import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What this machine, its disk and the others who work on it take, whatever our programs do. */
export interface Control {
  /** Ms that the slowest line took to be stored, of those that were under way after that instant. */
  slowestMs(since: number): number;
  stop(): void;
}

const PAUSE_MS = 10;

export function startControl(folder: string): Control {
  const child = fork(join(import.meta.dirname, 'faults-control-child.ts'), [folder]);
  const trips: { readonly begin: number; readonly end: number }[] = [];
  let begin = 0;
  const send = (): void => {
    begin = performance.now();
    if (child.connected) child.send('line', () => undefined);
  };
  let timer: NodeJS.Timeout | undefined;
  child.on('message', () => {
    trips.push({ begin, end: performance.now() });
    timer = setTimeout(send, PAUSE_MS);
  });
  child.once('spawn', send);
  return {
    slowestMs(since) {
      const recent = [...trips, { begin, end: performance.now() }].filter(({ end }) => end >= since);
      return Math.max(...recent.map((trip) => trip.end - trip.begin));
    },
    stop() {
      clearTimeout(timer);
      child.kill('SIGKILL');
    },
  };
}
