import { type AffixRule, type Affixes, type AffixTable, readAffixes } from './affixes.ts';
import { limits } from './limits.ts';
import { BETWEEN, readWords, type Words } from './words.ts';

/** The words of one language: roots and rules, never all the forms. */
export class Dictionary {
  readonly affixes: Affixes;
  private readonly words: Words;
  private readonly longest: { readonly suffix: number; readonly prefix: number };
  /** Some suffix may come after another one. */
  private readonly hasCarried: boolean;
  private readonly known = new Map<string, boolean>();
  private steps = 0;

  /** @throws DictionaryError where the files are none that can be used. */
  constructor(affixText: string, wordText: string) {
    this.affixes = readAffixes(affixText);
    this.words = readWords(wordText, this.affixes);
    this.hasCarried = rulesOf(this.affixes.suffixes).some(({ carries }) => carries !== '');
    this.longest = { suffix: longestOf(this.affixes.suffixes), prefix: longestOf(this.affixes.prefixes) };
  }

  /** Whether the word is right as it is written, or as the beginning of a sentence. */
  isKnown(written: string): boolean {
    const word = plain(written, this.affixes.conversions);
    if (word.length > limits.word) return true;
    const before = this.known.get(word);
    if (before !== undefined) return before;
    if (this.known.size > KEPT_WORDS) this.known.clear();
    const isKnown = this.look(word);
    this.known.set(word, isKnown);
    return isKnown;
  }

  /** May stand among suggestions: known, and not a word that nobody wants proposed. */
  mayPropose(word: string): boolean {
    const flags = this.words.get(word);
    const { NOSUGGEST: never } = this.affixes.special;
    return !(never !== '' && flags?.includes(never) === true) && this.isRight(word);
  }

  private look(word: string): boolean {
    if (this.isRight(word)) return true;
    const parts = word.split('-').filter((part) => part !== '');
    if (parts.length > 1 && parts.length <= MOST_PARTS) return parts.every((part) => this.look(part));
    const [, elided = '', rest = ''] = /^([^']{1,6})'(.+)$/.exec(word) ?? [];
    // `l'Anna`: no rule of the dictionary joins an article to a name.
    if (elisions.has(elided.toLowerCase()) && /^[aeiouhàèéìòù]/i.test(rest)) return this.look(rest);
    if (word.endsWith("'")) return this.isRight(word.slice(0, -1));
    // Where words end is decided without their last apostrophe: of `un po'` it is `po` that is asked for.
    return this.isRight(`${word}'`);
  }

  private isRight(word: string): boolean {
    this.steps = 0;
    return casesOf(word).some((form, index) => this.accepts(form, index > 0));
  }

  private accepts(form: string, isOtherCase: boolean): boolean {
    const { FORBIDDENWORD: forbidden, NEEDAFFIX: bare, KEEPCASE: kept, ONLYINCOMPOUND: part } = this.affixes.special;
    const entries = this.entries(form);
    if (entries.some((flags) => has(flags, forbidden))) return false;
    const refused = [bare, part, isOtherCase ? kept : ''];
    if (entries.some((flags) => refused.every((flag) => !has(flags, flag)))) return true;
    return this.hasSuffix(form, null, '') || this.hasPrefix(form);
  }

  private hasPrefix(form: string): boolean {
    return this.strip(
      { table: this.affixes.prefixes, longest: this.longest.prefix, form, atEnd: false, isDeep: true },
      (root, rule) => {
        if (this.has(root, rule.flag)) return true;
        return rule.isCross && this.hasSuffix(root, null, rule.flag);
      },
    );
  }

  /** `inner`: the suffix that comes after this one; `prefix`: the flag of what was taken from the beginning. */
  private hasSuffix(form: string, inner: AffixRule | null, prefix: string): boolean {
    return this.strip(
      {
        table: this.affixes.suffixes,
        longest: this.longest.suffix,
        form,
        atEnd: true,
        isDeep: inner === null && this.hasCarried,
      },
      (root, rule) => {
        if (inner !== null && !rule.carries.includes(inner.flag)) return false;
        const isPrefixed = prefix !== '' && !rule.carries.includes(prefix);
        if (isPrefixed && !rule.isCross) return false;
        if (this.has(root, rule.flag, isPrefixed ? prefix : '')) return true;
        return inner === null && this.hasCarried && this.hasSuffix(root, rule, prefix);
      },
    );
  }

  private strip(
    { table, longest, form, atEnd, isDeep }: Stripped,
    found: (root: string, rule: AffixRule) => boolean,
  ): boolean {
    for (let length = 0; length <= Math.min(longest, form.length); length += 1) {
      const cut = form.length - length;
      const byStrip = table.get(atEnd ? form.slice(cut) : form.slice(0, length));
      if (byStrip === undefined) continue;
      const rest = atEnd ? form.slice(0, cut) : form.slice(length);
      for (const [strip, rules] of byStrip) {
        this.steps += 1;
        // Not settled within bounds: nobody's word is called wrong for that.
        if (this.steps > limits.steps) return true;
        const root = atEnd ? rest + strip : strip + rest;
        if (!isDeep && !this.words.has(root)) continue;
        if (root !== '' && rules.some((rule) => rule.condition(root) && found(root, rule))) return true;
      }
    }
    return false;
  }

  private has(root: string, flag: string, other = ''): boolean {
    const { FORBIDDENWORD: forbidden } = this.affixes.special;
    return this.entries(root).some((flags) => flags.includes(flag) && flags.includes(other) && !has(flags, forbidden));
  }

  private entries(root: string): readonly string[] {
    const flags = this.words.get(root);
    if (flags === undefined) return none;
    return flags.includes(BETWEEN) ? flags.split(BETWEEN) : [flags];
  }
}

interface Stripped {
  readonly table: AffixTable;
  readonly longest: number;
  readonly form: string;
  readonly atEnd: boolean;
  /** What is left may have an affix too; otherwise it has to be a root. */
  readonly isDeep: boolean;
}

const none: readonly string[] = [];
const KEPT_WORDS = 20_000;
const MOST_PARTS = 5;

/** What loses its vowel before another one. */
const elisions = new Set(
  'l un d c n s m t v gl all dall dell nell sull coll quell quest bell sant dov com anch nessun ciascun qualcun'.split(
    ' ',
  ),
);

/** An empty flag is one that the file does not use. */
const has = (flags: string, flag: string): boolean => flag !== '' && flags.includes(flag);

const longestOf = (table: AffixTable): number => Math.max(0, ...[...table.keys()].map(({ length }) => length));

const rulesOf = (table: AffixTable): readonly AffixRule[] =>
  [...table.values()].flatMap((byStrip) => [...byStrip.values()].flat());

/** As the dictionary writes apostrophes and what else it converts. */
function plain(written: string, conversions: Affixes['conversions']): string {
  const one = written.normalize('NFC').replaceAll('’', "'");
  return conversions.reduce((word, [from, to]) => word.replaceAll(from, to), one);
}

/** As written; without the capital of a beginning; `L'Ufficio` all small. */
function casesOf(word: string): readonly string[] {
  const small = word.charAt(0).toLowerCase() + word.slice(1);
  const all = /^\p{Lu}?[\p{Ll}]*'\p{Lu}\p{Ll}+$/u.test(word) ? word.toLowerCase() : small;
  return [...new Set([word, small, all])];
}
