import type { MeaningKind } from '../finding.ts';
import { entriesOf, type LanguageData, type Strength, type Table } from './lexicon.ts';
import { addPhrase, createNode, GAP, type Payload, type TrieNode } from './trie.ts';

/** A lexicon made ready: built once, at the first scan. */
export interface Language {
  readonly root: TrieNode;
  readonly spellings: ReadonlyMap<string, string>;
  readonly functionWords: ReadonlySet<string>;
  /** Keys of a word, in no order. */
  readonly keysOf: (word: string) => readonly number[];
  /** May be left out between two words of a phrase. */
  readonly isLight: (word: string) => boolean;
}

const features = ['person', 'self', 'anyone', 'topic', 'frame', 'being', 'possessive', 'child', 'plain'] as const;
/** Too short to have a stem: "coma" is not "come". */
const LONGEST_EXACT = 4;
const SHORTEST_PREFIX = 3;
const LONGEST_PREFIX = 16;
/** Shorter words are told apart by a doubled letter ("casa", "cassa"). */
const SHORTEST_MISSPELT = 7;
const SHORTEST_MISSPELT_PREFIX = 5;

export function buildLanguage(data: LanguageData): Language {
  const keys = createKeys(data);
  const root = createNode();
  const add = (table: Table, payload: Payload): void => {
    for (const entry of entriesOf(table)) addPhrase(root, keys.phrase(entry), payload);
  };
  for (const feature of features) add(data.features[feature], { is: 'feature', feature });
  for (const idioms of data.idioms) add(idioms, { is: 'idiom' });
  for (const kind of Object.keys(data.categories) as MeaningKind[]) {
    for (const tables of data.categories[kind] ?? []) {
      for (const strength of Object.keys(tables) as Strength[]) {
        add(tables[strength] ?? '', { is: 'term', kind, strength });
      }
    }
  }
  const light = new Set(entriesOf(data.features.light).flatMap((line) => line.split(/\s+/u)));
  for (const word of light) addPhrase(root, keys.phrase(`${word}!`), { is: 'feature', feature: 'light' });
  return {
    root,
    spellings: new Map(entriesOf(data.spellings).map((pair) => splitPair(pair))),
    functionWords: new Set(entriesOf(data.functionWords).flatMap((line) => line.split(/\s+/u))),
    keysOf: keys.ofWord,
    isLight: (word) => light.has(word),
  };
}

interface Keys {
  readonly phrase: (entry: string) => readonly (readonly number[])[];
  readonly ofWord: (word: string) => readonly number[];
}

/** Words, stems, beginnings and classes as numbers: a word of a text has few, and is looked up in four maps. */
function createKeys({ stem, conjugate, classes }: LanguageData): Keys {
  const words = new Map<string, number[]>();
  const stems = new Map<string, number[]>();
  const prefixes = createBeginnings();
  const misspelt = new Map<string, number[]>();
  const misspeltPrefixes = createBeginnings();
  const numbers = new Map<string, number>();
  const spread = new Set<string>();

  const alternative = (element: string): number => {
    const known = numbers.get(element);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(element, number);
    enrol(element, number);
    return number;
  };
  const enrol = (element: string, number: number): void => {
    if (element.startsWith('<')) {
      const name = element.slice(1, -1);
      if (spread.has(name)) throw new Error(`a class that contains itself: ${name}`);
      const table = classes[name];
      if (table === undefined) throw new Error(`no such class: ${name}`);
      spread.add(name);
      for (const entry of entriesOf(table)) for (const word of entry.split(/[\s|]+/u)) enrol(word, number);
      spread.delete(name);
    } else if (element.startsWith('/')) {
      for (const form of conjugate(element.slice(1))) put(words, form, number);
    } else if (element.endsWith('*')) {
      const beginning = element.slice(0, -1);
      prefixes.put(beginning, number);
      if (beginning.length >= SHORTEST_MISSPELT_PREFIX) misspeltPrefixes.put(single(beginning), number);
    } else if (element.endsWith('!') || element.length <= LONGEST_EXACT) {
      put(words, element.replace('!', ''), number);
    } else {
      put(stems, stem(element), number);
      if (element.length >= SHORTEST_MISSPELT) put(misspelt, single(stem(element)), number);
    }
  };
  return {
    phrase: (entry) =>
      entry.split(/\s+/u).map((element) => (element === '..' ? [GAP] : element.split('|').map(alternative))),
    ofWord: (word) => {
      const found = [...(words.get(word) ?? [])];
      const bare = word.length > LONGEST_EXACT ? stem(word) : null;
      if (bare !== null) found.push(...(stems.get(bare) ?? []));
      prefixes.addKeys(found, word);
      if (found.length === 0 && word.length >= SHORTEST_MISSPELT) {
        found.push(...(misspelt.get(single(bare ?? word)) ?? []));
        misspeltPrefixes.addKeys(found, single(word));
      }
      return found.length > 1 ? [...new Set(found)] : found;
    },
  };
}

interface Beginnings {
  put(beginning: string, number: number): void;
  /** Of all that a word begins with, the shortest first. */
  addKeys(found: number[], word: string): void;
}

/** Few beginnings have a word's first letters: no more of it is looked up than the longest of them has. */
function createBeginnings(): Beginnings {
  const numbers = new Map<string, number[]>();
  const longest = new Map<string, number>();
  return {
    put(beginning, number) {
      put(numbers, beginning, number);
      const first = beginning.slice(0, SHORTEST_PREFIX);
      longest.set(first, Math.max(longest.get(first) ?? 0, Math.min(beginning.length, LONGEST_PREFIX)));
    },
    addKeys(found, word) {
      const most = Math.min(word.length, longest.get(word.slice(0, SHORTEST_PREFIX)) ?? 0);
      for (let length = SHORTEST_PREFIX; length <= most; length += 1) {
        const here = numbers.get(word.slice(0, length));
        if (here !== undefined) found.push(...here);
      }
    },
  };
}

function put(map: Map<string, number[]>, key: string, number: number): void {
  const numbers = map.get(key);
  if (numbers === undefined) map.set(key, [number]);
  else if (!numbers.includes(number)) numbers.push(number);
}

/** Doubled letters are the commonest mistake: "diabbete", "apuntamento". */
const single = (word: string): string => (mayDouble(word) ? word.replace(/(.)\1/gu, '$1') : word);

/** Of letters beyond the plain ones nothing is said. */
function mayDouble(word: string): boolean {
  let before = 0;
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    if (unit === before || unit > 0x7f) return true;
    before = unit;
  }
  return false;
}

function splitPair(pair: string): readonly [string, string] {
  const [from = '', to = ''] = pair.split('=');
  return [from, to];
}
