import type { Match } from '../finding.ts';

/**
 * Who asks what there is, what something means, for a form, or warns everybody, tells nothing of anybody: "Che differenza c'è tra
 * affido e adozione?", "Mi servirebbe un modello di lettera per la rateizzazione", "Non dica mai il PIN a nessuno". Only sentences in which
 * no person is named or meant count: with "mio fratello" in it a question is a disclosure like any other.
 */
export function withoutQuestions(text: string, matches: readonly Match[]): readonly Match[] {
  return matches.filter((match) => !isImpersonal(around(text, match)));
}

/** UTF-16 units to either side: what is longer is no question. */
const REACH = 220;
/** Who is meant may stand in the sentence after a question: "Dove si rinnova? A me è scaduto." */
const NEXT = 60;

interface Around {
  readonly sentence: string;
  readonly next: string;
}

function around(text: string, { start, end }: Match): Around {
  const before = text.slice(Math.max(0, start - REACH), start);
  const last = [...before.matchAll(/[.!?;](?=\s|$)|\n/g)].at(-1);
  const rest = text.slice(end, end + REACH);
  const stop = /[.!?;](?=\s|$)|\n/.exec(rest)?.index ?? rest.length;
  const opening = before.slice(last === undefined ? 0 : last.index + last[0].length);
  return {
    sentence: plain(`${opening}${text.slice(start, end)}${rest.slice(0, stop + 1)}`).trim(),
    next: plain(text.slice(end + stop + 1, end + stop + 1 + NEXT)),
  };
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[’‘]/g, "'");

const isImpersonal = ({ sentence, next }: Around): boolean =>
  ((asks.test(sentence) || warns.test(sentence) || rules.test(sentence) || news.test(sentence)) &&
    !person.test(sentence) &&
    !name.test(sentence) &&
    !person.test(next)) ||
  (fiction.test(sentence) && !writer.test(sentence));

/** What there is, what it means, where and when it is held, which paper it takes. */
const asks =
  /^(?:(?:ciao|buongiorno|buonasera|salve|scusate|scusi|hi|hello)[,!]? )?(?:e vero che (?:il|la|lo|l'|i|gli|le|si|serve|basta) ?|(?:che|qual e la|quale) differenza|(?:che cosa|cosa|che) (?:e|sono|significa|vuol dire|prevede|dice|comporta) |(?:dove|quando|a che ora|in quale (?:aula|sala|giorno|ufficio)|in che (?:aula|sala|giorno)|da chi|chi) (?:si |e |sono |inizia|comincia|tiene|trovo|trova|posso trovare|parla|organizza|cura)|(?:quale|quali|che) (?:modul|document|certificat|requisit|cart|orar|libr|cors|rivist)\w*|(?:(?:mi |ci )?(?:servirebbe|serve|servono|occorre|interessa|interesserebbe)|vorrei|vorremmo|cerco|cerchiamo|avete|c'e|esiste|esistono|tenete|organizzate|fate) (?:un |una |il |la |lo |dei |delle |qualche |sapere (?:se|quando|dove) (?:avete|c'e|esiste|fate|organizzate|si tiene) |informazioni |materiale |ancora )?(?:modell\w+|fac-?simil\w+|modul\w+|opuscol\w+|volantin\w+|libr\w+|cors\w+|incontr\w+|sportell\w+|serat\w+|conferenz\w+|relator\w+|avvocat\w+|medic\w+|espert\w+|psicolog\w+|video|film|materiale|informazioni|manifest\w+|dispens\w+)|(?:vorrei|vorremmo|volevo|potrei) (?:capire|sapere) (?:come|che cosa|cosa|se) (?:funziona|si fa|fare|e|prevede|c'e|esiste|spetta)|(?:mi|ci) (?:spiegate|spieghi|spiega|dite|sapete dire) (?:come|la differenza|cosa|se c'e|dove|quando)|(?:sapete|sa|sapreste|avete idea) (?:dirmi )?(?:se|dove|quando|come) (?:c'e|il|la|lo|l'|si|esiste|i|gli|le)|c'e (?:un|una|qualche|gia un) (?:numero|ufficio|centro|sportello|associazione|gruppo|aiuto|bonus|contributo|elenco) |cerchiamo (?:volontari\w*|persone|qualcuno) (?:che|per|con)|(?:come|dove|quando|in quali casi|a chi|a che eta|quanto) (?:si |spetta|spettano|funziona|scade|esce|costa|ci si|mi rivolgo)|what (?:is|are|does|do|'s) |what's the difference|where (?:is|are|do i find|can i find) (?:the |a )?(?:form|desk|talk|course|class|meeting|leaflet)|which (?:form|document|room|paper|leaflet|course)|(?:do you|have you) (?:have|got|run|hold|offer) |is there (?:a|an|any) (?:form|leaflet|course|class|talk|desk|group|book)|do you know when )/i;

/** What everybody is told. */
const warns =
  /^(?:(?:si ricordi|ricordi|ricordate|ricordiamo|attenzione)[:,]? (?:che |di )?)?(?:non (?:condivid|comunic|dic|dit|dar|dat|dia|rivel|fornisc)\w* mai|mai (?:dire|dare|comunicare)|never (?:tell|share|give)|don't ever (?:tell|share|give))\b[^.!?]*\b(?:pin|password|codic\w+|otp|dati|credenziali|code|codes|details)\b|\b(?:serve|servono|occorre|basta|basterà|richiesto|is needed|needed)\b[^.!?]*\b(?:senza (?:alcuna |nessuna |la )?(?:diagnosi|dettagl\w+|indicar\w+|specificar\w+)|no diagnosis)\b/i;

/** Whom something is for, and what holds for everybody. */
const rules =
  /^(?:(?:il|lo|la|l'|i|gli|le|un|una) ?[a-z' ]{2,40}? (?:spetta|spettano|(?:e|sono) (?:riservat[oaie]|rivolt[oaie])|vale per|valgono per|prevede|prevedono|si rivolge)\b|ogni [a-z]+ (?:va|deve|dovra|ha diritto)\b|(?:i|gli|le) (?:bambini|ragazzi|persone|soci|anziani|utenti|famiglie|studenti|alunni) (?:con|senza|in) [a-z' ]{2,40} (?:hanno|possono|devono|pagano|entrano|trovano)\b|(?:i|gli|le) (?:minori|minorenni|disabili|stranieri|detenuti|pensionati|separati|disoccupati) (?:devono|possono|entrano|pagano|vanno|hanno diritto|sono (?:sempre|gratis|esenti)))/i;

/** What is read in a paper or a statistic. */
const news =
  /\b(?:dice l'istat|dati istat|statistic\w+|secondo i dati)\b|\b(?:letto|sentito|visto|read|heard|saw) (?:[a-z]{1,10} ){0,3}(?:giornal\w+|telegiornale|tg|tv|radio|news|paper)\b/i;

/** What a story tells, whoever is in it; not of a story in which the writer stands, too. */
const fiction =
  /\b(?:(?:nel|il|un|del|questo|al|dal) (?:libro|romanzo|film|racconto|documentario|fumetto|testo teatrale)|(?:nella|la|una|della|questa|alla) (?:lettura teatrale|lettura|commedia|recita|serie|storia vera|pièce|piece|rappresentazione|mostra)|lo spettacolo|nello spettacolo|the (?:book|novel|film|play|musical|documentary)|a (?:book|novel|film|play|musical|documentary))\b[^.!?]{0,60}\b(?:parla|racconta|narra|tratta|storia|protagonista|padre|madre|is about|about|tells|follows|where|in cui|father|mother)\b|\b(?:la|il) protagonista\b|\bcineforum\b/i;
const writer = /\b(?:mio|mia|miei|mie|io|mi|me|noi|nostr[oaie]|come (?:me|noi|mi[oa])|my|our|me|i|we|us)\b/i;

/** Somebody who is meant. "Mi" alone asks. */
const person =
  /\b(?:io|mio|mia|miei|mie|suo|sua|suoi|sue|loro|ho(?! letto| visto| sentito)|abbiamo|siamo|(?<!quali |cosa |che |dove |quando |ci |quanti |quante |chi |si )sono(?! (?:i|le|gli|previst|riservat|rivolt|sempre|gratis|esenti))|lui|lei (?:e|ha|non)|soffro|bevo|sto|prendo|vivo|riesco|devo|faccio|mi (?:hanno|ha|sento|sono|picchia|serve aiuto)|(?:per|a|da|di|con) me|perche|figli\w*|nipot\w+|marit\w+|mogli\w+|madre|padre|mamma|papa|babbo|fratell\w+|sorell\w+|nonn\w+|zi[oa]|cugin\w+|cognat\w+|suocer\w+|genero|nuora|compagn[oa]|fidanzat\w+|ragazz[oa]|bambin[oa]|signor\w*|vicin[oa]|amic[oa]|collega|soci[oa]|volontari[oa] (?:che|con|del)|my|our|his|her|their|i am|i'm|i have|i've|we are|he|she|son|daughter|husband|wife|mother|father|mum|mom|dad|brother|sister|friend|neighbou?r)\b/i;
/** A capital inside the sentence that is no beginning. */
const name =
  /[a-z,;:] (?!Ramadan|Pasqua|Natale|INPS|CAF|ISEE|Legge|PIN|SPID|Diabete|Parkinson|Alzheimer|AIDS|HIV|Italia|Europa|English)[A-Z][a-z]{2,}/;
