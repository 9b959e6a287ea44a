/** Sentences that repeat one another: shared runs of words, and openings. */
export interface Saying {
  readonly id: string;
  readonly text: string;
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Runs of `size` words that stand in more than one text. */
export function sharedRuns(sayings: readonly Saying[], size: number): ReadonlyMap<string, readonly string[]> {
  return shared(sayings, (words) => words.slice(0, -size + 1).map((_, at) => words.slice(at, at + size).join(' ')));
}

export function sharedOpenings(sayings: readonly Saying[], size: number): ReadonlyMap<string, readonly string[]> {
  return shared(sayings, (words) => (words.length < size ? [] : [words.slice(0, size).join(' ')]));
}

function shared(sayings: readonly Saying[], runsOf: (words: readonly string[]) => readonly string[]) {
  const found = new Map<string, string[]>();
  for (const { id, text } of sayings) {
    for (const run of new Set(runsOf(wordsOf(text)))) found.set(run, [...(found.get(run) ?? []), id]);
  }
  return new Map([...found].filter(([, ids]) => ids.length > 1));
}
