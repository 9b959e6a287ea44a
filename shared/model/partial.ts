import * as z from 'zod';

/** From when on somebody who was added sees a case, and who added them (PV1); absent: all of it. */
export const seesFromSchema = z.object({
  /** Instant of the line that says so: messages of it and later ones. */
  at: z.number().int().nonnegative(),
  byUserId: z.string().min(1).max(64),
});
export type SeesFrom = z.infer<typeof seesFromSchema>;
