import * as z from 'zod';
import { idSchema } from '../model/conversation.ts';
import { conditionSchema } from '../model/routed.ts';

export const MAX_RULES = 60;
export const MAX_VALUES = 60;
export const MAX_VALUE_UNITS = 60;
export const MAX_RULE_NAME = 80;
export const MAX_PEOPLE = 20;
/** As JSON: all of them go into one frame, whatever letters they are made of. */
const MAX_RULES_UNITS = 64_000;

/** One line of the list that says where what arrives is put; the first that fits counts (RT1). */
export const ruleSchema = z.object({
  id: idSchema,
  /** What coordinators call it; part of the explanation. */
  name: z.string().min(1).max(MAX_RULE_NAME),
  by: conditionSchema,
  /**
   * Any of them is enough: ids of groups that the contact chose (`category`), keys of the switchboard, parts before the @ of
   * the address that was written to, or words, of which a last `*` stands for any ending.
   */
  values: z.array(z.string().min(1).max(MAX_VALUE_UNITS)).min(1).max(MAX_VALUES),
  /** Words are looked for in the text, too, not in the subject alone. */
  inText: z.boolean(),
  /** It counts also where the contact chose a group or pressed a key. */
  overChoice: z.boolean(),
  groupId: idSchema,
  /** Who knows most about it: of those who are there, one is suggested to all. */
  people: z.array(idSchema).max(MAX_PEOPLE),
  /** The rule is passed over while none of `people` is there. */
  unlessNobody: z.boolean(),
  /** The rule is passed over while so many cases wait in its group; null: never. */
  unlessWaiting: z.number().int().min(1).max(999).nullable(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const routingSettingsSchema = z.object({
  /** Grows with every change: who changed it without having seen the newest is told so (RT5). */
  revision: z.number().int().nonnegative(),
  rules: z
    .array(ruleSchema)
    .max(MAX_RULES)
    .refine((rules) => JSON.stringify(rules).length <= MAX_RULES_UNITS),
});
export type RoutingSettings = z.infer<typeof routingSettingsSchema>;
