import { fromBase64 } from '../text/base64.ts';
import { namesReference } from './credential-words.ts';
import type { Place, Scene } from './scene.ts';
import { type SecretCandidate, secretCandidates } from './secret-candidates.ts';
import { createSecretReader } from './secret-features.ts';
import { tellsOfAccess } from './secret-lexicon.ts';
import { packedSecrets } from './secret-weights.ts';

/** From here on the model speaks where no rule does (docs/guard.md says what that costs). */
export const CERTAIN = 0.45;
/** Below it a rule's finding is not believed. */
const PLAUSIBLE = 0.02;

/**
 * Rules know the frames that somebody thought of; the model weighs what stands about everything that looks like a secret. What
 * it is sure of is added, and what it is sure to be another number is taken away.
 */
export function weighSecrets(scene: Scene, ruled: readonly Place[]): readonly Place[] {
  const candidates = secretCandidates(scene);
  if (candidates.length === 0) return ruled;
  const featuresOf = createSecretReader(scene);
  const weighed = candidates.map((candidate) => ({ candidate, score: scoreOf(featuresOf(candidate)) }));
  const unlikely = new Set(
    weighed.filter(({ score }) => score < PLAUSIBLE).map(({ candidate: { start, end } }) => `${start}-${end}`),
  );
  return [
    ...ruled.filter(({ start, end }) => !unlikely.has(`${start}-${end}`)),
    ...weighed
      .filter(({ score, candidate }) => score >= CERTAIN && !isReference(scene, candidate))
      .map(({ candidate: { start, end } }) => ({ start, end })),
  ];
}

/** Orders, parcels, meters and files are called what no word looks like, too: so far from it a token needs a word of access. */
const ACCESS_REACH = 75;

function isReference({ lower }: Scene, { start, end, isToken }: SecretCandidate): boolean {
  if (isToken !== true) return false;
  if (namesReference.test(lower.slice(Math.max(0, start - 40), start))) return true;
  return ![lower.slice(Math.max(0, start - ACCESS_REACH), start), lower.slice(end, end + ACCESS_REACH)].some(
    tellsOfAccess,
  );
}

function scoreOf(features: readonly number[]): number {
  const { weights, bias, scale } = readSecretModel();
  let sum = 0;
  for (const feature of features) sum += weights[feature]!;
  return 1 / (1 + Math.exp(-(sum * scale + bias)));
}

interface SecretModel {
  readonly weights: Int8Array;
  readonly bias: number;
  readonly scale: number;
}
let read: SecretModel | undefined;

export function readSecretModel(): SecretModel {
  const { weights, bias, scale } = packedSecrets;
  return (read ??= { weights: Int8Array.from(fromBase64(weights), (byte) => (byte << 24) >> 24), bias, scale });
}
