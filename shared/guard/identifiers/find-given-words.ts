import { looksSecret, tokenAt } from './credential-values.ts';
import { namesReference, noValues } from './credential-words.ts';
import { type Place, type Scene, sentenceEndAfter, sentenceStartBefore } from './scene.ts';

/**
 * Passwords that are words. What tells them from what is said of a password is where they stand: alone after a colon, on a
 * line of their own, beside a hint of how they are written, after a user's name, or where the thing that they open stands.
 */
export function findGivenWords(scene: Scene): readonly Place[] {
  return [
    ...afterColons(scene),
    ...onTheNextLine(scene),
    ...besideHints(scene),
    ...afterUsers(scene),
    ...changedInto(scene),
    ...strongBesideThings(scene),
    ...watchwords(scene),
    ...wordsThatAreKeys(scene),
    ...inTheNextSentence(scene),
    ...asTheWord(scene),
    ...namedAfterwards(scene),
    ...inBrackets(scene),
    ...userAndWord(scene),
    ...keysOfNetworks(scene),
    ...capitalsWithin(scene),
    ...forSomething(scene),
    ...afterCommas(scene),
    ...asPasswordOf(scene),
  ];
}

const password =
  "(?:pass ?words?|passwd|passw|pswd?|pwd?|psw|pass ?code|pass(?: di| del| per)|parola (?:d'accesso|di accesso|segreta|chiave)|chiave (?:di rete|d'accesso|di accesso|wi-?fi|del wi-?fi)|network key|wi-?fi key)(?![a-z]|\\d{1,8}[a-z])";
const clauseEnd = `(?=["')]*(?:[.!?]?$|[.!?]? ?\\n|[,;(]| [(]|\\.(?: |$)|! | - | (?:e poi|e la cambi|e se|se non|ma se|grazie|ciao|thanks|then|and then)))`;
const wordLike = /^[a-z0-9][a-z0-9.'!&+_-]{2,30}$/i;

/** Words that stand after a colon without being a value. */
const courtesies =
  /^(?:grazie|saluti|aiuto|scusate|scusa|aiutatemi|help|thanks|thank|please|hello|ciao|buongiorno|buonasera|salve|quindi|allora|infatti|risultato|problema|problemi|urgente|dimenticat[ae]|persa|smarrit[ae]|scadut[ae]|bloccat[ae]|rifiutat[ae]|sbagliat[ae]|errat[ae]|forgotten|lost|expired|locked|rejected|https?|www.*|.*@.*|vedi|vedere|leggere|istruzioni|guida|come|procedura|tasto|clicca|cliccare|premi|punto|fatto|niente|nessun[ao]?|sempre|mai|male|bene|peggio|meglio|cambiarla|cambiala|reset|resetta|recupero|recuperarla|asterischi|pallini|oggetto|subject|re|fw|help)$/;

function valueAt(scene: Scene, at: number): Place | null {
  const token = tokenAt(scene, at);
  if (token === null || token.start - at > 2) return null;
  const value = scene.folded.cased.slice(token.start, token.end);
  const lower = value.toLowerCase();
  return wordLike.test(value) && !noValues.has(lower) && !courtesies.test(lower) && !/^\d+$/.test(value) ? token : null;
}

const endsClause = new RegExp(`^${clauseEnd}`);
const isAtEnd = (scene: Scene, { end }: Place): boolean => endsClause.test(scene.lower.slice(end, end + 24));
const isAsked = (scene: Scene, { end }: Place): boolean =>
  /\?/.test(scene.lower.slice(end, sentenceEndAfter(scene.lower, end, 60) + 1));

/** `la pw è la stessa dell'anno scorso: Presepe!`, `la password che uso dappertutto, almeno provate voi: nonnapina` */
const beforeColon = new RegExp(`\\b${password}[^.!?:\\n]{0,60}: ?`, 'g');

const afterColons = (scene: Scene): readonly Place[] =>
  scene.placesOf(beforeColon).flatMap(({ start, end }): readonly Place[] => {
    const value = valueAt(scene, end);
    if (value === null || !isAtEnd(scene, value) || isAsked(scene, value)) return [];
    const isTold =
      /\b(?:non|senza|dimenticat|scordat|pers[ao]|forgot|lost|reset|rules?|regole|deve|devono|must)\b/.test(
        scene.lower.slice(start, end),
      );
    const isWritten = looksSecret(scene.folded.cased.slice(value.start, value.end));
    return isTold && !isWritten ? [] : [value];
  });

/** `La password?\nFormica2`, `la mia password eccola\nsole.mare.vento` */
const lineEnd = new RegExp(`\\b${password}[^.!\\n]{0,25}[?:!.]?\\n`, 'g');

const onTheNextLine = (scene: Scene): readonly Place[] =>
  scene.placesOf(lineEnd).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    if (value === null || !/^[.!]?(?:\n|$)/.test(scene.lower.slice(value.end, value.end + 2))) return [];
    return isMarked(scene.folded.cased.slice(value.start, value.end)) ? [value] : [];
  });

/** Figures, signs or points within: `Formica2`, `sole.mare.vento`. */
const isMarked = (value: string): boolean =>
  looksSecret(value) || /^[a-z]{2,}(?:[._-][a-z]{2,}){1,4}$/i.test(value) || /^[A-Z][a-z]+[!?]$/.test(value);

/** `Quadrifoglio (con la Q grande)`, `tutto minuscolo benvenuti`, `gatto con la g maiuscola e poi uno due tre` */
const hint =
  /(?:,? ?[(]?(?:(?:con|ha) (?:la |l')?(?:(?:prima|iniziale|[a-z])(?: lettera)? )?(?:maiuscol|minuscol|grande)|tutt[oa] (?:in )?(?:minuscol|maiuscol|attaccat|stampatello)|scritt[oa] (?:normale|tutt[oa]|cosi)|(?:in|all|all in) (?:lower|upper) ?case|all one word|one word|(?:with a )?capital [a-z]\b))/g;
const hintBefore =
  /\b(?:tutt[oa] (?:in )?(?:minuscol[oa]|maiuscol[oa]|attaccat[oa])|all (?:in )?(?:lower|upper) ?case|prima maiuscola|iniziale maiuscola)[:,]? /g;
const anyPassword = new RegExp(`\\b${password}`);
const spokenTail =
  /^[aoe]? ?(?:e poi|poi|piu|e|con|seguito da|and then|then|plus) (?:(?:zero|uno|due|tre|quattro|cinque|sei|sette|otto|nove|[a-z]{3,9}(?:ici|assette|anta|enta|enti|anove|otto|uno|due|tre|quattro|cinque|sei)|dieci|one|two|three|four|five|six|seven|eight|nine|\d{1,4}) ?){1,6}/;

function besideHints(scene: Scene): readonly Place[] {
  const speaksOfIt = ({ start, end }: Place): boolean =>
    anyPassword.test(scene.lower.slice(Math.max(0, start - 70), Math.min(scene.lower.length, end + 60)));
  const before = scene.placesOf(hint).flatMap((place): readonly Place[] => {
    const word = /([a-z0-9][a-z0-9._-]{2,30})["']?$/i.exec(
      scene.folded.cased.slice(Math.max(0, place.start - 32), place.start),
    )?.[1];
    if (word === undefined || noValues.has(word.toLowerCase()) || isNameOfSecret.test(word)) return [];
    const lead = scene.lower.slice(Math.max(0, place.start - word.length - 12), place.start - word.length);
    if (!speaksOfIt(place) || !/(?:\be'? ?|[:,] ?|\bis |\bnuova |\bcome |\bin |\bcon |^|\n|["'(])["']?$/.test(lead))
      return [];
    const after = scene.lower.slice(place.end, place.end + 60).replace(/^[a-z]+/, '');
    const at = place.end + (scene.lower.slice(place.end, place.end + 60).length - after.length);
    const tail = spokenTail.exec(after)?.[0].trimEnd().length ?? 0;
    const start = place.start - word.length;
    return [{ start, end: tail === 0 ? start + word.length : at + tail }];
  });
  const after = scene.placesOf(hintBefore).flatMap((place): readonly Place[] => {
    const value = valueAt(scene, place.end);
    return value !== null && speaksOfIt(place) && isAtEnd(scene, value) ? [value] : [];
  });
  return [...before, ...after];
}

const isNameOfSecret =
  /^(?:pass|password|pw|psw|parola|chiave|lettera|lettere|caratteri|codice|pin|word|key|letters?|scritt[oa]|scrivi|tutt[oa]|attaccato)$/i;

/** `rete PONTE, password amici`, `utente: doposcuola` and on the next line `password: matita`, `ID 455 210 998, PW soci` */
const afterUser = new RegExp(
  `\\b(?:rete|wi-?fi|network|utente|user(?: ?name)?|login|log in|account|id|meeting|riunione|mail|e-mail|codice (?:socio|titolare|cliente|utente))\\b ?[:=]? ?[^.!?\\n,;:]{1,40}?(?:[,;/\\n] ?| [-–/] | e )(?:e |and |con |poi |la |the )*(?:${password}|parola)(?: (?:e'|e|is))? ?[:=]? ?`,
  'g',
);

const afterUsers = (scene: Scene): readonly Place[] =>
  scene.placesOf(afterUser).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    return value !== null && isAtEnd(scene, value) && !isAsked(scene, value) ? [value] : [];
  });

/** `ho cambiato la pw in Castagna` */
const changed = new RegExp(
  `\\b(?:cambi\\w{1,4}|impost\\w{1,4}|mess[oa]|reimpost\\w{1,4}|aggiornat[oa]|changed|set|reset) (?:[a-z]{1,8} ){0,3}${password}(?: [a-z]{1,12}){0,2} (?:in|a|con|to) `,
  'g',
);

const changedInto = (scene: Scene): readonly Place[] =>
  scene.placesOf(changed).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    if (value === null || !isAtEnd(scene, value)) return [];
    const written = scene.folded.cased.slice(value.start, value.end);
    return /^[A-Z]/.test(written) || looksSecret(written) ? [value] : [];
  });

/** What looks like a secret beside what is opened: `lo zip si apre scrivendo ponte99`, `rete Ospiti, ciaociao24`. */
const thing =
  /\b(?:zip|pdf|file|excel|documento|foglio|cartella|archivio|wi-?fi|rete|spid|utente|username|user|login|credenziali|accesso|gestionale|webmail|modem|router|passcode|zoom|cloud|drive|computer|portatile|pc|tablet|network|laptop|folder|spreadsheet|wordpress|facebook|instagram|canva|netflix|gmail|dropbox|youtube|sito|profilo|account|ipad|stampante)\b/g;
const joins =
  /(?:[:=,/>(] ?|\n|(?:->|=>|>) ?|\b(?:vuole|chiede|protett[oa] da|con|col|scrivendo|digitando|mettendo|usando|usa|usate|usi|scrivi|scriva|metti|metta|cioe|ossia|with|using|typing|type|use|then|poi|e poi|entri con|password|pw|psw) )["'(]?$/;

const strongBesideThings = (scene: Scene): readonly Place[] =>
  scene.placesOf(thing).flatMap(({ end }): readonly Place[] => {
    const to = Math.min(end + 60, sentenceEndAfter(scene.lower, end, 80));
    const stretch = scene.folded.cased.slice(end, to);
    return [...stretch.matchAll(/[^\s"'(),;]{6,30}/g)].flatMap(({ 0: token, index }): readonly Place[] => {
      const value = token.replace(/[.:?!]+$/, (marks) => (/^[!]$/.test(marks) && /\d|^[A-Z]/.test(token) ? marks : ''));
      const start = end + index;
      const lead = scene.lower.slice(Math.max(0, start - 24), start);
      const isGiven =
        isInvented(value) ||
        (surely.test(lead) && looksSecret(value) && /[a-z]{3}/i.test(value) && !isModel.test(value));
      const isOther = namesReference.test(scene.lower.slice(Math.max(0, start - 40), start));
      return joins.test(lead) && isGiven && !isOther && !isAddress.test(value)
        ? [{ start, end: start + value.length }]
        : [];
    });
  });

/** After these even `bilancio-25` is one. */
const surely =
  /\b(?:con|vuole|chiede|protett[oa] da|usa|usate|usi|scrivendo|with|wants|password(?: e'| e| is)?|chiave [a-z ]{0,20}(?:e'|e)) ["'(]?$/;
const isModel =
  /^(?:[a-z]{1,3}\d+|[a-z]+[-_]?(?:19|20)\d\d|(?:i?phone|ipad|galaxy|windows|office|excel|word|android|wi-?fi|covid)[-_]?\d*\w*)$/i;
const isAddress = /@|\/|^www|\.(?:it|com|org|net|eu|example|pdf|zip|docx?|xlsx?|jpe?g|png|odt|csv)$/i;

/** Four letters in a row and two figures, or a sign among them; no file, version, model, address. */
const isInvented = (value: string): boolean =>
  (/[a-z]{4}/i.test(value) || (/[a-z]/.test(value) && /[A-Z]/.test(value))) &&
  (/\d{2}/.test(value) || /[a-z]\d+[a-z]{2}/i.test(value) || /[a-z][#$%&*+=!_]\w/i.test(value)) &&
  looksSecret(value) &&
  !/^(?:windows|office|iphone|android|covid|galaxy|livello|anno|aula|sala|rev|vers)|^[a-z]+[-_]?(?:19|20)\d\d$|^[a-z]{2,}_[a-z_]+$|^[a-z]{2,10}-\d+$/i.test(
    value,
  );

/** `la parola d'ordine con la vigilanza è Pellicano`, `la frase da dire è cielo sereno` */
const watchword =
  /\b(?:parola d'ordine (?:con|per|da dire|del|della|dell'|di)[^.!?\n:]{1,30}?|(?:la )?(?:parola|frase) (?:da dire|segreta|convenuta|di sicurezza|di oggi|di stasera|per oggi|per (?:entrare|accedere|il wi-?fi|sbloccare))[^.!?\n:]{0,30}?|(?:safe|code|secret) ?(?:word|phrase) (?:for|with|to)[^.!?\n:]{1,30}?)(?: e'| e| is|:|=) ["']?([a-z0-9' ]{3,40}?)(?=["']?(?:[.,;!\n]| \.|$))/g;
const ofGuards =
  /\b(?:vigilanza|allarme|antifurto|centrale|sicurezza|guardi[ao]|banca|entrare|accedere|wi-?fi|rete|computer|pc|account|sito|portale|telefono|sblocc\w+|aprire|porta|cancello|ufficio|alarm|security|guard|bank|door|gate|account|log in|wi-?fi)\b/;
const ofGroups = /\b(?:gruppo|squadra|coro|team|festa|recita|gioco|cruciverba|caccia|spettacolo|play|game|party)\b/;

const watchwords = (scene: Scene): readonly Place[] =>
  scene.placesOf(watchword).flatMap(({ start, end }): readonly Place[] => {
    const told = new RegExp(watchword.source).exec(scene.lower.slice(start, end + 1))?.[1] ?? '';
    const words = told.split(' ');
    const about = scene.lower.slice(sentenceStartBefore(scene.lower, start, 90), end);
    return told === '' ||
      !ofGuards.test(about) ||
      ofGroups.test(about) ||
      words.length > 4 ||
      noValues.has(words[0] ?? '')
      ? []
      : [{ start: end - told.length, end }];
  });

/** `se vi serve entrare nella mia area, lupoalberto è la chiave` */
const keyOfArea = /\b([a-z0-9._-]{5,30}) (?:e'|e|is) (?:la (?:mia )?chiave|la parola|the key)(?=[.,;!]|$)/g;

const wordsThatAreKeys = (scene: Scene): readonly Place[] =>
  scene.placesOf(keyOfArea).flatMap(({ start, end }): readonly Place[] => {
    const word = /^[^ ]+/.exec(scene.lower.slice(start, end))?.[0] ?? '';
    const sentence = scene.lower.slice(sentenceStartBefore(scene.lower, start, 90), start);
    const isOfAccess = /\b(?:entrare|accedere|area|account|profilo|wi-?fi|log in|sign in)\b/.test(sentence);
    return isOfAccess && !noValues.has(word) ? [{ start, end: start + word.length }] : [];
  });

/** `Non ricordo la password. Forse era Pallavolo10` */
const nextSentence = new RegExp(
  `\\b${password}[^.!?\\n]{0,40}[.!?;] ?(?:(?:forse|credo(?: che)?|mi pare|mi sembra|comunque|penso|magari|dovrebbe|adesso|ora|prima|maybe|i think|anyway|it|perhaps) ){0,3}(?:e'|e|era|fosse|sia|essere|is|was|might be|should be|(?:io |i )(?:ho|uso|metto|avevo|have|use|had)) `,
  'g',
);

const inTheNextSentence = (scene: Scene): readonly Place[] =>
  scene.placesOf(nextSentence).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    return value !== null && isMarked(scene.folded.cased.slice(value.start, value.end)) ? [value] : [];
  });

/** `usi il codice socio e la parola Primavera` */
const theWord =
  /\b(?:entr\w{1,4}|acced\w{1,4}|us[aoi]|usate|mett[aeio]|scriv[aeio]|login|log in|sign in|utente|codice socio)\b[^.!?\n]{0,40}? (?:e|con|and|with) (?:la parola|the word) ["']?/g;

const asTheWord = (scene: Scene): readonly Place[] =>
  scene.placesOf(theWord).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    return value !== null && isAtEnd(scene, value) ? [value] : [];
  });

/** `scrivi peperoncino che è la mia password`, `“Stella.Alpina” è la password`, `cinemasera è la pass` */
const namedLater = new RegExp(
  `(?:^|[\\n:;,(] ?|\\b(?:scriv[ieao]|mett[ieo]|usa|usi|usate|dite|dici|type|use|put|say) )["']?([a-z0-9][a-z0-9._!&-]{3,30})["']?,? (?:che )?(?:e'|e|is) (?:la |il |the |my |our )(?:mia |nostra |sua |solita )?(?:${password}|parola)`,
  'g',
);

const namedAfterwards = (scene: Scene): readonly Place[] =>
  scene.placesOf(namedLater).flatMap(({ start, end }): readonly Place[] => {
    const value = new RegExp(namedLater.source).exec(scene.lower.slice(start, end))?.[1] ?? '';
    if (value === '' || noValues.has(value) || isNameOfSecret.test(value) || courtesies.test(value)) return [];
    const from = start + scene.lower.slice(start, end).lastIndexOf(value, end - start);
    return isAsked(scene, { start, end }) ? [] : [{ start: from, end: from + value.length }];
  });

/** `la password attuale (pantera) vorrei cambiarla` */
const bracketed = new RegExp(`\\b${password}(?: [a-z]{1,12}){0,3} [(]["']?(?=[^ )]{4,30}["']?[)])`, 'g');

const inBrackets = (scene: Scene): readonly Place[] =>
  scene.placesOf(bracketed).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    return value === null || isSaidOfIt(scene, value) ? [] : [value];
  });

/** `su instagram entri con ponte.gropello e castagnata` */
const userFirst =
  /\b(?:entr\w{1,4}|acced\w{1,4}|log in|sign in|login)(?: [a-z]{1,10}){0,2} (?:con|with|as) [a-z0-9]*[._@\d][a-z0-9._@-]*(?:,| e| and| poi|,? (?:e )?poi) /g;

const userAndWord = (scene: Scene): readonly Place[] =>
  scene.placesOf(userFirst).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    if (value === null || !isAtEnd(scene, value)) return [];
    return /^(?:nome|cognome|mail|e-mail|data|spid|cie|cns|numero|invio)$/.test(
      scene.lower.slice(value.start, value.end),
    )
      ? []
      : [value];
  });

/** `KEY: leggere-leggere`, `la wpa: 8fj3-kk29-zz01`, `la chiave wep sotto il modem è A4F0993BC2` */
const networkKey = /(?:\b(?:key|chiave|wpa2?|wep)\b)[^.!?\n]{0,25}?(?:[:=]| e'| e| is) ?/g;
const ofNetworks = /\b(?:wi-?fi|rete|ssid|modem|router|wpa2?|wep|network)\b/;

const keysOfNetworks = (scene: Scene): readonly Place[] =>
  scene.placesOf(networkKey).flatMap(({ start, end }): readonly Place[] => {
    const value = valueAt(scene, end);
    if (value === null || !ofNetworks.test(scene.lower.slice(Math.max(0, start - 90), end))) return [];
    return isMarked(scene.folded.cased.slice(value.start, value.end)) || isAtEnd(scene, value) ? [value] : [];
  });

/** `uso sempre la stessa, MiciaBella, per tutte le password` */
const anyPasswordPlace = new RegExp(`\\b${password}`, 'g');
const brand =
  /^(?:WhatsApp|PostePay|PosteID|PosteMobile|YouTube|FaceTime|PowerPoint|TikTok|LinkedIn|PayPal|iCloud|OneDrive|WordPress|GoogleDrive|WiFi|PagoPA|CieID|OpenOffice|LibreOffice|McAfee|SharePoint|MailChimp|BancoPosta|UniCredit|CaixaBank|FritzBox|MacBook|JavaScript|iPhone|iPad)/;

const capitalsWithin = (scene: Scene): readonly Place[] =>
  scene.placesOf(anyPasswordPlace).flatMap(({ start, end }): readonly Place[] => {
    const from = Math.max(sentenceStartBefore(scene.lower, start, 70), start - 60);
    const to = Math.min(end + 50, sentenceEndAfter(scene.lower, end, 60));
    return [
      ...scene.folded.cased.slice(from, to).matchAll(/[A-Z]?[a-z]{2,12}(?:[A-Z][a-z]{2,12}){1,3}(?![a-zA-Z])/g),
    ].flatMap(({ 0: value, index }): readonly Place[] =>
      brand.test(value) ||
      /(?:wi-?fi|rete|ssid|network|si chiama|called|utente|user)[:=]? ?["']?$/.test(
        scene.lower.slice(Math.max(0, from + index - 14), from + index),
      ) ||
      /[a-zA-Z0-9@./]/.test(scene.folded.cased.charAt(from + index - 1))
        ? []
        : [{ start: from + index, end: from + index + value.length }],
    );
  });

/** `per accendere il pc la parola è carciofo`, `per vedere le foto: album "Gita", password lagoverde` */
const purpose = new RegExp(
  `\\b(?:per|to) (?:accendere|entrare|accedere|sbloccare|aprire|vedere|scaricare|leggere|collegar\\w{1,3}|connetter\\w{1,3}|log in|sign in|open|unlock|see|join|get in)\\b[^.!?\\n]{0,60}?\\b(?:parola|${password})(?: (?:e'|e|is))?[:=]? `,
  'g',
);

const forSomething = (scene: Scene): readonly Place[] =>
  scene.placesOf(purpose).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    return value !== null && isAtEnd(scene, value) && !isAsked(scene, value) && !isSaidOfIt(scene, value)
      ? [value]
      : [];
  });

/** `ID 884 1290, codice d'accesso rondine`, `il modulo è protetto, chiave estate-insieme`: nothing after it. */
const comma = new RegExp(
  `[,;] (?:la |il |con |the |e la )?(?:${password}|codice (?:d'accesso|di accesso)|passcode|access code|chiave) (?=[a-z0-9-]{4,30}[.!]? ?(?:$|\\n))`,
  'g',
);
const opened =
  /\b(?:protett[oa]|wi-?fi|rete|file|zip|pdf|modulo|album|riunione|meeting|zoom|id|utente|accesso|cartella|account|link|registro|portale)\b/;

const afterCommas = (scene: Scene): readonly Place[] =>
  scene.placesOf(comma).flatMap(({ start, end }): readonly Place[] => {
    const value = valueAt(scene, end);
    const about = scene.lower.slice(sentenceStartBefore(scene.lower, start, 90), start);
    return value !== null && opened.test(about) && !isSaidOfIt(scene, value) ? [value] : [];
  });

/** `come password mi ero segnata Gatta.Cicova`, `con nespola come password entravo` */
const asPassword = new RegExp(`\\b(?:come|as|as my|as the) ${password}(?: [a-z']{1,10}){1,4}[:]? (?=[^ ]{4,30})`, 'g');
const withPassword = new RegExp(
  `\\b(?:con|with) (?=([a-z0-9._!-]{4,30}) (?:come|as) (?:la |my |the )?${password})`,
  'g',
);

const asPasswordOf = (scene: Scene): readonly Place[] => [
  ...scene.placesOf(asPassword).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    return value !== null && isMarked(scene.folded.cased.slice(value.start, value.end)) ? [value] : [];
  }),
  ...scene.placesOf(withPassword).flatMap(({ end }): readonly Place[] => {
    const value = valueAt(scene, end);
    return value === null ? [] : [value];
  }),
];

/** `sbagliata`, `dimenticata`, `inglese`: of a password or another key. */
const isSaidOfIt = (scene: Scene, { start, end }: Place): boolean =>
  /(?:[aiu]t[ao]|aria|ale|ile|ica|ese|usb|ed|ing)$/.test(scene.lower.slice(start, end));
