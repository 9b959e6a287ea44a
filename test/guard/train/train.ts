import { bucketCount, readWords, type ReadWord } from '../../../shared/guard/model/features.ts';
import { modelCategories, outputCount, type Model } from '../../../shared/guard/model/model.ts';
import { readMeanings } from '../../../shared/guard/meaning/find-meanings.ts';
import { sceneOf } from '../../../shared/guard/model/scene.ts';
import { segmentsOf, type Segment } from '../../../shared/guard/model/segments.ts';
import { createRandom, type Random } from './random.ts';
import type { TrainingMessage } from './messages.ts';

const anyOutput = modelCategories.length;

export interface TrainingOptions {
  readonly epochs: number;
  /** After these only the largest weights are kept, and learn on for as many epochs as this says. */
  readonly prunedEpochs: number;
  readonly keptWeights: number;
  readonly rate: number;
  /** Share of the features hidden at each step, so that no single one has to carry a verdict. */
  readonly hidden: number;
  /** Pull towards zero at each step that meets a feature. */
  readonly decay: number;
  readonly seed: number;
}
export const trainingOptions: TrainingOptions = {
  epochs: 12,
  prunedEpochs: 6,
  keptWeights: 200_000,
  rate: 0.12,
  hidden: 0.3,
  decay: 1e-3,
  seed: 20,
};

/** A run of words that has to be judged, and what the verdict should be. */
interface Example {
  readonly features: Int32Array;
  readonly wanted: readonly number[]; // outputs
}

/** What a step teaches: all clauses of harmless text, and of a confidence the segments around its words. */
interface Lesson {
  readonly examples: readonly Example[];
}

/** One-vs-rest logistic regression with AdaGrad. The same messages and seed give the same weights. */
export function trainModel(messages: readonly TrainingMessage[], options = trainingOptions): Model {
  const random = createRandom(options.seed);
  const learner = createLearner(options, random);
  const lessons = withoutRarities(messages.map(lessonOf));
  for (let epoch = 0; epoch < options.epochs + options.prunedEpochs; epoch++) {
    if (epoch === options.epochs) learner.prune();
    for (const place of random.shuffle(lessons.length)) {
      for (const example of lessons[place]!.examples) learner.step(example);
    }
  }
  return learner.model;
}

function lessonOf({ text, lang, direction, evidence }: TrainingMessage): Lesson {
  const context = { lang, direction: direction === 'outgoing' ? 'out' : 'in' } as const;
  const words = readWords(text, { ...readMeanings(text, context), direction: context.direction });
  const segments = segmentsOf(words);
  const examples: Example[] = [];
  for (const segment of segments) {
    const shares = evidence.map((span) => ({ span, share: overlap(words, segment, span) }));
    const inside = shares.filter(({ share }) => share >= 0.6);
    // Part of a confidence teaches nothing for certain.
    if (inside.length === 0 && shares.some(({ share }) => share > 0)) continue;
    const wanted = [...new Set(inside.map(({ span }) => modelCategories.indexOf(span.category)))];
    examples.push({
      features: Int32Array.from([
        ...words.slice(segment.from, segment.to).flatMap(({ features }) => features),
        ...sceneOf(words, segment),
      ]),
      wanted: wanted.length > 0 ? [...wanted, anyOutput] : [],
    });
  }
  return { examples };
}

/** What one message alone has teaches nothing about others, and fills most of the weights. */
function withoutRarities(lessons: readonly Lesson[]): readonly Lesson[] {
  const counts = new Uint16Array(bucketCount);
  for (const { examples } of lessons) {
    for (const feature of new Set(examples.flatMap(({ features }) => [...features]))) counts[feature]!++;
  }
  return lessons.map(({ examples }) => ({
    examples: examples.map(({ features, wanted }) => ({
      features: features.filter((feature) => counts[feature]! >= leastMessages),
      wanted,
    })),
  }));
}
const leastMessages = 2;

/** Which share of a span's words a segment holds. */
function overlap(words: readonly ReadWord[], { from, to }: Segment, span: { start: number; end: number }): number {
  const spanned = words.filter((word) => word.start < span.end && span.start < word.end);
  const within = words.slice(from, to).filter((word) => spanned.includes(word));
  return spanned.length === 0 ? 0 : within.length / spanned.length;
}

function createLearner({ rate, hidden, decay, keptWeights }: TrainingOptions, random: Random) {
  const weights = new Float32Array(bucketCount * outputCount);
  const squares = new Float32Array(bucketCount * outputCount).fill(1e-2);
  const bias = Array.from({ length: outputCount }, () => -2);
  const biasSquares = Array.from({ length: outputCount }, () => 1e-2);
  const sums = new Float64Array(outputCount);
  let isPruned = false;

  function step({ features, wanted }: Example): void {
    const shown = features.filter(() => random.next() >= hidden);
    const strength = 1 / (1 - hidden);
    for (let output = 0; output < outputCount; output++) sums[output] = bias[output]!;
    for (const feature of shown) {
      const row = feature * outputCount;
      for (let output = 0; output < outputCount; output++) sums[output]! += weights[row + output]! * strength;
    }
    for (let output = 0; output < outputCount; output++) {
      const gradient = 1 / (1 + Math.exp(-sums[output]!)) - (wanted.includes(output) ? 1 : 0);
      if (Math.abs(gradient) < 1e-3) continue;
      biasSquares[output]! += gradient * gradient;
      bias[output]! -= (rate * gradient) / Math.sqrt(biasSquares[output]!);
      for (const feature of shown) {
        const place = feature * outputCount + output;
        if (isPruned && weights[place] === 0) continue;
        squares[place]! += gradient * gradient;
        weights[place]! -= (rate * (gradient + decay * weights[place]!)) / Math.sqrt(squares[place]!);
      }
    }
  }
  function prune(): void {
    const least = [...weights.map(Math.abs)].sort((a, b) => b - a)[keptWeights] ?? 0;
    for (const [place, weight] of weights.entries()) if (Math.abs(weight) <= least) weights[place] = 0;
    isPruned = true;
  }
  return { step, prune, model: { weights, bias, scale: 1 } };
}
