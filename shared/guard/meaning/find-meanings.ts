import type { ScanContext } from '../context.ts';
import type { Match } from '../finding.ts';
import { foldText, originalSpan } from '../text/fold.ts';
import { english } from './english/english.ts';
import { italian } from './italian/italian.ts';
import { judge } from './judge.ts';
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

/** `steps` counts the walk through the lexicon, for the test that time is linear. */
export function readMeanings(
  text: string,
  { lang, direction }: ScanContext,
): { readonly matches: readonly Match[]; readonly steps: number } {
  const folded = foldText(text);
  const language = languageOf(tokenise(folded, new Map()), lang);
  const tokens = tokenise(folded, language.spellings);
  const keys = new Map<string, readonly number[]>();
  const words = tokens.map(({ word, before }) => ({
    keys: keysOf(language, word, keys),
    light: language.isLight(word),
    stop: before === 'stop',
  }));
  const { hits, steps } = walk(language.root, words);
  const matches = judge(tokens, hits, direction === 'out' ? 'out' : 'in').map(({ kind, first, last }) => ({
    kind,
    ...originalSpan(folded, tokens[first]?.start ?? 0, tokens[last]?.end ?? 0),
  }));
  return { matches, steps };
}

let languages: { readonly it: Language; readonly en: Language } | undefined;

/** As said, unless the text's little words are clearly of the other one: foreigners and copied texts. */
function languageOf(tokens: readonly Token[], lang: string | undefined): Language {
  languages ??= { it: buildLanguage(italian), en: buildLanguage(english) };
  const [said, other] = lang === 'en' ? [languages.en, languages.it] : [languages.it, languages.en];
  const count = ({ functionWords }: Language): number => tokens.filter(({ word }) => functionWords.has(word)).length;
  return count(other) >= 2 + 2 * count(said) ? other : said;
}

function keysOf(language: Language, word: string, known: Map<string, readonly number[]>): readonly number[] {
  const before = known.get(word);
  if (before !== undefined) return before;
  const keys = language.keysOf(word);
  known.set(word, keys);
  return keys;
}
