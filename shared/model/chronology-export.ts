import * as z from 'zod';
import { idSchema } from './conversation.ts';

/** A chronology that leaves the program, as it is written down at the hub (CX2). */
export const chronologyExportSchema = z.strictObject({
  conversationId: idSchema,
  form: z.enum(['print', 'pdf']),
  withTexts: z.boolean(),
  withNotes: z.boolean(),
});
export type ChronologyExport = z.infer<typeof chronologyExportSchema>;
