import { codeAt as mixedCodeAt, digitsAt, firstAtomFrom, lockCodeAt } from './credential-values.ts';
import { type Place, type Scene, sentenceEndAfter, sentenceStartBefore } from './scene.ts';
import { isFiller, isRepeater, spokenDigits, spokenLetter } from './spoken-words.ts';

/**
 * Numbers that are secrets because of what shows, wants or takes them: a bank's app, a keypad, the back of a card. The frame is
 * always the same: a thing, what it does or what is done at it, and right after that a number of 3 to 8 digits.
 */
export function findShownCodes(scene: Scene): readonly Place[] {
  return [
    ...shownByDevices(scene),
    ...takenByLocks(scene),
    ...codesOfThings(scene),
    ...onTheBackOfCards(scene),
    ...typedBeforeTheName(scene),
    ...numbersOfCards(scene),
    ...reserveCodes(scene),
    ...inSeveralParts(scene),
    ...besideDevices(scene),
    ...openedWith(scene),
    ...groupsOfLocks(scene),
    ...byLetters(scene),
    ...changedAtLocks(scene),
    ...besideCards(scene),
  ];
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** Digits, or a lock's code, right here: no year, date, time, amount or telephone. */
function codeAt(scene: Scene, at: number, { least, most }: Bounds): Place | null {
  const value = digitsAt(scene, at) ?? lockCodeAt(scene, at);
  if (value === null) return null;
  const digits = digitCount(scene, value);
  const after = scene.lower.slice(value.end, value.end + 8);
  const isOther = /^(?:[.:/]\d|-[a-z]{0,4}\d| ?[€%]| ?(?:euro|cm|kg|km|mq|m2|mm)\b)/.test(after);
  const isYear = /^(?:19|20)\d\d$/.test(scene.lower.slice(value.start, value.end));
  return digits < least || digits > most || isOther || (isYear && least > 3) ? null : value;
}

function digitCount({ lower, atoms }: Scene, { start, end }: Place): number {
  const figures = lower.slice(start, end).replaceAll(/\D/g, '').length;
  if (figures > 0) return figures;
  let digits = 0;
  for (let at = firstAtomFrom(atoms, start); (atoms[at]?.end ?? Number.POSITIVE_INFINITY) <= end; at += 1) {
    digits += spokenDigits(atoms[at]?.word ?? '')?.length ?? 0;
  }
  return digits;
}

const sentenceAbout = (scene: Scene, { start, end }: Place): string =>
  scene.lower.slice(sentenceStartBefore(scene.lower, start, 90), sentenceEndAfter(scene.lower, end, 60) + 1);

/** What such a number is of, when it is no secret. */
const ofSomethingElse =
  /\b(?:ordine|pacco|pacchi|spedizione|tracking|raccomandata|modello|articolo|colore|ral|cap|ateco|catastale|tributo|destinatario|univoco|meccanografico|cig|pratica|ticket|protocollo|fattura|ricevuta|tessera soci\w+|bolletta|cliente|prenotazione|evento|corso|libro|biglietto|sconto|iban|bonifico|errore|error|order|parcel|invoice|booking|event|course|ticket|reference|chiamare|chiamami|chiamat\w+|telefonare|richiam\w+|call me|call us|numero verde)\b/;

/** `l'app Poste ID mi dice 774419`, `la chiavetta della banca segna 661 902`, `my bank sent me 204418` */
const device =
  '(?:banca|poste ?id|poste|postepay|spid|app(?: io)?|authenticator|autenticatore|token|chiavetta|generatore|dispositivo|sms|messaggino|messaggio|telefonino|telefono|cellulare|schermo|display|cie ?id|3d ?secure|inps|google|microsoft|paypal|amazon|bank|phone|text|screen)';
const shows =
  "(?:dice|segna|mostra|riporta|vedo|leggo|compare|comparso|appare|apparso|esce|uscito|(?:c'e|c'era|sta|ha|hanno|mi ha|mi hanno|ti ha) (?:scritto|mandato|inviato|dato|detto|generato)|(?:mi )?(?:e'|e) (?:arrivat|comparso|apparso|venut|uscit)[oa]?|(?:gliel'ho|te l'ho|ve l'ho|l'ho) (?:dat|dett|lett|scritt)[oa]|e'|e|is|says|shows|sent me|texted me|gave me|reads|has)";
const shown = new RegExp(
  `\\b${device}\\b[^.!?\\n\\d]{0,45}?\\b${shows}(?: (?:il|la|questo|un|a me|questi|numero|codice|a|the|ora|adesso|now|this|sul \\w+|via sms|per sms)){0,3}[:,"' ]{1,3}(?=\\d|[a-z])`,
  'g',
);
const speaksOfCodes =
  /\b(?:codice|codici|code|otp|token|chiavetta|spid|poste ?id|cie ?id|3d ?secure|authenticator|autenticatore|sms|conferm\w*|autorizz\w*|accedere|accesso|registrazione|verifica\w*|scade|verify|log in|need it)\b/;

const shownByDevices = (scene: Scene): readonly Place[] =>
  scene.placesOf(shown).flatMap(({ start, end }): readonly Place[] => {
    const value = codeAt(scene, end, { least: 4, most: 8 });
    if (value === null) return [];
    const sentence = sentenceAbout(scene, { start, end: value.end });
    const isPhone = /\bnumero di (?:telefono|cellulare)\b/.test(sentence);
    const isBanks =
      /\b(?:banca|bank)\b/.test(sentence) &&
      digitCount(scene, value) > 4 &&
      !scene.lower.slice(value.start, value.end).endsWith('000');
    return (speaksOfCodes.test(sentence) || isBanks) && !ofSomethingElse.test(sentence) && !isPhone ? [value] : [];
  });

/** `la portineria è chiusa, digita 55#12`, `entri dal cancellino, A1973`, `per staccare l'allarme hai trenta secondi, 7350` */
const lock =
  '(?:allarme|antifurto|sirena|cassaforte|forziere|lucchett[oi]|cancell(?:o|etto|ino|ata)|porton(?:e|cino)|citofono|tastierin[oi]|tastiera|cassett(?:a|ina|o)|key ?box|lock ?box|key ?safe|armadi(?:o|etto)|serratura|porta|portineria|tastierina|sirena|vigilanza|scatol(?:a|etta)(?: (?:delle |con le |per le )?chiavi)?|bancomat|postepay|ipad|smartphone|ingresso|garage|box|magazzino|valigetta|valigia|interno \\d+|tablet|telefono|cellulare|portatile|computer|pc|schermo|stampante|fotocopiatrice|proiettore|alarm|gate|door|safe|padlock|locker|keypad|phone|tablet|printer|copier)';
const typing =
  '(?:codice|cod\\.?|combinazione|numero|fai|fate|faccia|fare|digit\\w{1,4}|batt\\w{1,3}|prem[aei]\\w{0,3}|schiacci\\w{0,3}|compon\\w{1,3}|inseri\\w{1,4}|mett\\w{1,4}|scriv\\w{1,4}|vuole|chiede|serve|faccio|facendo|gir[ai]|girare|numeri|dite|togli|togliere|cioe|ossia|sblocc\\w{0,4}|si apre con|si sblocca con|con|col|press|enter|dial|type|key in|punch in|use|with|code|is|opens with|unlocks with)';
const taken = new RegExp(
  `\\b${lock}\\b[^.!?\\n]{0,50}?(?:\\b${typing}(?: (?:il|la|un|codice|numero|code|the|in|e'|e|nuovo|sempre|pin|con|poi)){0,3}[: ]{1,2}|, )(?=[#*]?\\d|[a-z]\\d{3}|(?:zero|uno|due|tre|quattro|cinque|sei|sette|otto|nove|one|two|three|four|five|six|seven|eight|nine)\\b)`,
  'g',
);

const takenByLocks = (scene: Scene): readonly Place[] =>
  scene.placesOf(taken).flatMap(({ start, end }): readonly Place[] => {
    const isBare = scene.lower.slice(start, end).endsWith(', ');
    const value = codeAt(scene, end, { least: 4, most: 8 });
    if (value === null) return [];
    const rest = scene.lower.slice(value.end, value.end + 26);
    // After a comma alone the number must end the clause, or what follows must say what to do next.
    const isAlone =
      /^(?:[.!;)]* ?$|[.!;)\n]|,? (?:e poi|e spingi|e si apre|e verde|poi |invio|richiud|chiud|cancelletto|asterisco|e |then |and |enter|tutt))/.test(
        rest,
      );
    return (isBare && !isAlone) || ofSomethingElse.test(sentenceAbout(scene, value)) ? [] : [value];
  });

/** `per il proiettore serve il codice 0412`, `allarme: nuovo codice da lunedì 41806`, `combinazione valigetta 482` */
const codeOfThing =
  /\b(?:codice|code|combinazione|combination)(?: (?:utente|nuovo|new|da|di|dal|del|della|dello|dell'|per|for|il|la|the|d'|[a-z]{3,12})){0,4}? ?(?:e'|e|is|:|=|,)? ?(?=[#*]?\d|[a-z]\d{3})/g;
const anyLock = new RegExp(`\\b${lock}\\b`);

const codesOfThings = (scene: Scene): readonly Place[] =>
  scene.placesOf(codeOfThing).flatMap(({ start, end }): readonly Place[] => {
    const isCombination = scene.lower.slice(start, end).startsWith('combin');
    const value = codeAt(scene, end, { least: isCombination ? 3 : 4, most: 8 });
    if (value === null) return [];
    const sentence = sentenceAbout(scene, { start, end: value.end });
    return anyLock.test(sentence) && !ofSomethingElse.test(sentence) ? [value] : [];
  });

/** `sul retro della mia visa leggo 390`, `scad 09/27 e dietro c'è scritto 771` */
const back =
  /\b(?:numerett[oi]|numerin[oi]|cifre) dietro ?:? ?(?=\d{3,4}(?!\d))|\b(?:sul retro|dietro|retro|on the back|behind)\b[^.!?\n\d]{0,35}?(?:scritt[oi]|leggo|dice|segna|vedo|c'e|e'|:|,|says|i see|it is|is|are)[: ]{0,2}(?=\d{3,4}(?!\d))/g;
const ofCard =
  /\b(?:numerett[oi]|numerin[oi]|carta|carte|visa|mastercard|bancomat|postepay|prepagata|scad\w*|cvv|cvc|card|exp\w*|credito|debito)\b/;

const onTheBackOfCards = (scene: Scene): readonly Place[] =>
  scene.placesOf(back).flatMap(({ start, end }): readonly Place[] => {
    const value = digitsAt(scene, end);
    const near = scene.lower.slice(Math.max(0, start - 90), end + 30);
    return value !== null && ofCard.test(near) && value.end - value.start <= 5 ? [value] : [];
  });

/** `bancomat, il numerino è 5093`, `il numeretto dietro la carta dice 225` */
const cardNumber =
  /\b(?:bancomat|postepay|carta|prelievo|prelevare|card|cash machine)\b[^.!?\n\d]{0,40}?\b(?:numerin[oi]|numerett[oi]|numero segreto|cifre|cifrette|numero|number|digits)\b[^.!?\n\d]{0,12}?(?:e'|e|sono|dice|:|is|are) ?(?=\d)|\b(?:numerin[oi]|numerett[oi]|cifrette)\b[^.!?\n\d]{0,30}?\b(?:carta|bancomat|postepay|card)\b[^.!?\n\d]{0,12}?(?=\d)/g;

const numbersOfCards = (scene: Scene): readonly Place[] =>
  scene.placesOf(cardNumber).flatMap(({ end }): readonly Place[] => {
    const value = codeAt(scene, end, { least: 3, most: 6 });
    return value === null ? [] : [value];
  });

/** `dopo aver messo 9921 il bancomat mi ha detto pin errato` */
const typedFirst =
  /\b(?:messo|inserito|digitato|fatto|provato con|provato|dato|scritto|usato|battuto|metto|provo|inserisco|entered|typed|tried|put in|put|used) (?:il |sempre |the )?(?=\d{4,6}(?!\d))/g;
const nameAfter = /\b(?:pin|bancomat|codice errato|pin errato|codice segreto|wrong pin|wrong code)\b/;

const typedBeforeTheName = (scene: Scene): readonly Place[] =>
  scene.placesOf(typedFirst).flatMap(({ end }): readonly Place[] => {
    const value = codeAt(scene, end, { least: 4, most: 6 });
    if (value === null) return [];
    const rest = scene.lower.slice(value.end, sentenceEndAfter(scene.lower, value.end, 60));
    return nameAfter.test(rest) && !/^ ?(?:euro|eur)/.test(rest) ? [value] : [];
  });

/** `i codici di riserva dell'account sono 4821 9930 e 1177 2045`: each of them. */
const reserve =
  /\b(?:codici (?:di )?(?:riserva|backup|recupero|emergenza)|(?:backup|recovery|reserve) codes)\b[^.!?\n\d]{0,40}/g;

const reserveCodes = (scene: Scene): readonly Place[] =>
  scene.placesOf(reserve).flatMap(({ end }): readonly Place[] => {
    const list =
      /^(?:\d{4,8}(?:[ -]\d{4})?(?:,? (?:e |and )?|, ?)?){1,10}/.exec(scene.lower.slice(end, end + 120))?.[0] ?? '';
    const written = list.replace(/[^\d]+$/, '');
    return written === '' ? [] : [{ start: end, end: end + written.length }];
  });

/** `il pin, quello in due pezzi, fa 5510 e poi 8823`: the first and what follows. */
const parts =
  /\b(?:pin|puk|codice (?:segreto|di sicurezza|dispositivo))\b[^.!?\n\d]{0,80}?(?:fa|e'|e|sono|is|:|,) ?(?=\d{4}(?!\d)(?:,? (?:e poi|poi|e|and then|and|then) \d{4}(?!\d))?)/g;

const inSeveralParts = (scene: Scene): readonly Place[] =>
  scene.placesOf(parts).flatMap(({ end }): readonly Place[] => {
    const list =
      /^\d{4,8}(?:,? (?:e poi|poi|e|and then|and|then) \d{4,5}(?!\d))?/.exec(scene.lower.slice(end, end + 40))?.[0] ??
      '';
    const after = scene.lower.slice(end + list.length, end + list.length + 4);
    return list === '' || /^(?:[.:/]\d| ?[€%])/.test(after) || /^(?:19|20)\d\d$/.test(list)
      ? []
      : [{ start: end, end: end + list.length }];
  });

/** `l'ipad dei bambini: 2580`, `gate: hash 2299 hash`: a thing, a colon, the number and nothing else. */
const beside =
  /\b(?:ipad|tablet|smartphone|portatile|pc|sim|gate|allarme|cancell(?:o|etto|ino)|tastierin[oa]|keypad|laptop)(?: [a-z']{1,12}){0,3} ?: ?(?:hash |star |cancelletto |campanella |asterisco )?(?=[a-z]?\d{4,6}(?!\d))/g;

const besideDevices = (scene: Scene): readonly Place[] =>
  scene.placesOf(beside).flatMap(({ start, end }): readonly Place[] => {
    const value = codeAt(scene, end, { least: 4, most: 6 });
    const isPhone = /\b(?:interno|numero|tel)\b/.test(scene.lower.slice(start, end));
    return value === null || isPhone ? [] : [value];
  });

/** `la segreteria telefonica si ascolta con 8899`, `può entrare col codice AB77K` */
const opened =
  /\b(?:(?:si|ci si) (?:apr|sblocc|ascolt|accend|disattiv|disinser|togli|spegn|entr|acced)\w{0,4}|(?:puo|puoi|potete|per) (?:entrare|accedere|aprire|sbloccare)|entri|acceda|you (?:can )?(?:get in|log in|enter))(?: [a-z']{1,12}){0,2} (?:con|col|facendo|digitando|mettendo|with|using)(?: (?:il|la|the|un|codice|numero|code|pin)){0,2} /g;

const openedWith = (scene: Scene): readonly Place[] =>
  scene.placesOf(opened).flatMap(({ end }): readonly Place[] => {
    const value = codeAt(scene, end, { least: 4, most: 8 }) ?? mixedCodeAt(scene, end);
    return value === null || ofSomethingElse.test(sentenceAbout(scene, value)) ? [] : [value];
  });

/** `gira 22-8-41`, `5-5-1-3`, `tre rotelle: 6 1 9`: only dials are written like that. */
const groups = /(?<![\d/.:-])\d{1,2}(?:(?:-\d{1,2}){2,5}|(?: \d){2,5})(?![\d/.:-]|-\d)/g;
const dials =
  /\b(?:lucchett[oi]|cassaforte|cassa|forziere|combinazione|rotelle|ghiere|cassett(?:a|ina)|scatol(?:a|etta)|valigetta|armadi(?:o|etto)|serratura|chiavi|cancell(?:o|etto|ino)|porton(?:e|cino)|padlock|safe|lock|lockbox|key ?box|combination|dial)\b/;

const groupsOfLocks = (scene: Scene): readonly Place[] =>
  scene.placesOf(groups).filter(({ start, end }) => {
    const isDate =
      /^\d{1,2}-\d{1,2}-\d{2}$/.test(scene.lower.slice(start, end)) &&
      /\b(?:del|il|dal|al|entro|on|by) $/.test(scene.lower.slice(Math.max(0, start - 7), start));
    return !isDate && dials.test(scene.lower.slice(sentenceStartBefore(scene.lower, start, 80), start));
  });

/** `la password la compito: pi come padova, a, zeta, zeta, uno, due` */
const spelt =
  /\b(?:pass ?word|password|pass|psw|pw|pin|chiave|codice|parola|key|code)\b[^.!?\n]{0,40}?(?:[:,]|\b(?:e'|e|is)) (?=[a-z0-9])/g;
const written =
  /^(?:maiuscol|minuscol|grande|piccol|capital|lower|upper|case|trattino|punto|chiocciola|cancelletto|dash|dot)/;

const byLetters = (scene: Scene): readonly Place[] =>
  scene.placesOf(spelt).flatMap(({ end }): readonly Place[] => {
    const first = firstAtomFrom(scene.atoms, end);
    let last = first;
    let signs = 0;
    for (; last - first < 40; last += 1) {
      const atom = scene.atoms[last];
      if (atom === undefined || (last > first && atom.gap === 'break')) break;
      const isSign =
        spokenLetter(atom.word) !== undefined || spokenDigits(atom.word) !== undefined || /^\d$/.test(atom.word);
      if (!isSign && !isRepeater(atom.word) && !isFiller(atom.word) && !written.test(atom.word)) break;
      if (isSign) signs += 1;
    }
    const [from, to] = [scene.atoms[first], scene.atoms[last - 1]];
    const letters = scene.atoms
      .slice(first, last)
      .filter(({ word }) => word.length > 1 && spokenLetter(word) !== undefined).length;
    return signs < 4 || letters < 2 || from === undefined || to === undefined
      ? []
      : [{ start: from.start, end: to.end }];
  });

/** `il tastierino del garage è stato cambiato in 9126` */
const changedTo =
  /\b(?:cambiat|impostat|mess|reimpostat|aggiornat)[oa] (?:in|a|su|con) (?=[a-z]?\d{4,6}(?!\d))|\b(?:changed|set|reset) to (?=[a-z]?\d{4,6}(?!\d))/g;

const changedAtLocks = (scene: Scene): readonly Place[] =>
  scene.placesOf(changedTo).flatMap(({ start, end }): readonly Place[] => {
    const value = codeAt(scene, end, { least: 4, most: 6 });
    if (value === null) return [];
    const sentence = sentenceAbout(scene, { start, end: value.end });
    return anyLock.test(sentence) && !ofSomethingElse.test(sentence) ? [value] : [];
  });

/** `bancomat papà 7716 carta della posta 0238`: a list, as on a slip of paper. */
const cardInList =
  /\b(?:bancomat|postepay|carta della posta|carta prepagata|carta di credito)(?: (?:di |del |della |dell')?(?!via|n|numero|ore|euro|da|fino|circa|piazza|corso|scade|scadenza|in|al|alle|dal|nel)[a-z]{2,12}){0,2} ?:? (?=\d{4}(?!\d))/g;

const besideCards = (scene: Scene): readonly Place[] =>
  scene.placesOf(cardInList).flatMap(({ end }): readonly Place[] => {
    const value = codeAt(scene, end, { least: 4, most: 4 });
    return value === null ? [] : [value];
  });
