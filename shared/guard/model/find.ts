import type { Match } from '../finding.ts';
import { type Model, readModel } from './model.ts';
import { scoreSentences, type SentenceScore } from './score.ts';

/** From here on the model is sure enough to speak where no rule does (docs/guard.md says what that costs). */
export const certain = 0.65;
/** A long text has more stretches that may sound like a confidence by chance: beyond so many each asks for a little more. */
const STRETCHES = 15;
const MORE_EACH = 0.004;
const MOST_CERTAIN = 0.85;
const certainAmong = (stretches: number): number =>
  Math.min(MOST_CERTAIN, certain + MORE_EACH * Math.max(0, stretches - STRETCHES));
/** Below it the model is sure that nobody's confidence is meant, and a rule that read one is not believed: of a phrase… */
const plausiblePhrase = 0.01;
/** … and of a single word, which needs more around it. */
const plausibleWord = 0.03;
/** What is so long (UTF-16 units) is a phrase. */
const PHRASE_LENGTH = 12;
/** How sure it has to be where a subject is spoken of, and nobody. */
export const certainOfSubject = 0.97;

export interface Weighed {
  /** The rules' findings that stand. */
  readonly believed: readonly Match[];
  /** What only the model finds. */
  readonly besides: readonly Match[];
}

/** What the rules read. */
export interface Ruled {
  readonly matches: readonly Match[];
  /** Where a subject is spoken of, and nobody. */
  readonly impersonal: readonly Span[];
}

/** Rules know words, the model knows how confidences sound: each is asked about the other. */
export function weigh(text: string, { matches: ruled, impersonal }: Ruled, model: Model = readModel()): Weighed {
  const sentences = scoreSentences(text, model);
  return {
    believed: ruled.filter((match) =>
      sentences.some((sentence) => sentence.score >= plausibilityOf(match) && overlaps(sentence, match)),
    ),
    besides: likelyIn(
      sentences.filter((sentence) => isBelieved(sentence, impersonal)),
      certainAmong(sentences.length),
    ).filter((likely) => !ruled.some((match) => overlaps(match, likely))),
  };
}

const plausibilityOf = ({ start, end }: Span): number =>
  end - start >= PHRASE_LENGTH ? plausiblePhrase : plausibleWord;

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

interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
