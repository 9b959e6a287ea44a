import type { Match, Span } from './finding.ts';
import { foldText, originalSpan } from './text/fold.ts';

/** Words or phrases that an association calls confidential, or never so, in whatever case and accents they are written. */
export interface OwnWords {
  readonly always?: readonly string[] | undefined;
  readonly never?: readonly string[] | undefined;
}

/** Longer lists are cut: a text is looked through once for every word that may begin a phrase. */
const MAX_PHRASES = 1000;
const MAX_WORDS = 12;

/** Findings that lie wholly within a phrase of `never` fall away; each phrase of `always` is a confidence. */
export function applyOwnWords(text: string, { always, never }: OwnWords, found: readonly Match[]): readonly Match[] {
  const harmless = placesOf(text, never);
  const told = placesOf(text, always).map((place): Match => ({ ...place, kind: 'confidence' }));
  const left = found.filter((match) => !harmless.some((place) => contains(place, match)));
  return [...left, ...told];
}

const contains = (place: Span, match: Span): boolean => place.start <= match.start && match.end <= place.end;

/** Whole words only: `rete` is not in `segretezza`. Linear: a word begins few phrases, and a phrase has few words. */
function placesOf(text: string, phrases: readonly string[] | undefined): readonly Span[] {
  if (phrases === undefined || phrases.length === 0) return [];
  const byFirst = phrasesByFirstWord(phrases);
  if (byFirst.size === 0) return [];
  const folded = foldText(text);
  const words = wordsOf(folded.lower);
  return words.flatMap(({ word, start }, at) =>
    (byFirst.get(word) ?? [])
      .filter((phrase) => phrase.every((other, i) => words[at + i]?.word === other))
      .map((phrase) => originalSpan(folded, start, words[at + phrase.length - 1]?.end ?? start)),
  );
}

type ByFirstWord = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Lists that are looked for again and again, at every key of a reply: read once. */
const readLists = new WeakMap<readonly string[], ByFirstWord>();

function phrasesByFirstWord(phrases: readonly string[]): ByFirstWord {
  const known = readLists.get(phrases);
  if (known !== undefined) return known;
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const phrase of phrases.slice(0, MAX_PHRASES)) {
    const words = wordsOf(foldText(phrase).lower).map(({ word }) => word);
    const first = words[0];
    if (first === undefined || words.length > MAX_WORDS) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), words]);
  }
  readLists.set(phrases, byFirst);
  return byFirst;
}

interface Word extends Span {
  readonly word: string;
}

const wordsOf = (lower: string): readonly Word[] =>
  [...lower.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
