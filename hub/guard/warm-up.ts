import type { Timers } from '../../shared/effects.ts';
import { warmUpSteps } from '../../shared/guard/warm-up.ts';

/** One step at a time, between what else is to be done, so that the first text does not wait for it. */
export function warmUpGuard(timers: Timers, [step, ...others] = warmUpSteps): void {
  if (step === undefined) return;
  timers.after(0, () => {
    step();
    warmUpGuard(timers, others);
  });
}
