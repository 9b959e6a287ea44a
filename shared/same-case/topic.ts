/** Words that say nothing of what a text is about: grammar, courtesy, urgency, and what everybody writes to an association. */
const EMPTY_WORDS = new Set(
  `a ad al alla alle allo agli ai anche ancora avere avete aver ho hai ha abbiamo hanno avevo aveva che chi ci cui come con cosa da dal
   dalla dalle dei del della delle dello di dove e ed era ero essere e fa fare fatto gli grazie i il in io la le lei lo loro ma me mi mia
   mio miei mie ne nei nel nella nelle noi non nostro o per perche pero piu poi posso possibile potete potrei potreste puo puoi
   qualche quale quando quanto quella quello questa questo qui quindi sa sapere se sei si sia siamo sono sopra sta stato su sua suo sul sulla
   tra tu tutti tutto un una uno urgente urgentissimo vi voi vorrei vostra vostro buongiorno buonasera salve gentili gentile cordiali
   saluti cortesemente attesa risposta anticipatamente spettabile associazione riguardo oggi ieri domani solo sempre gia ora adesso
   the and for you are is was with from that this have has had not can could would please thank thanks hello dear regards best kind i my me we our
   your it to of in on at be do does did a an if or so but about still there any`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** What somebody writes who goes on with what they wrote before. */
const FOLLOW_UP =
  /\b(?:come (?:gi[àa] |vi )?(?:detto|scritto|segnalato)|(?:vi )?(?:avevo|ho) gi[àa] (?:scritto|segnalato|chiesto|chiamato|inviato)|nel frattempo|in aggiunta|inoltre|aggiornamento|aggiungo che|rispetto a(?:lla|l)? (?:mia|mio|richiesta|messaggio)|seguito (?:alla|della|del)|adesso (?:invece|per[òo])|ora (?:invece|per[òo])|purtroppo (?:adesso|ora)|ho (?:provato|riprovato|fatto) (?:come|quello che)|dopo (?:aver|il vostro|la vostra)|non (?:ha|hanno) risolto|ancora (?:non|niente|nulla)|as i (?:wrote|said)|in the meantime|following up|update)\b/i;

export const isFollowUp = (text: string): boolean => FOLLOW_UP.test(text);

interface Written {
  readonly subject: string;
  readonly text: string;
}

/** How much of the shorter one's meaningful words the other has too, from 0 to 1; words of the subject count twice. */
export function samenessOfTopic(one: Written, other: Written): number {
  const [words, others] = [weightsOf(one), weightsOf(other)];
  const common = [...words].reduce((sum, [word, weight]) => sum + Math.min(weight, others.get(word) ?? 0), 0);
  const least = Math.min(total(words), total(others));
  return least < MIN_WEIGHT ? 0 : common / least;
}

/** Two texts that say nearly nothing have nothing in common. */
const MIN_WEIGHT = 2;
const total = (weights: ReadonlyMap<string, number>): number =>
  [...weights.values()].reduce((sum, each) => sum + each, 0);

function weightsOf({ subject, text }: Written): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const word of stemsOf(text)) weights.set(word, 1);
  for (const word of stemsOf(subject)) weights.set(word, 2);
  return weights;
}

const MAX_TEXT = 5_000;
/** Italian carries gender, number and person at the end: beyond so many letters words of one family are alike. */
const STEM_LENGTH = 6;

const stemsOf = (text: string): readonly string[] =>
  text
    .slice(0, MAX_TEXT)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !EMPTY_WORDS.has(word))
    .map((word) => word.replace(/[aeiou]+$/, '').slice(0, STEM_LENGTH))
    .filter((stem) => stem.length > 1);
