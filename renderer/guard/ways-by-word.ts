import type { Way } from './way.ts';

/** Ways past the association that name neither a device nor a service: an invitation, a place, a secret from the others, a short cut. */
const refused =
  /\b(?:non (?:posso|possiamo|accett\p{L}+|incontr\p{L}+|diamo|usiamo|conviene)|nessuno dell|qualcuno (?:che )?(?:dice|le|ti|vi)|ce lo dica|ci avvisi|truff\p{L}+|can['’]t|cannot|never|nobody|scams?)\b/iu;
/** Everybody is meant, or the association's own rooms and services. */
const ofEverybody =
  /\b(?:soci|tutti|famiglie|volontari|associazione|oratorio|in sede|in ufficio|segreteria|sportello|nostr[oaie]|servizio|pulmino|trasporto|riunione|assemblea|festa|members|everybody|everyone|office|our|association)\b/iu;
const harmless = new RegExp(`${refused.source}|${ofEverybody.source}`, 'iu');

/** An activity that takes place somewhere. */
const held =
  /\b(?:cors[oi]|si tiene|si tengono|attivit[aà]|event[oi]|lezion[ei]|mercatino|course|class|moved|held)\b/iu;

const food =
  '(?:caff[eè]|pizza|aperitivo|birra|gelato|cena|pranzo|bicchiere|spritz|merenda|drink|pint|coffee|beer|dinner|lunch|cuppa|bite)';
const mine = '(?:sul|dal|al|con il|col)\\s+mio(?=\\s*(?:[.,;!?]|$|cell|telef|numer))';
const providers =
  '(?:gmail|googlemail|libero|hotmail|outlook|yahoo|virgilio|alice|tiscali|icloud|live|fastwebnet|tim|me|aol|btinternet)';

export const waysByWord: readonly Way[] = [
  {
    pattern:
      /\b(?:richiesta\s+d(?:i\s+|['’]\s?)(?:amicizia|contatto)|friend\s+request|(?:mi|ti|la)\s+aggiung\p{L}+(?!\s+(?:all|nell|ai|alle|la|il|un))|accettami|add\s+me|follow\s+me)\b/giu,
    unless: refused,
  },
  {
    pattern: new RegExp(
      `\\b(?:prend\\p{L}*|bev\\p{L}*|mang\\p{L}*|and\\p{L}*|offr\\p{L}*|fac\\p{L}*|grab|have|get|go\\s+for|buy\\s+you)\\s+(?:\\p{L}+\\s+){0,3}${food}(?!\\p{L})|\\b(?:una?|a)\\s+${food}(?!\\p{L})[^.!?\\n]{0,30}\\?|\\b${food}\\s+insieme\\b`,
      'giu',
    ),
    unless: harmless,
  },
  {
    pattern:
      /\b(?:(?:passo|vengo|veniamo)\s+(?:io\s+)?a\s+prender\p{L}+|in\s+(?:macchina|auto)\s+(?:con\s+me|mia|(?:ne\s+)?parliamo)|(?:i['’]ll|i\s+can)\s+pick\s+you\s+up|in\s+(?:the|my)\s+car)\b/giu,
    unless: harmless,
  },
  {
    pattern:
      /\b(?:(?:veng|vien|pass|trov|chied|cerc)\p{L}*\s+(?:pure\s+|di\s+me\s+|mi\s+){0,2}(?:in|al|nel|allo|nello|presso\s+il)\s+(?:mio\s+)?(?:negozio|bottega|studio|salone|officina|circolo|palestra|ditta|lavoro|mercato)|(?:nel|al|dal)\s+mio\s+(?:negozio|studio|salone|ufficio|lavoro)|dove\s+lavoro(?:\s+io)?|chied\p{L}+\s+di\s+me|(?:my|the)\s+shop\s+where|where\s+i\s+work|at\s+my\s+(?:shop|work|office))\b/giu,
    unless: refused,
  },
  {
    pattern:
      /\b(?:altrove|da\s+un['’]altra\s+parte|spostiamoci|(?:per|su)\s+(?:un\s+)?altr[aoie]\s+(?:vie|via|canale|chat|app)|fuori\s+di\s+qui|elsewhere|somewhere\s+else|another\s+(?:channel|app)|off\s+this\s+(?:thread|chat|page))\b/giu,
    unless: new RegExp(`${refused.source}|${held.source}`, 'iu'),
  },
  // A number or an address, where who writes speaks of themselves.
  {
    pattern:
      /\b(?:mi\s+(?:trov|chiam|cerc|scriv|mand)\p{L}*|chiamami|scrivimi|cercami|mandami|ce\s+l['’]ho|rispondo|sono\s+(?:sempre\s+)?(?:raggiungibile|reperibile)|reach\s+me|text\s+me|ring\s+me|call\s+me)\b[^.!?\n@]{0,60}?(?<!\d)(?:\+?39[ .]?)?3\d{2}[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)/giu,
  },
  {
    pattern: new RegExp(
      `\\b(?:mi\\s+scriv\\p{L}*|scrivimi|mandami|me\\s+l[oaei]\\s+mand\\p{L}*|inviami|write\\s+(?:to\\s+)?me|e-?mail\\s+me|send\\s+it\\s+to\\s+me)\\b[^.!?\\n@]{0,40}[\\p{L}\\p{N}._-]+@(?:${providers}\\.|[\\p{L}\\p{N}.-]+)`,
      'giu',
    ),
    unless:
      /@(?:[\p{L}\p{N}-]+\.)*(?:associazione|assistenza|segreteria)|\b(?:segreteria|info|assistenza|ufficio|sede)@/iu,
  },
  {
    pattern:
      /\bl[aoei]\s+(?:legg|guard|ved|controll)o\s+solo\s+io\b|\b(?:only\s+i\s+read|nobody\s+else\s+reads)\b|\b(?:mail|e-mail|casella|posta|indirizzo|telefono|fisso)\s+(?:mi[oa]\s+)?di\s+casa(?:\s+mia)?\b/giu,
    unless: /\b(?:su[oa]|tu[oa]|your)\b/iu,
  },
  {
    pattern:
      /\b(?:lasci\p{L}*\s+(?:perdere|stare)\s+(?:il|la|lo|i|le)\s+(?:ticket|segnalazion\p{L}+|modul\p{L}+|sportello|portale|centralino)|(?:senza|non)\s+(?:apr|far)\p{L}*\s+(?:un\s+|il\s+|la\s+)?(?:ticket|pratica)|(?:mi\s+contatti|contattami|contact\s+me)\s+direttamente|contact\s+me\s+directly|skip\s+the\s+(?:help\s?desk|ticket|form|office)|come\s+straight\s+to\s+me|vie\s+(?:ufficiali|traverse)|se\s+vien\p{L}*\s+da\s+me|faster\s+if\s+you\s+(?:come|write)\s+to\s+me)\b/giu,
    unless: refused,
  },
  {
    pattern:
      /\b(?:non\s+(?:c['’]è\s+bisogno|serve|occorre)\s+che\s+(?:lo\s+)?sappia\p{L}*|resti\s+(?:fra|tra)\s+(?:di\s+)?noi|non\s+(?:lo|la)\s+(?:dica|dici|dite)\s+(?:in\s+associazione|a\s+nessuno|agli\s+altri|ai\s+colleghi)|(?:con|ai)\s+(?:i\s+)?colleghi(?:\s+di\s+turno)?\s+non\s+ne\s+parl\p{L}+|così\s+nessuno\s+(?:ci|lo|se)|qui\s+legg\p{L}+\s+(?:in\s+tanti|tutti)|don['’]t\s+tell\s+the\s+others|so\s+nobody\s+(?:else\s+)?(?:sees|knows))\b/giu,
    unless: refused,
  },
  {
    pattern:
      /\b(?:mi\s+(?:mand|lasc|d)\p{L}+|farmi\s+avere|dammi|mandami|lasciami|mi\s+dà)\s+(?:un\s+|il\s+)?(?:su[oa]\s+|tu[oa]\s+)?(?:numero|recapito|cell\p{L}*|contatto)\s+(?:personale|privato|su[oa]|tu[oa])\b|\b(?:farmi\s+avere|mi\s+lascia)\s+(?:un|il)\s+(?:su[oa]\s+)?numero\b|\bbest\s+number\s+to\s+(?:get|reach|call)\s+you\b/giu,
    unless: /\b(?:scheda|segreteria|modulo|pratica|anagrafica|form|file)\b/iu,
  },
  {
    pattern: new RegExp(`\\b(?:chiam|richiam|scriv|telefon|rispond)\\p{L}*\\s+(?:io\\s+)?${mine}`, 'giu'),
    unless: refused,
  },
  {
    pattern:
      /\b(?:mi\s+(?:chiam|cerc|scriv)\p{L}+|call\s+me)\s+(?:\p{L}+\s+){0,2}(?:fuori\s+orario|dopo\s+cena|la\s+sera|di\s+sera|la\s+domenica|after\s+(?:hours|work))\b/giu,
    unless: ofEverybody,
  },
  {
    pattern:
      /\b(?:ci\s+(?:troviamo|vediamo|incontriamo)|troviamoci|vediamoci)\b|\b(?:sa|sai)\s+dove\s+(?:abito|sto|vivo)\b|\bcitofon[ia]\s+(?:a\s+me|e\s+(?:le|ti)\s+apro)\b/giu,
    unless: new RegExp(
      `${harmless.source}|\\b(?:sala|aula|online|portale|appuntamento|sportello|corso|lezione)\\b`,
      'iu',
    ),
  },
  {
    pattern:
      /\b(?:(?:non|senza)\s+lasci\p{L}+\s+tracc\p{L}+|(?:si\s+rivolga|rivolgiti|rivolgetevi)\s+a\s+me|between\s+you\s+and\s+me|(?:the\s+office|nobody|they)\s+need(?:n['’]t|\s+not)\s+know|(?:text|message|ring|dm)\s+me)\b/giu,
    unless: refused,
  },
];
