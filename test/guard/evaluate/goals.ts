import type { Measures, Share } from './measure.ts';

/** A goal in per cent; of false alarms less is better. */
export interface Goal {
  readonly name: string;
  readonly floor: number;
  readonly target: number;
  readonly isLimit?: boolean;
  shareIn(measures: Measures): Share;
}

export const goals: readonly Goal[] = [
  { name: 'hard identifiers, span recall', floor: 88, target: 95, shareIn: ({ hardSpans }) => hardSpans },
  { name: 'written fiscal code, IBAN, card', floor: 97, target: 100, shareIn: ({ writtenCodes }) => writtenCodes },
  { name: 'credentials, span recall', floor: 65, target: 80, shareIn: ({ credentials }) => credentials },
  { name: 'precision of hard findings', floor: 95, target: 97, shareIn: ({ hardPrecision }) => hardPrecision },
  { name: 'confidence only in meaning, recall', floor: 75, target: 85, shareIn: ({ meaningOnly }) => meaningOnly },
  {
    name: 'false alarms on harmless messages',
    floor: 8,
    target: 5,
    isLimit: true,
    shareIn: ({ falseAlarms }) => falseAlarms,
  },
  { name: 'worst category of meaning, recall', floor: 55, target: 70, shareIn: ({ byMeaning }) => worstOf(byMeaning) },
  {
    name: 'right words and right category',
    floor: 80,
    target: 90,
    shareIn: ({ rightWordsAndCategory }) => rightWordsAndCategory,
  },
];

/** English may stay this many points behind. */
const ENGLISH_ALLOWANCE = 10;

export type Verdict = 'target' | 'floor' | 'FAIL' | '-';

export function verdictOn({ floor, target, isLimit = false }: Goal, share: Share, lang: string): Verdict {
  if (share.of === 0) return '-';
  const allowance = lang === 'it' ? 0 : ENGLISH_ALLOWANCE;
  const percent = percentOf(share);
  const reaches = (goal: number): boolean => (isLimit ? percent <= goal + allowance : percent >= goal - allowance);
  if (reaches(target)) return 'target';
  return reaches(floor) ? 'floor' : 'FAIL';
}

export const percentOf = ({ hits, of }: Share): number => (of === 0 ? 0 : (100 * hits) / of);

function worstOf(shares: ReadonlyMap<string, Share>): Share {
  const [first, ...others] = shares.values();
  return others.reduce((a, b) => (percentOf(b) < percentOf(a) ? b : a), first ?? { hits: 0, of: 0 });
}
