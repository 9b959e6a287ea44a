import { readWords, type ReadWord, type RuleReading } from './features.ts';
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
  /** The likeliest categories, the best first, each with the words that carried it. */
  readonly readings: readonly Pick<SentenceScore, 'category' | 'score' | 'words'>[];
}

/** Scores every sentence and clause of a text with its likeliest category. Pure; time linear in the text. */
export function scoreSentences(
  text: string,
  model: Model = readModel(),
  meanings?: RuleReading,
): readonly SentenceScore[] {
  const words = readWords(text, meanings);
  const sums = new Float64Array(words.length * outputs);
  for (let index = 0; index < words.length; index++)
    addFeatures({ sums, at: index * outputs }, words[index]!.features, model);
  return segmentsOf(words).map((segment) => scoreSegment({ words, sums, model }, segment));
}

interface Read {
  readonly words: readonly ReadWord[];
  /** Of each word what its features say, an output after the other. */
  readonly sums: Float64Array;
  readonly model: Model;
}

function scoreSegment({ words, sums, model }: Read, segment: Segment): SentenceScore {
  const total = new Float64Array(outputs);
  addFeatures({ sums: total, at: 0 }, sceneOf(words, segment), model);
  for (let output = 0; output < outputs; output++) total[output]! += model.bias[output]!;
  for (let at = segment.from * outputs; at < segment.to * outputs; at += outputs)
    for (let output = 0; output < outputs; output++) total[output]! += sums[at + output]!;
  const best = indexOfBest(total);
  const readings = categoryIndexes
    .filter((output) => output === best || isLikelyAlone(total[output]!))
    .map((output): Reading => ({ output, score: scoreOf(total, output) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, mostReadings);
  const saidOf = (output: number): SentenceScore['words'] => {
    const carrying = heaviestRun({ words, sums, model }, segment, output);
    return { start: words[carrying.from]!.start, end: words[carrying.to - 1]!.end };
  };
  return {
    start: words[segment.from]!.start,
    end: words[segment.to - 1]!.end,
    category: modelCategories[best]!,
    score: scoreOf(total, best),
    words: saidOf(best),
    readings: readings.map(({ output, score }) => ({
      category: modelCategories[output]!,
      score,
      words: saidOf(output),
    })),
  };
}

interface Reading {
  readonly output: number;
  readonly score: number;
}
/** A second category has to be likely by itself: that the words are some confidence says nothing of which. */
const leastAlone = 0.1;
/** So far below, and nearly everything is, nothing needs to be worked out. */
const farFromLeast = Math.log(leastAlone / (1 - leastAlone)) - 0.01;
const isLikelyAlone = (total: number): boolean => total > farFromLeast && logistic(total) >= leastAlone;
const mostReadings = 3;
const categoryIndexes = modelCategories.map((_, index) => index);

/** "Is this of the category?" and "is this a confidence at all?" have to agree. */
const scoreOf = (total: Float64Array, output: number): number => logistic((total[output]! + total[anyIndex]!) / 2);

/** An output after the other, from `at` on. */
interface Row {
  readonly sums: Float64Array;
  readonly at: number;
}

/** Adds up a word's or a segment's features. */
function addFeatures({ sums, at }: Row, features: readonly number[], { weights, scale }: Model): void {
  for (const feature of features) {
    const row = feature * outputs;
    for (let output = 0; output < outputs; output++) sums[at + output]! += weights[row + output]!;
  }
  for (let output = 0; output < outputs; output++) sums[at + output]! *= scale;
}

/**
 * The run of words with the greatest sum for an output (Kadane), never over a mark; each word costs a little, so that the
 * run stays short.
 */
function heaviestRun({ words, sums }: Read, { from, to }: Segment, output: number): Segment {
  let bestFrom = from;
  let bestTo = from + 1;
  let bestSum = -Infinity;
  let start = from;
  let sum = 0;
  for (let index = from; index < to; index++) {
    if (sum <= 0 || words[index]!.before !== 'nothing') {
      start = index;
      sum = 0;
    }
    sum += sums[index * outputs + output]! - costOfWord;
    if (sum > bestSum) {
      bestFrom = start;
      bestTo = index + 1;
      bestSum = sum;
    }
  }
  return { from: bestFrom, to: bestTo };
}
const costOfWord = 0.1;

/** The likeliest category; the last output ("any of them") is no category. */
function indexOfBest(total: Float64Array): number {
  let best = 0;
  for (let output = 1; output < anyIndex; output++) if (total[output]! > total[best]!) best = output;
  return best;
}

const anyIndex = modelCategories.length;
const outputs = modelCategories.length + 1;
const logistic = (value: number): number => 1 / (1 + Math.exp(-value));
