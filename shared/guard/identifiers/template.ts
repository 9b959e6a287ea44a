import type { Atom, Gap } from './atoms.ts';

/** A shape of code, read from left to right. */
export interface Template {
  /** Lengths at which a code may be complete; ascending. */
  readonly maxLength: number;
  /** Whether `character` may stand at `index`, after `before`. */
  allows(character: string, before: string): boolean;
  accepts(characters: string): boolean;
  readonly gaps: readonly Gap[];
}

export interface Reading {
  /** Indices of atoms, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly characters: string;
}

/**
 * Every start looks at a bounded number of readings, so that a text takes time linear in its length whatever is written.
 */
const MAX_STEPS = 160;
const MAX_FILLERS = 6;
/** Every code has digits; the farthest is a tax code that is spelled (`R come Roma`) with six letters first. */
const MAX_ATOMS_TO_DIGIT = 24;

/** The longest code of this shape that begins with the atom at `from`. */
export function matchTemplate(atoms: readonly Atom[], from: number, template: Template): Reading | null {
  if (!mayBegin(atoms[from], template)) return null;
  let steps = 0;
  let best: Reading | null = null;
  const visit = (at: number, before: string, fillers: number): void => {
    const atom = atoms[at];
    if (atom === undefined || steps++ > MAX_STEPS) return;
    if (at > from && !template.gaps.includes(atom.gap)) return;
    for (const reading of atom.readings) {
      if (reading === '') {
        if (before !== '' && (atom.readings.length === 1 || fillers < MAX_FILLERS))
          visit(at + 1, before, fillers + (atom.readings.length === 1 ? 0 : 1));
        continue;
      }
      const characters = extend(before, reading, template);
      if (characters === null) continue;
      const isLonger = best === null || characters.length > best.characters.length;
      if (isLonger && template.accepts(characters)) best = { from, to: at + 1, characters };
      if (characters.length < template.maxLength) visit(at + 1, characters, fillers);
    }
  };
  visit(from, '', 0);
  return best;
}

/** Most words begin no code: this keeps them cheap. */
function mayBegin(atom: Atom | undefined, template: Template): boolean {
  if (atom === undefined || atom.toDigit > MAX_ATOMS_TO_DIGIT) return false;
  for (const reading of atom.readings) if (reading !== '' && template.allows(reading.charAt(0), '')) return true;
  return false;
}

function extend(before: string, reading: string, template: Template): string | null {
  if (before.length + reading.length > template.maxLength) return null;
  let characters = before;
  for (const character of reading) {
    if (!template.allows(character, characters)) return null;
    characters += character;
  }
  return characters;
}

/** `L` letter, `D` digit, `X` either, `O` a digit or a letter that stands for one; others as they are. */
export function slotAllows(slot: string | undefined, character: string): boolean {
  switch (slot) {
    case 'L':
      return character >= 'A' && character <= 'Z';
    case 'D':
      return character >= '0' && character <= '9';
    case 'X':
      return true;
    default:
      return slot === character;
  }
}

const codeGaps: readonly Gap[] = ['tight', 'loose'];

/** A code of one fixed length whose slots are written as for `slotAllows`. */
export const slotsTemplate = (slots: string, accepts: (characters: string) => boolean = () => true): Template => ({
  maxLength: slots.length,
  gaps: codeGaps,
  allows: (character, before) => slotAllows(slots[before.length], character),
  accepts: (characters) => characters.length === slots.length && accepts(characters),
});
