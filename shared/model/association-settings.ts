import * as z from 'zod';
import { defaultRouting } from '../routing/default-rules.ts';
import { routingSettingsSchema } from '../routing/settings.ts';
import { deadlinesSchema, defaultDeadlines } from '../schedule/deadlines.ts';

/** What coordinators set for the whole association: one entity of the feed, the same for everybody (RT4). */
export const associationSettingsSchema = z.object({ routing: routingSettingsSchema, deadlines: deadlinesSchema });
export type AssociationSettings = z.infer<typeof associationSettingsSchema>;

export const defaultAssociationSettings: AssociationSettings = { routing: defaultRouting, deadlines: defaultDeadlines };

export const settingsParts = ['routing', 'deadlines'] as const;

/** One part, to be set in place of the one that has its `revision` (RT5). */
export const settingsPartSchema = z.discriminatedUnion('part', [
  z.object({ part: z.literal('routing'), value: routingSettingsSchema }),
  z.object({ part: z.literal('deadlines'), value: deadlinesSchema }),
]);
export type SettingsPart = z.infer<typeof settingsPartSchema>;

/** With this part in place of its older one, a revision further; null where somebody else was faster. */
export function withPart(settings: AssociationSettings, { part, value }: SettingsPart): AssociationSettings | null {
  const { revision } = settings[part];
  if (revision !== value.revision) return null;
  return { ...settings, [part]: { ...value, revision: revision + 1 } };
}
