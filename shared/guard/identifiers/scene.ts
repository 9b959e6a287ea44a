import type { ScanContext } from '../context.ts';
import type { FindingKind } from '../finding.ts';
import { type FoldedText, foldText } from '../text/fold.ts';
import { type Atom, readAtoms } from './atoms.ts';
import { createOwnIdentifiers, type OwnIdentifiers } from './own-identifiers.ts';
import { numberOf, readSought } from './sought.ts';

/** A text, read once, as all finders of identifiers share it. */
export interface Scene {
  readonly folded: FoldedText;
  readonly lower: string;
  readonly atoms: readonly Atom[];
  readonly own: OwnIdentifiers;
  readonly outgoing: boolean;
  /** Places of a label, in the order of the text; each pattern is searched once. */
  placesOf(label: RegExp): readonly Place[];
  /** As `matchAll` finds them. */
  matchesOf(pattern: RegExp): readonly RegExpExecArray[];
}

/** A stretch of the folded text. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Candidate extends Place {
  readonly kind: FindingKind;
  /** The text says so, and its characters don't: gives way to what is right. */
  readonly isGuess?: boolean;
}

export function createScene(
  text: string,
  { association, direction }: ScanContext,
  folded: FoldedText = foldText(text),
): Scene {
  const { lower } = folded;
  const sought = readSought(lower);
  const places: (readonly Place[] | undefined)[] = [];
  return {
    folded,
    lower,
    atoms: readAtoms(folded),
    own: createOwnIdentifiers(association),
    outgoing: direction === 'out',
    placesOf(label) {
      const number = numberOf(label);
      const known = places[number];
      if (known !== undefined) return known;
      const found = sought.mayMatch(number) ? placesIn(lower, label) : nowhere;
      places[number] = found;
      return found;
    },
    matchesOf: (pattern) => (sought.mayMatch(numberOf(pattern)) ? matchesOf(lower, pattern) : none),
  };
}
const nowhere: readonly Place[] = [];

const placesIn = (lower: string, label: RegExp): readonly Place[] =>
  matchesOf(lower, label).map(({ 0: { length }, index }) => ({ start: index, end: index + length }));

/** As `matchAll` finds them: that would copy the pattern at each call, which costs more than most of them take to find nothing. */
function matchesOf(lower: string, pattern: RegExp): readonly RegExpExecArray[] {
  if (!pattern.global) throw new TypeError('such a pattern finds its first place again and again');
  pattern.lastIndex = 0;
  let match = pattern.exec(lower);
  if (match === null) return none;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(lower)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}
const none: readonly RegExpExecArray[] = [];

/** Words that name a value, and how far from it they may stand, in folded characters. */
export interface Cue {
  readonly label: RegExp;
  readonly before: number;
  readonly after: number;
}

/** How near a label is to a value, within the sentence; null: too far. A label after the value counts as farther. */
export function distanceOf(scene: Scene, value: Place, reach: Cue): number | null {
  const places = scene.placesOf(reach.label);
  const next = firstFrom(places, value.start);
  const before = places[next - 1];
  let distance: number | null = null;
  if (before !== undefined && before.end <= value.start + 1 && value.start - before.end <= reach.before) {
    if (!hasSentenceEnd(scene.lower.slice(before.end, value.start))) distance = Math.max(0, value.start - before.end);
  }
  const after = places[firstFrom(places, value.end)];
  if (after !== undefined && after.start - value.end <= reach.after) {
    const far = after.start - value.end + 15;
    const isSameSentence = !hasSentenceEnd(scene.lower.slice(value.end, after.start));
    if (isSameSentence && (distance === null || far < distance)) distance = far;
  }
  return distance;
}

export const isNear = (scene: Scene, value: Place, cue: Cue): boolean => distanceOf(scene, value, cue) !== null;

/** Index of the first place that begins at `offset` or later. */
export function firstFrom(places: readonly Place[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A full stop after an abbreviation (`n. 12`, `tel. 035`) ends nothing. */
const sentenceEnd =
  /[!?](?= |\n|$)|(?<![. ,:(](?:n|nr|num|no|tel|cod|doc|ident|tess|pat|fisc|c|f|i|id|rif|sig|dott|cell))\.(?= |\n|$)/;
/** The first full stop may end the label itself (`c.i.`). */
const hasSentenceEnd = (between: string): boolean => sentenceEnd.test(` ${between.replace(/^\./, '')}`);

export const sentenceStartBefore = (lower: string, offset: number, reach: number): number => {
  const from = Math.max(0, offset - reach);
  const stretch = lower.slice(from, offset);
  let start = 0;
  for (const {
    index,
    0: { length },
  } of stretch.matchAll(/[.!?](?= |\n)|\n/g))
    start = index + length;
  return from + start;
};

export const sentenceEndAfter = (lower: string, offset: number, reach: number): number => {
  const stretch = lower.slice(offset, offset + reach);
  const end = stretch.search(/[.!?](?= |\n|$)|\n/);
  return offset + (end === -1 ? stretch.length : end);
};
