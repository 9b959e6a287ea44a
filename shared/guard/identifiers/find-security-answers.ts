import { tokenAt } from './credential-values.ts';
import { noValues } from './credential-words.ts';
import type { Place, Scene } from './scene.ts';

/** What somebody answers to a security question: `security question is my first pet and the answer's Mister Paws`. */
export function findSecurityAnswers(scene: Scene): readonly Place[] {
  const { lower } = scene;
  const isAsked = question.test(lower) || (context.test(lower) && topic.test(lower));
  return isAsked ? [...afterAnswers(scene), ...afterQuestions(scene), ...namedForTopics(scene)] : [];
}

const question =
  /\b(?:domand[ae] (?:segret[ae]|di sicurezza|di recupero)|security (?:question|answer)|secret (?:question|answer)|risposta (?:segreta|di sicurezza|di recupero|alla domanda)|domand[ae] (?:sul|sulla|del|della) (?:primo|prima|cognome|nome|scuola|citta|madre|animale|mamma)|primo (?:cane|gatto|animale)|cognome da (?:nubile|ragazza|signorina)|maiden name|first pet)\b/;
/** What such questions ask, where an account is spoken of. */
const topic =
  /\b(?:(?:nome|cognome) da (?:nubile|ragazza|signorina)(?: d(?:i|el|ella) (?:mi[ao] )?[a-z]{3,9})?|(?:nome|cognome|soprannome) (?:da nubile )?d(?:i|el|ella|el mio|ella mia) (?:madre|mamma|nonn[ao]|maestr[ao]|scuola|prim[oa]|gatto|cane|animale|miglior\w* amic[ao]|citta)|(?:prim[oa]|first) (?:concerto|auto|macchina|scuola|maestr[ao]|amore|lavoro|telefono|school|car|teacher|concert|job)|(?:piatto|colore|film|libro|cantante|cibo|animale|attore|sport) preferit[oa]|squadra (?:del cuore|preferita)|citta (?:natale|dei nonni|di nascita|preferita)|soprannome da (?:bambin[oa]|piccol[oa])|(?:come|chi) si chiamava|dove (?:sei|e'|e) nat[oa]|favou?rite (?:colou?r|food|film|book|team|teacher)|(?:town|city) (?:were you|was i|i was|you were) born)\b/;
const context =
  /\b(?:domanda|recuper\w+|account|profilo|sicurezza|password|accesso|sblocc\w+|question|reset|recover\w*|log ?in)\b/;

const told =
  /(?:\b(?:answer(?:'s| is| was|:| =)|risposta(?: [a-z' ]{0,30}?)?(?: (?:e'|e|era|sarebbe)(?![a-z])|:| =)|(?:security|secret) answer(?: is)?[: ]|risposta segreta[: ]|(?<=[,;:(] (?:la )?)risposta(?= [a-z])|rispost[oa](?: con| sempre|:)|rispond(?:o|i|ere|ete|a)(?: con| sempre)?(?! (?:al|alla|ai|a|alle|agli|presto|subito|quando|se)\b)|cioe|ovvero|ossia|that is|namely|i(?:'ve)? (?:put|answered|wrote|typed|used)|ho (?:messo|scritto|risposto|dato)))(?: (?:sempre|con|the|il|la|just|semplicemente))? ?["']?/g;

function afterAnswers(scene: Scene): readonly Place[] {
  return scene.placesOf(told).flatMap(({ start, end }): readonly Place[] => {
    const token = tokenAt(scene, end);
    if (token === null || token.start - end > 3 || noValues.has(scene.lower.slice(token.start, token.end))) return [];
    const more = /^(?: [A-Z][a-z]{1,15}){1,2}/.exec(scene.folded.cased.slice(token.end, token.end + 36));
    const isName = /[A-Z]/.test(scene.folded.cased.slice(token.start, token.start + 1));
    // `…, risposta via e-mail`: with nothing but the word before it, only a name is the answer.
    if (!isName && /^(?:la )?risposta ?["']?$/.test(scene.lower.slice(start, end))) return [];
    return [{ start: token.start, end: token.end + (isName ? (more?.[0].length ?? 0) : 0) }];
  });
}

/** `domanda segreta città dei nonni, Caltagirone` */
const asked = /\b(?:domanda (?:segreta|di sicurezza|di recupero)|(?:security|secret) question)[^.!?\n,:]{0,40}[,:] ?/g;

const afterQuestions = (scene: Scene): readonly Place[] =>
  scene.placesOf(asked).flatMap(({ end }): readonly Place[] => {
    const name = /^[A-Z][a-z]{2,15}(?: [A-Z][a-z]{2,15})?(?=[.,;!)]?(?: ?$|\n|[.,;!)]))/.exec(
      scene.folded.cased.slice(end, end + 40),
    );
    return name === null ? [] : [{ start: end, end: end + name[0].length }];
  });

/** `il soprannome da bambina, è Pulce`, `my first teacher was Mrs Halloran` */
const named = new RegExp(
  `${topic.source}[^.!?\\n]{0,15}?(?:,? (?:e'|e|era|is|was|si chiamava|called)|:) (?:mrs?\\.? |la |il |signora |suor )?`,
  'g',
);

const namedForTopics = (scene: Scene): readonly Place[] =>
  scene.placesOf(named).flatMap(({ end }): readonly Place[] => {
    const name = /^[A-Z][a-z]{2,15}/.exec(scene.folded.cased.slice(end, end + 20));
    return name === null ? [] : [{ start: end, end: end + name[0].length }];
  });
