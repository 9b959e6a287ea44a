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

export interface TrieNode {
  readonly children: Map<number, TrieNode>;
  readonly payloads: Payload[];
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

export const createNode = (): TrieNode => ({ children: new Map(), payloads: [] });

export function addPhrase(root: TrieNode, phrase: readonly (readonly number[])[], payload: Payload): void {
  let ends = [root];
  for (const alternatives of phrase) {
    ends = ends.flatMap((node) => alternatives.map((key) => childOf(node, key)));
  }
  for (const node of ends) node.payloads.push(payload);
}

function childOf(node: TrieNode, key: number): TrieNode {
  const known = node.children.get(key);
  if (known !== undefined) return known;
  const made = createNode();
  node.children.set(key, made);
  return made;
}

/** Every phrase that begins at some word. `steps` counts, for the test of linearity. */
export function walk(
  root: TrieNode,
  words: readonly WalkedWord[],
): { readonly hits: readonly Hit[]; readonly steps: number } {
  const hits: Hit[] = [];
  let steps = 0;
  for (const [first, word] of words.entries()) {
    let budget = STEPS_PER_WORD;
    const enter = (node: TrieNode, at: number): void => {
      for (const payload of node.payloads) hits.push({ payload, first, last: at });
      if (node.children.size === 0) return;
      const gap = node.children.get(GAP);
      if (gap !== undefined) seek(gap, at, GAP_WORDS + 1);
      seek(node, at, 1);
    };
    const seek = (node: TrieNode, at: number, free: number): void => {
      for (let next = at + 1, heavy = 0; next <= at + LIGHT_WORDS + free && budget > 0; next += 1) {
        const candidate = words[next];
        if (candidate === undefined || candidate.stop) return;
        budget -= 1;
        for (const key of candidate.keys) {
          const child = node.children.get(key);
          if (child !== undefined) enter(child, next);
        }
        if (!candidate.light) heavy += 1;
        if (heavy >= free) return;
      }
    };
    for (const key of word.keys) {
      const node = root.children.get(key);
      if (node !== undefined) enter(node, first);
    }
    steps += 1 + STEPS_PER_WORD - budget;
  }
  return { hits, steps };
}
