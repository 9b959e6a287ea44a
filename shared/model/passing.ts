import * as z from 'zod';

/** Ms of the hub's time. */
const instantSchema = z.number().int().nonnegative();
const userIdSchema = z.string().min(1).max(64);

/**
 * A transfer to a person that waits for their word (section TR): the case stays where it is until they accept. Everybody may know
 * of it, as they may know who holds the case.
 */
export const passingSchema = z.object({
  toUserId: userIdSchema,
  /** Who asked; takes part in the case. */
  byUserId: userIdSchema,
  /** When; an answer names it, so that it can't be meant for another one. */
  at: instantSchema,
  /** Until when it waits. */
  until: instantSchema,
});
export type Passing = z.infer<typeof passingSchema>;

/** How long one waits for the answer. Whoever chats waits in front of a screen. */
export const PASSING_MS = 60 * 60_000;
export const CHAT_PASSING_MS = 3 * 60_000;

/** Why somebody can't take a case; never a word about the case itself, which they have not read. */
export const declineReasons = ['no-time', 'off-shift', 'not-mine', 'know-the-person', 'other'] as const;
export const declineReasonSchema = z.enum(declineReasons);
export type DeclineReason = z.infer<typeof declineReasonSchema>;

/** What becomes of it, as far as it is a line of its own: accepted, it is a transfer. `unavailable`: who was asked is let in no more. */
export const passingSteps = ['asked', 'declined', 'withdrawn', 'expired', 'unavailable'] as const;
