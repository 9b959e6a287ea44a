import * as z from 'zod';
import { type Category, categoryOf, categoryOfHardKind, type Finding, meaningKinds } from '../guard/finding.ts';

/** Categories of confidential matters, in the order in which they are shown. A conversation is flagged when it has any. */
export const flags: readonly Category[] = [...new Set(Object.values(categoryOfHardKind)), ...meaningKinds];
export const flagSchema = z.enum(flags);
export type Flag = z.infer<typeof flagSchema>;

/** The categories of findings, in the order in which they are shown; contact data alone is none. */
export function flagsOfFindings(findings: readonly Finding[]): readonly Flag[] {
  const found = new Set(findings.map(({ kind }) => categoryOf(kind)));
  return flags.filter((flag) => found.has(flag));
}

/** Both, in one order. */
export const withFlags = (before: readonly Flag[], more: readonly Flag[]): readonly Flag[] =>
  flags.filter((flag) => before.includes(flag) || more.includes(flag));

/** Why a confidential reply is sent all the same: the person asked for it, it is the association's own, or it is none. */
export const despiteReasons = ['asked-for', 'our-own', 'false-alarm'] as const;

/** What a volunteer decided about a reply that the guard stopped: what it found, and why the reply is sent. Never its words. */
export const despiteSchema = z.object({
  flags: z.array(flagSchema).min(1).max(flags.length),
  reason: z.enum(despiteReasons),
});
export type Despite = z.infer<typeof despiteSchema>;
