import * as z from 'zod';
import { cancelReasonSchema, closingSchema, offerTokenSchema, slotSchema } from '../model/appointment.ts';
import { caseNumberSchema, contactSchema, fenceSchema, idSchema, instantSchema } from '../model/conversation.ts';
import { deskWaySchema } from '../model/desk.ts';
import { hearingSchema } from '../model/hearing.ts';
import { MAX_KEPT_DAYS, purposeSchema } from '../model/document.ts';
import { despiteSchema } from '../model/flag.ts';
import { MAX_WRITTEN_TEXT, replyFileSchema, settledSchema } from '../model/message.ts';
import { nextSchema, skipReasonSchema } from '../model/next.ts';
import { declineReasonSchema } from '../model/passing.ts';
import { promiseEndSchema } from '../model/promise.ts';
import { requiredKindSchema, requiredStepSchema } from '../model/required.ts';
import { callOutcomeSchema } from '../model/reach.ts';
import { redactedParts } from '../redact.ts';
import { guardPhraseSchema, guardVerdicts } from '../guard/settings.ts';
import { placeSchema } from '../schedule/schedule.ts';
import { MAX_REPLY_FILES } from './limits.ts';

/**
 * The right under which a command writes: a fencing token, or "the claim that I asked for with command N of this same
 * device", for work done offline before the hub has granted it.
 */
export const underSchema = z.union([fenceSchema, z.object({ claim: z.number().int().positive() })]);
export type Under = z.infer<typeof underSchema>;

const text = z.string().max(MAX_WRITTEN_TEXT);
const unit = z.number().int().nonnegative();
const target = z.union([z.object({ userId: idSchema }), z.object({ groupId: idSchema })]);

/** Instant of the latest message of the contact that was on the screen: what the contact wrote since stops it (CL15). */
const seen = { seenAt: instantSchema.optional() };

const appointmentWrite = { conversationId: idSchema, under: underSchema };

/** Named changes; each conversation command names its conversation. `messageId` is made by the device. */
export const commandSchema = z.discriminatedUnion('name', [
  /** The text of a waiting conversation was opened on this device (counted, never shown by name). */
  z.object({ name: z.literal('open'), conversationId: idSchema }),
  /** `next`: only if it is next in line (NX1). */
  z.object({ name: z.literal('claim'), conversationId: idSchema, next: nextSchema.optional() }),
  /** `skipped`: why it is left to others, where it had been taken as the next in line (NX3). */
  z.object({
    name: z.literal('release'),
    conversationId: idSchema,
    under: underSchema,
    handover: text,
    skipped: skipReasonSchema.optional(),
  }),
  /** At once (CL8): to a group; to a person only by programs of version 1 (TR9). */
  z.object({ name: z.literal('transfer'), conversationId: idSchema, under: underSchema, to: target, handover: text }),
  /** To a person, who has to accept (TR1). */
  z.object({
    name: z.literal('ask-transfer'),
    conversationId: idSchema,
    under: underSchema,
    toUserId: idSchema,
    handover: text,
  }),
  z.object({ name: z.literal('withdraw-transfer'), conversationId: idSchema, under: underSchema }),
  /** `at`: of the passing that is answered. */
  z.object({ name: z.literal('accept-transfer'), conversationId: idSchema, at: instantSchema }),
  z.object({
    name: z.literal('decline-transfer'),
    conversationId: idSchema,
    at: instantSchema,
    reason: declineReasonSchema,
  }),
  /** One more person takes part and may write; the assignee stays (CL11). */
  z.object({
    name: z.literal('add-participant'),
    conversationId: idSchema,
    under: underSchema,
    userId: idSchema,
    /** They see what comes from now on (PV1); absent: all of it, also where they saw a part (PV3). */
    from: z.literal('now').optional(),
  }),
  /** Somebody takes part no longer: sent by the assignee, or of oneself (CL13). */
  z.object({ name: z.literal('remove-participant'), conversationId: idSchema, under: underSchema, userId: idSchema }),
  z.object({ name: z.literal('resolve'), conversationId: idSchema, under: underSchema, ...seen }),
  z.object({ name: z.literal('reopen'), conversationId: idSchema }),
  z.object({
    name: z.literal('reply'),
    conversationId: idSchema,
    under: underSchema,
    messageId: idSchema,
    text,
    ...seen,
    /** The second step, without which a confidential one is refused (GU5). */
    despite: despiteSchema.optional(),
    /** Files that were uploaded before (section AT). */
    files: z.array(replyFileSchema).min(1).max(MAX_REPLY_FILES).optional(),
  }),
  z.object({ name: z.literal('note'), conversationId: idSchema, under: underSchema, messageId: idSchema, text }),
  /** The voicemail that came with this message was listened to by this person, or they answer for it (VM6). */
  z.object({
    name: z.literal('heard'),
    conversationId: idSchema,
    under: underSchema,
    messageId: idSchema,
    how: hearingSchema,
  }),
  /**
   * Opens a case for somebody who is at the desk or on the telephone, under a number leased to this device (NB3). Its id
   * is made by the device, like `messageId`, which is that of the message with `text`, what the contact said.
   */
  z.object({
    name: z.literal('create'),
    conversationId: idSchema,
    number: caseNumberSchema,
    channel: z.literal('ticket'),
    groupId: idSchema,
    contact: contactSchema.omit({ withheld: true }),
    subject: z.string().max(500),
    messageId: idSchema,
    text: text.min(1),
    /** How they came (NB5). */
    way: deskWaySchema.optional(),
    /** The contact was told the number: without that no case is opened at the desk. */
    numberTold: z.literal(true),
  }),
  /** A secret link by which the contact chooses a slot; the token is part of it and was made on this device (AP9). */
  z.object({
    name: z.literal('offer-appointment'),
    ...appointmentWrite,
    token: offerTokenSchema,
    groupId: idSchema,
    place: placeSchema,
  }),
  /** Books a slot for somebody who is on the telephone; the id is made by the device. */
  z.object({
    name: z.literal('book-appointment'),
    ...appointmentWrite,
    appointmentId: idSchema,
    groupId: idSchema,
    place: placeSchema,
    ...slotSchema.shape,
  }),
  /** To another slot, or another place, of the same group. */
  z.object({
    name: z.literal('move-appointment'),
    ...appointmentWrite,
    appointmentId: idSchema,
    place: placeSchema,
    ...slotSchema.shape,
  }),
  z.object({
    name: z.literal('close-appointment'),
    ...appointmentWrite,
    appointmentId: idSchema,
    outcome: closingSchema,
    /** Only of `cancelled`. */
    reason: cancelReasonSchema.optional(),
  }),
  /**
   * Takes words out of a message for good (section RD): UTF-16 units `start` to `end`, end exclusive, of a text out of
   * which something was taken `redactions` times before.
   */
  z.object({
    name: z.literal('redact'),
    conversationId: idSchema,
    under: underSchema,
    messageId: idSchema,
    part: z.enum(redactedParts),
    start: unit,
    end: unit,
    redactions: unit,
  }),
  /** Destroys an attachment as a whole (RD11). */
  z.object({
    name: z.literal('redact-attachment'),
    conversationId: idSchema,
    under: underSchema,
    attachmentId: idSchema,
  }),
  /** A coordinator's word on a phrase (GU8). It is about no conversation. */
  z.object({
    name: z.literal('set-guard-word'),
    conversationId: z.literal('none'),
    phrase: guardPhraseSchema,
    verdict: z.enum(guardVerdicts),
  }),
  /** Puts an attachment into the vault for so many days from now, or changes what it is there for (section DV). */
  z.object({
    name: z.literal('keep-document'),
    conversationId: idSchema,
    under: underSchema,
    attachmentId: idSchema,
    purpose: purposeSchema,
    days: z.number().int().min(1).max(MAX_KEPT_DAYS),
  }),
  /** Destroys the key of a document in the vault. */
  z.object({
    name: z.literal('destroy-document'),
    conversationId: idSchema,
    under: underSchema,
    attachmentId: idSchema,
  }),
  /** What becomes of a mail that is `uncertain`: a person's decision (OU5). */
  z.object({
    name: z.literal('settle-mail'),
    conversationId: idSchema,
    under: underSchema,
    messageId: idSchema,
    outcome: settledSchema,
  }),
  /** Makes one case of this one, which the person holds, and another one that they hold or that waits (MG2). */
  z.object({ name: z.literal('merge'), conversationId: idSchema, under: underSchema, otherId: idSchema }),
  /** Takes a case out of those that it was merged with (MG5). */
  z.object({ name: z.literal('unmerge'), conversationId: idSchema, under: underSchema }),
  /** A call to the contact: how it ended, and when somebody wants to call again (CB1). */
  z.object({
    name: z.literal('log-call'),
    conversationId: idSchema,
    under: underSchema,
    outcome: callOutcomeSchema,
    againAt: instantSchema.nullable(),
  }),
  /** The contact said that these details are right (CD3). */
  z.object({
    name: z.literal('confirm-contact'),
    conversationId: idSchema,
    under: underSchema,
    email: contactSchema.shape.email,
    phone: contactSchema.shape.phone,
  }),
  /** Until when the contact hears from us, and whether the case is in analysis until then; in place of what was promised before (PM1). */
  z.object({
    name: z.literal('set-promise'),
    conversationId: idSchema,
    under: underSchema,
    dueAt: instantSchema,
    inAnalysis: z.boolean(),
  }),
  z.object({ name: z.literal('end-promise'), conversationId: idSchema, under: underSchema, outcome: promiseEndSchema }),
  /** A document that the case needs from its contact: asked, in, or not needed any more (RQ1). */
  z.object({
    name: z.literal('require-document'),
    conversationId: idSchema,
    under: underSchema,
    kind: requiredKindSchema,
    step: requiredStepSchema,
  }),
  /** Takes the number of a command that was cancelled before it left the device (CO8); always applied. */
  z.object({ name: z.literal('noop'), conversationId: idSchema }),
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandName = Command['name'];
