import type { Token } from './tokens.ts';

/** A run of words that is judged by itself: indexes of words, end exclusive. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** Judged whole up to here; dictated text without marks is read through windows. */
const longestSegment = 22;
const windowWords = 14;
const windowStep = 5;
const shortestClause = 2;

/**
 * Sentences and the clauses within them, so that one confidence in a long mail isn't outweighed by the rest. Every word
 * is in at most `longestSegment` segments.
 */
export function segmentsOf(tokens: readonly Token[]): readonly Segment[] {
  const found: Segment[] = [];
  let from = 0;
  for (let to = 1; to <= tokens.length; to++) {
    const next = tokens[to];
    if (next && next.before !== 'stop' && next.before !== 'question') continue;
    found.push(...ofSentence(tokens, { from, to }));
    from = to;
  }
  return found;
}

function ofSentence(tokens: readonly Token[], sentence: Segment): readonly Segment[] {
  const clauses = clausesOf(tokens, sentence).flatMap(windows);
  const whole = size(sentence) <= longestSegment ? [sentence] : pairs(clauses);
  if (clauses.length === 1) return whole.length > 0 ? whole : clauses;
  return [...whole, ...clauses.filter((clause) => size(clause) >= shortestClause)];
}

/** Two clauses that follow each other: who is meant often stands in one, and what in the other. */
const pairs = (clauses: readonly Segment[]): readonly Segment[] =>
  clauses
    .slice(1)
    .map((clause, index) => ({ from: clauses[index]!.from, to: clause.to }))
    .filter((pair) => size(pair) <= longestSegment);

function clausesOf(tokens: readonly Token[], { from, to }: Segment): readonly Segment[] {
  const found: Segment[] = [];
  let start = from;
  for (let index = from + 1; index < to; index++) {
    const token = tokens[index]!;
    if (token.before !== 'pause' && !openers.has(token.word)) continue;
    found.push({ from: start, to: index });
    start = index;
  }
  return [...found, { from: start, to }];
}
const openers = new Set(
  'ma pero quindi perche percio siccome poiche dunque ecco poi because but so since then'.split(' '),
);

function windows(clause: Segment): readonly Segment[] {
  if (size(clause) <= longestSegment) return [clause];
  const found: Segment[] = [];
  for (let from = clause.from; from + windowWords - windowStep < clause.to; from += windowStep) {
    found.push({ from, to: Math.min(from + windowWords, clause.to) });
  }
  return found;
}

const size = ({ from, to }: Segment): number => to - from;
