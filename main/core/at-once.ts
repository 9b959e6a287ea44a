import { ExpectedError, type Failure } from '../../shared/errors.ts';

/** @returns a promise of nothing; rejected with what was thrown. */
export function answered(run: () => void): Promise<null> {
  try {
    run();
    return Promise.resolve(null);
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error('thrown'));
  }
}

export const refused = (failure: Failure): Promise<never> => Promise.reject(new ExpectedError(failure));
