/// <reference lib="dom" />
// Functions that run in the window that is measured; each stands by itself, since only its text gets there.

/** What was measured of each event, ms from the instant that the browser gave it. */
export interface Probed {
  /** Until the task after the frame that shows what it changed; forced to nothing, so it ends with painting. */
  readonly frames: readonly number[];
  /** Event Timing: until the next paint was presented, in steps of 8 ms; what has no entry took less than 16. */
  readonly paints: readonly number[];
  /** Frames in which a row in sight was not there yet. */
  readonly blank: number;
}

/** From now on every event of this type is measured, until `endProbe`. */
export function beginProbe(type: 'keydown' | 'wheel'): void {
  const frames: number[] = [];
  const startedAt: number[] = [];
  const durations = new Map<number, number>();
  let blank = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.name === type) durations.set(entry.startTime, entry.duration);
  });
  observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  const isBlank = (): boolean => {
    const list = document.querySelector('[role="listbox"]');
    const box = list?.getBoundingClientRect();
    if (list === null || box === undefined) return false;
    return [...list.querySelectorAll('[role="option"]')].some((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      // A row that is still awaited says only that; every other one has words that explain its channel.
      return bottom > box.top && top < box.bottom && row.querySelector('[title]') === null;
    });
  };
  const onEvent = (event: Event): void => {
    startedAt.push(event.timeStamp);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        frames.push(performance.now() - event.timeStamp);
        if (type === 'wheel' && isBlank()) blank += 1;
        port1.close();
      });
      port1.start();
      port2.postMessage(null);
    });
  };
  document.addEventListener(type, onEvent, { capture: true, passive: true });
  const end = (): Probed => {
    document.removeEventListener(type, onEvent, { capture: true });
    observer.disconnect();
    return { frames, paints: startedAt.map((at) => durations.get(at) ?? 16), blank };
  };
  Object.assign(window, { endProbe: end });
}

export function endProbe(): Probed {
  return (Reflect.get(window, 'endProbe') as () => Probed)();
}

/** The next key, until a thread whose last message says `text` has been painted with that message in sight. */
export function beginOpening(text: string): void {
  const painted = new Promise<number>((resolve) => {
    const onKey = (event: KeyboardEvent): void => {
      const isInSight = (): boolean => {
        const log = document.querySelector('[role="log"]');
        const last = [...(log?.querySelectorAll('[data-entry]') ?? [])].at(-1);
        if (log === null || last?.textContent.includes(text) !== true) return false;
        return last.getBoundingClientRect().bottom <= log.getBoundingClientRect().bottom + 1;
      };
      const look = (): void => {
        if (!isInSight()) return void requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => {
          resolve(performance.now() - event.timeStamp);
          port1.close();
        });
        port1.start();
        return port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    document.addEventListener('keydown', onKey, { capture: true, once: true });
  });
  Object.assign(window, { opening: painted });
}

export function endOpening(): Promise<number> {
  return Reflect.get(window, 'opening') as Promise<number>;
}
