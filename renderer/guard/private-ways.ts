import type { Span } from '../../shared/guard/finding.ts';
import { ways } from './ways-past.ts';

/** Where a text invites somebody past the association; warned about, never stopped. Passages in their order, none in another. */
export function privateWaysIn(text: string): readonly Span[] {
  const found = ways.flatMap(({ pattern, unless }) =>
    [...text.matchAll(pattern)]
      .map(({ index, 0: words }) => ({ start: index, end: index + words.length }))
      .filter((span) => unless === undefined || !unless.test(sentenceAround(text, span))),
  );
  const kept: Span[] = [];
  for (const span of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return kept;
}

/** What excuses a passage stands near it: so a long text without a full stop costs no more than its length. */
const REACH = 160;

function sentenceAround(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const from = Math.max(...[...before.matchAll(/[.!?\n:]/gu)].map(({ index }) => index + 1), 0);
  const to = after.search(/[.!?\n:]/u);
  return before.slice(from) + text.slice(start, end) + (to === -1 ? after : after.slice(0, to));
}
