import * as z from 'zod';
import { flagSchema } from '../model/flag.ts';
import { replyFileSchema } from '../model/message.ts';

/** Files of one canned reply. What they weigh together is limited as for a reply (`MAX_REPLY_FILES_BYTES`). */
export const MAX_CANNED_FILES = 5;
/** Of all that the association has: every device holds them. */
export const MAX_ALL_CANNED_FILES_BYTES = 100 * 1024 * 1024;

/** A file that comes along when somebody answers with the reply (CR10); `flags`: what the guard found in its name and its text. */
export const cannedFileSchema = replyFileSchema.extend({ flags: z.array(flagSchema).readonly() });
export type CannedFile = z.infer<typeof cannedFileSchema>;

/** `modulo.pdf, regolamento.pdf` */
export const namesOf = (files: readonly CannedFile[] = []): string => files.map(({ name }) => name).join(', ');

export const weightOf = (files: readonly CannedFile[] = []): number =>
  files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
