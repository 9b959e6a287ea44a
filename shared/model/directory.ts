import * as z from 'zod';
import { cannedFileSchema, MAX_CANNED_FILES } from '../canned/files.ts';
import { dateSchema } from '../schedule/schedule.ts';
import { idSchema, instantSchema } from './conversation.ts';

export const roles = ['volunteer', 'coordinator'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const userSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(120),
  role: roleSchema,
  active: z.boolean(),
});
export type User = z.infer<typeof userSchema>;

/** What a person says of themselves while connected. */
export const availabilities = ['available', 'away'] as const;
export const availabilitySchema = z.enum(availabilities);
export type Availability = z.infer<typeof availabilitySchema>;

/** Whether a person can be reached now (PR2); in memory only. */
export const whereaboutsSchema = z.object({ userId: idSchema, state: z.enum([...availabilities, 'offline']) });
export type Whereabouts = z.infer<typeof whereaboutsSchema>;

/** Other people who show a conversation right now, and of these those who write in it (PR5). */
export const companySchema = z.object({
  looking: z.array(idSchema),
  typing: z.array(idSchema),
  /** The contact has the chat open in a browser (CH10). `seenAt`: everything up to this instant was on their screen. */
  visitor: z.object({ isTyping: z.boolean(), seenAt: instantSchema }).optional(),
});
export type Company = z.infer<typeof companySchema>;

export const MAX_MEMBERS = 500;
export const groupNameSchema = z.object({ it: z.string().min(1).max(80), en: z.string().min(1).max(80) });

export const groupSchema = z.object({
  id: idSchema,
  name: groupNameSchema,
  /** Order in lists, ascending. */
  position: z.number().int(),
  /** Absent: everybody (GR2). */
  memberIds: z.array(idSchema).min(1).max(MAX_MEMBERS).optional(),
  /** Nothing waits in it any more; older cases go on naming it (GR4). */
  retired: z.literal(true).optional(),
  /** Grows with every change by a coordinator; absent: none yet (GR3). */
  revision: z.number().int().positive().optional(),
});
export type Group = z.infer<typeof groupSchema>;

/** "My groups": whose waiting cases somebody takes first, and for which they are suggested. */
export const isMember = ({ memberIds, retired }: Group, userId: string): boolean =>
  retired !== true && (memberIds === undefined || memberIds.includes(userId));

/** How the contact is addressed; only Italian tells them apart. */
export const addressForms = ['lei', 'tu'] as const;
export type AddressForm = (typeof addressForms)[number];

export const cannedReplySchema = z.object({
  id: idSchema,
  /** Typed after `/`, without the slash. */
  shortcut: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().min(1).max(120),
  lang: z.enum(['it', 'en']),
  /** Absent: the text fits both, or is not Italian. */
  address: z.enum(addressForms).optional(),
  groupId: idSchema.nullable(),
  /** Text with `{{variables}}`; see `shared/canned/variables.ts`. */
  text: z.string().min(1).max(8_000),
  /** First and last day on which it is offered, in the association's time zone (CR6). */
  validFrom: dateSchema.optional(),
  validUntil: dateSchema.optional(),
  /** In their order (CR10); absent: none. Of shared ones alone. */
  files: z.array(cannedFileSchema).min(1).max(MAX_CANNED_FILES).optional(),
  /** Grows with every change (CR2); absent: as shipped. */
  revision: z.number().int().positive().optional(),
});
export type CannedReply = z.infer<typeof cannedReplySchema>;
