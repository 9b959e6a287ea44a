import type { DraftKind } from '../../shared/bridge/core-queries.ts';
import type { AdviceKey, Finding, ReasonKey, Span } from '../../shared/guard/finding.ts';
import { isConfidential } from './marked-parts.ts';
import { privateWaysIn } from './private-ways.ts';

/** Why passages of what is being written should not be sent, and what to do instead: said once, however many there are. */
export interface Warning {
  readonly reason: ReasonKey | 'private-way.reason';
  readonly advice: AdviceKey | 'private-way.advice';
  readonly isConfidential: boolean;
  readonly passages: readonly Span[];
}

/** What is confidential first; a colleague may be told how somebody is reached, so what is for colleagues is not warned of that. */
export function warningsOf(text: string, findings: readonly Finding[], kind: DraftKind): readonly Warning[] {
  const confidential = findings.filter(isConfidential);
  if (kind !== 'reply') return byReason(confidential);
  const contacts = findings.filter((finding) => !isConfidential(finding) && finding.kind !== 'VAT');
  const ways = privateWaysIn(text);
  const reason = 'private-way.reason' as const;
  const advice = 'private-way.advice' as const;
  const past = ways.length === 0 ? [] : [{ reason, advice, isConfidential: false, passages: ways }];
  return [...byReason(confidential), ...byReason(contacts), ...past];
}

function byReason(findings: readonly Finding[]): readonly Warning[] {
  const warnings = new Map<string, Warning>();
  for (const finding of findings) {
    const { reason, advice, start, end } = finding;
    const passages = [...(warnings.get(reason)?.passages ?? []), { start, end }];
    warnings.set(reason, { reason, advice, isConfidential: isConfidential(finding), passages });
  }
  return [...warnings.values()];
}
