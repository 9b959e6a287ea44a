import type { Match } from '../finding.ts';
import { type Model, readModel } from './model.ts';
import { scoreSentences } from './score.ts';

/** From here on the model is sure enough to speak where no rule does (docs/guard.md says what that costs). */
export const certain = 0.9;

/** The sentences that sound like a confidence: the words that carry it, never two findings on the same words. */
export function findLikely(text: string, least = certain, model: Model = readModel()): readonly Match[] {
  const likely = scoreSentences(text, model).filter(({ score }) => score >= least);
  const taken: Match[] = [];
  for (const { words, category } of likely.sort((a, b) => b.score - a.score)) {
    const isFree = taken.every(({ start, end }) => words.end <= start || end <= words.start);
    if (isFree) taken.push({ ...words, kind: category });
  }
  return taken.sort((a, b) => a.start - b.start);
}
