import { conditionOf, type Condition } from './condition.ts';
import { DictionaryError, limits } from './limits.ts';

/** One way to make a form: `strip` goes from the end (or the beginning) of the root, `add` comes in its place. */
export interface AffixRule {
  readonly flag: string;
  readonly isCross: boolean;
  readonly strip: string;
  readonly condition: Condition;
  /** Flags that the form has by this rule. */
  readonly carries: string;
}

/** By what the form ends (or begins) with, then by what the root had there: a root is looked up once for all its rules. */
export type AffixTable = ReadonlyMap<string, ReadonlyMap<string, readonly AffixRule[]>>;

export interface Affixes {
  readonly suffixes: AffixTable;
  readonly prefixes: AffixTable;
  readonly special: Readonly<Record<Special, string>>;
  readonly replacements: readonly (readonly [string, string])[];
  /** Letters that are easily taken for one another. */
  readonly alike: readonly string[];
  /** Letters in the order in which mistakes are tried. */
  readonly letters: string;
  readonly conversions: readonly (readonly [string, string])[];
  flagsOf(written: string): string;
}

const specials = ['NEEDAFFIX', 'FORBIDDENWORD', 'KEEPCASE', 'NOSUGGEST', 'ONLYINCOMPOUND'] as const;
type Special = (typeof specials)[number];

/** Reads the `.aff` half of a dictionary in Hunspell's form; what concerns compounds is passed over. */
export function readAffixes(text: string): Affixes {
  const lines = text.split('\n', limits.lines + 1);
  if (lines.length > limits.lines) throw new DictionaryError('aff', limits.lines, 'too-large');
  const draft = new AffixDraft();
  for (const [index, line] of lines.entries()) {
    const fields = line.trim().split(/\s+/);
    if (fields[0] !== undefined && fields[0] !== '' && !fields[0].startsWith('#')) draft.take(fields, index + 1);
  }
  return draft.finish();
}

type Kind = 'letters' | 'long' | 'num';

class AffixDraft {
  private kind: Kind = 'letters';
  private readonly suffixes = new Map<string, Map<string, AffixRule[]>>();
  private readonly prefixes = new Map<string, Map<string, AffixRule[]>>();
  /** Of each class: whether its forms may have an affix on the other side too. */
  private readonly crosses = new Map<string, boolean>();
  private readonly special: Record<Special, string> = {
    NEEDAFFIX: '',
    FORBIDDENWORD: '',
    KEEPCASE: '',
    NOSUGGEST: '',
    ONLYINCOMPOUND: '',
  };
  private readonly pairs: Record<'REP' | 'ICONV', [string, string][]> = { REP: [], ICONV: [] };
  private readonly alike: string[] = [];
  private readonly aliases: string[] = [];
  private hasAliasCount = false;
  private letters = '';
  private rules = 0;

  take(fields: readonly string[], line: number): void {
    const [key = '', first = '', second = ''] = fields;
    const special = specials.find((each) => each === key);
    if (special !== undefined) this.special[special] = this.spelled(first, line);
    else if (key === 'FLAG') this.kind = kindOf(first, line);
    else if (key === 'TRY') this.letters = first.slice(0, limits.letters);
    else if (key === 'MAP' && !isCount(first)) keep(this.alike, first.slice(0, limits.letters));
    // The first such line only says how many follow.
    else if (key === 'AF' && this.hasAliasCount) this.aliases.push(this.spelled(first, line));
    else if (key === 'AF') this.hasAliasCount = true;
    else if (key === 'SFX' || key === 'PFX') this.takeAffix(fields, line);
    else if ((key === 'REP' || key === 'ICONV') && second !== '') keep(this.pairs[key], [first, second]);
  }

  finish(): Affixes {
    return {
      suffixes: this.suffixes,
      prefixes: this.prefixes,
      special: this.special,
      replacements: this.pairs.REP,
      alike: this.alike,
      letters: this.letters,
      conversions: this.pairs.ICONV,
      flagsOf: (written) => this.flags(written, 0),
    };
  }

  private flags(written: string, line: number): string {
    return this.aliases.length === 0 ? this.spelled(written, line) : (this.aliases[Number(written) - 1] ?? '');
  }

  /** Each flag as one character, whichever way the file writes them. */
  private spelled(written: string, line: number): string {
    switch (this.kind) {
      case 'letters':
        return written;
      case 'long':
        return (written.match(/../g) ?? []).map(twoAsOne).join('');
      case 'num':
        return written
          .split(',')
          .map((number) => numbered(number, line))
          .join('');
    }
  }

  private takeAffix(fields: readonly string[], line: number): void {
    const [key = '', name = '', strip = '', added = '', condition = '.'] = fields;
    const flag = this.spelled(name, line);
    const isCross = this.crosses.get(flag);
    if (flag.length !== 1) throw new DictionaryError('aff', line, 'bad-rule');
    if (isCross === undefined) {
      if (!/^[YN]$/.test(strip)) throw new DictionaryError('aff', line, 'bad-rule');
      this.crosses.set(flag, strip === 'Y');
      return;
    }
    this.rules += 1;
    if (this.rules > limits.rules) throw new DictionaryError('aff', line, 'too-large');
    const [add = '', carried = ''] = added.split('/', 2);
    if (add === '' || add.length > limits.affix || strip.length > limits.affix) {
      throw new DictionaryError('aff', line, 'bad-rule');
    }
    const side = key === 'SFX' ? 'end' : 'start';
    put(side === 'end' ? this.suffixes : this.prefixes, noneIs0(add), {
      flag,
      isCross,
      strip: noneIs0(strip),
      condition: conditionOf(condition, side, line),
      carries: carried === '' ? '' : this.flags(carried, line),
    });
  }
}

function put(table: Map<string, Map<string, AffixRule[]>>, add: string, rule: AffixRule): void {
  const byStrip = table.get(add) ?? new Map<string, AffixRule[]>();
  table.set(add, byStrip);
  const rules = byStrip.get(rule.strip);
  if (rules === undefined) byStrip.set(rule.strip, [rule]);
  else rules.push(rule);
}

function keep<T>(list: T[], entry: T): void {
  if (list.length < limits.pairs) list.push(entry);
}

function kindOf(written: string, line: number): Kind {
  if (written === 'UTF-8') return 'letters';
  if (written === 'long' || written === 'num') return written;
  throw new DictionaryError('aff', line, 'bad-flag');
}

const twoAsOne = (two: string): string => String.fromCharCode(two.charCodeAt(0) * 256 + two.charCodeAt(1));

function numbered(written: string, line: number): string {
  const number = Number(written);
  if (!Number.isInteger(number) || number < 1 || number > 65_000) throw new DictionaryError('aff', line, 'bad-flag');
  return String.fromCharCode(number);
}

const isCount = (written: string): boolean => /^\d+$/.test(written);
const noneIs0 = (written: string): string => (written === '0' ? '' : written);
