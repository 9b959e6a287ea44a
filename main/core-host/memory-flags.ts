/**
 * How the core's V8 is to use memory, whoever starts it. An early first look, as rubbish of a first synchronisation would else
 * grow to 100 MB, and a nursery in which most of it dies: with one of 2 MB, half of a page that waits to be stored was moved out
 * of it, which cost a fifth of the processor time and 40 MB. No upper bound: a case with very long texts has to fit.
 */
export const memoryFlags = [
  '--max-semi-space-size=16',
  '--min-semi-space-size=16',
  '--initial-old-space-size=16',
] as const;
