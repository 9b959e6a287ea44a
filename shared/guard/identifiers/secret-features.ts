import { classesOfWords, classOfWord } from './secret-lexicon.ts';
import type { SecretCandidate } from './secret-candidates.ts';
import { firstFrom, type Place, type Scene } from './scene.ts';

/** Buckets that the features are hashed into; a power of two. */
export const secretBuckets = 1 << 15;

/** What stands about a candidate: so many words and marks before it and after it, and no farther than so many characters. */
const BEFORE = { words: 11, reach: 72 };
const AFTER = { words: 7, reach: 44 };
/** So near, a word's place counts, too. */
const NEAR = 3;
const MID = 6;

/** A word or mark of the text: what it is, as numbers that features are mixed from. */
interface Neighbour extends Place {
  /** Its first letters; of a number how long it is. */
  readonly said: number;
  /** Its class, or what it says. */
  readonly symbol: number;
  /** 0: of no class. */
  readonly known: number;
  readonly stops: boolean;
}

/** Reads what stands about candidates of one text, near first, as buckets; one may come twice. */
export function createSecretReader({ lower }: Scene): (candidate: SecretCandidate) => readonly number[] {
  const neighbours = readNeighbours(lower);
  return ({ start, end, shapes }) => {
    const found: number[] = [];
    const looks = shapes.map(lookOf);
    const next = firstFrom(neighbours, end);
    const before: Neighbour[] = [];
    for (let at = firstFrom(neighbours, start) - 1; before.length < BEFORE.words; at -= 1) {
      const word = neighbours[at];
      if (word === undefined || start - word.end > BEFORE.reach) break;
      before.push(word);
    }
    const after: Neighbour[] = [];
    for (let at = next; after.length < AFTER.words; at += 1) {
      const word = neighbours[at];
      if (word === undefined || word.start - end > AFTER.reach) break;
      after.push(word);
    }
    addLooks(found, looks);
    addSide(found, { side: 1, words: before, looks });
    addSide(found, { side: 2, words: after, looks });
    found.push(mix(20, after[0]?.said ?? 0, before[0]?.said ?? 0));
    return found;
  };
}

function readNeighbours(lower: string): readonly Neighbour[] {
  const known = new Map<string, Pick<Neighbour, 'said' | 'symbol' | 'known' | 'stops'>>();
  const neighbours: Neighbour[] = [];
  for (const { 0: word, index } of lower.matchAll(/[a-z]+'?|\d+|[:=\n?!.,;"(>#/€%-]+/g)) {
    const about = known.get(word) ?? learn(word);
    known.set(word, about);
    neighbours.push({ ...about, start: index, end: index + word.length });
  }
  return neighbours;
}

function learn(word: string): Pick<Neighbour, 'said' | 'symbol' | 'known' | 'stops'> {
  const said = hashOf(/^\d/.test(word) ? `#${Math.min(5, word.length)}` : word.slice(0, 6));
  const name = classOfWord(word);
  const known = name === undefined ? 0 : classHashes[name]!;
  return { said, symbol: known === 0 ? said : known, known, stops: /^[.!?\n]/.test(word) };
}

function addLooks(found: number[], looks: readonly number[]): void {
  for (let at = 0; at < looks.length; at += 1) {
    found.push(mix(1, looks[at]!, 0));
    for (let other = at + 1; other < looks.length; other += 1) found.push(mix(2, looks[at]!, looks[other]!));
  }
}

interface Side {
  readonly side: number;
  readonly words: readonly Neighbour[];
  readonly looks: readonly number[];
}

function addSide(found: number[], { side, words, looks }: Side): void {
  const classes: number[] = [];
  const first = looks[0] ?? 0;
  const base = side * 100;
  let beyond = 0;
  for (let at = 0; at < words.length; at += 1) {
    const { said, symbol, known, stops } = words[at]!;
    // What stands beyond a full stop is another sentence's.
    if (stops) beyond = 1;
    found.push(mix(base + 50 * beyond, said, 0), mix(base + (at < NEAR ? 1 : at < MID ? 2 : 3), symbol, 0));
    if (at < NEAR)
      found.push(mix(base + 4 + at, said, 0), mix(base + 8 + at, symbol, 0), mix(base + 12 + at, symbol, first));
    const next = words[at + 1];
    if (next !== undefined && at < MID) found.push(mix(base + 16, next.symbol, symbol));
    if (next !== undefined && at === 0) found.push(mix(base + 17, Math.imul(next.symbol, 31) + symbol, first));
    if (known !== 0 && !classes.includes(known + beyond)) classes.push(known + beyond);
  }
  addClasses(found, classes, { side, looks });
}

/** Of so many classes, the nearest, each pair counts. */
const PAIRED = 6;

function addClasses(found: number[], classes: readonly number[], { side, looks }: Omit<Side, 'words'>): void {
  const base = side * 100;
  for (let at = 0; at < classes.length; at += 1) {
    const one = classes[at]!;
    found.push(mix(base + 20, one, 0));
    for (const look of looks) found.push(mix(base + 21, one, look));
    for (let next = at + 1; next < Math.min(PAIRED, classes.length); next += 1) {
      const other = classes[next]!;
      found.push(mix(base + 22, Math.min(one, other), Math.max(one, other)));
    }
  }
  if (classes.length === 0) for (const look of looks) found.push(mix(base + 23, 0, look));
}

/** Shapes are few. */
const lookHashes = new Map<string, number>();
function lookOf(shape: string): number {
  const known = lookHashes.get(shape) ?? hashOf(shape);
  if (lookHashes.size < 500) lookHashes.set(shape, known);
  return known;
}

/** FNV-1a. */
function hashOf(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
const classHashes: Readonly<Record<string, number>> = Object.fromEntries(
  classesOfWords.map((name) => [name, hashOf(`class ${name}`) & ~1]),
);

/** Mixes two hashes and the kind of feature into a bucket (the finaliser of MurmurHash3). */
function mix(kind: number, one: number, other: number): number {
  let value = Math.imul(one ^ Math.imul(kind + 1, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(other, 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d);
  value = Math.imul(value ^ (value >>> 15), 0x846ca68b);
  return (value ^ (value >>> 16)) & (secretBuckets - 1);
}
