import type { Match } from '../finding.ts';
import type { Meanings } from '../meaning/find-meanings.ts';
import type { RuleReading } from './features.ts';
import { type Model, readModel } from './model.ts';
import { scoreSentences, type SentenceScore } from './score.ts';

/** From here on a stretch is a confidence, whether or not a rule speaks (docs/guard.md says what that costs). */
export const certain = 0.18;
/** What a rule read is one from here on. */
export const plausible = 0.12;
/** In a text that tells a confidence these count, too: what else may be one. */
const further = 0.08;
/** And a second category of the same words, where it is nearly as likely. */
const alike = 0.3;
/** A long text has more stretches that may sound like a confidence by chance: beyond so many each asks for a little more. */
const STRETCHES = 15;
const MORE_EACH = 0.004;
const MOST_CERTAIN = 0.6;
const certainAmong = (stretches: number): number =>
  Math.min(MOST_CERTAIN, certain + MORE_EACH * Math.max(0, stretches - STRETCHES));
/** How sure it has to be where a subject is spoken of, and nobody. */
export const certainOfSubject = 0.9;

export interface Weighed {
  /** What rules read and the model believes. */
  readonly believed: readonly Match[];
  /** What the model finds besides. */
  readonly likely: readonly Match[];
  /** What is shown besides where the text is confidential anyway. */
  readonly perhaps: readonly Match[];
}

/** The model reads what the rules read, and says how likely each stretch tells a confidence. */
export function weigh(
  text: string,
  { impersonal, matches: ruled, ...read }: Meanings & RuleReading,
  model: Model = readModel(),
): Weighed {
  const sentences = scoreSentences(text, model, read);
  const likelihood = (match: Span): number =>
    sentences.reduce((most, sentence) => (overlaps(sentence, match) ? Math.max(most, sentence.score) : most), 0);
  const least = certainAmong(sentences.length);
  const believed = ruled.map((match) => ({ match, score: likelihood(match) }));
  const sound = sentences.filter((sentence) => isBelieved(sentence, impersonal));
  const isRuled = (likely: Match): boolean =>
    ruled.some((match) => match.kind === likely.kind && overlaps(match, likely));
  return {
    believed: believed.filter(({ score }) => score >= plausible).map(({ match }) => match),
    likely: likelyIn(sound, least).filter((likely) => !isRuled(likely)),
    perhaps: [
      ...believed.filter(({ score }) => score < plausible && score >= further / 2).map(({ match }) => match),
      ...readingsIn(sound),
    ],
  };
}

const isBelieved = ({ score, words }: SentenceScore, impersonal: readonly Span[]): boolean =>
  score >= certainOfSubject || !impersonal.some((stretch) => overlaps(stretch, words));

/** The sentences that sound like a confidence: the words that carry it, never two findings on the same words. */
export const findLikely = (text: string, least = certain, model: Model = readModel()): readonly Match[] =>
  likelyIn(scoreSentences(text, model), least);

function likelyIn(sentences: readonly SentenceScore[], least = certain): readonly Match[] {
  const likely = sentences.filter(({ score }) => score >= least);
  const taken: Match[] = [];
  for (const { words, category } of likely.sort((a, b) => b.score - a.score)) {
    if (!taken.some((match) => overlaps(match, words))) taken.push({ ...words, kind: category });
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** Less likely stretches, and other categories of the same words: one of each kind on the same words. */
function readingsIn(sentences: readonly SentenceScore[]): readonly Match[] {
  const readings = sentences
    .flatMap(({ readings }) => readings.filter(({ score }, at) => score >= (at === 0 ? further : alike)))
    .sort((a, b) => b.score - a.score);
  const taken: Match[] = [];
  for (const { words, category } of readings) {
    if (!taken.some((match) => match.kind === category && overlaps(match, words)))
      taken.push({ ...words, kind: category });
  }
  return taken;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
