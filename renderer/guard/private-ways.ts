import type { Span } from '../../shared/guard/finding.ts';

/** Ways past the association, each with what may stand in the same sentence and makes it harmless. */
interface Way {
  readonly pattern: RegExp;
  /** Of the sentence: the association's own page, a refusal, a course about it. */
  readonly unless?: RegExp;
}

const service =
  '(?:whats\\s?app|wazzap|whazzap|telegram|instagram|facebook|messenger|tik\\s?tok|snapchat|skype|viber|discord|face\\s?time|linkedin|wechat)';
/** Short names are ordinary words or letters too: only after what leads to a service. */
const shortService = '(?:wa|wapp|fb|ig|insta|tg|signal|pvt|dm|privato)';
const leading = '(?:su|via|per|con|tramite|ha|hai|in|sul|on|by|over|use|have)';

const official = /\b(?:nostr[aoei]|dell['’]associazione|ufficial[ei]|our|official|the association['’]s)\b/iu;
const refused =
  /\b(?:non|niente|nessun[oa]?|mai|evit\p{L}+|anziché|invece di|not|never|no longer|cannot|can['’]t|don['’]t|avoid|instead of)\b/iu;
const taught =
  /\b(?:cors[oi]|lezion[ei]|incontr[oi] (?:su|sui|sulla|di)|guid[ae]|rischi|truff[ae]|course|lesson|workshop|class|guide|risks?|scams?)\b/iu;
const harmless = new RegExp([official, refused, taught].map(({ source }) => source).join('|'), 'iu');

const ofMine =
  '(?:numero|n[°.]|cellulare|cell\\.?|telefono|telefonino|profilo|contatto|recapito|account|nickname|nick|whatsapp|privato|indirizzo)';
const myThing =
  '(?:number|mobile|cell(?:phone)?|phone|e-?mail|gmail|profile|account|address|handle|nickname|place|house|home)';
const goOutside =
  "(?:la segreteria|l[’']ufficio|l[’']associazione|il sito|dalla segreteria|dall[’']ufficio|dall[’']associazione|dal sito|the office|the association|the site|the front desk)";

const ways: readonly Way[] = [
  { pattern: new RegExp(`\\b${service}\\b`, 'giu'), unless: harmless },
  { pattern: new RegExp(`\\b${leading}\\s+(?:il\\s+|your\\s+|my\\s+)?${shortService}\\b`, 'giu'), unless: harmless },
  {
    pattern: new RegExp(
      `\\b(?:il\\s+|al\\s+|sul\\s+|dal\\s+)?mio\\s+(?:nuovo\\s+|altro\\s+)?${ofMine}(?![\\p{L}])`,
      'giu',
    ),
  },
  { pattern: /\b(?:la|alla|dalla|sulla)\s+mia\s+(?:e-?mail|mail|gmail|casella|pagina|posta|utenza|linea)\b/giu },
  { pattern: new RegExp(`\\bmy\\s+(?:own\\s+|private\\s+|personal\\s+|new\\s+)?${myThing}\\b`, 'giu') },
  {
    pattern:
      /\b(?:numer[oi]|cellulare|telefono|e-?mail|mail|recapit[oi]|contatt[oi]|casella)\s+(?:privat[oaie]|personal[ei]|dirett[oaie])\b/giu,
    unless: refused,
  },
  { pattern: /\b(?:private|personal|direct)\s+(?:number|mobile|phone|e-?mail|line)s?\b/giu, unless: refused },
  { pattern: /\bin\s+(?:privato|pvt|private)\b|\bprivately\b/giu, unless: harmless },
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
    unless: official,
  },
  { pattern: /(?<![\p{L}\p{N}._@-])@\p{L}[\p{L}\p{N}._]{2,29}/gu },
  { pattern: /\b(?:un\s+vocale\s+su|un\s+sms\s+a\s+me|mandami\s+un\s+sms|videochiamata\s+con)\b/giu, unless: harmless },
];

/** Where a text invites somebody past the association; warned about, never stopped. Passages in their order, none in another. */
export function privateWaysIn(text: string): readonly Span[] {
  const found = ways.flatMap(({ pattern, unless }) =>
    [...text.matchAll(pattern)]
      .map(({ index, 0: words }) => ({ start: index, end: index + words.length }))
      .filter((span) => unless === undefined || !unless.test(sentenceAround(text, span))),
  );
  const kept: Span[] = [];
  for (const span of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return kept;
}

/** What excuses a passage stands near it: so a long text without a full stop costs no more than its length. */
const REACH = 160;

function sentenceAround(text: string, { start, end }: Span): string {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const from = Math.max(...[...before.matchAll(/[.!?\n:]/gu)].map(({ index }) => index + 1), 0);
  const to = after.search(/[.!?\n:]/u);
  return before.slice(from) + text.slice(start, end) + (to === -1 ? after : after.slice(0, to));
}
