import * as z from 'zod';
import { caseNumberSchema, channelSchema, contactSchema } from '../../shared/model/conversation.ts';
import { MAX_INCOMING_TEXT } from '../../shared/model/message.ts';
import { bounceReasonSchema } from '../../shared/model/reach.ts';
import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import type { Envelope } from './decide-mail.ts';
import { MAX_ORIGINAL_WORDS } from './original-of-mail.ts';
import { MAX_REFERENCES } from './message-ids.ts';
import type { FileBytes } from '../ports.ts';
import type { WholeMail } from './collect-mail.ts';

/** Hub → parser: one mail, as it came. The parser answers each once, in order. */
export interface ParseRequest {
  readonly mail: Pick<WholeMail, 'sizeBytes' | 'pieces'>;
  readonly envelope: Envelope;
}

/** Put there by the hub's own reader, as many as the parser said. */
const bytes = z.custom<FileBytes>().refine((value) => value.length <= MAX_ATTACHMENT_BYTES);
const refusalReasons = ['unparseable', 'empty', 'no-sender', 'loop', 'bounce-unknown', 'receipt'] as const;

/** Parser → hub. The parser has read a stranger's bytes: what it says is checked like anything from outside. */
export const parseAnswerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('incoming'),
    reference: z.string().max(64),
    incoming: z.object({
      channel: channelSchema,
      origin: z.enum(['mail', 'switchboard']),
      contact: contactSchema,
      subject: z.string().max(500),
      text: z.string().max(MAX_INCOMING_TEXT),
      quoted: z.string().max(MAX_INCOMING_TEXT).nullable(),
      groupId: z.null(),
      writtenTo: z.array(z.string().max(320)).max(MAX_REFERENCES).optional(),
      key: z
        .string()
        .regex(/^\d{1,8}$/)
        .nullable()
        .optional(),
      attachments: z
        .array(
          z.object({
            name: z.string().max(255),
            type: z.string().max(127),
            bytes,
            durationMs: z.number().int().nonnegative().optional(),
            contentId: z.string().max(998).optional(),
            words: z.string().max(MAX_ORIGINAL_WORDS).optional(),
          }),
        )
        .max(MAX_ATTACHMENTS),
      refusedAttachments: z.array(z.enum(['type', 'size', 'count', 'winmail'])).max(1_000),
      automatic: z.boolean(),
      verified: z.boolean(),
      certified: z.enum(['proved', 'claimed']).nullable(),
      thread: z
        .object({ references: z.array(z.string().max(998)).max(MAX_REFERENCES), number: caseNumberSchema.nullable() })
        .nullable(),
      dedupeKey: z.string().max(200),
      mailMessageId: z.string().max(998).nullable(),
      replyToken: z.string().max(64).nullable(),
    }),
  }),
  z.object({
    kind: z.literal('bounce'),
    reference: z.string().max(64),
    mailMessageId: z.string().max(1_000),
    why: bounceReasonSchema.optional(),
  }),
  z.object({ kind: z.literal('refused'), reference: z.string().max(64), reason: z.enum(refusalReasons) }),
]);
export type ParseAnswer = z.infer<typeof parseAnswerSchema>;

export interface Parsed {
  readonly answer: ParseAnswer;
  /** Bytes of attachments can't be read any more. */
  release(): void;
}
