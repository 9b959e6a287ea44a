import * as z from 'zod';
import { flagSchema, flags } from './flag.ts';
import { lateSchema } from './late.ts';
import { contactFields, contactFieldSchema } from './need-to-know.ts';
import { seesFromSchema } from './partial.ts';
import { passingSchema } from './passing.ts';
import { promisedSchema } from './promise.ts';
import { reachSchema } from './reach.ts';
import { requiredListSchema } from './required.ts';
import { routedSchema } from './routed.ts';

export const channels = ['ticket', 'chat', 'voicemail'] as const;
export const states = ['waiting', 'claimed', 'resolved'] as const;
export const channelSchema = z.enum(channels);
export const stateSchema = z.enum(states);
export type Channel = z.infer<typeof channelSchema>;
export type State = z.infer<typeof stateSchema>;

/** Ids are made by whoever creates the thing: lower-case letters, digits, hyphens. */
export const idSchema = z.string().regex(/^[0-9a-z][0-9a-z-]{0,63}$/);
/** An instant in ms since 1970 on the hub's clock, unless the name starts with `local`. */
export const instantSchema = z.number().int().nonnegative();
/** A fencing token: grows with every change of assignee; 0 before the first. */
export const fenceSchema = z.number().int().nonnegative();
/** A case number: year, hyphen, six digits, e.g. `2026-000124`. */
export const caseNumberSchema = z.string().regex(/^\d{4}-\d{6}$/);

/** What everybody in the association may know of any conversation. Carries no content. */
export const stubSchema = z.object({
  id: idSchema,
  number: caseNumberSchema,
  channel: channelSchema,
  groupId: idSchema,
  state: stateSchema,
  assigneeId: idSchema.nullable(),
  fence: fenceSchema,
  arrivedAt: instantSchema,
  claimedAt: instantSchema.nullable(),
  resolvedAt: instantSchema.nullable(),
  /** The token under which a chat's lease expired last (LE6); absent where none ever did. */
  expiredFence: fenceSchema.optional(),
  /**
   * What the privacy guard found in what the contact wrote, at least one. While a flagged conversation waits, nobody may
   * read it (GU2). Absent: nothing was found.
   */
  flags: z.array(flagSchema).min(1).max(flags.length).readonly().optional(),
  /** How many voicemails in it nobody has listened to yet (VM6); absent: none. */
  unheard: z.number().int().positive().optional(),
  /** How far the clocks of the case have run (CK1); absent: not that far. */
  late: lateSchema.optional(),
  /** The case that leads the merged ones of which this is one (MG3); absent: none, or it leads them itself. */
  mergedInto: idSchema.optional(),
  /** It was passed to somebody, who has not answered yet (TR1). */
  passing: passingSchema.optional(),
});
export type Stub = z.infer<typeof stubSchema>;

export const contactSchema = z.object({
  name: z.string().max(200),
  email: z.string().max(320).nullable(),
  phone: z.string().max(40).nullable(),
  /** Fields that there are, and that this person is not told: here they are null (NK2). Absent: none. */
  withheld: z.array(contactFieldSchema).min(1).max(contactFields.length).readonly().optional(),
});
export type Contact = z.infer<typeof contactSchema>;

/** Mail can go to them, whether this person is told where or not. */
export const hasEmail = ({ email, withheld }: Contact): boolean =>
  email !== null || withheld?.includes('email') === true;

/** Counts of *other* devices; only participants are told. */
export const evictionSchema = z.object({
  /** Devices that confirmed the removal since the last claim. */
  removed: z.number().int().nonnegative(),
  /** Devices that were sent the text and have not confirmed yet. */
  pending: z.number().int().nonnegative(),
  /** Devices on which the text had been opened before the claim. */
  opened: z.number().int().nonnegative(),
});
export type Eviction = z.infer<typeof evictionSchema>;

/** A conversation as those who may read it see it: stub and content. */
export const conversationSchema = stubSchema.extend({
  subject: z.string().max(500),
  contact: contactSchema,
  /** By which door it came. */
  origin: z.enum(['mail', 'portal', 'switchboard', 'chat', 'desk']),
  /** False when nothing proves who wrote (an ordinary e-mail from an address seen for the first time or before). */
  verified: z.boolean(),
  /** Number of the older case that this one follows, if any. */
  linkedNumber: caseNumberSchema.nullable(),
  participantIds: z.array(idSchema).max(100),
  /** Messages by the contact after the first one while nobody had answered. */
  reminders: z.number().int().nonnegative(),
  lastMessageAt: instantSchema,
  eviction: evictionSchema.nullable(),
  /** Why it was put where it is when it came (RT3); absent on older ones. */
  routed: routedSchema.optional(),
  /** How its contact can be reached; absent: nothing is known of it. */
  reach: reachSchema.optional(),
  /** Until when the contact hears from us (PM1). */
  promised: promisedSchema.optional(),
  /** Which documents it needs from its contact, and which have come (RQ1); absent: none. */
  required: requiredListSchema.optional(),
  /** This person was added later and sees it from then on, without subject and earlier messages (PV2); absent: all of it. */
  seesFrom: seesFromSchema.optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;
