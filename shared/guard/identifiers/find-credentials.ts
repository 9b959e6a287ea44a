import type { Atom } from './atoms.ts';
import { example, joinedByColon, joinedByVerb, joinedDirectly, noValues, secretNames } from './credential-words.ts';
import { type Candidate, type Place, type Scene, sentenceEndAfter, sentenceStartBefore } from './scene.ts';
import { spokenDigits } from './spoken-words.ts';

/** Passwords, PINs, one-time codes, answers and combinations: the value, where it is given; never the word alone. */
export function findCredentials(scene: Scene): readonly Candidate[] {
  const places = [
    ...namedBefore(scene),
    ...namedAfter(scene),
    ...logins(scene),
    ...orders(scene),
    ...securityAnswers(scene),
  ];
  return places.filter((place) => !isExample(scene, place)).map((place) => ({ ...place, kind: 'CREDENTIAL' as const }));
}

const { password, code, short, answer, received } = secretNames;
const anySecret = `(?:${received}|${code}|${password}|${short}|${answer})`;
const digitSecret = `(?:${received}|${code}|${short})`;
const boundary = '(?![a-z])';

/** Name, then value. The value is read by code, so that the patterns stay short. */
const byVerb = new RegExp(`\\b${anySecret}${boundary}${joinedByVerb}`, 'g');
const byColon = new RegExp(`\\b${anySecret}${boundary}${joinedByColon}`, 'g');
const directly = new RegExp(`\\b(?:${password}|${digitSecret})${boundary}${joinedDirectly}`, 'g');
const set = new RegExp(
  `\\b(?:come|as(?: (?:a|the|my))?|per) (?:nuov[oa] |mia |mio |new )?(?:${password}|${short})${boundary} (?:(?:ho|abbiamo|hai|avevo) )?(?:mess[oa]|uso|usiamo|usa|usate|scelto|impostato|inserito|inserisci|metti|mettete|avevo|i use|use|i put|i set|put)? ?:? ?`,
  'g',
);
const changedTo = new RegExp(
  `\\b(?:${password}|${short}|codice|code|combinazione)${boundary}[^.!?\\n]{0,30}? (?:(?:cambiat|impostat|mess|aggiornat)[oa]|changed|set|reset) (?:in|a|to|con) `,
  'g',
);

function namedBefore(scene: Scene): readonly Place[] {
  const found: Place[] = [];
  for (const { pattern, strict } of [
    { pattern: byVerb, strict: false },
    { pattern: byColon, strict: false },
    { pattern: changedTo, strict: true },
    { pattern: set, strict: true },
    { pattern: directly, strict: true },
  ]) {
    for (const { start, end } of scene.placesOf(pattern)) {
      const name = scene.lower.slice(start, end);
      const isDigits = onlyDigits.test(name) && !name.startsWith('pass');
      const value = isDigits ? (digitsAt(scene, end) ?? codeAt(scene, end)) : secretAt(scene, end, strict);
      if (value !== null) found.push(value);
    }
  }
  return found;
}

const onlyDigits = new RegExp(`^${digitSecret}${boundary}`);

/** `482913 è il codice che mi è arrivato`, `Estate25! è la password`, `ho messo 4821 come pin`. */
const after = new RegExp(
  `(?: ?(?:,|-|"|'))? ?(?:(?:e'|e|sarebbe|era|is|was|=) (?:(?:proprio|sempre|ancora) )?(?:il|la|the|my|our|mi[oa]|l')? ?(?:mi[oa] |nuov[oa] |nostr[oa] |new )?|(?:come|as(?: (?:a|the|my))?) (?:nuov[oa] |mi[oa] |new )?)${anySecret}${boundary}`,
  'g',
);

function namedAfter(scene: Scene): readonly Place[] {
  return scene.placesOf(after).flatMap(({ start }): readonly Place[] => {
    const value = lastTokenBefore(scene, start);
    return value === null ? [] : [value];
  });
}

function lastTokenBefore(scene: Scene, end: number): Place | null {
  const written = scene.folded.cased.slice(Math.max(0, end - 60), end);
  const token = /(?:"([^"\n]{3,40})"|'([^'\n]{3,40})'|(\S{3,40}))["',)]*$/.exec(written);
  if (token === null) return null;
  const value = (token[1] ?? token[2] ?? token[3] ?? '').replace(/[,;:.]+$/, '');
  const start = end - written.length + token.index + token[0].indexOf(value);
  const grouped = /(?:\b\d{1,4}[ -]){1,7}\d{1,4}$/.exec(written);
  if (grouped !== null && grouped[0].replace(/\D/g, '').length >= 4) return { start: end - grouped[0].length, end };
  const spoken = spokenBefore(scene, end);
  if (spoken !== null) return spoken;
  const isQuoted = token[1] !== undefined || token[2] !== undefined;
  return isQuoted || looksSecret(value) ? { start, end: start + value.length } : null;
}

/** `quattro sette uno uno` that ends at `end`. */
function spokenBefore({ atoms }: Scene, end: number): Place | null {
  const last = firstAtomFrom(atoms, end) - 1;
  let first = last;
  while (first >= 0 && last - first < 12 && isSpokenDigit(atoms[first])) first -= 1;
  return last - first >= 3 ? { start: atoms[first + 1]?.start ?? 0, end: atoms[last]?.end ?? 0 } : null;
}

const isSpokenDigit = (atom: Atom | undefined): boolean => atom !== undefined && spokenDigits(atom.word) !== undefined;

/** `entra con utente lucia e gelato7`, `user: nadia / Winter-55`. */
const login =
  /\b(?:nome utente|utente|username|user(?: ?name)?|user id|login|account|mail|email|(?:mie |tue |sue )?credenziali|accesso|accedi(?: con)?|entra(?: con)?|entrate con|log ?in with|sign in with|spid)(?: (?:e'|e|is|are|con|utente|sono))?[ :=]{1,3}["']?[a-z0-9._@+-]{2,40}["']? ?(?:,|;|\/|\\|-|e|ed|and|con|poi|then|\n|\+|with){1,2} ?(?:(?:poi|la|metti|con|the) )?/g;

function logins(scene: Scene): readonly Place[] {
  return scene.placesOf(login).flatMap(({ end }): readonly Place[] => {
    const value = secretAt(scene, end, true);
    return value === null ? [] : [value];
  });
}

/** `rispondi 4 7 1 1`, `digita 48213`: an order to say or type a short number. */
const order =
  /\b(?:rispond(?:i|ete|a|ere)|digit(?:a|ate|are|i)|compon(?:i|ete|ga)|batt(?:i|ete|ere)|inseri(?:sci|te|re|sca)|prem(?:i|ete|ere)|fai|fate|schiacci(?:a|ate)|type(?: in)?|enter|key in|punch in|dial|reply|answer|tap in)(?: (?:con|sempre|pure|poi|sul|sulla|al|alla|nel|il|la|codice|numero|tastierino|tastiera|citofono|allarme|telefono|porta|cancello|portone|with|the|code|on|at|keypad|in|to)){0,5} ?:? ?/g;
const unit =
  /^ ?(?:[.,]\d|%|euro|eur|€|\$|£|persone|posti|post[oi]|volte|volta|cifre|caratter\w+|lettere|tentativ\w+|minut\w+|giorn\w+|ore\b|ann[oi]|mesi|quote|copie|partecipanti|iscritti|per\b|digits|characters|letters|times|days|minutes|hours|people|tickets|seats|places|attempts|tickets|sedie|biglietti|km|metri|bambini|adulti|cl\b|ml\b)/;

function orders(scene: Scene): readonly Place[] {
  return scene.placesOf(order).flatMap(({ end }): readonly Place[] => {
    const value = digitsAt(scene, end);
    if (value === null) return [];
    const digits = scene.lower.slice(value.start, value.end).replace(/\D/g, '');
    const isPhone = digits.length > 8 || /^(?:0[1-9]|3\d\d \d)/.test(digits);
    const isYear = /^(?:19|20)\d\d$/.test(scene.lower.slice(value.start, value.end));
    return isPhone || isYear ? [] : [value];
  });
}

/** `il cognome da nubile di mia madre è Rossi`, where a security question is spoken of. */
const question = /\b(?:domand[ae] (?:segret[ae]|di sicurezza|di recupero)|security question|secret question)\b/;
const questions =
  /\b(?:cognome da (?:nubile|ragazza|signorina) di (?:mia madre|mamma)|nome del (?:mio )?primo (?:animale|cane|gatto)|primo (?:cane|gatto|animale)|mother'?s maiden name|first pet)[^.!?\n]{0,25}? (?:e'|e|era|si chiamava|is|was|called) /g;

function securityAnswers(scene: Scene): readonly Place[] {
  if (!question.test(scene.lower)) return [];
  return scene.placesOf(questions).flatMap(({ end }): readonly Place[] => {
    const value = tokenAt(scene, end);
    return value === null ? [] : [value];
  });
}

/** A value of any kind at `at`: quoted, or a token that is no ordinary word; a plain word only where it ends the clause. */
function secretAt(scene: Scene, at: number, strict: boolean): Place | null {
  const quoted = /^ ?(?:"([^"\n]{2,60})"|'([^'\n]{2,60})')/.exec(scene.folded.cased.slice(at, at + 64));
  if (quoted !== null) {
    const start = at + quoted[0].search(/["']/) + 1;
    return { start, end: start + (quoted[1] ?? quoted[2] ?? '').length };
  }
  const grouped = digitsAt(scene, at);
  const token = tokenAt(scene, at);
  if (token === null) return grouped;
  const value = scene.folded.cased.slice(token.start, token.end);
  if (/^[\d -]+$/.test(value) || spokenDigits(value.toLowerCase()) !== undefined) return grouped;
  if (looksSecret(value)) return token;
  if (strict || noValues.has(value.toLowerCase()) || value.length < 4) return null;
  return isPlainSecret(scene, token, value) ? token : null;
}

function isPlainSecret(scene: Scene, { end }: Place, value: string): boolean {
  if (/(?:[aeiur]t|[st]s|rs|ut|lt|tt|rt|os|ic|iv|al|il)[aeio]$/.test(value) && /(?:at|ut|it)[aeio]$/.test(value))
    return false;
  const rest = scene.lower.slice(end, end + 30);
  if (/\?/.test(scene.lower.slice(end, sentenceEndAfter(scene.lower, end, 60) + 1))) return false;
  return /^[ "')]*(?:$|[\n.,;!)]|e (?:l|poi|il|non|se|mi|ci|tutt|u)|ma |tutt[oa] |con la |con l'|maiuscol|minuscol|senza |all lower|in lower|and |but |with )/.test(
    rest,
  );
}

/** The next token, without the punctuation that ends a clause. */
function tokenAt(scene: Scene, at: number): Place | null {
  const written = scene.folded.cased.slice(at, at + 80);
  const token = /^[ \n"'(]*([^\s"(][^\s"]{1,60})/.exec(written);
  if (token === null) return null;
  const value = (token[1] ?? '').replace(/(?:[.,;:)"']|\?!)+$/, '').replace(/(?<=[a-z]{4})[!?]$/, '');
  if (value.length < 2) return null;
  const start = at + token[0].length - (token[1] ?? '').length;
  return { start, end: start + value.length };
}

/** Digits with letters, signs inside, capitals inside: nobody writes words like that. */
function looksSecret(value: string): boolean {
  if (
    value.length < 3 ||
    /^https?:|^www\.|@.*\.|^\d{1,2}[:.]\d\d$|^\d{1,2}[/.-]\d{1,2}([/.-]\d{2,4})?$|^\d+(?:[.,]\d+)?[€%]?$|^wi-?fi$|^e-?mail$|^covid/i.test(
      value,
    )
  )
    return /^\d{4,10}$/.test(value);
  const hasLetter = /[a-z]/i.test(value);
  if (hasLetter && /\d/.test(value))
    return !/^(?:\d{1,4}(?:a|o|esim[oa]|st|nd|rd|th|h|am|pm|gb|mb|km)|[a-z]\d)$/i.test(value);
  if (hasLetter && /[#!$%&*+=?^_~|@<>\\{}[\]](?=.)|[#$%&*+=^_~|@!]$/.test(value))
    return (value.length > 3 && !/^[a-z]+[!?]+$/i.test(value)) || /^[A-Z][a-z]+!$/.test(value);
  if (/^[a-z]{3,}(?:-[a-z]{2,}){2,}$/i.test(value)) return true;
  return hasLetter && /[a-z][A-Z]/.test(value) && /[A-Z].*[a-z]|[a-z].*[A-Z]/.test(value);
}

/** 3 to 10 digits, in figures or words, in any grouping, that count nothing. */
function digitsAt(scene: Scene, at: number): Place | null {
  const { atoms } = scene;
  const first = firstAtomFrom(atoms, at);
  let last = first;
  let digits = '';
  while (last < atoms.length && last - first < 10) {
    const atom = atoms[last];
    if (atom === undefined || (last > first && atom.gap !== 'tight' && atom.gap !== 'loose')) break;
    const more = /^\d{1,10}$/.test(atom.word) ? atom.word : spokenDigits(atom.word);
    if (more === undefined || digits.length + more.length > 10) break;
    digits += more;
    last += 1;
  }
  const start = atoms[first]?.start ?? 0;
  const end = atoms[last - 1]?.end ?? 0;
  if (last === first || digits.length < 3 || start - at > 4) return null;
  if (unit.test(scene.lower.slice(end, end + 20))) return null;
  return { start, end: /^[#*]/.test(scene.lower.slice(end, end + 1)) ? end + 1 : end };
}

/** `A7-391`, `#4821`, `4821A` */
function codeAt(scene: Scene, at: number): Place | null {
  const token = tokenAt(scene, at);
  if (token === null) return null;
  const value = scene.folded.cased.slice(token.start, token.end);
  const isCode =
    /\d/.test(value) &&
    /^[#*]?[a-z0-9][a-z0-9#*-]{2,11}$/i.test(value) &&
    !unit.test(scene.lower.slice(token.end, token.end + 20));
  return isCode && looksSecret(value) ? token : null;
}

function firstAtomFrom(atoms: readonly Atom[], offset: number): number {
  let low = 0;
  let high = atoms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((atoms[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isExample({ lower }: Scene, { start, end }: Place): boolean {
  const from = sentenceStartBefore(lower, start, 100);
  return example.test(lower.slice(from, start)) || example.test(lower.slice(end, sentenceEndAfter(lower, end, 50)));
}
