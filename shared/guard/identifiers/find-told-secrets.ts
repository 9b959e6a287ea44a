import { digitsAt, firstAtomFrom, lockCodeAt, looksSecret, secretAt, tokenAt } from './credential-values.ts';
import { noValues } from './credential-words.ts';
import { type Place, type Scene, sentenceEndAfter, sentenceStartBefore } from './scene.ts';

/** Secrets in frames of their own: how people tell them when they do not say `the password is`. */
export function findToldSecrets(scene: Scene): readonly Place[] {
  return [
    ...inApposition(scene),
    ...userAndPassword(scene),
    ...wordsOfPassphrases(scene),
    ...chosenAsPassword(scene),
    ...namesAsPassword(scene),
    ...arrivedByText(scene),
    ...toBeTyped(scene),
    ...turnsOfSafes(scene),
    ...opens(scene),
    ...besideLocks(scene),
    ...shortLocks(scene),
    ...besideNetworks(scene),
    ...toEnter(scene),
    ...sentByText(scene),
    ...ofAlarms(scene),
  ];
}

const password =
  '(?:pass ?words?|passwd|psw|pswd|pwd|passcode|chiave (?:wi-?fi|di rete|d.accesso|di accesso)|wi-?fi key)';
const digitWord =
  '(?:zero|uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|one|two|three|four|five|six|seven|eight|nine|oh|double|doppio)\\b';
const number = `(?=\\d|${digitWord})`;

const looks = (scene: Scene, place: Place | null): place is Place =>
  place !== null && looksSecret(scene.folded.cased.slice(place.start, place.end));

/** `la solita password, Nuvola-12`, `a temporary password, Lemon-80, please` */
const apposition = new RegExp(`\\b${password}(?: [a-z']{1,14}){0,4} ?[,(-] ?(?:cioe |ovvero |ossia |that is )?`, 'g');

const inApposition = (scene: Scene): readonly Place[] =>
  scene.placesOf(apposition).flatMap(({ end }): readonly Place[] => {
    const token = tokenAt(scene, end);
    return looks(scene, token) && isMixed(scene.folded.cased.slice(token.start, token.end)) ? [token] : [];
  });

/** A word with digits or signs in it, five characters or more, that is no date, link or name of a course. */
const isMixed = (value: string): boolean =>
  value.length > 4 &&
  /[a-z]{3}/i.test(value) &&
  /[\d!#$%&*+=?^_~]/.test(value) &&
  !/@|\/|^www|\.(?:it|com|org|example)$|^(?:covid|wi-?fi|windows|iphone|office)/i.test(value);

/** `utente mrossi password Arcobaleno` */
const named =
  /\b(?:nome utente|utente|codice utente|user(?: ?name| ?id)?|id|login|account) ?[:=]? ?[a-z0-9._@+-]{2,40},? (?:e |and |con |with )?(?:la |the )?(?:password|passw|pass|psw|pwd?)(?: e| e'| is)?[ :=]{1,3}/g;
/** `per il gestionale: segreteria / Ponte24!`, `entro con mrossi e poi Gatto#9` */
const paired =
  /\b(?:us(?:a|ate|o|iamo)|entr(?:a|ate|o|iamo|are)|acced\w+|accesso|credenziali|gestionale|portale|webmail|posta|bacheca|drive|router|account|login|log in|sign in|admin|user|utente|cloud|sito|spid|pc|computer)\b[^.!?\n]{0,30}?(?:[:=]| con| with| as| mi[oa]| my| il| is| e'?)? ?\b[a-z0-9][a-z0-9._@-]{2,40}(?: ?[/|\\]+ ?| [-–] |,? (?:e )?poi |,? (?:and )?then | con | with )(?=\S)/g;

function userAndPassword(scene: Scene): readonly Place[] {
  const pairs = scene.placesOf(paired).flatMap(({ end }): readonly Place[] => {
    const token = tokenAt(scene, end);
    const isSpaced = /[ ]$/.test(scene.lower.slice(Math.max(0, end - 1), end));
    const value = token === null ? '' : scene.folded.cased.slice(token.start, token.end);
    return token !== null && isSpaced && looksSecret(value) && isMixed(value) ? [token] : [];
  });
  const words = scene.placesOf(named).flatMap(({ end }): readonly Place[] => {
    const value = secretAt(scene, end, false);
    return value === null ? [] : [value];
  });
  return [...pairs, ...words];
}

/** `la passphrase è cavallo batteria corretto`, `parola d'ordine del wifi: montagna` */
const phrase =
  /\b(?:pass ?phrase|seed phrase|recovery phrase|frase (?:segreta|di accesso|d'accesso|di recupero)|parola (?:chiave|d'ordine|segreta) (?:per (?:il|la|l'|entrare|accedere) ?|del(?:la|l')? ?|dell')(?:wi-?fi|rete|telefono|cellulare|pc|computer|portatile|account|sito|portale|gestionale|bacheca|drive|tablet|router|cancello|porta|allarme)?)(?: (?:del|della|di|per)(?: [a-z]{1,12}){1,2})? ?(?:e'|e|:|=|is|sono|resta|rimane)(?: sempre| ancora)? /g;

const wordsOfPassphrases = (scene: Scene): readonly Place[] =>
  scene.placesOf(phrase).flatMap(({ end }): readonly Place[] => {
    const rest = /^["']?([a-z0-9' -]{4,80}?)(?=[",.;:!?)\n]|$)/.exec(scene.lower.slice(end, end + 90))?.[1];
    const first = rest?.split(' ')[0] ?? '';
    if (rest === undefined || noValues.has(first)) return [];
    const start = end + scene.lower.slice(end, end + 3).indexOf(rest.slice(0, 1));
    return [{ start, end: start + rest.length }];
  });

/** `ho messo farfalla come password` */
const chosen = new RegExp(
  `\\b(?:ho messo|abbiamo messo|uso|usiamo|ho usato|ho scelto|abbiamo scelto|metto|metti|mettete|i (?:have )?used?|i put|i chose|we use)(?: sempre| always)?(?: la parola| the word)? (?=[^ ]{3,30} (?:come|as) (?:la |my |the |our )?(?:mia |nuova |nostra |new )?(?:${password}|pin)\\b)`,
  'g',
);

const chosenAsPassword = (scene: Scene): readonly Place[] =>
  scene.placesOf(chosen).flatMap(({ end }): readonly Place[] => {
    const token = tokenAt(scene, end);
    return token === null || noValues.has(scene.lower.slice(token.start, token.end)) ? [] : [token];
  });

/** `come password ho messo il nome del gatto, Briciola` */
const asPassword = new RegExp(`\\b${password}[^.!?\\n]{0,30}\\b(?:nome|cognome|soprannome|name|nickname)\\b`, 'g');

const namesAsPassword = (scene: Scene): readonly Place[] =>
  scene.placesOf(asPassword).flatMap(({ end }): readonly Place[] => {
    const stretch = scene.folded.cased.slice(end, Math.min(end + 60, sentenceEndAfter(scene.lower, end, 60)));
    const name =
      /(?:[,:(] ?|cioe |figli[ao] |gatt[ao] |cane |moglie |marito |nonn[ao] |mamma |nipote |daughter |son |dog |cat |wife |husband )([A-Z][a-z]{2,15}\d{0,4})(?=[ ).,;!]|$)/.exec(
        stretch,
      );
    if (name?.[1] === undefined || /\bnome utente$/.test(scene.lower.slice(0, end).slice(-12))) return [];
    const start = end + name.index + name[0].length - name[1].length;
    return [{ start, end: start + name[1].length }];
  });

/** `mi è arrivato un numero sul telefonino 551298, dice di non darlo`, `they texted me a number` */
const arrived = new RegExp(
  `\\b(?:arrivat[oi]|arriva|mandat[oi]|inviat[oi]|ricevut[oi]|texted me|text|sent me|got|sms|messaggi[oa])\\b[^.!?\\n\\d]{0,50}?${number}`,
  'g',
);
const isMessage =
  /\b(?:sms|messaggi\w+|messaggin\w+|telefonin\w+|cellulare|cell|texted|text|non (?:darlo|dirlo|condivider\w+|comunicar\w+|dar\w+)|don'?t (?:share|give|tell)|not to (?:share|tell|give)|codice|code)\b/;
const isOfSomethingElse =
  /\b(?:pacco|pacchi|ordine|ticket|pratica|protocollo|raccomandata|spedizione|tracking|bigliett\w+|chiamare|richiamare|telefonare|whatsapp|to (?:call|ring)|order|parcel|fattura|ricevuta|tessera|cliente|prenotazione|booking|evento|corso|libro|sconto|discount|volta|persone|euro|messaggi|mail|iscri\w+|course|event|class)\b/;

function arrivedByText(scene: Scene): readonly Place[] {
  return scene.placesOf(arrived).flatMap(({ start, end }): readonly Place[] => {
    const value = codeDigits(scene, end, 5);
    if (value === null) return [];
    const sentence = scene.lower.slice(
      sentenceStartBefore(scene.lower, start, 60),
      sentenceEndAfter(scene.lower, value.end, 70),
    );
    return isMessage.test(sentence) && !isOfSomethingElse.test(sentence) ? [value] : [];
  });
}

/** So many digits at least, eight at most; no year, date, time or amount. */
function codeDigits(scene: Scene, at: number, least: number): Place | null {
  const value = digitsAt(scene, at);
  if (value === null) return null;
  const written = scene.lower.slice(value.start, value.end);
  const digits = writtenDigits(scene, value);
  const isOdd =
    /^(?:19|20)\d\d$/.test(written) || /^ ?[/:.]\d| ?[€%]/.test(scene.lower.slice(value.end, value.end + 3));
  return digits < least || digits > 8 || isOdd ? null : value;
}

function writtenDigits({ atoms }: Scene, { start, end }: Place): number {
  let digits = 0;
  for (let at = firstAtomFrom(atoms, start); (atoms[at]?.end ?? Number.POSITIVE_INFINITY) <= end; at += 1)
    digits += (atoms[at]?.readings.find((reading) => /^\d/.test(reading)) ?? '').length;
  return digits;
}

/** `inserisci 772039 per confermare`, `use 551298 to verify` */
const typed =
  /\b(?:usa(?:re|te)?|inserisc\w+|inserire|digit(?:a|are|ate|i)|use|enter|type) (?:il |questo |the |this |your )?(?:seguente |following )?(?:codice |numero |pin |code |otp )?:? ?(\d{4,8}|\d{3}[ -]\d{3}) (?:per|to|come|as|nella|nell'|in) (?:l')?(?:conferm|verif|autorizz|acced|complet|confirm|log|sign|authori|autentic|sblocc|unlock|attiv|activ|otp|codice di|app\b)/g;

const toBeTyped = (scene: Scene): readonly Place[] =>
  scene.placesOf(typed).flatMap(({ start, end }): readonly Place[] => {
    const digits = /\d{4,8}|\d{3}[ -]\d{3}/.exec(scene.lower.slice(start, end));
    return digits === null ? [] : [{ start: start + digits.index, end: start + digits.index + digits[0].length }];
  });

/** `37 sx 12 dx 58`, `12 left 40 right 7`, `a destra ventidue, a sinistra sette` */
const turn =
  '(?:\\d{1,3}|zero|un[oa]?|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|[a-z]{3,9}dici|dicias[a-z]{4,6}|diciotto|(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[a-z]{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,5}teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -][a-z]{3,5})?)';
const direction =
  '(?:(?:gir[aio] |giri |giro )?(?:a |verso |to the |turn )?(?:sx|dx|destra|sinistra|des|sin|left|right|orari[oa]|antiorari[oa]))';
const turns = new RegExp(
  `\\b(?:${direction} (?:fino al |fino a |al |a |to |until )?${turn}(?![a-z\\d])(?:,? ?(?:poi |e poi |e |and |then )*)?(?!$)){1,5}${direction} (?:fino al |fino a |al |a |to )?${turn}(?![a-z\\d])|\\b${turn} (?:giri )?${direction}(?:,? ?(?:poi |e poi |e |and |then )*${turn} (?:giri )?${direction}){1,5}(?:,? ?(?:poi |e poi |e |and |then )*${turn}(?![a-z\\d]))?`,
  'g',
);
const hasDial = /\b(?:combinazion\w+|cassaforte|forziere|lucchetto|manopola|rotella|combination|safe|padlock|dial)\b/;

const turnsOfSafes = (scene: Scene): readonly Place[] =>
  !hasDial.test(scene.lower)
    ? []
    : scene.placesOf(turns).map(({ start, end }) => ({
        start,
        end: start + scene.lower.slice(start, end).replace(/[ ,]+$/, '').length,
      }));

/** `apri con 1984B`, `si sblocca con 2580` */
const opening = new RegExp(
  `\\b(?:(?:si )?(?:apr(?:i|ite|o|e|ono|ire)|entr(?:a|ate|i|o|are)|sblocc\\w{1,4}|disinseri\\w{1,5}|disattiv\\w{1,4})(?: [a-z]{1,12}){0,2} (?:con|col)|(?:per |to )(?:disinserire|sbloccare|disattivare|aprire|entrare|disarm|unlock|open)[^.!?\\n\\d:]{0,20}:|(?:opens?|unlocks?|get in)(?: [a-z]{1,12}){0,2} (?:with|using))(?: (?:il|la|the|il codice|codice|il numero|numero|code|the code|sempre|pure|solo))? ${number}`,
  'g',
);

function opens(scene: Scene): readonly Place[] {
  return scene.placesOf(opening).flatMap(({ end }): readonly Place[] => {
    const value = codeDigits(scene, end, 4) ?? lockCodeAt(scene, end);
    return value === null ? [] : [value];
  });
}

/** `allarme sede 558812`, `Cancelletto: 1966A`, `la cassetta vuole zero quattro zero sette` */
const lock = new RegExp(
  `\\b(?:(?:allarme|antifurto|cassaforte|lucchetto|tastierino|cassett(?:a|ina) (?:delle |con le |per le )?chiavi|key ?box|lockbox|key ?safe|keypad|burglar alarm|padlock)(?: [a-z']{1,12}){0,2}?[ :=-]{1,3}|(?:cancell(?:o|etto|ino)|porton(?:e|cino)|garage|box|cantina|citofono|gate|front door|back door)(?: (?:sede|ufficio|retro|piccolo|grande|cortile|laterale|secondario))? ?[:=] ?|(?:cancell(?:o|etto|ino)|porton(?:e|cino)) (?:carraio|carrabile|pedonale|grande|piccolo|principale|laterale|secondario|sul retro|del cortile|automatico|verde|nero) )${number}`,
  'g',
);

const besideLocks = (scene: Scene): readonly Place[] =>
  scene.placesOf(lock).flatMap(({ start, end }): readonly Place[] => {
    const isHours = /\b(?:dal|al|dalle|alle|ore|chiam\w+|tel\w*|del|nel|call|from|since|fattura|euro)\b/.test(
      scene.lower.slice(start, end),
    );
    const value = isHours ? null : (codeDigits(scene, end, 4) ?? lockCodeAt(scene, end));
    return value === null ? [] : [value];
  });

/** `l'armadio ha il lucchetto 317` */
const shortLock =
  /\b(?:lucchett[oi]|combinazione(?: [a-z']{1,12}){0,3}|padlock)(?: (?:e'|e|fa|is))?[ :]{1,2}(?=\d{3}(?!\d))/g;

const shortLocks = (scene: Scene): readonly Place[] =>
  scene.placesOf(shortLock).flatMap(({ end }): readonly Place[] => {
    const value = codeDigits(scene, end, 3);
    return value === null ? [] : [value];
  });

/** `wifi in the hall: ponte-guest-77`; a provider's name and a number are the name of a network. */
const network = /\bwi-?fi(?: [a-z']{1,12}){0,5} ?[:=] ?/g;
const networkName =
  /^(?:tim|vodafone|fastweb|wind\w*|tp-?link|netgear|iliad|sky|eolo|tiscali|linkem|bt|virgin\w*|huawei|fritz\w*)[-_ ]/i;

const besideNetworks = (scene: Scene): readonly Place[] =>
  scene.placesOf(network).flatMap(({ end }): readonly Place[] => {
    const token = tokenAt(scene, end);
    if (!looks(scene, token)) return [];
    const value = scene.folded.cased.slice(token.start, token.end);
    return isMixed(value) && /\d{2}|[!#$%&*+=?^~]/.test(value) && !networkName.test(value) ? [token] : [];
  });

/** `per entrare nel pc: Ufficio24!` */
const entering = /\b(?:per (?:entrare|accedere)|to (?:enter|log in|sign in|get in))[^.!?\n:]{0,25}: ?/g;

const toEnter = (scene: Scene): readonly Place[] =>
  scene.placesOf(entering).flatMap(({ end }): readonly Place[] => {
    const token = tokenAt(scene, end);
    return looks(scene, token) && isMixed(scene.folded.cased.slice(token.start, token.end)) ? [token] : [];
  });

/** `non so cosa sia il 113884 che mi hanno mandato per sms` */
const sent =
  /\b\d{5,8} (?:che )?(?:mi |ci )?(?:(?:hanno|ha|avete) (?:mandato|inviato|scritto)|e' arrivato|e arrivato|(?:that )?(?:they|you) (?:sent|texted))(?: me)?(?: [a-z]{1,10}){0,2} (?:sms|messaggi\w+|text|cell\w*|telefonino)\b/g;

const sentByText = (scene: Scene): readonly Place[] =>
  scene.placesOf(sent).map(({ start }) => ({
    start,
    end: start + (/^\d+/.exec(scene.lower.slice(start, start + 8))?.[0].length ?? 0),
  }));

/** `Allarme sede: inserimento 5519, disinserimento 5510` */
const alarm = /\b(?:allarme|antifurto|alarm)\b/;
const switching = /\b(?:(?:dis)?inserimento|(?:dis)?attivazione|set|unset|arm|disarm)[: ]{1,2}(?=\d{4,6}(?!\d))/g;

const ofAlarms = (scene: Scene): readonly Place[] =>
  !alarm.test(scene.lower)
    ? []
    : scene.placesOf(switching).flatMap(({ end }): readonly Place[] => {
        const value = codeDigits(scene, end, 4);
        return value === null ? [] : [value];
      });
