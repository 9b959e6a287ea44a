import * as z from 'zod';

/**
 * How a voicemail came to be heard (VM6): played to its end; or by the word of a named person, because it was heard elsewhere,
 * can't be played here, or has nothing said in it.
 */
export const hearings = ['played', 'elsewhere', 'unplayable', 'nothing-said'] as const;
export const hearingSchema = z.enum(hearings);
export type Hearing = z.infer<typeof hearingSchema>;
