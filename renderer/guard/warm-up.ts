import { warmUpSteps } from '../../shared/guard/warm-up.ts';

/** Runs something when the window has nothing to do. */
export type WhenIdle = (run: () => void) => void;

/** Makes the guard ready one step at a time, so that the first text is read as fast as all others and no key waits. */
export function warmUp(whenIdle: WhenIdle, [step, ...others] = warmUpSteps): void {
  if (step === undefined) return;
  whenIdle(() => {
    step();
    warmUp(whenIdle, others);
  });
}
