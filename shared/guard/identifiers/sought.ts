import { AT_START, neededBy } from './needed.ts';

/**
 * Which of all patterns may match a text, told in one pass: the strings that they need (`needed.ts`) stand in one tree. Of some hundred
 * patterns a short text has what a few need; the others are not run, and not even compiled.
 */
export interface Sought {
  /** False: the pattern matches nowhere in the text. */
  mayMatch(pattern: number): boolean;
}

const numbers = new Map<RegExp, number>();
/** Of each pattern the sets of strings that it needs, as bits. */
const wanted: number[] = [];

/** Patterns are constants: each has its number for good, and its place in the tree from the first time that it is looked for. */
export function numberOf(pattern: RegExp): number {
  const known = numbers.get(pattern);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(pattern, number);
  const sets = neededBy(pattern);
  wanted[number] = (1 << sets.length) - 1;
  for (const [at, strings] of sets.entries())
    for (const string of strings) plant(string, { pattern: number, bit: 1 << at });
  return number;
}

/** Those that have been looked for, for the test that none is left out where it matches. */
export const soughtPatterns = (): readonly RegExp[] => [...numbers.keys()];

export function readSought(lower: string): Sought {
  let seen = 0;
  let found = new Uint8Array(0);
  return {
    mayMatch(pattern) {
      if (pattern >= seen) {
        seen = numbers.size;
        found = lookFor(lower, seen);
      }
      return found[pattern] === wanted[pattern];
    },
  };
}

/** Letters, any digit, and what else stands in patterns; all other characters are one. */
const WIDTH = 32;
const OTHER = 31;
const DIGIT = 26;
const signs = " '.,";
const codes = new Uint8Array(128).fill(OTHER);
for (let letter = 0; letter < 26; letter += 1) codes[97 + letter] = letter;
for (let digit = 0; digit < 10; digit += 1) codes[48 + digit] = DIGIT;
for (const [at, sign] of Array.from(signs).entries()) codes[sign.charCodeAt(0)] = DIGIT + 1 + at;
const codeAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit < 128 ? codes[unit]! : OTHER;
};

/** Where each way of each node leads to; 0: nowhere. The first two nodes are roots: anywhere, and where no letter and no digit stands before. */
let ways = new Uint16Array(WIDTH * 1024);
let nodes = 2;
const MOST_NODES = 0xffff;

/** What is found at a node. */
interface Find {
  readonly pattern: number;
  readonly bit: number;
}
const finds: (Find[] | undefined)[] = [];

function plant(string: string, find: Find): void {
  const isAtStart = string.startsWith(AT_START);
  let node = isAtStart ? 1 : 0;
  for (let at = isAtStart ? 1 : 0; at < string.length; at += 1) node = wayFrom(node, codeAt(string, at));
  (finds[node] ??= []).push(find);
}

function wayFrom(node: number, code: number): number {
  const place = node * WIDTH + code;
  if (ways[place] !== 0) return ways[place]!;
  if ((nodes + 1) * WIDTH > ways.length) {
    const wider = new Uint16Array(ways.length * 2);
    wider.set(ways);
    ways = wider;
  }
  if (nodes > MOST_NODES) throw new RangeError('more strings than the tree has room for');
  ways[place] = nodes;
  nodes += 1;
  return nodes - 1;
}

function lookFor(lower: string, patterns: number): Uint8Array<ArrayBuffer> {
  const found = new Uint8Array(patterns);
  for (let at = 0, before = OTHER; at < lower.length; at += 1) {
    if (before > DIGIT) follow(lower, at, { root: 1, found });
    follow(lower, at, { root: 0, found });
    before = codeAt(lower, at);
  }
  return found;
}

function follow(lower: string, from: number, { root, found }: { root: number; found: Uint8Array }): void {
  let node = root;
  for (let at = from; at < lower.length; at += 1) {
    node = ways[node * WIDTH + codeAt(lower, at)]!;
    if (node === 0) return;
    const here = finds[node];
    if (here !== undefined) for (const { pattern, bit } of here) found[pattern]! |= bit;
  }
}
