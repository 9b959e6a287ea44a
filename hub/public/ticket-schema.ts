import * as z from 'zod';
import { categorySchema } from '../../shared/model/categories.ts';
import { caseNumberSchema } from '../../shared/model/conversation.ts';
import { flagSchema } from '../../shared/model/flag.ts';
import { MAX_WRITTEN_TEXT } from '../../shared/model/message.ts';

export const TICKETS_PATH = '/api/v1/tickets';

/** What the association's own portal sends (section TA): the fields of our form. What is wrong in them is said one by one. */
export const ticketSchema = z.strictObject({
  name: z.string().max(200).describe('Name and surname of who asks'),
  email: z.string().max(320).describe('Where number and answer are sent; none of the association itself'),
  phone: z.string().max(40).optional(),
  group: categorySchema.shape.id
    .optional()
    .describe('Id of a category, as coordinators keep them; without it, what is written decides, or the default group'),
  subject: z.string().max(200),
  text: z.string().max(MAX_WRITTEN_TEXT).describe('Plain text'),
  decision: z
    .enum(['send', 'appointment'])
    .optional()
    .describe(
      'After `confidential`: what the person decided. `send`: all the same; `appointment`: only that they ask for one',
    ),
});

export const ticketCreatedSchema = z.object({
  number: caseNumberSchema.describe('The case number, to be told to the person'),
  followPath: z
    .string()
    .nullable()
    .describe('Path of the page on which the person follows the case: secret, for them alone'),
  duplicate: z.boolean().describe('It had been received before, under the same Idempotency-Key'),
});

export const ticketProblemCodes = [
  'unauthorized',
  'invalid-request',
  'invalid-fields',
  'confidential',
  'too-often',
  'busy',
  'storage-failed',
] as const;

/** RFC 9457. */
export const ticketProblemSchema = z.object({
  type: z.literal('about:blank'),
  status: z.number().int(),
  code: z.enum(ticketProblemCodes).describe('What a program compares'),
  title: z.string().describe('For people, in Italian or English as Accept-Language asks'),
  errors: z
    .array(z.object({ field: z.string().nullable(), code: z.string(), detail: z.string() }))
    .optional()
    .describe('Of `invalid-fields`: each with a sentence for the person who typed'),
  flags: z.array(flagSchema).optional().describe('Of `confidential`: what the privacy guard found'),
});
export type TicketProblem = z.infer<typeof ticketProblemSchema>;
