import * as z from 'zod';
import { idSchema } from './conversation.ts';

/** Why somebody leaves the next in line to others (NX3); never a word about the case itself. */
export const skipReasons = ['not-mine', 'know-the-person', 'language', 'no-time', 'other'] as const;
export const skipReasonSchema = z.enum(skipReasons);
export type SkipReason = z.infer<typeof skipReasonSchema>;

/** Cases that one person may have skipped and that still wait; more are not left out. */
export const MAX_SKIPPED = 50;

/** A claim of whatever is next in line (NX1): of these groups, null for all; without those that this person has skipped. */
export const nextSchema = z.object({
  groupIds: z.array(idSchema).max(100).nullable(),
  skipped: z.array(idSchema).max(MAX_SKIPPED),
});
export type Next = z.infer<typeof nextSchema>;
