import { categoryOfHardKind, contactKinds, meaningKinds } from '../../shared/guard/finding.ts';
import type { SeededRandom } from '../support/seeded-random.ts';
import { valueFor } from './placeholders.ts';

export const hardCategories: Readonly<Record<string, string>> = categoryOfHardKind;
export const contactTypes: readonly string[] = contactKinds;
export const meanings: readonly string[] = meaningKinds;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}
interface Evidence {
  readonly start: number;
  readonly end: number;
  readonly category: string;
}
export interface Marked {
  readonly text: string;
  readonly categories: readonly string[];
  readonly spans: readonly Span[];
  readonly evidence: readonly Evidence[];
}

interface Open {
  readonly name: string;
  readonly start: number;
}

/** `[category:words]` marks what says it, `{TYPE:value}` a value, `\n` a new line; marks may lie in one another. */
export function readMarks(marked: string, random: SeededRandom): Marked {
  const spans: Span[] = [];
  const evidence: Evidence[] = [];
  const open: Open[] = [];
  let text = '';
  for (const piece of marked.replaceAll(String.raw`\n`, '\n').split(/([[{][A-Za-z_]+:|[\]}])/)) {
    const begins = /^[[{](\w+):$/.exec(piece);
    if (begins !== null) open.push({ name: begins[1]!, start: text.length });
    else if (piece === ']' || piece === '}') {
      const mark = open.pop();
      if (mark === undefined) throw new SyntaxError('a mark is closed that was never opened');
      const where = { start: mark.start, end: text.length };
      if (piece === '}') spans.push({ ...where, type: known(mark.name, spanTypes) });
      else evidence.push({ ...where, category: known(mark.name, meanings) });
    } else text += piece.startsWith('@') && open.length > 0 ? valueFor(open.at(-1)!.name, piece, random) : piece;
  }
  if (open.length > 0 || /[[\]{}]/.test(text)) throw new SyntaxError('a mark is left open');
  return { text, spans, evidence, categories: categoriesOf(spans, evidence) };
}

const spanTypes = [...Object.keys(hardCategories), ...contactTypes];

function known(name: string, names: readonly string[]): string {
  if (!names.includes(name)) throw new SyntaxError(`no mark is called ${name}`);
  return name;
}

function categoriesOf(spans: readonly Span[], evidence: readonly Evidence[]): readonly string[] {
  const hard = spans.flatMap(({ type }) => hardCategories[type] ?? []);
  return [...new Set([...hard, ...evidence.map(({ category }) => category)])];
}
