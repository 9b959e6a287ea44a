import { type Finding, isContactKind } from '../../shared/guard/finding.ts';
import { type Flag, flagsOfFindings } from '../../shared/model/flag.ts';

export interface MarkedPart {
  readonly start: number;
  readonly text: string;
  /** Why it is marked; empty for words that are not. */
  readonly flags: readonly Flag[];
}

export const isConfidential = ({ kind }: Finding): boolean => !isContactKind(kind);

/** A text cut where its marks begin and end; marks that overlap are one. */
export function markedParts(text: string, findings: readonly Finding[]): readonly MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  const plainUntil = (end: number): void => {
    if (end > at) parts.push({ start: at, text: text.slice(at, end), flags: [] });
  };
  for (const group of overlapping(findings.filter(isConfidential))) {
    const start = Math.min(...group.map((finding) => finding.start));
    const end = Math.max(...group.map((finding) => finding.end));
    plainUntil(start);
    parts.push({ start, text: text.slice(start, end), flags: flagsOfFindings(group) });
    at = end;
  }
  plainUntil(text.length);
  return parts;
}

function overlapping(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups: Finding[][] = [];
  let end = -1;
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    if (finding.start < end) groups.at(-1)?.push(finding);
    else groups.push([finding]);
    end = Math.max(end, finding.end);
  }
  return groups;
}
