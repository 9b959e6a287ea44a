import * as z from 'zod';
import { caseNumberSchema, fenceSchema, idSchema, instantSchema } from './conversation.ts';

/** Cases that are reassigned in one go. */
export const MAX_REASSIGNED = 500;

/** For so long a reassignment can be undone. */
export const UNDO_MS = 10 * 60_000;

export const targetSchema = z.union([z.object({ userId: idSchema }), z.object({ groupId: idSchema })]);
export type ReassignTarget = z.infer<typeof targetSchema>;

/** The id is made by the device: what is sent twice is done once. `fence`: under which the coordinator saw the case. */
export const reassignRequestSchema = z.object({
  id: idSchema,
  to: targetSchema,
  cases: z
    .array(z.object({ conversationId: idSchema, fence: fenceSchema }))
    .min(1)
    .max(MAX_REASSIGNED),
});
export type ReassignRequest = z.infer<typeof reassignRequestSchema>;

/** Why a case stays where it is. */
export const leftOutReasons = ['unknown', 'resolved', 'already-there', 'led', 'changed', 'inactive'] as const;

export const reassignPlanSchema = z.object({
  /** Cases that are passed on, by who holds them now; null: they wait. */
  from: z.array(z.object({ userId: idSchema.nullable(), cases: z.number().int().positive() })),
  moves: z.number().int().nonnegative(),
  leftOut: z.array(
    z.object({ conversationId: idSchema, number: caseNumberSchema.nullable(), why: z.enum(leftOutReasons) }),
  ),
  /** Until when it can be undone; null of what was only asked. */
  undoUntil: instantSchema.nullable(),
});
export type ReassignPlan = z.infer<typeof reassignPlanSchema>;
