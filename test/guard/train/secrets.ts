import { type Scene, createScene, type Place } from '../../../shared/guard/identifiers/scene.ts';
import { secretCandidates } from '../../../shared/guard/identifiers/secret-candidates.ts';
import { createSecretReader, secretBuckets } from '../../../shared/guard/identifiers/secret-features.ts';
import { isHardKind, type FindingKind } from '../../../shared/guard/finding.ts';
import type { MarkedText } from './secret-texts.ts';
import { originalSpan } from '../../../shared/guard/text/fold.ts';
import { createRandom } from './random.ts';

export interface SecretExample {
  readonly features: readonly number[];
  readonly isSecret: boolean;
}

/** A candidate counts as the secret when so much of either is the other's. */
const SAME = 0.75;

export function examplesOf({ text, marks }: MarkedText): readonly SecretExample[] {
  const scene = createScene(text, {});
  const featuresOf = createSecretReader(scene);
  return secretCandidates(scene).flatMap((candidate): readonly SecretExample[] => {
    const shared = marks
      .map((mark) => ({ mark, share: sharedWith(scene, candidate, mark) }))
      .sort((a, b) => b.share - a.share)[0];
    const isSecret = shared !== undefined && shared.mark.kind === 'CREDENTIAL' && shared.share >= SAME;
    if (!isSecret && shared !== undefined && shared.share > 0 && isHardKind(shared.mark.kind as FindingKind)) return [];
    return [{ features: featuresOf(candidate), isSecret }];
  });
}

/** Folded places against places of the text. */
function sharedWith({ folded }: Scene, candidate: Place, mark: Place): number {
  const { start, end } = originalSpan(folded, candidate.start, candidate.end);
  const common = Math.min(end, mark.end) - Math.max(start, mark.start);
  return common <= 0 ? 0 : common / Math.max(end - start, mark.end - mark.start);
}

export interface SecretWeights {
  readonly weights: Float32Array;
  readonly bias: number;
}

const options = { epochs: 24, rate: 0.1, hidden: 0.25, decay: 2e-3, seed: 5 };

/** Logistic regression with AdaGrad; the same texts give the same weights. */
export function trainSecrets(examples: readonly SecretExample[]): SecretWeights {
  const random = createRandom(options.seed);
  const weights = new Float32Array(secretBuckets);
  const squares = new Float32Array(secretBuckets).fill(1e-2);
  let bias = -1;
  let biasSquares = 1e-2;
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    for (const place of random.shuffle(examples.length)) {
      const { features, isSecret } = examples[place]!;
      const shown = features.filter(() => random.next() >= options.hidden);
      const sum = shown.reduce((total, feature) => total + weights[feature]! / (1 - options.hidden), bias);
      const gradient = 1 / (1 + Math.exp(-sum)) - (isSecret ? 1 : 0);
      if (Math.abs(gradient) < 1e-3) continue;
      biasSquares += gradient * gradient;
      bias -= (options.rate * gradient) / Math.sqrt(biasSquares);
      for (const feature of shown) {
        squares[feature]! += gradient * gradient;
        weights[feature]! -=
          (options.rate * (gradient + options.decay * weights[feature]!)) / Math.sqrt(squares[feature]!);
      }
    }
  }
  return { weights, bias };
}

const steps = 127;

/** One byte a weight. */
export function sourceOfSecrets({ weights, bias }: SecretWeights, trainedOn: string): string {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / steps;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return `// Written by npm run guard:train.
export const packedSecrets = {
  trainedOn: '${trainedOn}',
  scale: ${Number(scale.toPrecision(6))},
  bias: ${Number(bias.toPrecision(4))},
  weights:
    '${Buffer.from(bytes.buffer).toString('base64')}',
};
`;
}

export interface SecretShares {
  /** Of the secrets that are candidates at all. */
  readonly recall: readonly [number, number];
  /** Of the candidates that are none. */
  readonly wrong: readonly [number, number];
}

/** What the model alone says of texts that it has not learned from: every fifth, five times. */
export function crossValidate(
  texts: readonly MarkedText[],
  others: readonly SecretExample[],
  least: number,
): SecretShares {
  const folds = 5;
  const counts = { found: 0, secrets: 0, wrong: 0, others: 0 };
  for (let fold = 0; fold < folds; fold += 1) {
    const learned = texts.filter((_, at) => at % folds !== fold).flatMap(examplesOf);
    const { weights, bias } = trainSecrets([...learned, ...others]);
    for (const { features, isSecret } of texts.filter((_, at) => at % folds === fold).flatMap(examplesOf)) {
      const sum = features.reduce((total, feature) => total + weights[feature]!, bias);
      const isFound = 1 / (1 + Math.exp(-sum)) >= least;
      if (isSecret) counts.secrets += 1;
      else counts.others += 1;
      if (isFound && isSecret) counts.found += 1;
      if (isFound && !isSecret) counts.wrong += 1;
    }
  }
  return { recall: [counts.found, counts.secrets], wrong: [counts.wrong, counts.others] };
}
