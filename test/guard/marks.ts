import type { SeededRandom } from '../support/seeded-random.ts';
import { valueFor } from './placeholders.ts';

export const hardCategories: Readonly<Record<string, string>> = {
  FISCAL_CODE: 'fiscal_code',
  IBAN: 'iban',
  BANK_ACCOUNT: 'iban',
  PAYMENT_CARD: 'payment_card',
  ID_CARD: 'id_document',
  PASSPORT: 'id_document',
  RESIDENCE_PERMIT: 'id_document',
  DRIVER_LICENCE: 'driver_licence',
  HEALTH_CARD: 'health_card',
  CREDENTIAL: 'credential',
};
export const contactTypes: readonly string[] = ['PHONE', 'EMAIL', 'ADDRESS', 'VAT'];
export const meanings: readonly string[] =
  'health disability religion politics union sex_life ethnicity judicial family abuse minors economic confidence third_party_contact'.split(
    ' ',
  );

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
