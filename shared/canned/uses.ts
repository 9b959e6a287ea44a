import * as z from 'zod';
import { idSchema } from '../model/conversation.ts';

/** How often replies were used, by their ids: of everybody together (CR8). */
export const cannedUsesSchema = z.record(idSchema, z.number().int().nonnegative());
export type CannedUses = z.infer<typeof cannedUsesSchema>;

const MAX_USES = 10_000;

/** What a device counted. `batch`: made anew for each one, and known to nobody else: the same one counts once. */
export const usesBatchSchema = z.object({
  batch: z.string().regex(/^[\w-]{20,64}$/),
  uses: z.record(idSchema, z.number().int().positive().max(MAX_USES)),
});
export type UsesBatch = z.infer<typeof usesBatchSchema>;
