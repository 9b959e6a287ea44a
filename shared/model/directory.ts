import * as z from 'zod';
import { idSchema } from './conversation.ts';

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

export const groupSchema = z.object({
  id: idSchema,
  name: z.object({ it: z.string().min(1).max(80), en: z.string().min(1).max(80) }),
  /** Order in lists, ascending. */
  position: z.number().int(),
});
export type Group = z.infer<typeof groupSchema>;

export const cannedReplySchema = z.object({
  id: idSchema,
  /** Typed after `/`, without the slash. */
  shortcut: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string().min(1).max(120),
  lang: z.enum(['it', 'en']),
  groupId: idSchema.nullable(),
  /** Text with `{{variables}}`; see `shared/canned/variables.ts`. */
  text: z.string().min(1).max(8_000),
});
export type CannedReply = z.infer<typeof cannedReplySchema>;
