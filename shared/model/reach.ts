import * as z from 'zod';

/** Ms of the hub's time. */
const instantSchema = z.number().int().nonnegative();

/** How a call to the contact ended (section CB). */
export const callOutcomes = ['reached', 'left-message', 'no-answer', 'busy', 'wrong-number', 'not-in-service'] as const;
export const callOutcomeSchema = z.enum(callOutcomes);
export type CallOutcome = z.infer<typeof callOutcomeSchema>;

/** Tries in a row that reached nobody, after which the coordinators are told. */
export const CALL_TRIES = 3;

/** Why a mail of ours came back, as far as the other server said. */
export const bounceReasons = ['unknown-address', 'mailbox-full', 'refused', 'not-delivered'] as const;
export const bounceReasonSchema = z.enum(bounceReasons);
export type BounceReason = z.infer<typeof bounceReasonSchema>;

const phoneTroubles = ['unanswered', 'wrong-number', 'not-in-service'] as const;

/** What is known of how the contact of a case can be reached: instants and codes, nothing that anybody wrote. */
export const reachSchema = z.object({
  /** Calls in a row that reached nobody. */
  tries: z.number().int().positive().optional(),
  /** When somebody wants to call again. */
  callDueAt: instantSchema.optional(),
  /** The address, and since when it fails. */
  email: z.object({ at: instantSchema, why: bounceReasonSchema }).optional(),
  phone: z.object({ at: instantSchema, why: z.enum(phoneTroubles) }).optional(),
  /** When the contact last said that the details are right. */
  confirmedAt: instantSchema.optional(),
});
export type Reach = z.infer<typeof reachSchema>;

/** After a year without a word people have moved, changed their number, or left. */
const OLD_AFTER_MS = 365 * 24 * 60 * 60_000;

interface Heard {
  readonly reach: Reach | undefined;
  /** When the contact was last heard from: their last message, or the arrival of the case. */
  readonly heardAt: number;
}

/** Since when nobody knows whether the details still hold; null: that is not long ago (CD4). */
export function detailsOldSince({ reach, heardAt }: Heard, now: number): number | null {
  const since = Math.max(heardAt, reach?.confirmedAt ?? 0);
  return now - since >= OLD_AFTER_MS ? since : null;
}
