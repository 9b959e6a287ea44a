import * as z from 'zod';

/** What people wait for: a human answer, that their voicemail is listened to, what they were promised. */
export const lateThings = ['answer', 'hearing', 'promise'] as const;
export const lateThingSchema = z.enum(lateThings);
export type LateThing = z.infer<typeof lateThingSchema>;

/** 1: marked, and its assignee is told; 2: the coordinators are told. */
export const lateLevelSchema = z.literal([1, 2]);
export type LateLevel = z.infer<typeof lateLevelSchema>;

/** How far the clocks of a case have run (section CK); absent: not that far. */
export const lateSchema = z.object({
  answer: lateLevelSchema.optional(),
  hearing: lateLevelSchema.optional(),
  promise: lateLevelSchema.optional(),
  call: lateLevelSchema.optional(),
});
export type Late = z.infer<typeof lateSchema>;
