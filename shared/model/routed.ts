import * as z from 'zod';

/** By what a rule knows its cases. */
export const conditions = ['category', 'key', 'address', 'words'] as const;
export const conditionSchema = z.enum(conditions);

const id = z.string().max(64);
/** As coordinators wrote it (`MAX_RULE_NAME`). */
const name = z.string().max(80);

/** Why a case is where it was put at its arrival; kept with its content, and never a word of what was written (RT3). */
export const whySchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('rule'), ruleId: id, name, condition: conditionSchema }),
  /** The group that the contact chose, in the form or in the chat. */
  z.object({ by: z.literal('choice') }),
  /** Where the key that the caller pressed leads. */
  z.object({ by: z.literal('key'), key: z.string().max(8) }),
  /** The group of the older case that it follows. */
  z.object({ by: z.literal('earlier') }),
  /** Who registered it at the desk chose it. */
  z.object({ by: z.literal('desk') }),
  z.object({ by: z.literal('default') }),
]);

export const passedReasons = ['nobody-there', 'full', 'no-group'] as const;

export const routedSchema = z.object({
  groupId: id,
  why: whySchema,
  /** Rules that fitted and were passed over, in order. */
  passed: z.array(z.object({ name, reason: z.enum(passedReasons) })).max(60),
});
export type Routed = z.infer<typeof routedSchema>;
