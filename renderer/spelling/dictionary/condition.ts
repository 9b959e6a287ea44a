import { DictionaryError, limits } from './limits.ts';

/** Whether a root may take an affix. */
export type Condition = (root: string) => boolean;

const always: Condition = () => true;

/** `[^cg]are` and the like: letters, sets and dots, at one side of the root; never a regular expression of somebody else's. */
export function conditionOf(written: string, side: 'start' | 'end', line: number): Condition {
  if (written === '.') return always;
  const places = [...written.matchAll(/\[(\^?)([^\][]*)\]|([^\][])/g)];
  const isWhole = places.reduce((sum, [whole]) => sum + whole.length, 0) === written.length;
  if (!isWhole || places.length > limits.condition) throw new DictionaryError('aff', line, 'bad-rule');
  const fits = places.map(([, not, set, letter]) => placeOf({ not: not === '^', set, letter }));
  return (root) => {
    const from = side === 'start' ? 0 : root.length - fits.length;
    return from >= 0 && root.length >= fits.length && fits.every((fit, index) => fit(root.charAt(from + index)));
  };
}

interface Place {
  readonly not: boolean;
  readonly set: string | undefined;
  readonly letter: string | undefined;
}

function placeOf({ not, set, letter }: Place): (character: string) => boolean {
  if (letter === '.') return () => true;
  if (letter !== undefined) return (character) => character === letter;
  return (character) => (set ?? '').includes(character) !== not;
}
