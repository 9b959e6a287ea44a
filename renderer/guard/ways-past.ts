import type { Way } from './way.ts';
import { waysByWord } from './ways-by-word.ts';

const service =
  '(?:whats\\s?app|wazzap|whazzap|telegram|instagram|facebook|messenger|tik\\s?tok|snapchat|skype|viber|discord|face\\s?time|linkedin|wechat)';
/** Short names are ordinary words or letters too: only after what leads to a service. */
const shortService = '(?:wa|wapp|fb|ig|insta|tg|signal|pvt|dm|privato)';
const leading = '(?:su|via|per|con|tramite|ha|hai|in|sul|on|by|over|use|have)';

const official =
  /\b(?:nostr[aoei]|dell['’]associazione|ufficial[ei]|our|official|the association['’]s|abbiamo|we have)\b/iu;
/** `non posso darle il mio numero` */
const withheld =
  /\b(?:non (?:posso|possiamo|devo|dobbiamo|diamo|do|si può|si possono)|can['’]t|cannot|can not|may not|must not)\b/iu;
const refused =
  /\b(?:non|niente|nessun[oa]?|mai|evit\p{L}+|anziché|invece di|not|never|no longer|cannot|can['’]t|don['’]t|avoid|instead of)\b/iu;
const taught =
  /\b(?:cors[oi]|lezion[ei]|incontr[oi] (?:su|sui|sulla|di)|guid[ae]|rischi|truff[ae]|course|lesson|workshop|class|guide|risks?|scams?)\b/iu;
const harmless = new RegExp([official, refused, taught].map(({ source }) => source).join('|'), 'iu');

const ofMine =
  '(?:numero|num|n[°.]|cellulare|cell\\.?|telefono|telefonino|profilo|contatto|recapito|account|nickname|nick|whatsapp|privato|indirizzo)';
const myThing =
  '(?:number|mobile|cell(?:phone)?|phone|landline|e-?mail|gmail|profile|account|address|handle|nickname|place|house|home)';
const goOutside =
  "(?:la segreteria|l[’']ufficio|l[’']associazione|il sito|dalla segreteria|dall[’']ufficio|dall[’']associazione|dal sito|the office|the association|the site|the front desk)";
/** `non serve passare dalla segreteria, si fa dal sito` */
const elsewhere = /\b(?:on ?line|dal sito|da qui|modulo|portale|form|website)\b/iu;

/** By devices and accounts: a messenger, a number of one's own, words that say `in private`. */
const byDevice: readonly Way[] = [
  { pattern: new RegExp(`\\b${service}\\b`, 'giu'), unless: harmless },
  { pattern: new RegExp(`\\b${leading}\\s+(?:il\\s+|your\\s+|my\\s+)?${shortService}\\b`, 'giu'), unless: harmless },
  {
    pattern: new RegExp(
      `\\b(?:il\\s+|al\\s+|sul\\s+|dal\\s+)?mio\\s+(?:nuovo\\s+|altro\\s+)?${ofMine}(?![\\p{L}])`,
      'giu',
    ),
    unless: withheld,
  },
  { pattern: /\b(?:la|alla|dalla|sulla)\s+mia\s+(?:e-?mail|mail|gmail|casella|pagina|posta|utenza|linea)\b/giu },
  {
    pattern: new RegExp(`\\bmy\\s+(?:own\\s+|private\\s+|personal\\s+|new\\s+)?${myThing}\\b`, 'giu'),
    unless: withheld,
  },
  {
    pattern:
      /\b(?:numer[oi]|cellulare|telefono|e-?mail|mail|recapit[oi]|contatt[oi]|casella)\s+(?:privat[oaie]|personal[ei]|dirett[oaie])\b/giu,
    unless: refused,
  },
  { pattern: /\b(?:private|personal|direct)\s+(?:number|mobile|phone|e-?mail|line)s?\b/giu, unless: refused },
  {
    pattern: /\bin\s+(?:privato|pvt|private)\b|\bprivately\b/giu,
    unless: new RegExp(`${harmless.source}|\\b(?:at the office|in sede|in ufficio)\\b`, 'iu'),
  },
  { pattern: /\b(?:dm|pm|inbox)\s+me\b|\b(?:drop|send|text)\s+me\s+a\s+(?:text|dm)\b|\boff\s+the\s+record\b/giu },
  {
    pattern:
      /\b(?:a\s+casa\s+mia|da\s+me\s+(?:domani|stasera|stamattina|oggi|sabato|domenica|a\s+casa|in\s+giornata)|mio\s+indirizzo\s+di\s+casa)\b/giu,
  },
  {
    pattern:
      /\b(?:mi\s+(?:chiami|cerchi|trova|trovi|telefoni)|chiamami|cercami|reach\s+me|call\s+me)\s+(?:\p{L}+\s+){0,2}(?:a\s+casa|sul\s+(?:cell\p{L}*|telefono|telefonino)|at\s+home)\b/giu,
  },
  {
    pattern: new RegExp(
      `\\b(?:senza\\s+passare|non\\s+pass(?:i|are|ate)|non\\s+serve\\s+(?:scrivere|chiamare|passare)|lasci(?:amo)?\\s+(?:stare|perdere)|(?:no\\s+need|without|skip|forget)(?:\\s+(?:to\\s+go|going|to\\s+call))?(?:\\s+through)?)\\s+(?:per\\s+|da\\s+|al)?${goOutside}`,
      'giu',
    ),
    unless: elsewhere,
  },
  {
    pattern:
      /\b(?:scriva|scrivi|scrivete|chiami|telefoni)\s+(?:pure\s+)?direttamente\s+a\s+me\b|\b(?:write|talk|come)\s+(?:directly|straight)\s+to\s+me\b|\b(?:write|call)\s+me\s+directly\b/giu,
  },
  {
    pattern:
      /\b(?:(?:tra|fra)\s+(?:di\s+)?noi(?:\s+due)?|noi\s+due|just\s+(?:the\s+)?(?:two\s+of\s+)?us|between\s+us)\b/giu,
    unless: refused,
  },
  {
    pattern:
      /\b(?:fuori\s+da\s+qui|(?:un\s+)?caff[eè]\s+fuori|fuori\s+dall['’](?:ufficio|associazione)|outside\s+the\s+(?:office|association))\b/giu,
  },
  {
    pattern: /\b(?:la|ti)\s+aggiungo\s+(?:al|nel)\s+(?:mio\s+)?gruppo\b|\bgruppo\s+whats\s?app\b/giu,
    unless: new RegExp(`${official.source}|\\b(?:dei soci|gestito|modulo)\\b`, 'iu'),
  },
  { pattern: /(?<![\p{L}\p{N}._@-])@\p{L}[\p{L}\p{N}._]{2,29}/gu },
  { pattern: /\b(?:un\s+vocale\s+su|un\s+sms\s+a\s+me|mandami\s+un\s+sms|videochiamata\s+con)\b/giu, unless: harmless },
];

/** In the association's own rooms, or by its own ways. */
const atTheOffice =
  /\b(?:in sede|in ufficio|in segreteria|allo sportello|appuntamento ufficiale|at the office|in the office)\b/iu;

/** By place and company: a home, a bar, the two of us, without the others knowing. */
const byMeeting: readonly Way[] = [
  {
    pattern:
      /\b(?:da|a)\s+casa\s+(?:mia|tua|sua)\b|\bsotto\s+casa\b|\bfisso\s+di\s+casa\b|\b(?:vien|ven|pass)\p{L}*\s+(?:pure\s+)?da\s+me\b|\b(?:vediamo|troviamo|incontriamo)\s+da\s+(?:me|te|lei)\b|\bposso\s+(?:venire|passare)\s+io\s+da\b/giu,
  },
  {
    pattern:
      /\b(?:ci\s+vediamo|vediamoci|incontriamoci|ci\s+troviamo|prendiamo|prendiamoci|beviamo)\s+(?:\p{L}+\s+){0,4}(?:al\s+(?:bar|parco|caffè|pub|ristorante)|a\s+cena|fuori)\b/giu,
  },
  {
    pattern: /\b(?:da\s+soli(?=[,.;!]|$|\s+e\s)|a\s+quattr['’]?\s?occhi|io\s+e\s+(?:te|lei)|tu\s+ed?\s+io)\b/giu,
    unless: atTheOffice,
  },
  // Somebody by name: `a casa della Luisa`.
  { pattern: /\b[Aa] casa de(?:l|lla|i) \p{Lu}\p{L}+/gu },
  { pattern: /\b(?:io\s+)?abito\s+(?:in|a|al|vicino|qui|lì)\b/giu },
  {
    pattern:
      /\b(?:senza\s+dir\p{L}*|non\s+(?:dir\p{L}+|deve\s+saperlo|lo\s+dica|lo\s+dire))(?:\s+(?:niente|nulla))?\s+(?:al|alla|a)\s+(?:coordinat\p{L}+|segreteria|nessuno|present\p{L}+)|\b(?:segreteria|coordinat\p{L}+|ufficio)\s+non\s+deve\s+saper\p{L}+|\b(?:no\s+need\s+to|don['’]t)\s+tell\s+(?:the|anyone|anybody)\b/giu,
  },
  {
    pattern:
      /\b(?:fuori\s+d(?:a|al|alla|all['’]|ai)\s*(?:qui|sito|portale|chat|canali|sportello|orario\s+d)|da\s+un['’]altra\s+parte|out\s+of\s+hours|outside\s+of\s+this)\b|\b(?:scriv|sent)\p{L}*\s+(?:\p{L}+\s+)?di\s+là(?!\p{L})/giu,
    unless: atTheOffice,
  },
  {
    pattern:
      /\b(?:invece\s+di\s+passare|salt(?:i|a|iamo))\s+(?:per\s+|d)?(?:il|la|lo|l['’]|ai|al|alla|dai|dal|dalla)\s*(?:centralino|segreteria|sportello|ufficio|coordinat\p{L}+|canali)/giu,
  },
  {
    pattern:
      /\b(?:canali\s+soliti|scambiamoci\s+i\s+(?:numeri|contatti|recapiti)|(?:fammi|mi\s+faccia|fatemi)\s+uno\s+squillo|(?:mandami|mi\s+mandi|mandatemi)\s+un\s+(?:sms|messaggino|vocale)|sul\s+personale|per\s+conto\s+mio|numero\s+mio|d[ae]l\s+mio(?=[.,;!]|$)|squillare\s+a\s+me)\b/giu,
  },
  {
    pattern:
      /\b(?:mi\s+(?:dia|dai|lasci|mandi)|dammi|lasciami|mandami)\s+(?:il|la)\s+(?:tuo|tua|suo|sua)\s+(?:numero|cell\p{L}*|telefon\p{L}+|mail|e-mail)(?!\s+(?:di|della|del|d['’])\s*\p{L})/giu,
    unless: official,
  },
  {
    pattern:
      /\b(?:chiam|scriv|cerc|telefon)\p{L}{1,3}\s+(?:pure\s+|sempre\s+)?(?:direttamente\s+)?(?:a\s+)?me\b|\blo\s+(?:dica|dici)\s+a\s+me\b|\bdill?o\s+a\s+me\b/giu,
  },
  {
    pattern:
      /\b(?:round|over|come|pop|up)\s+to\s+mine\b|\bat\s+mine\b|\bgive\s+me\s+a\s+(?:bell|ring|buzz)\b|\bbetween\s+ourselves\b|\b(?:drop|come|pop|stop)\s+(?:by|round|over)\s+(?:your|my)\b/giu,
  },
];

export const ways: readonly Way[] = [...byDevice, ...byMeeting, ...waysByWord];
