/**
 * What a pattern cannot match without: of each of some sets of strings every match holds at least one. Read from the pattern itself, so
 * that no list has to be kept beside it. Wherever something is not understood, or could be too much, nothing is known of it: that costs
 * time and no finding.
 */

/** Stands at the head of a string before which no letter and no digit stands. */
export const AT_START = '\b';
/** Any digit, in a needed string. */
export const ANY_DIGIT = '0';

/** More ways of writing than these are not counted up. */
const MAX_WAYS = 64;
const MAX_OF_CLASS = 8;
/** So many letters tell a word from nearly all others. */
const LONGEST = 8;
/** More sets are hardly ever worth their time. */
const MAX_SETS = 3;

/** The sets, the rarest first; none: anything may match. */
export function neededBy({ source, flags }: RegExp): readonly (readonly string[])[] {
  if (flags !== 'g') return [];
  return setsOf(readAlternatives({ source, at: 0 }))
    .slice(0, MAX_SETS)
    .map(({ strings }) => strings);
}

/** Strings of which one is needed. */
interface OneOf {
  readonly strings: readonly string[];
  /** The part that needs them begins with them. */
  readonly isHead: boolean;
}

/** A part of a pattern. */
interface Part {
  /** Everything that it can match, or how that begins; null: too much to be counted up. */
  readonly ways: readonly string[] | null;
  /** What is needed within it where the ways do not say so. */
  readonly needed: readonly OneOf[];
}
const nothing: Part = { ways: [''], needed: [] };
const anything: Part = { ways: null, needed: [] };

interface Reader {
  readonly source: string;
  at: number;
}

function readAlternatives(reader: Reader): Part {
  const parts = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    parts.push(readSequence(reader));
  }
  if (parts.length === 1) return parts[0]!;
  const counted = parts.flatMap(({ ways }) => ways ?? []);
  const isCounted = counted.length <= MAX_WAYS && parts.every(({ ways }) => ways !== null);
  return { ways: isCounted ? distinct(counted) : null, needed: oneOfEach(parts.map((part) => setsOf(part)[0])) };
}

/** Whichever of them it is that matches, it needs its own. */
function oneOfEach(rarest: readonly (OneOf | undefined)[]): readonly OneOf[] {
  const known = rarest.filter((set) => set !== undefined);
  if (known.length < rarest.length) return [];
  return [{ strings: distinct(known.flatMap(({ strings }) => strings)), isHead: known.every(({ isHead }) => isHead) }];
}

function readSequence(reader: Reader): Part {
  const sequence = createSequence();
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    const part = readLetters(reader) ?? readAtom(reader);
    const { least, most } = readQuantifier(reader);
    if (least === 0 && most === 1) sequence.add(optional(part));
    for (let time = 0; time < Math.min(least, LONGEST); time += 1) sequence.add(part);
    if (most > Math.min(least, LONGEST) && most > 1) sequence.add(anything);
  }
  return sequence.whole();
}

/** Letters that stand for themselves, all at once; the last one is left where a quantifier follows. */
function readLetters(reader: Reader): Part | null {
  letters.lastIndex = reader.at;
  const run = letters.exec(reader.source)?.[0];
  if (run === undefined) return null;
  reader.at += run.length;
  return { ways: [run], needed: [] };
}
const letters = /[a-z ]+(?![?*+{])/y;

const optional = ({ ways }: Part): Part =>
  ways === null || ways.length >= MAX_WAYS ? anything : { ways: distinct(['', ...ways]), needed: [] };

/** Ways of parts that follow one another are put together as long as they can be counted up. */
function createSequence(): { add(part: Part): void; whole(): Part } {
  const needed: OneOf[] = [];
  let ways: readonly string[] = [''];
  let isWhole = true;
  const close = (): void => {
    needed.push(...asNeeded(ways, isWhole));
    ways = [''];
    isWhole = false;
  };
  return {
    add(part) {
      const isAtEdge = ways.length === 1 && ways[0] === AT_START;
      const isHead = isWhole && (isAtEdge || (ways.length === 1 && ways[0] === ''));
      if (part.ways !== null && ways.length * part.ways.length > MAX_WAYS) close();
      if (part.ways === null) {
        close();
        for (const set of part.needed) {
          const strings =
            isAtEdge && set.isHead ? distinct(set.strings.map((string) => plain(AT_START + string))) : set.strings;
          needed.push({ strings, isHead: isHead && set.isHead });
        }
      } else {
        ways = together(ways, part.ways);
        if (ways.every(isLong)) close();
      }
    },
    whole() {
      if (isWhole) return { ways, needed: [] };
      return { ways: null, needed: [...needed, ...asNeeded(ways, false)] };
    },
  };
}

/** What is long enough stays as it is: the beginning of a way tells as much. */
function together(ways: readonly string[], next: readonly string[]): readonly string[] {
  if (next.length === 1 && next[0] === '') return ways;
  const all: string[] = [];
  for (const way of ways) {
    if (isLong(way)) all.push(way);
    else for (const more of next) all.push(way + more);
  }
  return all;
}
const isLong = (way: string): boolean => way.length > LONGEST;

/** The rarest first. */
const setsOf = ({ ways, needed }: Part): readonly OneOf[] =>
  ways === null ? [...needed].sort((one, other) => frequency(one) - frequency(other)) : asNeeded(ways, true);

/** None where one of them says nothing. */
function asNeeded(ways: readonly string[], isHead: boolean): readonly OneOf[] {
  const strings = ways.map(plain);
  return strings.includes('') ? [] : [{ strings: distinct(strings), isHead }];
}

/** An edge counts before a letter or a digit, and nowhere else. */
function plain(way: string): string {
  const letters = way.replaceAll(AT_START, '').slice(0, LONGEST);
  return /^[\b]+[a-z0-9]/.test(way) ? AT_START + letters : letters;
}

/** How many texts hold one of them, roughly. */
const frequency = ({ strings }: OneOf): number =>
  strings.reduce((sum, string) => sum + 6 ** -string.replace(AT_START, '').length, 0);

const distinct = (strings: readonly string[]): readonly string[] => [...new Set(strings)];

function readAtom(reader: Reader): Part {
  const sign = reader.source.charAt(reader.at);
  reader.at += 1;
  if (sign === '(') return readGroup(reader);
  if (sign === '[') return readClass(reader);
  if (sign === '\\') return readEscape(reader);
  if (sign === '.') return anything;
  return sign === '^' || sign === '$' ? nothing : only(sign);
}

const only = (character: string): Part => ({ ways: [digitless(character)], needed: [] });
const digitless = (character: string): string => (/\d/.test(character) ? ANY_DIGIT : character);

/** What only looks about takes up no letters. */
function readGroup(reader: Reader): Part {
  const head = /^\?(?:<?[=!]|:|<[a-zA-Z]+>)/.exec(reader.source.slice(reader.at, reader.at + 40))?.[0] ?? '';
  reader.at += head.length;
  const inner = readAlternatives(reader);
  reader.at += 1;
  return /[=!]$/.test(head) ? nothing : inner;
}

function readEscape(reader: Reader): Part {
  const letter = reader.source.charAt(reader.at);
  reader.at += 1;
  if (letter === 'b') return { ways: [AT_START], needed: [] };
  if (letter === 'd') return only(ANY_DIGIT);
  if (letter === 'n') return only('\n');
  return /[a-z0-9]/i.test(letter) ? unknownEscape(reader, letter) : only(letter);
}

/** `\w`, `\s`, `\u20ac`, `\1`: anything, or nothing at all. */
function unknownEscape(reader: Reader, letter: string): Part {
  if (letter === 'u') reader.at += 4;
  if (letter === 'x') reader.at += 2;
  return anything;
}

function readClass(reader: Reader): Part {
  const { source } = reader;
  const members: string[] = [];
  let isCounted = source[reader.at] !== '^';
  while (reader.at < source.length && source[reader.at] !== ']') {
    const member = readMember(reader);
    members.push(member ?? '');
    if (source[reader.at] === '-' && source[reader.at + 1] !== ']') {
      reader.at += 1;
      isCounted &&= member === ANY_DIGIT && readMember(reader) === ANY_DIGIT;
    }
    isCounted &&= member !== null;
  }
  reader.at += 1;
  const ways = distinct(members);
  return isCounted && ways.length > 0 && ways.length <= MAX_OF_CLASS ? { ways, needed: [] } : anything;
}

/** Null: more than one character, and no digit. */
function readMember(reader: Reader): string | null {
  const sign = reader.source.charAt(reader.at);
  reader.at += 1;
  if (sign !== '\\') return digitless(sign);
  const { ways } = readEscape(reader);
  return ways === null || ways[0] === AT_START ? null : ways[0]!;
}

function readQuantifier(reader: Reader): { readonly least: number; readonly most: number } {
  const rest = reader.source.slice(reader.at, reader.at + 12);
  const [all, sign = '', from = '', comma, to = ''] = /^(?:([?*+])|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [''];
  reader.at += all.length;
  if (all === '') return { least: 1, most: 1 };
  if (sign !== '') return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY };
  return { least: Number(from), most: comma === '' ? Number(from) : to === '' ? Number.POSITIVE_INFINITY : Number(to) };
}
