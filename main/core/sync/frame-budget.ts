import type { Clock, Timers } from '../../../shared/effects.ts';

/** The hub refuses a device that sends more than 200 frames in 10 s (LIM2): stay below, and wait rather than be cut off. */
const WINDOW_MS = 10_000;
const MAX_FRAMES = 160;

export interface FrameBudget {
  send(text: string): void;
  stop(): void;
}

interface BudgetDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly send: (text: string) => void;
}

/** Sends in order; what goes beyond the allowance waits for its time. */
export function createFrameBudget({ clock, timers, send }: BudgetDeps): FrameBudget {
  const waiting: string[] = [];
  let sentAt: number[] = [];
  let cancel: (() => void) | null = null;

  const flush = (): void => {
    cancel = null;
    const now = clock.now();
    sentAt = sentAt.filter((at) => at > now - WINDOW_MS && at <= now);
    while (waiting.length > 0 && sentAt.length < MAX_FRAMES) {
      sentAt.push(now);
      send(waiting.shift() ?? '');
    }
    if (waiting.length > 0) cancel = timers.after((sentAt[0] ?? now) + WINDOW_MS - now + 1, flush);
  };

  return {
    send(text) {
      waiting.push(text);
      if (cancel === null) flush();
    },
    stop() {
      cancel?.();
      waiting.length = 0;
    },
  };
}
