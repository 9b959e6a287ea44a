import type { DictionaryFiles, WrittenLanguage } from '../../shared/bridge/desktop.ts';
import { Dictionary } from './dictionary/dictionary.ts';
import { DictionaryError } from './dictionary/limits.ts';
import { suggestionsFor } from './dictionary/suggest.ts';
import { type WordAt, wordsIn } from './passages.ts';
import { besidesNoWords, isLookedUp, namesAmong, partsAroundApostrophe } from './unchecked.ts';

/** A field as far as it is looked at. */
export interface Written {
  readonly language: WrittenLanguage;
  readonly text: string;
}

/** Which words are wrong. What is asked and what is ignored stays in this window, and goes with it. */
export class Spelling {
  private readonly dictionaries = new Map<WrittenLanguage, Dictionary>();
  private readonly ignored = new Set<string>();
  private names: ReadonlySet<string> = new Set();

  /** @throws DictionaryError where the files are none that can be used. */
  open(language: WrittenLanguage, { affixes, words }: DictionaryFiles): void {
    const encoding = encodingOf(affixes);
    this.dictionaries.set(language, new Dictionary(decoded(affixes, encoding), decoded(words, encoding)));
  }

  /** People and groups whose names are nobody's mistake. */
  know(names: readonly string[]): void {
    this.names = namesAmong(names);
  }

  ignore(word: string): void {
    this.ignored.add(keyOf(word));
  }

  /** In the order of the text. */
  wrongIn({ language, text }: Written): readonly WordAt[] {
    const dictionary = this.dictionaries.get(language);
    if (dictionary === undefined) return [];
    const wrong = wordsIn(text).filter(
      ({ word }) => isLookedUp(word) && !this.isLeft(word) && !dictionary.isKnown(word),
    );
    return besidesNoWords(text, wrong);
  }

  suggestions(word: string, language: WrittenLanguage): readonly string[] {
    const dictionary = this.dictionaries.get(language);
    return dictionary === undefined ? [] : suggestionsFor(dictionary, word);
  }

  private isLeft(word: string): boolean {
    if (this.ignored.has(keyOf(word))) return true;
    return partsAroundApostrophe(word).some((part) => this.names.has(part) || this.ignored.has(part));
  }
}

const keyOf = (word: string): string => word.toLowerCase().replaceAll('’', "'");

/** Bytes in which a file has to say how it is written. */
const HEAD_BYTES = 20_000;

function encodingOf(affixes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(affixes.subarray(0, HEAD_BYTES));
  // Hunspell's own names of two that browsers call otherwise.
  const [, named = 'ISO8859-1'] = /^SET\s+([\w-]{1,30})/m.exec(head) ?? [];
  return named.replace(/^ISO8859-/i, 'ISO-8859-').replace(/^microsoft-cp/i, 'windows-');
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new DictionaryError('aff', 1, 'bad-encoding');
  }
}
