import { classesOf, wordClasses } from './lexicon.ts';
import type { Direction } from '../finding.ts';
import type { Meanings, ReadTerm } from '../meaning/find-meanings.ts';
import { readTokens, type Token } from './tokens.ts';

/** FNV-1a, unit by unit. */
const hashOfNothing = 0x811c9dc5;
const hashOn = (value: number, code: number): number => Math.imul(value ^ code, 0x01000193);

/** Buckets that the features are hashed into; a power of two. */
export const bucketCount = 1 << 18;

export type RuleReading = Pick<Meanings, 'terms' | 'ends' | 'told'> & { readonly direction: Direction };

/** A word with the buckets of the features that it completes. */
export interface ReadWord extends Token {
  readonly features: readonly number[];
  /** The classes of the word, by their place in `wordClasses`. */
  readonly places: readonly number[];
  /** Who or what the rules read in it, as bits. */
  readonly told: number;
}

/** Reads a text into words; features look back at most eight words and never over a full stop. */
export function readWords(text: string, meanings?: RuleReading): readonly ReadWord[] {
  const tokens = readTokens(text);
  const told = termFeatures(tokens, meanings?.terms ?? []);
  const bits = bitsOf(tokens, meanings);
  const known = new Map<string, Known>();
  const words: ReadWord[] = [];
  let context = emptyContext();
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]!;
    if (token.before === 'stop' || token.before === 'question') context = emptyContext();
    let about = known.get(token.word);
    if (about === undefined) known.set(token.word, (about = learn(token)));
    const { start, end, word, stem, before, asks } = token;
    const features = featuresOf(about, context, index);
    const more = told.get(index);
    if (more !== undefined) features.push(...more);
    words.push({ start, end, word, stem, before, asks, features, places: about.places, told: bits[index]! });
    remember(context, about, index);
  }
  return words;
}

/** The rules' words and the model's end at the same places, but for elisions. */
function bitsOf(tokens: readonly Token[], meanings: RuleReading | undefined): Uint8Array {
  const bits = new Uint8Array(tokens.length);
  if (meanings === undefined) return bits;
  const { ends, told, direction } = meanings;
  let at = 0;
  for (const [index, { end }] of tokens.entries()) {
    for (; at < ends.length && ends[at]! <= end; at++) bits[index]! |= told[at]!;
    if (direction === 'out') bits[index]! |= 128;
  }
  return bits;
}

/** What the rules read, at the last word of each phrase. */
function termFeatures(tokens: readonly Token[], terms: readonly ReadTerm[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, Set<number>>();
  for (const { end, kind, strength, verdict, near } of terms) {
    let low = 0;
    let high = tokens.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tokens[middle]!.end < end) low = middle + 1;
      else high = middle;
    }
    const features = found.get(low) ?? new Set();
    found.set(low, features);
    const [what, how] = [hash(kind), hash(`${strength} ${verdict}`)];
    features
      .add(bucket(what, how, 15))
      .add(bucket(what, how + near + 1, 16))
      .add(bucket(how, near, 17))
      .add(bucket(what, hash(verdict), 18));
  }
  return new Map([...found].map(([at, features]) => [at, [...features]]));
}

/** What is known of a word wherever it stands. */
interface Known {
  readonly stem: number;
  readonly symbol: number; // its first class, or its stem
  readonly classes: readonly number[];
  readonly places: readonly number[];
  readonly common: boolean;
  readonly person: boolean;
  readonly topic: boolean;
  readonly fixed: readonly number[]; // features that don't depend on the neighbours
}

/** The words before, within the sentence. */
interface Context {
  previous: Known | undefined;
  beforePrevious: Known | undefined;
  personAt: number;
  topicAt: number;
}

const farAway = -100;
const emptyContext = (): Context => ({
  previous: undefined,
  beforePrevious: undefined,
  personAt: farAway,
  topicAt: farAway,
});
const personReach = 8;
const topicReach = 5;

function featuresOf(about: Known, context: Context, index: number): number[] {
  const features = about.fixed.slice();
  if (!about.common) {
    const near = index - context.personAt <= personReach ? 1 : 0;
    const gate = near + (index - context.topicAt <= topicReach ? 2 : 0);
    features.push(bucket(about.stem, gate, 2));
    for (const name of about.classes) features.push(bucket(name, gate, 3));
  }
  const { previous: one, beforePrevious: two } = context;
  features.push(bucket(one?.stem ?? 0, about.stem, 4));
  if (two) features.push(bucket(two.stem, about.stem, 5));
  const marked = about.classes.length > 0;
  if (marked || one?.classes.length) features.push(bucket(one?.symbol ?? 0, about.symbol, 6));
  if (two && (marked || two.classes.length > 0)) {
    features.push(bucket(two.symbol, about.symbol, 7));
    features.push(bucket(bucket(two.symbol, one!.symbol, 8), about.symbol, 9));
  }
  return features;
}

function remember(context: Context, about: Known, index: number): void {
  context.beforePrevious = context.previous;
  context.previous = about;
  if (about.person) context.personAt = index;
  if (about.topic) context.topicAt = index;
}

export const classHashes = wordClasses.map((name) => hash(`class ${name}`));
export const placeOf = (name: (typeof wordClasses)[number]): number => wordClasses.indexOf(name);
const personClasses = new Set([placeOf('me'), placeOf('kin'), placeOf('role'), placeOf('name'), placeOf('they')]);
const topicClass = placeOf('topic');

function learn({ word, stem }: Token): Known {
  const places = classesOf(word);
  const classes = places.map((place) => classHashes[place]!);
  const common = commonWords.has(word);
  const stemHash = hash(stem);
  const fixed = [bucket(stemHash, 0, 1)];
  for (const name of classes) fixed.push(bucket(name, 0, 10));
  if (!common && word.length >= 4) addPieces(fixed, word);
  return {
    stem: stemHash,
    symbol: classes[0] ?? stemHash,
    classes,
    places,
    common,
    person: places.some((place) => personClasses.has(place)),
    topic: places.includes(topicClass),
    fixed,
  };
}

/** Runs of three to five letters, so that a typo or an unknown ending leaves something to know the word by. */
function addPieces(found: number[], word: string): void {
  const framed = `^${word.slice(0, longestWord)}$`;
  for (let start = 0; start < framed.length; start++) {
    let value = hashOfNothing;
    for (let length = 1; length <= 5 && start + length <= framed.length; length++) {
      value = hashOn(value, framed.charCodeAt(start + length - 1));
      if (length >= 3) found.push(bucket(value >>> 0, 0, 11));
    }
  }
}
const longestWord = 16;

function hash(text: string): number {
  let value = hashOfNothing;
  for (let index = 0; index < text.length; index++) value = hashOn(value, text.charCodeAt(index));
  return value >>> 0;
}

/** Mixes two hashes and the kind of feature into a bucket (the finaliser of MurmurHash3). */
export function bucket(one: number, other: number, kind: number): number {
  let value = Math.imul(one ^ Math.imul(kind, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(other + kind, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) & (bucketCount - 1);
}

/** Words that say nothing by themselves; they count in pairs only. */
const commonWords = new Set(
  `il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle d al allo alla ai agli
   alle dal dalla dai dalle nel nella nei nelle sul sulla sui sulle e ed o od ma se che chi cui c s m t v n si ci vi ne
   mi ti lo gli non come piu anche poi gia ancora molto poco tanto questo questa quello quella quest quell dell all dall
   nell sull sono ho ha e era hanno abbiamo siamo essere avere the a an of to in on for with at by from and or but if
   that this it is are was were be been have has had do does did not no so as i my me you your we our he she his her
   they their them there 0`.split(/\s+/),
);
