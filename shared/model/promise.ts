import * as z from 'zod';

/** Ms of the hub's time. */
const instantSchema = z.number().int().nonnegative();

/** Nobody promises anything for later than this. */
export const MAX_PROMISED_AHEAD_MS = 366 * 24 * 60 * 60_000;

/**
 * "I'll ask, and let you know": until when the contact of a case hears from us, whoever is its assignee then (section PM).
 * `inAnalysis`: it is a long case, and this is the next contact that was agreed.
 */
export const promisedSchema = z.object({
  dueAt: instantSchema,
  inAnalysis: z.boolean(),
  /** Who promised it, and when. */
  userId: z.string().min(1).max(64),
  madeAt: instantSchema,
});
export type Promised = z.infer<typeof promisedSchema>;

/** How a promise ends by a person's word; the resolution of its case ends it without one. */
export const promiseEnds = ['kept', 'cancelled'] as const;
export const promiseEndSchema = z.enum(promiseEnds);

export const promiseSteps = ['made', 'moved', ...promiseEnds] as const;
