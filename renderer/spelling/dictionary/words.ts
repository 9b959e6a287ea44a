import type { Affixes } from './affixes.ts';
import { DictionaryError, limits } from './limits.ts';

/** Flags of each root; of several roots that are written alike, apart. */
export type Words = ReadonlyMap<string, string>;

/** Between the flags of roots that are written alike; no flag is this. */
export const BETWEEN = '\uFFFF';

/** Reads the `.dic` half: a root a line, with its flags. */
export function readWords(text: string, { flagsOf }: Affixes): Words {
  const words = new Map<string, string>();
  let line = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    line += 1;
    if (line > limits.words) throw new DictionaryError('dic', line, 'too-large');
    // The first line only says how many follow.
    if (line > 1) putWord(words, text.slice(start, stop), flagsOf);
    start = stop + 1;
  }
  if (words.size === 0) throw new DictionaryError('dic', line, 'empty');
  return words;
}

function putWord(words: Map<string, string>, line: string, flagsOf: (written: string) => string): void {
  const tab = line.indexOf('\t');
  const entry = (tab === -1 ? line : line.slice(0, tab)).trim();
  if (entry === '' || entry.startsWith('#')) return;
  const slash = entry.indexOf('/', 1);
  const word = slash === -1 ? entry : entry.slice(0, slash);
  if (word.length > limits.word) return;
  const flags = slash === -1 ? '' : flagsOf(entry.slice(slash + 1).split(' ', 1)[0] ?? '');
  const before = words.get(word);
  words.set(word, before === undefined ? flags : before + BETWEEN + flags);
}
