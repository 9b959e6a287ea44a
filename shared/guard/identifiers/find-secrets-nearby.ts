import { digitsAt, lockCodeAt, looksSecret, secretAt } from './credential-values.ts';
import { namesReference } from './credential-words.ts';
import type { Place, Scene } from './scene.ts';
import { sentenceEndAfter, sentenceStartBefore } from './scene.ts';

/**
 * A sentence that names a secret and has something in it that can be nothing else: `la password del portale è rimasta
 * Ponte2020`, `il pin del telefono di papà 1954`, `per il cancello si fa 2580`.
 */
export function findSecretsNearNames(scene: Scene): readonly Place[] {
  return [
    ...tokensNear(scene, passwordName, REACH),
    ...digitsNear(scene, { name: digitName, reach: REACH, isYear: true }),
    ...digitsNear(scene, { name: passwordName, reach: REACH, isYear: false }),
    ...tokensNear(scene, digitName, REACH),
    ...keysOf(scene),
    ...afterDoors(scene),
    ...onKeypads(scene),
    ...checkValues(scene),
    ...bareCodes(scene),
    ...afterCards(scene),
  ];
}

const REACH = 55;
const passwordName =
  /\b(?:pass ?words?|passwd|pass?w|psw|pswd|pwd?|pass(?! (?:you|on|it|the|along|me|by|him|her|them|through|over)\b)|passcode|passphrase|chiave (?:(?:del )?wi-?fi|wpa2?|di rete|d'accesso|di accesso)|(?:solita|nostra) parola|credenziali|wi-?fi key)(?![a-z]|\d{1,8}[a-z])/g;
const digitName =
  /\b(?:pin|puk|cvv2?|cvc2?|otp|token|codice (?:pin |di )?(?:temporane[oa]|provvisori[oa]|monouso|verifica|sblocco|conferma|accesso|attivazione|sicurezza)|(?:verification|security|access|recovery) code|numer(?:o|ino|etto) segret[oi]|codicin[oi]|codice (?:dell')?allarme|codice (?:del |della )?(?:cancello|portone|porta|antifurto|cassaforte|lucchetto)|combinazione|sblocco(?= ?[:\d])|sblocco (?:schermo|telefono|tablet|sim|cellulare)|cassett\w+ (?:delle|con le) chiavi|cassettina|key ?safe|key ?box|lockbox|alarm code|door code|gate code)(?![a-z]|\d{1,8}[a-z])/g;

function tokensNear(scene: Scene, name: RegExp, reach: number): readonly Place[] {
  return scene.placesOf(name).flatMap(({ start, end }): readonly Place[] => {
    const to = Math.min(end + reach, sentenceEndAfter(scene.lower, end, reach + 30));
    const from = Math.max(0, start - 55);
    return [
      ...withoutUsers(strongTokens(scene, end, to)).slice(0, 2),
      ...withoutUsers(strongTokens(scene, from, start)).slice(-2),
    ];
  });
}

/** `docente03 Quaderno+7`: of two that stand side by side the first is who enters. */
const withoutUsers = (tokens: readonly Place[]): readonly Place[] =>
  tokens.filter(({ end }, at) => (tokens[at + 1]?.start ?? Number.POSITIVE_INFINITY) - end > 1);

const productName =
  /^(?:wi-?fi\d|windows\d+|iphone\d+|office\d+|covid-?\d+|mp[34]|h24|ps\d|a[345]|3d|\dg|b12|usb\d?|win\d+|pdf\w*|v\d.*|ios\d+|android\d+|n\.?\d+|nr\.?\d+|\d+[a-z]{1,3}|(?:lun|mar|mer|gio|ven|sab|dom)\d+|[a-z]{2,8}(?:-\d{1,4}){1,3}|[a-z]{2}\d{6,9}|[a-z]{2}\d{5}[a-z]{2}|0x[0-9a-f]+)$/i;

/** Tokens of letters with digits or signs, as only secrets are written; never an address of the web or of the post. */
function strongTokens({ folded }: Scene, from: number, to: number): readonly Place[] {
  return [...folded.cased.slice(from, to).matchAll(/[^\s"(),;]{5,40}/g)].flatMap(
    ({ 0: token, index }): readonly Place[] => {
      const value = token.replace(/[.:?']+$/, '').replace(/(?<=[a-z]{4})!$/, '');
      const isStrong =
        /\d/.test(value) && /[a-z]/i.test(value) ? looksSecret(value) : /[a-z][#$%&*+=^_!]\S|[#$%*]$/i.test(value);
      if (!isStrong || productName.test(value) || /@|\/\/|^www|'|\.(?:it|com|org|example)\b/i.test(value)) return [];
      const start = from + index;
      if (
        /\b(?:utente|user(?: ?name)?|login|log-in|sign-in|account)(?: is| e'?)? ?[:=]? ?$/.test(
          folded.lower.slice(Math.max(0, start - 14), start),
        ) ||
        namesReference.test(folded.lower.slice(Math.max(0, start - 40), start))
      )
        return [];
      return [{ start, end: start + value.length }];
    },
  );
}

/** Words that say what a number is. */
const otherNumber =
  /(?:\b(?:n|nr|num|numero|ticket|pratica|sala|aula|stanza|ore|alle|dalle|del|dal|al|il|tel|cell|telefono|cellulare|fattura|ordine|utente|errore|codice errore|protocollo|ricevuta|tessera|euro|anno|nel|versione|via|interno|piano|windows|office|article|room|since|in|on|by|from|order|version|floor)\.? ?|[€$£#/-] ?)$/;

const digitStart =
  /(?<![\d./:-])\d|\b(?:zero|uno|due|tre|quattro|cinque|sei|sette|otto|nove|one|two|three|four|five|six|seven|eight|nine|oh)\b/g;

interface Nearness {
  readonly name: RegExp;
  readonly reach: number;
  /** Whether it may look like a year: a PIN may, a number beside a password rather is one. */
  readonly isYear: boolean;
}

function digitsNear(scene: Scene, { name, reach, isYear }: Nearness): readonly Place[] {
  return scene.placesOf(name).flatMap(({ end }): readonly Place[] => {
    const to = Math.min(end + reach, sentenceEndAfter(scene.lower, end, reach + 20));
    for (const { index } of scene.lower.slice(end, to).matchAll(digitStart)) {
      const value = secretDigitsAt(scene, end + index, isYear);
      if (value !== null && !otherNumber.test(scene.lower.slice(Math.max(end, value.start - 14), value.start)))
        return [value];
    }
    return [];
  });
}

/** 4 to 8 digits that are neither a year, a time, a date nor a telephone. */
function secretDigitsAt(scene: Scene, at: number, mayBeYear = false): Place | null {
  const value = digitsAt(scene, at);
  if (value === null) return null;
  const written = scene.lower.slice(value.start, value.end);
  const digits = written.replaceAll(/\D/g, '');
  if (digits.length < 4 || digits.length > 8 || (!mayBeYear && /^(?:19|20)\d\d$/.test(written))) return null;
  const after = scene.lower.slice(value.end, value.end + 4);
  return /^(?:[.:/]\d|-\d| ?[€%])/.test(after) ? null : value;
}

/** `il cancello si apre con 2580`, `l'allarme si toglie con 4590`, `for the alarm press 4471` */
const door =
  /\b(?:allarme|antifurto|cassaforte|lucchetto|lucchetti|cancell(?:o|etto|ino)|porton(?:e|cino)|citofono|tastierino|cassett(?:a|ina)|armadietto|serratura|porta|per entrare|per aprire|bike lock|alarm|door|gate|safe|padlock|lockbox|key ?(?:safe|box)|keypad)\b[^.!?\n]{0,60}?(?:\b(?:con|col|codice|cod|combinazione|si fa|fai|fate|fare|digit\w{1,4}|batt\w{1,4}|premi|premere|schiacci\w{1,3}|componi\w{0,3}|inseri\w{1,4}|press|enter|dial|type|code|with|use|is|takes|wants|vuole|chiede|fa|e|e')|:)(?: (?:il|la|un|codice|numero|code|e|sempre|il codice|the code|in|nuov[oa]|new|ora|adesso|now)){0,2}[: ]{1,2}(?=\d|(?:zero|uno|due|tre|quattro|cinque|sei|sette|otto|nove|one|two|three|four|five|six|seven|eight|nine|oh)\b)/g;

function afterDoors(scene: Scene): readonly Place[] {
  return scene.placesOf(door).flatMap(({ start, end }): readonly Place[] => {
    const value = lockCodeAt(scene, end) ?? secretDigitsAt(scene, end, true) ?? digitsAt(scene, end);
    const isTime = value !== null && /^(?:[.:]\d\d\b| ?[€%]|\/\d)/.test(scene.lower.slice(value.end, value.end + 4));
    const isShort = value !== null && value.end - value.start < 4 && !short.test(scene.lower.slice(start, end));
    const isOther = codeOfGoods.test(scene.lower.slice(Math.max(0, start - 40), end));
    return value === null || isTime || isShort || isOther ? [] : [value];
  });
}

/** A code that is printed on things. */
const codeOfGoods =
  /\b(?:codice|code) (?:modello|articolo|colore|prodotto|ral|ateco|catastale|tributo|destinatario|univoco|meccanografico|cig)\b/;
/** Where three digits are enough. */
const short = /^(?:cassaforte|lucchett|cassett|padlock|safe|bike lock|key ?(?:safe|box)|lockbox|armadietto)/;

/** `il wifi è PonteSoci e la chiave soci4ever` */
const keyWord =
  /\b(?:wi-?fi|utente|rete|accesso|login|user(?:name)?)\b[^.!?\n]{0,40}?\b(?:chiave|key)\b(?: (?:e|is))?[ :=]{1,3}/g;

const keysOf = (scene: Scene): readonly Place[] =>
  scene.placesOf(keyWord).flatMap(({ start, end }): readonly Place[] => {
    const isNetwork = /\b(?:wi-?fi|rete)\b/.test(scene.lower.slice(start, end));
    const word = isNetwork ? secretAt(scene, end, false) : null;
    return word === null ? strongTokens(scene, end, end + 40).filter((token) => token.start === end) : [word];
  });

/** `4590 sulla tastiera` */
const keypad =
  /[#*]? (?:sul|sulla|nella|al|all'|on the|into the) ?(?:tastier|allarme|antifurto|citofono|keypad|alarm)/g;

function onKeypads(scene: Scene): readonly Place[] {
  return scene.placesOf(keypad).flatMap(({ start }): readonly Place[] => {
    const digits = /(?<![\d/.:-])\d{4,8}$/.exec(scene.lower.slice(Math.max(0, start - 12), start));
    return digits === null ? [] : [{ start: start - digits[0].length, end: start }];
  });
}

/** `cvv dietro la carta 905` */
const checkValue =
  /\b(?:cvv2?|cvc2?|cv2|security code|cod(?:ice)? (?:di )?sic(?:urezza)?|(?:tre|3|three) (?:cifrette|numeretti)|(?:dietro|sul retro) (?:al|alla|della|del|di) (?:carta|bancomat|postepay|visa|mastercard))\b[^.!?\d\n]{0,30}(?=\d{3,4}(?!\d))/g;

const checkValues = (scene: Scene): readonly Place[] =>
  scene.placesOf(checkValue).flatMap(({ end }): readonly Place[] => {
    const value = digitsAt(scene, end);
    return value === null ? [] : [value];
  });

/** `il codice è 771204`, `mi hanno mandato 771204, è il codice?`: a code of nothing else. */
const bareCode =
  /\b(?:(?:codice|code)(?: (?:inps|inail|poste|posteid|google|whatsapp|amazon|paypal|spid|cie|intesa|unicredit|bper|fineco|sanita|banca|facebook|apple|microsoft))?(?: (?:che|from|that|a (?:sei|6|cinque|5|otto|8) cifre|in the|on the)[^.!?\n\d]{0,35}?)?(?: (?:e'|e|era|is|was|says|sarebbe|dice|segna))?[,: -]{0,3}(?:il |questo:? |this:? )?|(?:mandato|inviato|arrivato|texted me|sent me) (?:il |un |questo |this |a )?(?:numero |codice |code )?)(?=\d)/g;

function bareCodes(scene: Scene): readonly Place[] {
  return scene.placesOf(bareCode).flatMap(({ start, end }): readonly Place[] => {
    const value = secretDigitsAt(scene, end);
    const sentence = scene.lower.slice(
      sentenceStartBefore(scene.lower, start, 80),
      sentenceEndAfter(scene.lower, end, 60) + 1,
    );
    const isShort = value === null || scene.lower.slice(value.start, value.end).replaceAll(/\D/g, '').length < 5;
    const speaksOfCode = /\b(?:codice|code|otp|sms)\b/.test(sentence);
    return value === null || isShort || !speaksOfCode || ofSomethingElse.test(sentence) ? [] : [value];
  });
}

const ofSomethingElse =
  /\b(?:course|class|event|post|product|booking) code\b|\b(?:codice|code) (?:evento|libro|corso|sconto|cliente|articolo|prodotto|postale|fiscale|iscrizione|prenotazione|of)|\b(?:cap|libro|modello|colore|articolo|catalogo|prodotto|sconto|corso|pacco|spedizione|ordine|prenotazione|evento|iscrizione|fattura|discount|booking|order|parcel|event|catalogue)\b/;

/** Expiry and check value after the number of a card: `4111 1111 1111 1111 12/27 321`. */
const card =
  /\d(?:[ .-]?\d){12,18}[ ,;-]{1,3}[^\d\n]{0,20}(?:0[1-9]|1[0-2]) ?[/-] ?(?:20)?\d\d[ ,;-]{1,3}(?:(?:cod\w*|e|sic\w*|cvv|cvc)[. :]{0,2}){0,2}(?=\d{3,4}\b)/g;

const afterCards = (scene: Scene): readonly Place[] =>
  scene.placesOf(card).flatMap(({ end }): readonly Place[] => {
    const value = digitsAt(scene, end);
    return value === null ? [] : [value];
  });
