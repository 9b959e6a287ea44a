import * as z from 'zod';
import { associationSchema } from './context.ts';

/** An association's own words, and what is its own: the same on the hub and on every device (GU9). */
export const MAX_GUARD_PHRASES = 300;
export const MAX_GUARD_PHRASE_UNITS = 80;
const MAX_GUARD_WORDS = 12;

export const guardPhraseSchema = z.string().min(2).max(MAX_GUARD_PHRASE_UNITS);

/** One to twelve words, for which the guard can look (`own-words.ts`). */
export function isGuardPhrase(phrase: string): boolean {
  const words = phrase.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return guardPhraseSchema.safeParse(phrase).success && words >= 1 && words <= MAX_GUARD_WORDS;
}
const phrases = z.array(guardPhraseSchema).max(MAX_GUARD_PHRASES);

export const guardSettingsSchema = z.object({ always: phrases, never: phrases, association: associationSchema });
export type GuardSettings = z.infer<typeof guardSettingsSchema>;

export const noGuardSettings: GuardSettings = { always: [], never: [], association: {} };

/** `none`: the guard's own judgement again. */
export const guardVerdicts = ['always', 'never', 'none'] as const;
export type GuardVerdict = (typeof guardVerdicts)[number];

/** A phrase has one verdict, however it is written; the list it is in stays in order of the alphabet. Null: there are too many. */
export function withVerdict(settings: GuardSettings, phrase: string, verdict: GuardVerdict): GuardSettings | null {
  const others = (list: readonly string[]): readonly string[] => list.filter((other) => !isSame(other, phrase));
  const listed = (name: 'always' | 'never'): string[] =>
    [...others(settings[name]), ...(verdict === name ? [phrase] : [])].sort((a, b) => a.localeCompare(b, 'it'));
  const changed = { ...settings, always: listed('always'), never: listed('never') };
  return Math.max(changed.always.length, changed.never.length) > MAX_GUARD_PHRASES ? null : changed;
}

const isSame = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (phrase: string): string =>
  phrase.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
