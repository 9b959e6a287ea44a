import type { MeaningKind } from '../finding.ts';
import type { Feature, Strength } from './lexicon.ts';

/** What a phrase stands for. */
export type Payload =
  | { readonly is: 'term'; readonly kind: MeaningKind; readonly strength: Strength }
  | { readonly is: 'feature'; readonly feature: Feature }
  | { readonly is: 'idiom' };

/** A phrase's words as keys of the trie; a gap is up to `GAP_WORDS` words of any kind. */
export const GAP = -1;
export const GAP_WORDS = 4;
const LIGHT_WORDS = 4;
/** Bounds the walk from one word, whatever the text: time stays linear. */
const STEPS_PER_WORD = 160;

/**
 * There are more than 100,000 of them, of which most have one way on or none: a map and a list for each would take 50 MB in every
 * process that reads with the guard.
 */
export interface TrieNode {
  payloads: readonly Payload[];
  /** The one way on, of a node that has no more. */
  key: number;
  only: TrieNode | null;
  ways: Map<number, TrieNode> | null;
}

export interface Hit {
  readonly payload: Payload;
  /** First and last word, both inclusive. */
  readonly first: number;
  readonly last: number;
}

export interface WalkedWord {
  readonly keys: readonly number[];
  readonly light: boolean;
  /** A sentence ends before it. */
  readonly stop: boolean;
}

/** No word has it as its key, and no gap. */
const NO_KEY = -2;
const NOTHING: readonly Payload[] = [];

export const createNode = (): TrieNode => ({ payloads: NOTHING, key: NO_KEY, only: null, ways: null });

export function addPhrase(root: TrieNode, phrase: readonly (readonly number[])[], payload: Payload): void {
  let ends = [root];
  for (const alternatives of phrase) {
    ends = ends.flatMap((node) => alternatives.map((key) => childOf(node, key)));
  }
  for (const node of ends) node.payloads = [...node.payloads, payload];
}

function childOf(node: TrieNode, key: number): TrieNode {
  const known = childAt(node, key);
  if (known !== null) return known;
  const made = createNode();
  if (node.only === null && node.ways === null) {
    node.key = key;
    node.only = made;
    return made;
  }
  node.ways ??= new Map([[node.key, node.only!]]);
  node.only = null;
  node.ways.set(key, made);
  return made;
}

function childAt({ key: onlyKey, only, ways }: TrieNode, key: number): TrieNode | null {
  if (ways !== null) return ways.get(key) ?? null;
  return onlyKey === key ? only : null;
}

/** Every phrase that begins at some word. `steps` counts, for the test of linearity. */
export function walk(
  root: TrieNode,
  words: readonly WalkedWord[],
): { readonly hits: readonly Hit[]; readonly steps: number } {
  const hits: Hit[] = [];
  let steps = 0;
  let first = 0;
  let budget = 0;
  const enter = (node: TrieNode, at: number): void => {
    for (const payload of node.payloads) hits.push({ payload, first, last: at });
    if (node.only === null && node.ways === null) return;
    const gap = childAt(node, GAP);
    if (gap !== null) seek(gap, at, GAP_WORDS + 1);
    seek(node, at, 1);
  };
  const seek = (node: TrieNode, at: number, free: number): void => {
    for (let next = at + 1, heavy = 0; next <= at + LIGHT_WORDS + free && budget > 0; next += 1) {
      const candidate = words[next];
      if (candidate === undefined || candidate.stop) return;
      budget -= 1;
      for (const key of candidate.keys) {
        const child = childAt(node, key);
        if (child !== null) enter(child, next);
      }
      if (!candidate.light) heavy += 1;
      if (heavy >= free) return;
    }
  };
  for (; first < words.length; first += 1) {
    budget = STEPS_PER_WORD;
    for (const key of words[first]!.keys) {
      const node = childAt(root, key);
      if (node !== null) enter(node, first);
    }
    steps += 1 + STEPS_PER_WORD - budget;
  }
  return { hits, steps };
}
