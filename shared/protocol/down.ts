import * as z from 'zod';
import { failureSchema } from '../errors.ts';
import { guardSettingsSchema } from '../guard/settings.ts';
import { appointmentSchema, publicUrlSchema } from '../model/appointment.ts';
import { associationSettingsSchema } from '../model/association-settings.ts';
import {
  caseNumberSchema,
  conversationSchema,
  fenceSchema,
  idSchema,
  instantSchema,
  stubSchema,
} from '../model/conversation.ts';
import { cannedReplySchema, companySchema, groupSchema, userSchema, whereaboutsSchema } from '../model/directory.ts';
import { MAX_WRITTEN_TEXT, messageSchema } from '../model/message.ts';
import { scheduleSchema } from '../schedule/schedule.ts';

const seq = z.number().int().nonnegative();

/** Feed number of the latest change that shows in what this user may see of an entity (section DI). */
const version = seq;

/** One entity as this user may see it now. */
export const changeSchema = z.discriminatedUnion('kind', [
  /**
   * All of it. `replace`: the messages are the whole set that this device may hold, others are to be removed;
   * otherwise they are added, or take the place of those with the same id.
   */
  z.object({
    kind: z.literal('put'),
    version,
    conversation: conversationSchema,
    messages: z.array(messageSchema),
    replace: z.boolean(),
  }),
  /** More messages of a `put` that did not fit into one frame. */
  z.object({ kind: z.literal('more'), conversationId: idSchema, messages: z.array(messageSchema) }),
  /** Only this much may be known: content that is held has to be evicted, and the eviction confirmed. */
  z.object({
    kind: z.literal('stub'),
    version,
    stub: stubSchema,
    /** What was written to this user with the case that is passed to them (TR3); goes when it is not any more. */
    note: z.string().max(MAX_WRITTEN_TEXT).optional(),
  }),
  /** Nothing may be known any more: evict, confirm, forget. */
  z.object({ kind: z.literal('gone'), conversationId: idSchema, fence: fenceSchema }),
  z.object({ kind: z.literal('user'), version, user: userSchema }),
  z.object({ kind: z.literal('group'), version, group: groupSchema }),
  z.object({ kind: z.literal('canned-reply'), version, cannedReply: cannedReplySchema }),
  z.object({ kind: z.literal('canned-reply-gone'), id: idSchema }),
  /** Of the person whom this device is of, and told to nobody else (CR7). */
  z.object({ kind: z.literal('own-reply'), version, cannedReply: cannedReplySchema }),
  z.object({ kind: z.literal('own-reply-gone'), id: idSchema }),
  z.object({ kind: z.literal('schedule'), version, schedule: scheduleSchema }),
  z.object({ kind: z.literal('appointment'), version, appointment: appointmentSchema }),
  /** The association's own words and identifiers, all of them (GU9). */
  z.object({ kind: z.literal('guard'), version, guard: guardSettingsSchema }),
  /** What coordinators set for the whole association, all of it (RT4). */
  z.object({ kind: z.literal('settings'), version, settings: associationSettingsSchema }),
]);
export type Change = z.infer<typeof changeSchema>;

export const outcomeSchema = z.discriminatedUnion('ok', [
  /** `fence`: the token that a granted claim carries. */
  z.object({ ok: z.literal(true), fence: fenceSchema.optional() }),
  z.object({ ok: z.literal(false), failure: failureSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Hub → device. */
export const downSchema = z.discriminatedUnion('type', [
  /** First frame of every connection. */
  z.object({
    type: z.literal('challenge'),
    oldestProtocol: z.number().int(),
    newestProtocol: z.number().int(),
    hubId: idSchema,
    nonce: z.string().min(16).max(128),
    hubTime: instantSchema,
  }),
  z.object({ type: z.literal('enrolled'), deviceId: idSchema, userId: idSchema, nonce: z.string().min(16).max(128) }),
  /** The device's share of the key of its database: 32 bytes, base64url (SH1). Nothing more comes on this connection. */
  z.object({ type: z.literal('share'), share: z.string().length(43) }),
  /** The device proves itself with this key from now on (SH4). */
  z.object({ type: z.literal('rotated'), publicKey: z.string().length(43) }),
  z.object({
    type: z.literal('welcome'),
    userId: idSchema,
    /** Changes when the hub was restored from a backup. */
    epoch: idSchema,
    /** The cursor can't be continued: throw confirmed state away, keep the outbox. */
    resync: z.boolean(),
    /** Number of the last command of this device that the hub has answered. */
    lastCommand: seq,
    /** Lets this connection, while it lives, fetch attachments over HTTP (`Authorization: Bearer …`). */
    blobToken: z.string().min(16).max(128),
    /** Entities that will be sent until this device is up to date; for the progress bar. */
    behind: z.number().int().nonnegative(),
    /** Without contact for this long, ms, the device removes text that nobody has claimed (EX1). */
    textExpiresAfterMs: z.number().int().positive(),
    /** `publicUrl`: where contacts reach its pages; secret links are made of it (AP12). */
    association: z.object({ name: z.string().max(120), publicUrl: publicUrlSchema.optional() }),
    hubTime: instantSchema,
  }),
  /** Changes in feed order; storing them and `cursor` is one transaction. `done`: nothing more waits. */
  z.object({ type: z.literal('patch'), changes: z.array(changeSchema), cursor: seq, done: z.boolean() }),
  /** The answer to one command, also when it was answered before. */
  z.object({ type: z.literal('answer'), seq: z.number().int().positive(), outcome: outcomeSchema }),
  /** Whether the device's digest at `cursor` is the hub's. No answer: something was on its way, to be asked again. */
  z.object({ type: z.literal('digest'), cursor: seq, isSame: z.boolean() }),
  /** All case numbers that are leased to this device and not used, as far as the hub knows (NB1). */
  z.object({ type: z.literal('numbers'), numbers: z.array(caseNumberSchema).max(1_000) }),
  /** Who is there, and who else looks at what this device shows: what has changed since it was told last (PR4, PR5). */
  z.object({
    type: z.literal('presence'),
    users: z.array(whereaboutsSchema),
    conversations: z.array(companySchema.extend({ conversationId: idSchema })),
  }),
  z.object({ type: z.literal('ping'), hubTime: instantSchema }),
  /** The hub closes the connection after this frame. */
  z.object({ type: z.literal('error'), failure: failureSchema }),
]);
export type Down = z.infer<typeof downSchema>;
