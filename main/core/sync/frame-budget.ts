import type { Clock, Timers } from '../../../shared/effects.ts';

/** The hub refuses a device that sends more than 200 frames in 10 s (LIM2): stay below, and wait rather than be cut off. */
const WINDOW_MS = 10_000;
const MAX_FRAMES = 160;

export interface FrameBudget {
  /** A page has come: one acknowledgement is not counted, here as at the hub. */
  pageCame(): void;
  send(text: string, isAck?: boolean): void;
  stop(): void;
}

interface BudgetDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly send: (text: string) => void;
}

/** Sends in order; what goes beyond the allowance waits for its time. */
export function createFrameBudget({ clock, timers, send }: BudgetDeps): FrameBudget {
  const waiting: { readonly text: string; readonly isAck: boolean }[] = [];
  let freeAcks = 0;
  let sentAt: number[] = [];
  let cancel: (() => void) | null = null;

  const flush = (): void => {
    cancel = null;
    const now = clock.now();
    sentAt = sentAt.filter((at) => at > now - WINDOW_MS && at <= now);
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const isFree = next.isAck && freeAcks > 0;
      if (!isFree && sentAt.length >= MAX_FRAMES) break;
      if (isFree) freeAcks -= 1;
      else sentAt.push(now);
      waiting.shift();
      send(next.text);
    }
    if (waiting.length > 0) cancel = timers.after((sentAt[0] ?? now) + WINDOW_MS - now + 1, flush);
  };

  return {
    pageCame: () => void (freeAcks += 1),
    send(text, isAck = false) {
      waiting.push({ text, isAck });
      if (cancel === null) flush();
    },
    stop() {
      cancel?.();
      waiting.length = 0;
    },
  };
}
