import * as z from 'zod';
import { alertKinds } from './alert.ts';
import { idSchema } from './conversation.ts';

/** The longest press that can be written down (`Control+[Shift]+PageDown`), and how many lead to one action. */
const MAX_PRESS_LENGTH = 40;
const MAX_PRESSES = 4;
export const MAX_RECENT_SEARCHES = 8;
const MINUTES_OF_DAY = 24 * 60;
const minuteSchema = z
  .number()
  .int()
  .min(0)
  .max(MINUTES_OF_DAY - 1);

/** Ids and positions only; `view` as this or another version calls it. */
const lastPlaceSchema = z.object({
  view: z.string().max(20),
  groupId: idSchema.nullable(),
  conversationId: idSchema.nullable(),
  scrollTop: z.number().nonnegative(),
});
export type LastPlace = z.infer<typeof lastPlaceSchema>;

/**
 * How one volunteer likes to work. It goes with the person, not with the PC: it lies in their encrypted profile, and the
 * next one at the same PC sees nothing of it.
 */
export const preferencesSchema = z.object({
  /** What differs from the keys as shipped, by the action's id; an empty list: the action has no key. */
  keys: z.record(z.string().max(MAX_PRESS_LENGTH), z.array(z.string().max(MAX_PRESS_LENGTH)).max(MAX_PRESSES)),
  /** Keys that print a character act outside of fields (WCAG 2.1.4). */
  singleKeys: z.boolean(),
  /** Short words stay until they are closed (WCAG 2.2.1). */
  keepToasts: z.boolean(),
  /** Which news are told on the desktop (NT1). */
  notifications: z.record(z.enum(alertKinds), z.boolean()),
  /** Nothing is told on the desktop until this local instant, ms (NT2). */
  quietUntilAt: z.number().int().nullable(),
  /** Nor between these minutes of the association's day, every day; `from` after `to` spans midnight. */
  quietHours: z.object({ from: minuteSchema, to: minuteSchema }).nullable(),
  /** What was looked for, newest first; forgotten when words are taken out of a message (RD8). */
  recentSearches: z.array(z.string().min(1).max(200)).max(MAX_RECENT_SEARCHES),
  /** Where they were last; null: nowhere yet. */
  place: lastPlaceSchema.nullable(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const preferencesChangeSchema = preferencesSchema.partial();
export type PreferencesChange = z.infer<typeof preferencesChangeSchema>;

export const defaultPreferences: Preferences = {
  keys: {},
  singleKeys: true,
  keepToasts: false,
  notifications: { arrived: true, assigned: true, written: true, due: true },
  quietUntilAt: null,
  quietHours: null,
  recentSearches: [],
  place: null,
};

/** What is not in the change, or is in it as undefined, stays as it was. */
export function changedPreferences(before: Preferences, change: PreferencesChange): Preferences {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return parsePreferences({ ...before, ...named });
}

/** A single bad value, or one of another version, costs that value and not the others. */
export function parsePreferences(raw: unknown): Preferences {
  const source = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const kept = Object.entries(preferencesSchema.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(source[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return { ...defaultPreferences, ...Object.fromEntries(kept) };
}
