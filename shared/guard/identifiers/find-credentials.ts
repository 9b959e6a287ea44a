import type { Atom } from './atoms.ts';
import { codeAt, digitsAt, firstAtomFrom, looksSecret, secretAt, tokenAt } from './credential-values.ts';
import { example, joinedByColon, joinedByVerb, joinedDirectly, noValues, secretNames } from './credential-words.ts';
import { findGivenWords } from './find-given-words.ts';
import { weighSecrets } from './find-likely-secrets.ts';
import { findSecretsNearNames } from './find-secrets-nearby.ts';
import { findSecurityAnswers } from './find-security-answers.ts';
import { findShownCodes } from './find-shown-codes.ts';
import { findToldSecrets } from './find-told-secrets.ts';
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
    ...findSecretsNearNames(scene),
    ...findToldSecrets(scene),
    ...findSecurityAnswers(scene),
    ...findGivenWords(scene),
    ...findShownCodes(scene),
  ];
  return withSiblings(
    scene,
    weighSecrets(scene, places).map((place) => withTail(scene, place)),
  )
    .filter((place) => !isExample(scene, place))
    .map((place) => ({ ...place, kind: 'CREDENTIAL' as const }));
}

/** `girasole tutto attaccato poi sette sette`: the figures belong to it. */
const tail =
  /^,? ?(?:tutt[oa] (?:attaccat[oa]|minuscol[oa]|maiuscol[oa]),? ?)?(?:e poi|poi|seguit[oa] da|and then|followed by|then) (?:(?:zero|uno|due|tre|quattro|cinque|sei|sette|otto|nove|one|two|three|four|five|six|seven|eight|nine|\d{1,4})(?![a-z\d]) ?){1,6}/;

function withTail({ lower }: Scene, place: Place): Place {
  const more = /[a-z]/.test(lower.slice(place.start, place.end))
    ? tail.exec(lower.slice(place.end, place.end + 90))
    : null;
  return more === null ? place : { start: place.start, end: place.end + more[0].trimEnd().length };
}

/** `togli con 9080, metti con 9081`: a number of as many digits that follows one is one, too. */
const sibling =
  /^,? ?(?:[a-z']{1,13},? ){0,4}(?:[a-z']{1,13}:? ?)?(\d{4,8})(?![\d:/.,]\d|\d| ?[€%]|-\d| (?:euro|eur)\b)/;

function withSiblings({ lower }: Scene, places: readonly Place[]): readonly Place[] {
  return places.flatMap((place): readonly Place[] => {
    const digits = lower.slice(place.start, place.end);
    if (!/^\d{4,8}$/.test(digits)) return [place];
    const next = sibling.exec(lower.slice(place.end, place.end + 48));
    const value = next?.[1] ?? '';
    const isOther =
      /\b(?:tel\w*|cell\w*|numero|interno|via|nel|dal|al|anno|n|ordine|pratica|in|since|from|to|call|chiam\w+)\b/.test(
        next?.[0] ?? '',
      );
    if (value.length !== digits.length || isOther || /^(?:19|20)\d\d$/.test(value)) return [place];
    const end = place.end + (next?.[0].length ?? 0);
    return [place, { start: end - value.length, end }];
  });
}

const { password, code, short, answer, received } = secretNames;
const anySecret = `(?:${received}|${code}|${password}|${short}|${answer})`;
const digitSecret = `(?:${received}|${code}|${short})`;
/** `PW2NR2` names nothing. */
const boundary = '(?![a-z]|\\d{1,8}[a-z])';

/** Name, then value. The value is read by code, so that the patterns stay short. */
const byVerb = new RegExp(`\\b${anySecret}${boundary}${joinedByVerb}`, 'g');
const byColon = new RegExp(`\\b${anySecret}${boundary}${joinedByColon}`, 'g');
const directly = new RegExp(`\\b(?:${password}|${digitSecret})${boundary}${joinedDirectly}`, 'g');
const set = new RegExp(
  `\\b(?:come|as(?: (?:a|the|my))?|per) (?:nuov[oa] |mia |mio |new )?(?:${password}|${short})${boundary} (?:(?:ho|abbiamo|hai|avevo) )?(?:mess[oa]|uso|usiamo|usa|usate|scelto|impostato|inserito|inserisci|metti|mettete|avevo|i use|use|i put|i set|put)? ?:? ?`,
  'g',
);
/** "La parola chiave è ascolto" is a saying: only what looks like a secret is one. */
const keyword = new RegExp(`\\bparol[ae] chiave${boundary}${joinedByVerb}`, 'g');
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
    { pattern: keyword, strict: true },
  ]) {
    for (const { start, end } of scene.placesOf(pattern)) {
      const name = scene.lower.slice(start, end);
      const isSubject = /\b(?:sull[ae]|about|on) $/.test(scene.lower.slice(Math.max(0, start - 6), start));
      const isDigits = (onlyDigits.test(name) || changedCode.test(name)) && !name.startsWith('pass');
      const value = isDigits
        ? (digitsAt(scene, end) ?? codeAt(scene, end))
        : (secretAt(scene, end, strict || isSubject) ?? (isAnswer.test(name) ? wordsAt(scene, end) : null));
      if (value !== null) found.push(value);
    }
  }
  return found;
}

/** `the code changed to`, `la combinazione è stata cambiata in` */
const changedCode = /^(?:codice|code|combinazione)\b/;

const isAnswer =
  /^(?:risposta segreta|risposta di sicurezza|(?:secret|security) answer).*(?:[:=]| (?:e'|e|is|era|was)) $/;

/** The answer to a security question may be two or three ordinary words. */
function wordsAt(scene: Scene, at: number): Place | null {
  const words = /^ ?["']?([a-z0-9'-]+(?: [a-z0-9'-]+){1,2})(?=["']?(?:[.,;!)\n]|$))/.exec(
    scene.lower.slice(at, at + 60),
  )?.[1];
  if (words === undefined || noValues.has(words.split(' ')[0] ?? '')) return null;
  const start = at + scene.lower.slice(at, at + 4).indexOf(words.slice(0, 1));
  return { start, end: start + words.length };
}

const onlyDigits = new RegExp(`^${digitSecret}${boundary}`);

/** `482913 è il codice che mi è arrivato`, `Estate25! è la password`, `ho messo 4821 come pin`. */
const after = new RegExp(
  `(?: ?(?:,|-|"|'))? ?(?<![a-z0-9])(?:(?:e'|e|sarebbe|era|is|was|=) (?:(?:proprio|sempre|ancora) )?(?:il|la|the|my|our|your|mi[oa]|l')? ?(?:mi[oa] |tu[oa] |su[oa] |vostr[oa] |nuov[oa] |nostr[oa] |new )?|(?:come|as(?: (?:a|the|my))?) (?:nuov[oa] |mi[oa] |new )?)(?:${anySecret}|parol[ae] chiave)${boundary}`,
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
  const value = (token[1] ?? token[2] ?? token[3] ?? '').replace(/[,;:.]+$/, '').replace(/^["'(]+/, '');
  const start = end - written.length + token.index + token[0].indexOf(value);
  const grouped = /(?:\b\d{1,4}[ -]){1,7}\d{1,4}$/.exec(written);
  if (grouped !== null && grouped[0].replace(/\D/g, '').length >= 4) return { start: end - grouped[0].length, end };
  const spoken = spokenBefore(scene, end);
  if (spoken !== null) return spoken;
  const isQuoted = token[1] !== undefined || token[2] !== undefined || /^["']/.test(token[3] ?? '');
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
  /\b(?:nome utente|utente|username|log ?in(?: as (?:me|us))?|(?:entrare|accedere|entrate|entri|acceda)(?: (?:lei|tu|voi|come me|al posto mio|con))?|user(?: ?name)?|user id|login|account|mail|email|(?:mie |tue |sue )?credenziali|accesso|accedi(?: con)?|entra(?: con)?|entrate con|log ?in with|sign in with|spid)(?: (?:e'|e|is|are|con|utente|sono))?[ :=]{1,3}["']?[a-z0-9._@+-]{2,40}["']? ?(?:,|;|\/|\\|-|e|ed|and|con|poi|then|\n|\+|with){1,2} ?(?:(?:poi|metti|con) )?(?:(?:la |the )?(?:pass ?word|pass|pw|psw|chiave|key)(?: e| is)?[ :=]{1,3})?(?:la |the )?/g;

function logins(scene: Scene): readonly Place[] {
  return scene.placesOf(login).flatMap(({ start, end }): readonly Place[] => {
    const name = scene.lower.slice(start, end);
    // `utente 5c08ea19` has no `e` between two words, `mail 18ac-77f0` no hyphen.
    if (/[a-z\d]-?$/.test(name)) return [];
    const isNamed = /(?:pass ?word|pass|pw|psw)[ :=]{1,3}$/.test(name);
    const value = secretAt(scene, end, !isNamed);
    return value === null ? [] : [value];
  });
}

/** `rispondi 4 7 1 1`, `digita 48213`: an order to say or type a short number. */
const order =
  /\b(?:disinserire|disattivare|disarmare|zittirla|zittire|rispond(?:i|ete|a|ere)|digit(?:a|ate|are|i)|compon(?:i|ete|ga)|batt(?:i|ete|ere)|inseri(?:sci|te|re|sca)|prem(?:i|ete|ere)|fai|fate|schiacci(?:a|ate)|type(?: in)?|enter|press|key in|punch in|dial|reply|answer|tap in)(?: (?:con|sempre|pure|poi|subito|prima|svelt[oi]|sul|sulla|al|alla|nel|il|la|codice|numero|tastierino|tastiera|citofono|allarme|telefono|porta|cancello|portone|with|the|code|on|at|keypad|in|to)){0,5} ?:? ?/g;

function orders(scene: Scene): readonly Place[] {
  return scene.placesOf(order).flatMap(({ end }): readonly Place[] => {
    const value = digitsAt(scene, end) ?? keyedCodeAt(scene, end);
    if (value === null) return [];
    const digits = scene.lower.slice(value.start, value.end).replace(/\D/g, '');
    const isPhone = digits.length > 8 || /^(?:0[1-9]|3\d\d \d)/.test(digits);
    const isYear = /^(?:19|20)\d\d$/.test(scene.lower.slice(value.start, value.end));
    return isPhone || isYear ? [] : [value];
  });
}

/** `C2580Y`: a letter or two about the digits, as on a keypad. */
function keyedCodeAt(scene: Scene, at: number): Place | null {
  const value = codeAt(scene, at);
  return value !== null &&
    /^[a-z]\d{3,6}[a-z]?[#*]?$|^\d{3,6}[a-z][#*]?$/.test(scene.lower.slice(value.start, value.end))
    ? value
    : null;
}

/** `il cognome da nubile di mia madre è Rossi`, where a security question is spoken of. */
const question =
  /\b(?:domand[ae] (?:segret[ae]|di sicurezza|di recupero)|(?:security|secret) (?:question|answer)|risposta di sicurezza)\b/;
const questions =
  /\b(?:(?:domanda (?:segreta|di sicurezza)|security question)[^.!?\n]{0,30}? (?:rispond\w+|ho risposto|answer(?:ed)?) (?:con |sempre )?|(?:cognome da (?:nubile|ragazza|signorina) di (?:mia madre|mamma)|nome del (?:mio )?primo (?:animale|cane|gatto)|primo (?:cane|gatto|animale)|mother'?s maiden name|first pet)(?:[^.!?\n]{0,25}? (?:e'|e|era|si chiamava|is|was|called) |[,:=] ?))/g;

function securityAnswers(scene: Scene): readonly Place[] {
  if (!question.test(scene.lower)) return [];
  return scene.placesOf(questions).flatMap(({ start, end }): readonly Place[] => {
    const value = tokenAt(scene, end);
    // After a mark only a name is an answer: `il primo cane, per la domanda segreta`.
    const isMarked = /[,:=] ?$/.test(scene.lower.slice(start, end));
    return value === null || (isMarked && !/[A-Z]/.test(scene.folded.cased.charAt(value.start))) ? [] : [value];
  });
}

/** What follows may be said of something else: `…, i soldi della lotteria sono lì`. */
const exampleAfter =
  /\b(?:(?:per|ad) esempio|esempi[oi]?|lezion[ei]|slide|dispens[ae]|esercizi[oi]?|for example|for instance|e\.g|(?<![.@-])example|lesson|exercise|demo|dimostrativ\w+|vincent[ei]|vince|winning|wins|cruciverba|crossword|(?:password|pin) (?:piu (?:usate|comuni|diffuse)|deboli|banali|facili))\b/;

function isExample({ lower }: Scene, { start, end }: Place): boolean {
  const from = sentenceStartBefore(lower, start, 100);
  return (
    example.test(lower.slice(from, start)) || exampleAfter.test(lower.slice(end, sentenceEndAfter(lower, end, 50)))
  );
}
