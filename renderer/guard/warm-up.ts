import { guard } from './guard.ts';

/** Runs something when the window has nothing to do. */
export type WhenIdle = (run: () => void) => void;

/** Fetches the guard and makes it ready one step at a time: the first text is read as fast as all others, and no key waits. */
export function warmUp(whenIdle: WhenIdle): void {
  whenIdle(() => {
    void guard.load();
    void import('../../shared/guard/warm-up.ts').then(({ warmUpSteps }) => oneByOne(whenIdle, warmUpSteps));
  });
}

function oneByOne(whenIdle: WhenIdle, [step, ...others]: readonly (() => void)[]): void {
  if (step === undefined) return;
  whenIdle(() => {
    step();
    oneByOne(whenIdle, others);
  });
}
