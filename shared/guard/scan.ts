import type { ScanContext } from './context.ts';
import { type Finding, isContactKind, type Match, type Scan, toFinding } from './finding.ts';
import { findIdentifiers } from './identifiers/find-identifiers.ts';
import { withoutQuestions } from './meaning/asking.ts';
import { readMeanings } from './meaning/find-meanings.ts';
import { overlaps, weigh } from './model/find.ts';
import { applyOwnWords } from './own-words.ts';
import { foldText } from './text/fold.ts';

/**
 * What in a text should not be sent. Pure, and linear in the text: the same verdict on device and hub. Findings stand in
 * the order of the text. Two of one kind never overlap; two of different kinds may, since each has a reason of its own.
 */
export function scan(text: string, context: ScanContext = {}): Scan {
  const direction = context.direction === 'out' ? 'out' : 'in';
  const folded = foldText(text);
  const values = findIdentifiers(text, context, folded);
  const { believed, likely, perhaps } = weigh(text, { ...readMeanings(text, context, folded), direction });
  const isApart = (match: Match): boolean => !values.some((value) => overlaps(value, match));
  const told = withoutQuestions(text, [...believed, ...likely.filter(isApart)]);
  const isConfidential = told.length > 0 || values.some(({ kind }) => !isContactKind(kind));
  const besides = isConfidential ? withoutQuestions(text, perhaps).filter(isApart) : [];
  const matches = [...values, ...told, ...besides];
  const findings: readonly Finding[] = mergeMatches(applyOwnWords(text, context, matches)).map((match) =>
    toFinding(match, direction),
  );
  return { confidential: findings.some(({ kind }) => !isContactKind(kind)), findings };
}

/** Sorted; overlapping matches of one kind become one. */
function mergeMatches(matches: readonly Match[]): readonly Match[] {
  const merged: Match[] = [];
  const lastOfKind = new Map<string, number>();
  for (const match of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const at = lastOfKind.get(match.kind);
    const last = at === undefined ? undefined : merged[at];
    if (at !== undefined && last !== undefined && match.start < last.end) {
      merged[at] = { ...last, end: Math.max(last.end, match.end) };
    } else {
      lastOfKind.set(match.kind, merged.length);
      merged.push(match);
    }
  }
  return merged;
}
