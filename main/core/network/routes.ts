import type { Timers } from '../../../shared/effects.ts';

/** After it the way is taken to be direct: main does not answer when it is going away. */
export const ROUTE_TIMEOUT_MS = 5_000;

/** Ways to hosts: addresses of proxies, null for none. */
export interface Routes {
  /** Whoever asks about a host while somebody does already shares the answer. */
  ask(host: string): Promise<string | null>;
  answer(host: string, proxy: string | null): void;
}

export function createRoutes(timers: Timers, askMain: (host: string) => void): Routes {
  const waiting = new Map<string, Promise<string | null>>();
  const answers = new Map<string, (proxy: string | null) => void>();

  function asked(host: string): Promise<string | null> {
    const answered = new Promise<string | null>((resolve) => {
      const answer = (proxy: string | null): void => {
        cancel();
        answers.delete(host);
        waiting.delete(host);
        resolve(proxy);
      };
      const cancel = timers.after(ROUTE_TIMEOUT_MS, () => answer(null));
      answers.set(host, answer);
    });
    waiting.set(host, answered);
    askMain(host);
    return answered;
  }

  return {
    ask: (host) => waiting.get(host) ?? asked(host),
    answer: (host, proxy) => answers.get(host)?.(proxy),
  };
}
