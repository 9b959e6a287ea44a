import { firstNames, ordinaryNames } from './first-names.ts';
import { firstFrom, type Place, type Scene } from './scene.ts';

/**
 * Whose phone, e-mail or home is it? Somebody else's, if the nearest word about people says so; the writer's own otherwise.
 * A text of the association speaks of the addressee with the same words (`il suo numero`) that a contact uses for a third.
 */
export function isSomebodyElses(scene: Scene, place: Place): boolean {
  const before = clauseBefore(scene, place);
  const after = clauseAfter(scene, place);
  if (business.test(before.lower.slice(-60)) && !isPrivate.test(before.lower)) return false;
  if (livesThere.test(before.lower) || isQuotedHeader(scene, place)) return false;
  const own = scene.outgoing ? ownOutgoing : ownIncoming;
  const from = Math.max(0, place.start - REACH_BEFORE);
  const ownBefore = lastWithin(scene, own, { start: from, end: place.start });
  const otherBefore = Math.max(
    lastWithin(scene, scene.outgoing ? otherOutgoing : otherIncoming, { start: from, end: place.start }),
    lastName(before),
  );
  if (ownBefore >= 0 || otherBefore >= 0) return otherBefore > ownBefore;
  const ownAfter = firstIndex(after.lower, own);
  const otherAfter = firstOther(after, scene.outgoing);
  return otherAfter >= 0 && (ownAfter < 0 || otherAfter < ownAfter);
}

/** `Da: Carla Rota <carla@...>`, `Il giorno 3 ott Carla Rota <carla@...> ha scritto:`: who wrote what is quoted. */
function isQuotedHeader({ lower }: Scene, { start, end }: Place): boolean {
  const line =
    lower
      .slice(Math.max(0, start - REACH_BEFORE), start)
      .split('\n')
      .at(-1) ?? '';
  const after = lower.slice(end, end + 30);
  return (
    /^[>|* ]*(?:da|a|per|cc|ccn|bcc|from|to|reply-to|rispondi a|mittente|destinatari[oa]?|inviato da) ?: /.test(line) ||
    /^[>\]) ]*(?:ha scritto|wrote)\b/.test(after)
  );
}

/** `vivo da mia figlia in`: one's own home, with others in it. */
const livesThere =
  /\b(?:abit(?:o|iamo)|viv(?:o|iamo)|trasferit[aoie]|(?:i|we) (?:now |still |just |have )?(?:live|moved))\b[^.!?\n]{0,30}$/;

interface Clause {
  readonly lower: string;
  readonly cased: string;
}

const REACH_BEFORE = 130;
const REACH_AFTER = 60;

/** The sentence up to the contact, and the one before it when this one says nothing. */
function clauseBefore({ folded }: Scene, { start }: Place): Clause {
  const from = Math.max(0, start - REACH_BEFORE);
  return { lower: folded.lower.slice(from, start), cased: folded.cased.slice(from, start) };
}

function clauseAfter({ folded }: Scene, { end }: Place): Clause {
  const lower = folded.lower.slice(end, end + REACH_AFTER);
  const stop = lower.search(/[.!?](?= |$)|\n/);
  const to = end + (stop === -1 ? lower.length : stop);
  return { lower: folded.lower.slice(end, to), cased: folded.cased.slice(end, to) };
}

const thing =
  '(?:nuov[oa] |vecchi[oa] |attuale |person\\w+ |privat[oa] )?(?:num(?:er[oi])?\\b|cell\\w*|tel\\w*|fisso|e-?mail|mail|posta|indirizzo|recapit[oi]|contatt[oi]|domicilio|residenza|casa|whatsapp|number|phone|mobile|address|home|place|landline)';
const ownWords =
  `\\b(?:mi[oa]|nostr[oa]) (?:${thing}|e\\b|sarebbe)|\\b(?:my|our) (?:new |old |own )?${thing}|\\bcasa mia\\b|\\bcasa nostra\\b|` +
  '\\b(?:mi|ci) (?:trov|chiam|contatt|scriv|raggiung|rispond|mand|telefon|richiam|cerc)\\w+|' +
  '\\b(?:chiama|contatta|scrive|richiama|manda|telefona|risponde|scrivi|invia|cerca)(?:te)?(?:mi|ci)\\b|' +
  '\\b(?:contattar|chiamar|scriver|richiamar|raggiunger)mi\\b|' +
  '\\babit(?:o|iamo|avo)\\b|\\bviv(?:o|iamo|evo)\\b|\\brisied(?:o|iamo)\\b|\\bsono (?:residente|domiciliat[oa]|a casa|sempre|al)\\b|\\bsto (?:in|a)\\b|' +
  '\\b(?:mi sono|ci siamo) trasferit\\w|\\b(?:ho|abbiamo) (?:cambiato|un nuovo|una nuova|traslocato)|' +
  "\\b(?:call|reach|text|email|phone|ring|contact|write to) (?:me|us)\\b|\\b(?:i|we)(?:'ve| have|'m| am|'re| are)? (?:now |still |just |currently )?(?:live|moved|changed|living|staying)|\\bi'm at\\b|\\bi am at\\b|\\b(?:chiamate|sentite|cercate|contattate) me\\b";
const trades =
  'famiglia|falegname|fotograf[oa]|grafic[oa]|musicist[ao]|cantante|scrit(?:tore|trice)|attore|attrice|pittor[ei]|pittrice|sart[oa]|murator[ei]|professor(?:e|essa)?|prof|avvocat[oa]|ragionier[ea]|allenat(?:ore|rice)|parroco|don|suor|suora|relat(?:ore|rice)|autore|autrice|poeta|giornalista|regista|dj|chitarrista|pianista|batterista|babysitter|baby sitter|tecnico|giardinier[ea]|corsista|referente|responsabile|familiare|parente|genero|nuora|consuocer[oa]|' +
  'treasurer|lad|lass|fella|bloke|handyman|singer|speaker|author|writer|artist|lady|gentleman|woman|man|guy|girl|boy|photographer|cleaner|tutor|instructor|coach|nurse|vicar|gardener|guitarist|pianist|tenant|next of kin|relative|guest';
const kin =
  'madre|mamma|padre|papa|babbo|genitori|sorella|fratello|figli[oae]|marito|moglie|nonn[oai]|zi[oa]|cugin[oa]|nipot[ei]|suocer[oai]|cognat[oa]|' +
  'amic[oa]|compagn[oa]|fidanzat[oa]|vicin[oa] di casa|mi[oa] vicin[oa]|vicini|coniugi|collega|badante|signor[aei]?|sig|sigra|dott|dottoressa|dottore|dr|maestr[oa]|inquilin[oa]|' +
  'soci[oa]|volontari[oa]|presidente|coordinat(?:ore|rice)|istrut(?:tore|trice)|insegnante|ragazz[oa]|capo|coinquilin[oa]|ex|tutore|tutrice|' +
  'mother|mum|mom|father|dad|sister|brother|son|daughter|husband|wife|grand(?:mother|father|ma|pa)|aunt|uncle|cousin|nephew|niece|friend|partner|' +
  'girlfriend|boyfriend|neighbou?r|carer|colleague|mrs|mr|ms|miss|volunteer|member|president|landlord|teacher';
const handedOn =
  `\\b(?:ti|vi|le|te l[oa]|ve l[oa]|glielo) (?:giro|passo|segnalo)\\b|\\bin contatto col?n?\\b|\\b(?:numer[oi]|cell|cellulare|tel|telefono|contatt[oi]|recapit[oi]|e-?mail|mail|casa) (?:person\\w+ |privat[oa] )?(?:di |del |della |dell'|dello )(?!casa\\b|lavoro|ufficio|telefon|posta|cell|mi[oa]\\b|sede|nostr|emergenza|riferimento)|` +
  `\\bquell[oa] (?:del|della|che|di)\\b|\\blui\\b|\\bla persona (?:che|di|del)\\b|\\b(?:il|la|al|alla|del|della) vicin[oa]\\b(?! (?:a|al|alla|di)\\b)|\\b(?:i'll|i) (?:pass|give|send) you (?!my|our)[a-z]+'s\\b`;
const afterwards = `\\b(?:dille|digli|dillo a|ditegli|ditele|dite che|dice che|mi ha detto|scrivi(?:gli|le)|scrivete(?:gli|le)|e' (?:il suo|la sua|un amico)|ha detto che|that's (?:his|her|their)|it's (?:his|her|their)|tell (?:him|her)|says? (?:he|she|hi))\\b`;
/** `ring maureen at home`, `cercate la manu al 347…` */
const calledAt =
  "\\b(?:ring|call|text|reach|catch|phone|chiam\\w{1,3}|cerc\\w{1,4}|sent(?:i|ite)|contatt\\w{1,3}) (?:la |il |l')?(?!me\\b|us\\b|mi\\b|ci\\b|the\\b|our\\b|pure\\b|noi\\b|at\\b|on\\b|al\\b|il\\b|la\\b|lo\\b|you\\b|back\\b|in\\b|di\\b|da\\b)[a-z]{3,15} (?:at home|on (?:his|her|their)|a casa|al suo|sul suo|allo|all'|(?:il |la )?su[oa])";
const theirWords =
  `\\b(?!(?:it|that|what|here|there|let|who|today|doctor|vet|baker|association|club|office|centre|center)'s)[a-z]{3,14}'s (?:own |new |old |home |private |personal |direct |work )*(?:number|mobile|phone|landline|email|address|house|flat|place|cell)\\b|\\b(?:indirizzo|mail|e-mail|cell|cellulare|numero|casa|telefono) (?:della|dello|del) (?!casa|lavoro|ufficio|sede|corso|socio nuovo|computer)[a-z]{3,14} (?:e|e'|fa)\\b|\\bdi casa fa\\b|\\b(?:${kin}|${trades})\\b|${handedOn}|\\b(?:abita|abitano|vive|vivono|risiede|risiedono|sta di casa|lives|(?<!\\b(?:i|we)(?: now| still| just| currently)? )live at)\\b|` +
  `\\b(?:chiama|contatta|telefona|trova|cerca|senti|scrive|chiede|avvisa)te?(?:l[aoei]|gli|le)\\b|\\b(?:gli|li) (?:trov|contatt|chiam|telefon|scriv|raggiung)\\w+|` +
  `\\blo (?:trov|contatt|chiam|telefon|scriv|raggiung|richiam|puoi|potete|puo )\\w*|${calledAt}|` +
  `\\b(?:di|da) l(?:ui|ei|oro)\\b|\\b(?:his|her|their) (?:own )?(?:new |home |private |personal |work )?${thing}|\\b(?:call|reach|text|ring|contact) (?:him|her|them)\\b|\\b(?:he|she|they)(?:'s|'re| is| are)? (?:lives?|at|moved)\\b|\\bl'ha cambiato\\b|\\b(?:her|his) personal\\b`;
const themWords =
  '\\b(?:la|le) (?:trov|contatt|chiam|telefon|scriv|raggiung|richiam)\\w+(?! a casa| nella sua| al suo)';
const hisWords = `\\b(?:su[oa]|suoi|loro) (?:${thing}|privat[oa]\\b|person\\w+)`;
const yourWords = `${themWords}|\\b(?:ti|vi) (?:trov|contatt|chiam|telefon|scriv|raggiung|richiam|mand|invi)\\w+|(?<!\\b(?:${kin}|${trades})(?: [a-z]{1,15}){0,5} (?:sull?a?|all?a?|nella) )\\b(?:su[oa]|tu[oa]|vostr[oa]|your) ${thing}|\\b(?:lei|tu|you) (?:abit|viv|live)\\w*`;

const ownIncoming = new RegExp(ownWords, 'g');
const ownOutgoing = new RegExp(`${ownWords}|${yourWords}`, 'g');
const otherIncoming = new RegExp(`${theirWords}|${themWords}|${hisWords}`, 'g');
/** `la trova a casa`: the addressee needs no telling where they live. */
const foundAt = `\\b(?:la|lo) (?:trova|trovate|puo trovare|potete trovare|raggiunge) (?:a casa|all'indirizzo|nella sua|al suo)\\b`;
const otherOutgoing = new RegExp(`${theirWords}|${foundAt}`, 'g');
const otherAfterIncoming = new RegExp(`${theirWords}|${themWords}|${hisWords}|${afterwards}`, 'g');
const otherAfterOutgoing = new RegExp(`${theirWords}|${afterwards}`, 'g');

const isPrivate = /\b(?:privat[oa]|personal[ei]|casa di|a casa|di casa|private|personal|home)\b/;
/** Whoever answers there does it for everybody. */
const business =
  /\b(?:idraulic[oa]|elettricist[ae]|ditta|comune|ufficio|uffici|asl|ats|ospedale|bibliotec[ao]\w*|parrocchia|ristorante|hotel|albergo|pizzeria|trattoria|bar|negozio|tipografia|scuola|museo|palestra|teatro|fornitore|agenzia|centralino|segreteria|sede|associazione|assistenza|numero verde|farmacia|banca|studio|rifugio|agriturismo|cinema|stazione|taxi|ambulatorio|poliambulatorio|consultorio|municipio|vigili|carabinieri|polizia|guardia medica|pronto soccorso|cup|anagrafe|tribunale|universita|canile|veterinari[oa]|dentista|centro|consorzio|cooperativa|fondazione|lavanderia|gommista|meccanico|surgery|clinic|vet|dentist|police|riceve|ricevono|caaf|caf|patronato|libreria|circolo|carrozzeria|officina|fioraio|catering|noleggio|biglietteria|plumber|electrician|council|office|shop|library|hospital|restaurant|school|museum|reception|theatre|company|firm|helpline|station|auser|croce rossa|misericordia|pizza)\b/;

/** Where in the stretch it stands last, counted from its beginning; the text is searched once for all stretches. */
function lastWithin(scene: Scene, pattern: RegExp, { start, end }: Place): number {
  const places = scene.placesOf(pattern);
  for (let at = firstFrom(places, end) - 1; at >= 0; at -= 1) {
    const place = places[at];
    if (place === undefined || place.start < start) return -1;
    if (place.end <= end) return place.start - start;
  }
  return -1;
}

const firstIndex = (text: string, pattern: RegExp): number => text.matchAll(pattern).next().value?.index ?? -1;

/** `di marco`, `chiamate luca`: a name that is an ordinary word needs a word before it or a deed after it. */
const beforeName =
  /(?:\b(?:d[ia]|a|ad|per|con|del|della|chiam\w{1,4}|sent\w{1,4}|contatt\w{1,4}|cercat?e?|avvis\w{1,4}|l[ao]|for|of|call|text|reach|contact|ring|ask)) $/;
const afterName = /^(?:'s| (?:abita|vive|sta|ha|risponde|lives|is at|has)\b)/;
/** Words before the name of the writer, or of who is greeted. */
const introduces =
  /(?:\b(?:sono|sono io|mi chiamo|(?<!\b(?:suo|il) )nome:?|cognome:?|firmat[oa]:?|in fede|ciao|salve|caro|cara|gentile|buongiorno|buonasera|grazie|saluti|signed|thanks|hi|hello|dear|this is|i'm|i am|(?:my |^|\n)name(?: is|:)|signed:?),? ?|\n ?|^ ?)$/;

const lastName = (clause: Clause): number => Math.max(namesIn(clause.lower).at(-1) ?? -1, unlistedName(clause));

/** `te lo giro: Betti 333…`, `sentire Cesarina al 339…`: a capital right before the contact, after a word that hands it on. */
function unlistedName({ lower, cased }: Clause): number {
  const name =
    /(?<=[a-z:,;] ?(?:la |il |l')?)[A-Z][a-z]{2,14}(?: [A-Z][a-z]{2,14})?(?:,? (?:al|allo|all'|sul|cell\w{0,8}\.?|tel\w{0,6}\.?|ha il|on|at))?[ :,(]{1,3}$/.exec(
      cased,
    );
  if (name === null) return -1;
  const isHanded =
    /\b(?:giro|passo|mando|lascio|segnalo|contatto|sentire|sentite|senti|chiamate|chiama|chiamare|contattare|contattate|cercate|avvisate|avvisare|chiedete a|scrivere a|scrivete a|cartolina|pass you|ring|call|text|reach|contact|try)\b/;
  const before = lower.slice(Math.max(0, name.index - 45), name.index);
  const isOfOwn =
    /\b(?:sono|mi chiamo|saluti|grazie|firma|citta|comune|this is|i am|i'm|regards|thanks)\b[^a-z]{0,3}$/.test(before);
  return isHanded.test(before) && !isOfOwn ? name.index : -1;
}

/** Where somebody is named who is neither the writer nor greeted. */
function namesIn(lower: string): readonly number[] {
  const found: number[] = [];
  for (const { 0: word, index } of lower.matchAll(/\b[a-z]{3,16}\b/g)) {
    if (!firstNames.has(word)) continue;
    const before = lower.slice(Math.max(0, index - 14), index);
    const hasDeed = afterName.test(lower.slice(index + word.length, index + word.length + 12));
    const isName = !ordinaryNames.has(word) || beforeName.test(before);
    if (hasDeed || (isName && !introduces.test(before))) found.push(index);
  }
  return found;
}

function firstOther({ lower }: Clause, outgoing: boolean): number {
  const word = firstIndex(lower, outgoing ? otherAfterOutgoing : otherAfterIncoming);
  const name = namesIn(lower)[0] ?? -1;
  return word < 0 ? name : name < 0 ? word : Math.min(word, name);
}
