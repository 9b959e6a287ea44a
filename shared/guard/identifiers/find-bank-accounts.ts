import { digitsAt } from './credential-values.ts';
import { type Candidate, type Place, type Scene } from './scene.ts';

/**
 * An account given by its parts instead of its IBAN: bank and branch (ABI, CAB; sort code) and number. Parts that stand
 * together are one finding.
 */
export function findBankAccounts(scene: Scene): readonly Candidate[] {
  const parts = patterns
    .flatMap((pattern) => scene.matchesOf(pattern))
    .flatMap((match): readonly Place[] => {
      const value = match.groups?.['value'];
      if (value === undefined || value.replace(/\D/g, '').length < 5) return [];
      const end = match.index + match[0].length;
      return [{ start: end - value.length, end }];
    })
    .concat(said(scene))
    .sort((a, b) => a.start - b.start);
  const joined: Candidate[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && part.start - last.end <= MAX_BETWEEN_PARTS)
      joined[joined.length - 1] = { ...last, end: Math.max(last.end, part.end) };
    else joined.push({ ...part, kind: 'BANK_ACCOUNT' });
  }
  return joined;
}

/** `conto numero uno zero zero quattro…`, `sort code forty fourteen fifty three` */
const said = (scene: Scene): readonly Place[] =>
  scene.placesOf(saidLabel).flatMap(({ end }): readonly Place[] => {
    const value = digitsAt(scene, end);
    if (value === null) return [];
    const words = scene.lower.slice(value.start, value.end);
    return !/\d/.test(words) && words.split(/[ ,]+/).length >= LEAST_SAID_WORDS ? [value] : [];
  });
const saidLabel =
  /\b(?:(?:conto corrente|conto(?= numero)|numero d(?:i|el) (?:mio |suo )?conto(?: corrente)?)|sort code|account number|bank account)(?: (?:e'|e|il|is|numero|n\.|number)){0,3} /g;
const LEAST_SAID_WORDS = 3;

const MAX_BETWEEN_PARTS = 40;

const isWord =
  "(?: ?(?:[:=#,]|e'|e|il|la|is|the|n[.or°]{0,2}|num(?:ero)?\\.?|no\\.?|number|presso [a-z]{2,20}|in banca|bancario|bancoposta|banco posta|postale|corrente|mio|suo|nuovo)){0,4} ?";
const patterns: readonly RegExp[] = [
  new RegExp(`\\b(?:abi|cab)\\b${isWord}(?<value>\\d{5})\\b`, 'g'),
  new RegExp(
    `\\b(?:conto corrente|c/ ?c|cc(?= (?:n|numero))|conto(?= (?:n|numero|bancario|postale|bancoposta|banco posta|presso|in banca|:|\\d))|numero d(?:i|el) (?:mio |suo )?conto(?: corrente)?|libretto postale)\\b${isWord}(?<value>[a-z]{0,2}\\d[\\d ./-]{3,16}\\d)\\b(?! ?(?:euro|eur|€))`,
    'g',
  ),
  new RegExp(`\\bsort(?: ?code)?\\b${isWord}(?<value>\\d\\d[ -]?\\d\\d[ -]?\\d\\d)\\b`, 'g'),
  new RegExp(`\\b(?:bank )?(?:account|acct|acc|a/c)\\b\\.?${isWord}(?<value>\\d[\\d -]{4,16}\\d)\\b`, 'g'),
];
