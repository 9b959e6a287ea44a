export type Serial = <T>(job: () => Promise<T>) => Promise<T>;

/** Runs one job after the other, in order of arrival; a failed job fails its caller only. */
export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = last.then(job);
    last = result.catch(() => undefined);
    return result;
  };
}
