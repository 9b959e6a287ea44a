/** From here on bytes on their way are in a file of their own (`spool.ts`). */
export const LARGE_BYTES = 1024 * 1024;

/** What comes out of a socket or a pipe lies in the common heap until it is collected: told of each piece, this sees to it in time. */
export type Tidy = (bytes: number) => void;

const EVERY_BYTES = 1024 * 1024;

export function tidyWith(collectYoung: () => void): Tidy {
  let since = 0;
  return (bytes) => {
    since += bytes;
    if (since < EVERY_BYTES) return;
    since = 0;
    collectYoung();
  };
}
