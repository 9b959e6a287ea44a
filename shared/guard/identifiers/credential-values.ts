import type { Atom } from './atoms.ts';
import { noValues } from './credential-words.ts';
import { type Place, type Scene, sentenceEndAfter } from './scene.ts';
import { multiplierOf, spokenDigits } from './spoken-words.ts';

/** What a number counts, when it is no secret. */
export const unit =
  /^ ?(?:[.,]\d|%|euro|eur|€|\$|£|persone|posti|post[oi]|volte|volta|cifre|caratter\w+|lettere|tentativ\w+|minut\w+|giorn\w+|ore\b|ann[oi]|mesi|quote|copie|partecipanti|iscritti|per (?:cento|mille|volta|persona|uno|due|tre|\d)|digits|characters|letters|times|days|minutes|hours|people|tickets|seats|places|attempts|tickets|sedie|biglietti|km|metri|bambini|adulti|cl\b|ml\b)/;

/** A value of any kind at `at`: quoted, or a token that is no ordinary word; a plain word only where it ends the clause. */
export function secretAt(scene: Scene, at: number, strict: boolean): Place | null {
  const quoted = /^ ?(?:"([^"\n]{2,60})"|'([^'\n]{2,60})')/.exec(scene.folded.cased.slice(at, at + 64));
  if (quoted !== null) {
    const start = at + quoted[0].search(/["']/) + 1;
    return { start, end: start + (quoted[1] ?? quoted[2] ?? '').length };
  }
  const phrase = /^ ?((?:[a-z0-9']+ ){1,4}[a-z0-9']+),? (?:tutt[oa] )?(?:minuscol|attaccat|maiuscol)/.exec(
    scene.lower.slice(at, at + 70),
  );
  if (phrase?.[1] !== undefined && !ofAPassword.test(phrase[1])) {
    const start = at + phrase[0].indexOf(phrase[1]);
    const after = at + phrase[0].length;
    return { start, end: Math.max(start + phrase[1].length, endAfterCase(scene, after)) };
  }
  const grouped = numberAt(scene, at, strict);
  const token = tokenAt(scene, at);
  if (token === null) return grouped;
  const value = scene.folded.cased.slice(token.start, token.end);
  if (/^[\d -]+$/.test(value) || spokenDigits(value.toLowerCase()) !== undefined) return grouped;
  if (looksSecret(value)) return token;
  if (strict || noValues.has(value.toLowerCase()) || value.length < 4 || elided.test(value)) return null;
  return isPlainSecret(scene, token, value) ? token : null;
}

/** `il nome del mio paese tutto minuscolo`, `password wifi tutto attaccato`: said of it. */
const ofAPassword =
  /\b(?:non|con|una?|il|la|e)\b|^(?:nome|cognome|data|soprannome|wi-?fi|rete|sempre|tutt[oa]|scritt[oa]|name)\b/;

/** `girasole tutto minuscolo e poi ventuno`: the whole of it. */
function endAfterCase(scene: Scene, from: number): number {
  const more =
    /^[aoei] (?:e |poi |e poi |seguito da |piu |con )(?:il |lo )?([a-z0-9]+(?: [a-z0-9]+)?)(?=[.,;!]|$)/.exec(
      scene.lower.slice(from, from + 50),
    );
  return more === null ? 0 : from + more[0].length;
}

/** `dell'associazione`, `l'altra` */
const elided = /^(?:[dnsc]?[ea]ll|sull|un|[dlcs]|quell|quest)'/i;

/** What is said of a password: `visibile`, `personale`, `numerica`, `cambiata`, `debolissima`. */
const adjective =
  /(?:bil[ei]|al[ei]|il[ei]|os[ae]|ic[ai]|iche|iv[aoe]|[ae]nt[ei]|ari[ae]|[aiu]t[aoie]|es[ae]|ist[ae]|essa|issim[aoie]|ing|ed|ly|able|ful|bianca|nera|rossa)$/i;

function isPlainSecret(scene: Scene, { end }: Place, value: string): boolean {
  if (adjective.test(value)) return false;
  const rest = scene.lower.slice(end, end + 30);
  if (/\?/.test(scene.lower.slice(end, sentenceEndAfter(scene.lower, end, 60) + 1))) return false;
  return /^[ "')]*(?:$|[\n.,;!)]|e (?:l|poi|il|non|se|mi|ci|tutt|u)|ma |tutt[oa] |con la |con l'|maiuscol|minuscol|senza |all lower|in lower|and |but |with )/.test(
    rest,
  );
}

/** Digits; a year alone is none where anything might follow. */
function numberAt(scene: Scene, at: number, strict: boolean): Place | null {
  const value = digitsAt(scene, at);
  return strict && value !== null && /^(?:19|20)\d\d$/.test(scene.lower.slice(value.start, value.end)) ? null : value;
}

/** The next token, without the punctuation that ends a clause. */
export function tokenAt(scene: Scene, at: number): Place | null {
  const written = scene.folded.cased.slice(at, at + 80);
  const token = /^[ \n"'(]*([^\s"(][^\s"]{1,60})/.exec(written);
  if (token === null) return null;
  const value = (token[1] ?? '').replace(/(?:[.,;:)"']|\?!)+$/, '').replace(/(?<=[a-z]{4})[!?]$/, '');
  if (value.length < 2) return null;
  const start = at + token[0].length - (token[1] ?? '').length;
  return { start, end: start + value.length };
}

/** Digits with letters, signs inside, capitals inside: nobody writes words like that. */
export function looksSecret(value: string): boolean {
  if (
    value.length < 3 ||
    /^https?:|^www\.|@.*\.|^\d{1,2}[:.]\d\d$|^\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?$|^\d+(?:[.,]\d+)?[€%]?$|^wi-?fi$|^e-?mail$|^covid/i.test(
      value,
    )
  )
    return /^\d{4,10}$/.test(value);
  if (/^\d{1,6}[#*]\d{1,6}[#*]?$/.test(value)) return true;
  const hasLetter = /[a-z]/i.test(value);
  if (hasLetter && /\d/.test(value))
    return !/^(?:\d{1,3}(?:a|o)$|\d{1,4}(?:esim[oa]|st|nd|rd|th|h|am|pm|gb|mb|km)|[a-z]\d)$/i.test(value);
  if (hasLetter && /[#!$%&*+=?^_~|@<>\\{}[\]](?=.)|[#$%&*+=^_~|@!]$/.test(value))
    return (value.length > 3 && !/^[a-z]+[!?]+$/i.test(value)) || /^[A-Z][a-z]+!$/.test(value);
  if (/^[a-z]{3,}(?:-[a-z]{2,}){2,}$/i.test(value)) return true;
  return hasLetter && /[a-z][A-Z]/.test(value) && /[A-Z].*[a-z]|[a-z].*[A-Z]/.test(value);
}

/** 3 to 10 digits, in figures or words, in any grouping, that count nothing. */
export function digitsAt(scene: Scene, at: number): Place | null {
  const { atoms } = scene;
  const first = firstAtomFrom(atoms, at);
  let last = first;
  let digits = '';
  while (last < atoms.length && last - first < 10) {
    const atom = atoms[last];
    if (atom === undefined || (last > first && atom.gap !== 'tight' && atom.gap !== 'loose')) break;
    const more = /^\d{1,10}$/.test(atom.word) ? atom.word : saidDigits(atom);
    if (more === undefined || digits.length + more.length > 10) break;
    digits += more;
    last += 1;
  }
  const start = atoms[first]?.start ?? 0;
  const end = atoms[last - 1]?.end ?? 0;
  if (last === first || digits.length < 3 || start - at > 4 || scene.lower.slice(start, end) === 'mille') return null;
  if (unit.test(scene.lower.slice(end, end + 20))) return null;
  return { start, end: end + (keyAfter.exec(scene.lower.slice(end, end + 20))?.[0].length ?? 0) };
}

/** `4821#`, `cinque nove due campanella` */
export const keyAfter =
  /^(?:[#*]|,? (?:e |poi |e poi )?(?:campanella|campana|cancelletto|asterisco|stelletta|hash|star|pound)(?![a-z]))/;

/** Digits that a word says, alone or after `double`; '' where it only says how often. */
const saidDigits = ({ word, readings }: Atom): string | undefined =>
  multiplierOf(word) === undefined
    ? (readings.find((reading) => /^\d+$/.test(reading)) ?? spokenDigits(word))
    : word.startsWith('do') || word.startsWith('tr')
      ? ''
      : undefined;

/** `A7-391`, `#4821`, `4821A` */
export function codeAt(scene: Scene, at: number): Place | null {
  const token = tokenAt(scene, at);
  if (token === null) return null;
  const value = scene.folded.cased.slice(token.start, token.end);
  const isCode =
    /\d/.test(value) &&
    /^[#*]?[a-z0-9][a-z0-9#*-]{2,11}$/i.test(value) &&
    !unit.test(scene.lower.slice(token.end, token.end + 20));
  return isCode && looksSecret(value) ? token : null;
}

/** `1984B`, `2210#`: no amount, no ordinal. */
export function lockCodeAt(scene: Scene, at: number): Place | null {
  const value = codeAt(scene, at);
  return value !== null &&
    /^(?:[#*a-z]{0,2}\d{3,8}[a-z#*]{0,2}|\d{1,6}[#*]\d{1,6}[#*]?)$/.test(scene.lower.slice(value.start, value.end))
    ? value
    : null;
}

export function firstAtomFrom(atoms: readonly Atom[], offset: number): number {
  let low = 0;
  let high = atoms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atoms[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
