/**
 * Whether a message insults or threatens whoever reads it (TN1). Rather too few than too many: an angry word, a complaint and
 * "vi denuncio" are none of it, nor is what somebody else is reported to have said. By no means a judgement of a person.
 */
export function isAbusive(text: string): boolean {
  const plain = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[’`]/gu, "'");
  return plain.split(SENTENCE_END).some((sentence) => insults.some((words) => isSaidToUs(sentence, words)));
}

const SENTENCE_END = /[.!?;\n]+/u;

/** Told of somebody else: "mi ha dato dell'idiota", "he told me to…". */
const REPORTED =
  /\b(?:mi|ci|gli|le)\s+(?:ha|hanno|aveva|avevano)\s+(?:detto|dato|chiamat\w+|scritto|gridato|urlato)|\bmi\s+(?:dice|dicono|chiama|chiamano|urla|grida|insulta\w*|scrive)|\bdicendo(?:mi|ci)|\b(?:he|she|they|someone|somebody)\s+(?:told|called|wrote|said|shouted)|\bcall(?:s|ed|ing)\s+me\b/u;

function isSaidToUs(sentence: string, words: RegExp): boolean {
  const found = words.exec(sentence);
  return found !== null && !REPORTED.test(sentence.slice(0, found.index + found[0].length));
}

const fools = String.raw`(?:idiot[ai]|imbecill[ei]|cretin[oaie]|deficient[ei]|stronz[oaie]|coglion[ei]|bastard[oaie]|incapac[ei]|buffon[ei]|pagliacc[io]|parassit[ai]|ladr[oi]|merde|schifos[oaie])`;

const insults: readonly RegExp[] = [
  // Italian: said to somebody
  /\b(?:vaffanculo|fanculo|vaffa|affanculo)\b/u,
  /\bandate\s+(?:tutti\s+)?(?:a\s+quel\s+paese|al\s+diavolo|a\s+cagare)\b/u,
  /\b(?:figli?|figlio)\s+di\s+(?:puttana|troia)\b/u,
  /\b(?:pezz[oi]|branco|mucchio)\s+di\s+merd[ae]\b/u,
  /\btest[ae]\s+di\s+cazzo\b/u,
  new RegExp(
    String.raw`\b(?:siete|sei)\s+(?:tutti\s+|solo\s+|proprio\s+|soltanto\s+)*(?:un[ao']?\s*|de[il]\s+|degli\s+|delle\s+|dei\s+)?${fools}\b`,
    'u',
  ),
  new RegExp(String.raw`\b(?:branco|massa|manica|razza|banda)\s+d(?:i\s+|')${fools}\b`, 'u'),
  /\b(?:brutt[oaie])\s+(?:stronz|bastard|idiot|cretin|imbecill)\w+/u,
  /\b(?:mi\s+fate|fate)\s+schifo\b/u,
  // Italian: threats
  /\b(?:vi|ti|la)\s+(?:ammazzo|uccido|brucio\s+viv\w+|vengo\s+a\s+(?:prendere|cercare))\b/u,
  /\bvi\s+(?:spacco|rompo)\s+(?:la\s+faccia|le\s+ossa|tutto)\b/u,
  /\bso\s+dove\s+(?:abit|lavor|stat|viv)\w+/u,
  /\b(?:ve|te)\s+la\s+faccio\s+pagare\b/u,
  // English
  /\bfuck\s+(?:you|off|yourselves)\b/u,
  /\bgo\s+to\s+hell\b/u,
  /\byou(?:\s+are|'re)?\s+(?:all\s+|just\s+|a\s+|such\s+|bunch\s+of\s+|bloody\s+|fucking\s+|stupid\s+|useless\s+)*(?:idiots?|morons?|imbeciles?|bastards?|assholes?|scum|clowns|crooks|parasites|thieves)\b/u,
  /\bbunch\s+of\s+(?:idiots|morons|clowns|crooks|thieves|bastards)\b/u,
  /\bpieces?\s+of\s+shit\b/u,
  /\bi(?:'ll|\s+will|'m\s+going\s+to)\s+(?:kill|hurt|find|beat)\s+(?:you|all\s+of\s+you)\b/u,
  /\bi\s+know\s+where\s+you\s+(?:live|work)\b/u,
];
