import * as z from 'zod';
import { idSchema, instantSchema } from './conversation.ts';
import { groupNameSchema, MAX_MEMBERS, roleSchema, userSchema } from './directory.ts';

/** What coordinators do with groups and people, at the hub and only while connected (sections GR and PE). */
export const MAX_GROUPS = 60;

const revision = z.number().int().nonnegative();
/** Null: everybody. */
const memberIds = z.array(idSchema).min(1).max(MAX_MEMBERS).nullable();
const order = z.array(idSchema).max(MAX_GROUPS);

export const groupChangeSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('create'), name: groupNameSchema, memberIds }),
  /** `revision`: the one that was seen; 0: none. */
  z.object({ step: z.literal('change'), groupId: idSchema, revision, name: groupNameSchema, memberIds }),
  /** All that are in use: as they stood, and as they shall stand. */
  z.object({ step: z.literal('order'), from: order, to: order }),
  z.object({ step: z.literal('retire'), groupId: idSchema, revision, intoId: idSchema }),
]);
export type GroupChange = z.infer<typeof groupChangeSchema>;

/** What names a group, for whoever wants to retire it (GR5). */
export const groupUsesSchema = z.object({
  waiting: z.number().int(),
  claimed: z.number().int(),
  /** Names of rules that put cases there. */
  rules: z.array(z.string()),
  /** Keys of the switchboard that lead there. */
  keys: z.array(z.string()),
  hasHours: z.boolean(),
  cannedReplies: z.number().int(),
});
export type GroupUses = z.infer<typeof groupUsesSchema>;

export const personNameSchema = z.string().trim().min(1).max(120);

export const personChangeSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('add'), name: personNameSchema, role: roleSchema }),
  z.object({ step: z.literal('code'), userId: idSchema }),
  z.object({ step: z.literal('withdraw-code'), userId: idSchema }),
  z.object({ step: z.literal('role'), userId: idSchema, role: roleSchema }),
  z.object({ step: z.literal('active'), userId: idSchema, isActive: z.boolean() }),
  z.object({ step: z.literal('revoke-device'), deviceId: idSchema }),
]);
export type PersonChange = z.infer<typeof personChangeSchema>;

/** `code` is shown once: the hub keeps its hash alone (HS6). */
export const personChangedSchema = z.object({
  userId: idSchema,
  code: z.string().max(40).nullable(),
  expiresAt: instantSchema.nullable(),
});
export type PersonChanged = z.infer<typeof personChangedSchema>;

const personDeviceSchema = z.object({
  id: idSchema,
  name: z.string(),
  enrolledAt: instantSchema,
  /** Of its latest connection; null: not known. */
  seenAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});

export const personSchema = userSchema.extend({
  /** Cases that they hold. */
  open: z.number().int(),
  /** Until when a code of theirs can be used; null: there is none. */
  codeUntil: instantSchema.nullable(),
  devices: z.array(personDeviceSchema),
});
export type Person = z.infer<typeof personSchema>;

export const staffSchema = z.object({ people: z.array(personSchema) });
export type Staff = z.infer<typeof staffSchema>;
