import type { Clock, Timers } from '../shared/effects.ts';
import { PING_INTERVAL_MS, SILENCE_TIMEOUT_MS } from '../shared/protocol/limits.ts';

export interface Liveness {
  /** A frame came in. */
  heard(): void;
  stop(): void;
}

interface Watched {
  ping(hubTime: number): void;
  silent(): void;
}

/** Pings every 10 s and gives up 25 s after the last frame (LI1). */
export function startLiveness({ clock, timers }: { clock: Clock; timers: Timers }, watched: Watched): Liveness {
  let heardAt = clock.now();
  let cancelPing = (): void => undefined;
  let cancelSilence = (): void => undefined;
  const pingLater = (): void => {
    cancelPing = timers.after(PING_INTERVAL_MS, () => {
      watched.ping(clock.now());
      pingLater();
    });
  };
  // One timer that looks how long it has been, instead of a new timer for every frame.
  const watch = (delayMs: number): void => {
    cancelSilence = timers.after(delayMs, () => {
      const leftMs = heardAt + SILENCE_TIMEOUT_MS - clock.now();
      if (leftMs <= 0) watched.silent();
      else watch(Math.min(leftMs, SILENCE_TIMEOUT_MS));
    });
  };
  pingLater();
  watch(SILENCE_TIMEOUT_MS);
  return {
    heard() {
      heardAt = clock.now();
    },
    stop() {
      cancelPing();
      cancelSilence();
    },
  };
}
