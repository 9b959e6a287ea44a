import * as z from 'zod';
import { approvedLinksSchema, noApprovedLinks } from '../canned/links.ts';
import { categoriesSchema, defaultCategories } from './categories.ts';
import { defaultRouting } from '../routing/default-rules.ts';
import { defaultNeedToKnow, needToKnowSchema } from './need-to-know.ts';
import { routingSettingsSchema } from '../routing/settings.ts';
import { deadlinesSchema, defaultDeadlines } from '../schedule/deadlines.ts';

/** What coordinators set for the whole association: one entity of the feed, the same for everybody (RT4). */
export const associationSettingsSchema = z.object({
  routing: routingSettingsSchema,
  deadlines: deadlinesSchema,
  links: approvedLinksSchema,
  categories: categoriesSchema,
  needToKnow: needToKnowSchema,
});
export type AssociationSettings = z.infer<typeof associationSettingsSchema>;

export const defaultAssociationSettings: AssociationSettings = {
  routing: defaultRouting,
  deadlines: defaultDeadlines,
  links: noApprovedLinks,
  categories: defaultCategories,
  needToKnow: defaultNeedToKnow,
};

/** As an older program may have stored them: parts that it did not have are as shipped. */
export const storedSettings = (text: string): AssociationSettings => ({
  ...defaultAssociationSettings,
  ...(JSON.parse(text) as Partial<AssociationSettings>),
});

export const settingsParts = ['routing', 'deadlines', 'links', 'categories', 'needToKnow'] as const;

/** One part, to be set in place of the one that has its `revision` (RT5). */
export const settingsPartSchema = z.discriminatedUnion('part', [
  z.object({ part: z.literal('routing'), value: routingSettingsSchema }),
  z.object({ part: z.literal('deadlines'), value: deadlinesSchema }),
  z.object({ part: z.literal('links'), value: approvedLinksSchema }),
  z.object({ part: z.literal('categories'), value: categoriesSchema }),
  z.object({ part: z.literal('needToKnow'), value: needToKnowSchema }),
]);
export type SettingsPart = z.infer<typeof settingsPartSchema>;

/** With this part in place of its older one, a revision further; null where somebody else was faster. */
export function withPart(settings: AssociationSettings, { part, value }: SettingsPart): AssociationSettings | null {
  const { revision } = settings[part];
  if (revision !== value.revision) return null;
  return { ...settings, [part]: { ...value, revision: revision + 1 } };
}
