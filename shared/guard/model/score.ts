import { readWords, type ReadWord } from './features.ts';
import { sceneOf } from './scene.ts';
import { segmentsOf, type Segment } from './segments.ts';
import { modelCategories, readModel, type Model, type ModelCategory } from './model.ts';

/** How likely a sentence or clause is to say something of a category about somebody. UTF-16 offsets, end exclusive. */
export interface SentenceScore {
  readonly start: number;
  readonly end: number;
  readonly category: ModelCategory;
  /** From 0 to 1. */
  readonly score: number;
  /** The words that carried the score. */
  readonly words: { readonly start: number; readonly end: number };
}

/** Scores every sentence and clause of a text with its likeliest category. Pure; time linear in the text. */
export function scoreSentences(text: string, model: Model = readModel()): readonly SentenceScore[] {
  const words = readWords(text);
  const sums = words.map(({ features }) => sumOf(features, model));
  return segmentsOf(words).map((segment) => scoreSegment({ words, sums, model }, segment));
}

interface Read {
  readonly words: readonly ReadWord[];
  readonly sums: readonly Float64Array[];
  readonly model: Model;
}

function scoreSegment({ words, sums, model }: Read, segment: Segment): SentenceScore {
  const total = sumOf(sceneOf(words, segment), model);
  addTo(total, Float64Array.from(model.bias));
  for (let index = segment.from; index < segment.to; index++) addTo(total, sums[index]!);
  const best = indexOfBest(total);
  const carrying = heaviestRun({ words, sums, model }, segment, best);
  return {
    start: words[segment.from]!.start,
    end: words[segment.to - 1]!.end,
    category: modelCategories[best]!,
    // "Is this of the category?" and "is this a confidence at all?" have to agree.
    score: logistic((total[best]! + total[anyIndex]!) / 2),
    words: { start: words[carrying.from]!.start, end: words[carrying.to - 1]!.end },
  };
}

function sumOf(features: readonly number[], { weights, scale }: Model): Float64Array {
  const sum = new Float64Array(outputs);
  for (const feature of features) {
    const row = feature * outputs;
    for (let output = 0; output < outputs; output++) sum[output]! += weights[row + output]!;
  }
  for (let output = 0; output < outputs; output++) sum[output]! *= scale;
  return sum;
}

/**
 * The run of words with the greatest sum for an output (Kadane), never over a mark; each word costs a little, so that the
 * run stays short.
 */
function heaviestRun({ words, sums }: Read, { from, to }: Segment, output: number): Segment {
  let best: Segment = { from, to: from + 1 };
  let bestSum = -Infinity;
  let start = from;
  let sum = 0;
  for (let index = from; index < to; index++) {
    if (sum <= 0 || words[index]!.before !== 'nothing') [start, sum] = [index, 0];
    sum += sums[index]![output]! - costOfWord;
    if (sum > bestSum) [best, bestSum] = [{ from: start, to: index + 1 }, sum];
  }
  return best;
}
const costOfWord = 0.2;

function addTo(total: Float64Array, sum: Float64Array): void {
  for (let output = 0; output < outputs; output++) total[output]! += sum[output]!;
}

/** The likeliest category; the last output ("any of them") is no category. */
function indexOfBest(total: Float64Array): number {
  let best = 0;
  for (let output = 1; output < anyIndex; output++) if (total[output]! > total[best]!) best = output;
  return best;
}

const anyIndex = modelCategories.length;
const outputs = modelCategories.length + 1;
const logistic = (value: number): number => 1 / (1 + Math.exp(-value));
