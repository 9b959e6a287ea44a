import type { ScanContext } from '../context.ts';
import type { Match } from '../finding.ts';
import { foldText, originalSpan } from '../text/fold.ts';
import { english } from './english/english.ts';
import { italian } from './italian/italian.ts';
import { judge, type WeighedTerm } from './judge.ts';
import { buildLanguage, type Language } from './language.ts';
import { type Token, tokenise } from './tokens.ts';
import { walk } from './trie.ts';

/**
 * What a text says of somebody's health, faith, family… : phrases of the lexicon, and around each of them a person and a
 * way of having it. A subject that is only talked about is no finding (docs/guard.md).
 */
export function findMeanings(text: string, context: ScanContext): readonly Match[] {
  return readMeanings(text, context).matches;
}

export interface Meanings {
  readonly matches: readonly Match[];
  /** Stretches that speak of a subject and of nobody, or are a saying: what only sounds like a confidence is none there. */
  readonly impersonal: readonly { readonly start: number; readonly end: number }[];
  /** Every phrase of a category, whether or not it was believed; `end` is where its last word ends. */
  readonly terms: readonly ReadTerm[];
  /** Where each word of `told` ends in the text. */
  readonly ends: readonly number[];
  /** Of each word who or what it speaks of (`toldFeatures`), and 128 in what goes out. */
  readonly told: Uint8Array;
  /** Counts the walk through the lexicon, for the test that time is linear. */
  readonly steps: number;
}

export interface ReadTerm extends Pick<WeighedTerm, 'kind' | 'strength' | 'verdict' | 'near'> {
  readonly start: number;
  readonly end: number;
}

export function readMeanings(text: string, { lang, direction }: ScanContext, folded = foldText(text)): Meanings {
  const written = tokenise(folded, asWritten);
  const language = languageOf(written, lang);
  const isRespelt = written.some(({ word }) => language.spellings.has(word));
  const tokens = isRespelt ? tokenise(folded, language.spellings) : written;
  const keys = new Map<string, readonly number[]>();
  const words = tokens.map(({ word, before }) => ({
    keys: keysOf(language, word, keys),
    light: language.isLight(word),
    stop: before === 'stop',
  }));
  const { hits, steps } = walk(language.root, words);
  const { disclosures, impersonal, sayings, terms, told } = judge(tokens, hits, direction === 'out' ? 'out' : 'in');
  const spanOf = ({ first, last }: { first: number; last: number }) =>
    originalSpan(folded, tokens[first]?.start ?? 0, tokens[last]?.end ?? 0);
  const matches = disclosures.map((disclosure) => ({ kind: disclosure.kind, ...spanOf(disclosure) }));
  return {
    matches,
    impersonal: [...impersonal, ...sayings].map((stretch) => spanOf(stretch)),
    terms: terms.map(({ kind, strength, verdict, near, ...place }) => ({
      kind,
      strength,
      verdict,
      near,
      ...spanOf(place),
    })),
    ends: tokens.map(({ end }) => folded.ends[end - 1]!),
    told,
    steps,
  };
}

const asWritten: Language['spellings'] = new Map();

let builtItalian: Language | undefined;
let builtEnglish: Language | undefined;
/** Lexicons are made ready at the first text, or before it while nobody waits. */
export const warmUpItalian = (): Language => (builtItalian ??= buildLanguage(italian));
export const warmUpEnglish = (): Language => (builtEnglish ??= buildLanguage(english));

/** As said, unless the text's little words are clearly of the other one: foreigners and copied texts. */
function languageOf(tokens: readonly Token[], lang: string | undefined): Language {
  const [it, en] = [warmUpItalian(), warmUpEnglish()];
  const [said, other] = lang === 'en' ? [en, it] : [it, en];
  const count = ({ functionWords }: Language): number => tokens.filter(({ word }) => functionWords.has(word)).length;
  const least = lang === undefined ? 1 : 2;
  return count(other) >= least + count(said) ? other : said;
}

function keysOf(language: Language, word: string, known: Map<string, readonly number[]>): readonly number[] {
  const before = known.get(word);
  if (before !== undefined) return before;
  const keys = language.keysOf(word);
  known.set(word, keys);
  return keys;
}
