import * as z from 'zod';
import { caseNumberSchema, channelSchema, idSchema } from './conversation.ts';

/**
 * Of what the desktop tells: something new waits in my groups; a case was passed to me; the contact wrote in a case of mine;
 * somebody waits for too long, or a promise or a call is due.
 */
export const alertKinds = ['arrived', 'assigned', 'written', 'due'] as const;
const alertKindSchema = z.enum(alertKinds);
export type AlertKind = z.infer<typeof alertKindSchema>;

/** What the desktop is told: codes, a number and counts, nothing that anybody wrote (NT3). Of several, the count alone. */
export const alertSchema = z.object({
  kind: alertKindSchema,
  count: z.number().int().positive(),
  conversationId: idSchema.nullable(),
  number: caseNumberSchema.nullable(),
  channel: channelSchema.nullable(),
});
export type Alert = z.infer<typeof alertSchema>;
