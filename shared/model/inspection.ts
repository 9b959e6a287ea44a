import * as z from 'zod';
import { conversationSchema, idSchema, instantSchema } from './conversation.ts';
import { messageSchema } from './message.ts';

/** A coordinator reads a case without taking part in it (section BG): for so long, and no longer. */
export const INSPECTION_MS = 30 * 60_000;

/** UTF-16 units of the written reason, without the spaces around it. */
export const MIN_REASON = 20;
export const MAX_REASON = 1_000;

/** The id is made by the device, so that what was asked twice is one reading. */
export const inspectionRequestSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  reason: z.string().max(MAX_REASON),
});
export type InspectionRequest = z.infer<typeof inspectionRequestSchema>;

/** The case as its participants see it at this moment; the bytes of its files are not given (BG3). */
export const inspectionSchema = z.object({
  id: idSchema,
  conversation: conversationSchema,
  messages: z.array(messageSchema),
  readAt: instantSchema,
  endsAt: instantSchema,
});
export type Inspection = z.infer<typeof inspectionSchema>;

export const isReason = (reason: string): boolean => reason.trim().length >= MIN_REASON;
