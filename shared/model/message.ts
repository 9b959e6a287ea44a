import * as z from 'zod';
import { placeSchema } from '../schedule/schedule.ts';
import { appointmentSteps, cancelReasonSchema } from './appointment.ts';
import { caseNumberSchema, idSchema, instantSchema } from './conversation.ts';
import { deskWaySchema } from './desk.ts';
import { documentSchema, documentSteps, purposeSchema } from './document.ts';
import { hearingSchema } from './hearing.ts';
import { declineReasonSchema, passingSteps } from './passing.ts';
import { promiseSteps } from './promise.ts';
import { bounceReasonSchema, callOutcomeSchema } from './reach.ts';
import { skipReasonSchema } from './next.ts';
import { requiredKindSchema, requiredStepSchema } from './required.ts';
import { lateLevelSchema, lateThingSchema } from './late.ts';

/** UTF-16 code units. Longer incoming text is cut and the whole of it kept as an attachment. */
export const MAX_INCOMING_TEXT = 60_000;
/** UTF-16 code units of a reply, a note or a hand-over note. */
export const MAX_WRITTEN_TEXT = 20_000;

export const attachmentSchema = z.object({
  id: idSchema,
  name: z.string().max(255),
  /** MIME type found by magic bytes, not the sender's word. */
  type: z.string().max(127),
  sizeBytes: z.number().int().nonnegative(),
  /** How long sound lasts, where the hub could find it out. */
  durationMs: z.number().int().nonnegative().optional(),
  /** Present: it is kept in the vault (section DV). */
  document: documentSchema.optional(),
  /** It was redacted as a whole: its bytes and its name are nowhere any more (RD11). */
  redacted: z.object({ userId: idSchema, at: instantSchema }).optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** What a mail's HTML is stored as, at most once with its message (OM1). No file that comes in can be of this type. */
export const ORIGINAL_TYPE = 'text/html';
export const isOriginal = ({ type }: Pick<Attachment, 'type'>): boolean => type === ORIGINAL_TYPE;
/** Under this name the hub keeps the whole text of a mail that is longer than a message may be. */
export const WHOLE_TEXT_NAME = 'testo-completo.txt';
/** It says once more what the messages say: words that are taken out of them would stay in it (OM4). */
export const repeatsText = ({ name, type }: Pick<Attachment, 'name' | 'type'>): boolean =>
  isOriginal({ type }) || (name === WHOLE_TEXT_NAME && type === 'text/plain');
/** Longer HTML is not kept: the text says what was written. */
export const MAX_ORIGINAL_BYTES = 512 * 1024;

/** A file that goes with a reply, as the device shows it until the hub has it; the hub goes by what it saw itself (AT2). */
export const replyFileSchema = attachmentSchema.pick({ id: true, name: true, type: true, sizeBytes: true });
export type ReplyFile = z.infer<typeof replyFileSchema>;

/** Life of an outgoing mail; `sent` only when the receiving server has accepted the data. */
export const deliveries = ['queued', 'sending', 'sent', 'failed', 'uncertain'] as const;
export const deliverySchema = z.enum(deliveries);
export type Delivery = z.infer<typeof deliverySchema>;

/** It is sent once more, or counts as arrived (OU5). */
export const settledSchema = z.enum(['again', 'arrived']);

/** What happened, for lines that nobody wrote. `note` is a hand-over note. */
export const eventSchema = z.discriminatedUnion('code', [
  /** `desk`: who registered it for somebody who came in person, and how these came (NB5). */
  z.object({
    code: z.literal('opened'),
    desk: z.object({ userId: idSchema, way: deskWaySchema }).optional(),
  }),
  z.object({ code: z.literal('claimed'), userId: idSchema }),
  /**
   * `skipped`: why it was left to others, where it had been the next in line (NX3). `isOverdue`: the hub took it from its
   * assignee, who had not answered in time (CK6).
   */
  z.object({
    code: z.literal('released'),
    userId: idSchema,
    skipped: skipReasonSchema.optional(),
    isOverdue: z.literal(true).optional(),
  }),
  /** `accepted`: whoever it was passed to said yes (TR4). */
  z.object({
    code: z.literal('transferred'),
    userId: idSchema,
    toUserId: idSchema.nullable(),
    toGroupId: idSchema.nullable(),
    accepted: z.literal(true).optional(),
  }),
  /**
   * Passed to somebody, or what became of it without going there (TR2, TR5, TR6). `userId`: who did that, of `expired` and
   * `unavailable` who had asked. The text of `asked` is the note for whoever it goes to.
   */
  z.object({
    code: z.literal('passing'),
    step: z.enum(passingSteps),
    userId: idSchema,
    toUserId: idSchema,
    /** Of `asked`: until when it waits. */
    until: instantSchema.optional(),
    /** Of `declined`. */
    reason: declineReasonSchema.optional(),
  }),
  /** `userId` added somebody, who takes part from then on (CL11). */
  z.object({
    code: z.literal('joined'),
    userId: idSchema,
    addedUserId: idSchema,
    /** `now`: they see what comes from this line on; `all`: they did, and see all of it from now on (PV1, PV3). */
    sees: z.enum(['now', 'all']).optional(),
  }),
  /** `userId` took `removedUserId` out, or left themselves (CL13). */
  z.object({ code: z.literal('parted'), userId: idSchema, removedUserId: idSchema }),
  /** A coordinator reads the case without taking part in it, for the reason in the text; or reads it no longer (BG2, BG4). */
  z.object({ code: z.literal('inspected'), userId: idSchema, step: z.enum(['begun', 'ended']) }),
  z.object({ code: z.literal('resolved'), userId: idSchema }),
  z.object({ code: z.literal('reopened'), userId: idSchema.nullable() }),
  z.object({ code: z.literal('attachment-refused'), reason: z.enum(['type', 'size', 'count', 'winmail']) }),
  /** Certified mail (PEC), which has legal weight: proved by a mailbox of ours, or only said by the mail (IN8). */
  z.object({ code: z.literal('certified'), isProved: z.boolean() }),
  z.object({ code: z.literal('undeliverable'), why: bounceReasonSchema.optional() }),
  /** A call to the contact, how it ended, and when somebody wants to call again (CB1). */
  z.object({
    code: z.literal('call'),
    userId: idSchema,
    outcome: callOutcomeSchema,
    againAt: instantSchema.nullable(),
  }),
  /** Until when the contact hears from us: promised, moved, kept or cancelled (PM1, PM2). */
  z.object({
    code: z.literal('promised'),
    step: z.enum(promiseSteps),
    userId: idSchema,
    dueAt: instantSchema,
    inAnalysis: z.boolean(),
  }),
  /** A document that the case needs: asked of the contact, in, or not needed any more (RQ2). */
  z.object({ code: z.literal('required'), step: requiredStepSchema, userId: idSchema, kind: requiredKindSchema }),
  /** The contact said that the details are right, or which ones are (CD3). */
  z.object({ code: z.literal('contact-confirmed'), userId: idSchema, isChanged: z.boolean() }),
  /** The assignee's devices were out of reach for longer than the lease (LE3); the text is what the contact is told. */
  z.object({ code: z.literal('lease-expired'), userId: idSchema }),
  /**
   * What a visitor of the chat did: ended it, left it as a ticket that is answered by mail (the text is the
   * acknowledgement), asked for a copy (CH12, CH13).
   */
  z.object({ code: z.literal('visitor'), step: z.enum(['left', 'ticket', 'transcript']) }),
  /** The voicemail that came with this message was listened to, or somebody answers for it (VM6). */
  z.object({ code: z.literal('heard'), userId: idSchema, messageId: idSchema, how: hearingSchema }),
  /** Somebody has waited for an answer, or for their voicemail to be heard, for too long (CK2, CK3, PM3). */
  z.object({ code: z.literal('late'), thing: lateThingSchema, level: lateLevelSchema }),
  /** Something about an appointment; `userId` is null where the contact did it (AP6). */
  z.object({
    code: z.literal('appointment'),
    step: z.enum(appointmentSteps),
    userId: idSchema.nullable(),
    groupId: idSchema,
    place: placeSchema,
    /** Null of an offer, which has no time yet. */
    startAt: instantSchema.nullable(),
    endAt: instantSchema.nullable(),
    /** Of one that was cancelled, where somebody said why. */
    reason: cancelReasonSchema.optional(),
  }),
  /** Words were taken out of a message, and wherever else they stood (RD1); they are nowhere in this line. */
  /** An identity document was put into the vault, destroyed, or expired (DV4); `userId` is null where nobody did it. */
  z.object({
    code: z.literal('document'),
    step: z.enum(documentSteps),
    userId: idSchema.nullable(),
    purpose: purposeSchema,
  }),
  z.object({
    code: z.literal('redacted'),
    userId: idSchema,
    messageId: idSchema,
    /** Not words but this attachment, as a whole (RD11). */
    attachmentId: idSchema.optional(),
  }),
  /** Merged with the case of this number (MG2), or not any more (MG5); who takes part from then on, nobody of one that waits. */
  z.object({
    code: z.enum(['merged', 'unmerged']),
    userId: idSchema,
    number: caseNumberSchema,
    participantIds: z.array(idSchema).max(200),
  }),
  /** The contact wrote again before anybody had answered, and was told by itself how the case stands (IN9). */
  z.object({ code: z.literal('reminded'), state: z.enum(['waiting', 'claimed']) }),
  /** A person decided about a mail of which nobody knew whether it had arrived (OU5). */
  z.object({
    code: z.literal('mail-settled'),
    userId: idSchema,
    messageId: idSchema,
    outcome: settledSchema,
  }),
]);
export type SystemEvent = z.infer<typeof eventSchema>;

export const messageKinds = ['incoming', 'reply', 'note', 'system'] as const;

export const messageSchema = z.object({
  id: idSchema,
  kind: z.enum(messageKinds),
  /** The staff member who wrote it; null for the contact and for the system. */
  authorId: idSchema.nullable(),
  text: z.string().max(MAX_INCOMING_TEXT),
  /** Quoted older text of a mail, folded away in the interface. */
  quoted: z.string().max(MAX_INCOMING_TEXT).nullable(),
  at: instantSchema,
  /** Made by a machine: acknowledgements, out-of-office. Never counts as an answer. */
  automatic: z.boolean(),
  /** Only for messages that leave by mail. */
  delivery: deliverySchema.nullable(),
  event: eventSchema.nullable(),
  attachments: z.array(attachmentSchema).max(20),
  /** How often something was taken out of its texts (RD2); absent: never. */
  redactions: z.number().int().positive().optional(),
});
export type Message = z.infer<typeof messageSchema>;
