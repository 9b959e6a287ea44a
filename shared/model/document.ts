import * as z from 'zod';
import { instantSchema } from './conversation.ts';

/** What an identity document is looked at for; nothing else may be done with it. */
export const purposes = ['enrolment', 'age', 'residence', 'guardian', 'refund', 'other'] as const;
export const purposeSchema = z.enum(purposes);
export type Purpose = z.infer<typeof purposeSchema>;

export const DEFAULT_KEPT_DAYS = 30;
/** Counted from when it was put into the vault first (DV2). */
export const MAX_KEPT_DAYS = 180;
export const DAY_MS = 24 * 60 * 60_000;

/** An attachment that is kept in the vault (section DV). */
export const documentSchema = z.object({
  purpose: purposeSchema,
  expiresAt: instantSchema,
  /** Its key was destroyed: nobody can read it any more. */
  destroyedAt: instantSchema.nullable(),
});
export type Document = z.infer<typeof documentSchema>;

/** What a line in the thread tells of. */
export const documentSteps = ['kept', 'destroyed', 'expired'] as const;
