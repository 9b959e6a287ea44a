import type { Atom } from './atoms.ts';
import { type Candidate, type Scene } from './scene.ts';
import { spokenDigits } from './spoken-words.ts';

/** Street addresses with their number; without one where the text says that somebody lives there. */
export function findAddresses(scene: Scene): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let i = 0; i < scene.atoms.length; i += 1) {
    const { word, start } = scene.atoms[i]!;
    const last = streetKinds.has(word) ? lastOfAddress(scene, i) : null;
    if (last !== null) found.push({ start, end: withTown(scene, last), kind: 'ADDRESS' });
  }
  return [...found, ...englishAddresses(scene)];
}

const streetKinds = new Set(
  (
    'via viale vle v piazza pzza piazzetta piazzale corso largo vicolo vico strada contrada cda borgo salita lungarno lungotevere ' +
    'lungomare localita loc frazione fraz galleria rotonda traversa calle stradone rione'
  ).split(' '),
);
/** `via mail`, `via libera`, `in piazza alle 9`, `corso di 8 lezioni`: no street. */
const noStreet = new Set(
  (
    'mail email posta sms whatsapp chat pec telefono telefonica internet web da libera con col alle ore che per tra ho sono dalle ' +
    'entro euro dal fino base avanzato inglese e ed o se non si ci mi lo la il un una corsi ticket zoom skype app telegram fax ' +
    'ho hai ha come quando dove anche solo circa costa costano alla allo sabato domenica lunedi martedi mercoledi giovedi venerdi'
  ).split(' '),
);
const numberWords = new Set('n nr num numero civico al no'.split(' '));
const livesHere =
  /\b(?:abit\w{1,5}|viv(?:e|o|ono|iamo|evo|eva)|risied\w{1,4}|residen\w{1,4}|domicili\w{1,4}|sta|casa|indirizzo|trasferit\w)\b[^.!?\n]{0,25}$/;
const MAX_WORDS = 8;

/** `corso di nuoto`, `via, poi`: no street. `via ruggeri da stabello` is one. */
function isOutside(atoms: readonly Atom[], first: number, at: number): boolean {
  const { word = '', gap } = atoms[at] ?? {};
  if (at > first + 1) return word !== 'da' && noStreet.has(word);
  const isCourse = atoms[first]?.word === 'corso' && /^(?:di|del|dei|sul|sulla)$/.test(word);
  return noStreet.has(word) || gap === 'loose' || (isCourse && atoms[at + 1]?.word !== 'porta');
}

/** Index of the last atom of the address that begins at `first`. */
function lastOfAddress(scene: Scene, first: number): number | null {
  const { atoms } = scene;
  for (let i = first + 1; i <= first + MAX_WORDS; i++) {
    const atom = atoms[i];
    if (atom === undefined || atom.gap === 'break' || isOutside(atoms, first, i)) break;
    if (i > first + 1 && isHouseNumber(atom, atoms[i - 1]!)) return withStairs(atoms, i);
  }
  return livesThere(scene, first) ? lastOfName(scene, first) : null;
}

const isHouseNumber = ({ word }: Atom, before: Atom): boolean =>
  /^\d{1,4}[a-z]?$/.test(word) ||
  (spokenDigits(word) !== undefined && !/^(?:mille|cento)$/.test(word) && !monthAfter(before));
const monthAfter = ({ word }: Atom): boolean => word === 'del';

function withStairs(atoms: readonly Atom[], number: number): number {
  const next = atoms[number + 1];
  if (next === undefined) return number;
  if (/^(?:bis|ter)$/.test(next.word) || (next.gap === 'slash' && next.word.length < 4)) return number + 1;
  return /^(?:interno|int|scala|piano)$/.test(next.word) && atoms[number + 2] !== undefined ? number + 2 : number;
}

const livesThere = ({ lower, atoms }: Scene, first: number): boolean => {
  const start = atoms[first]?.start ?? 0;
  return livesHere.test(lower.slice(Math.max(0, start - 45), start));
};

/** The name of a street without a number: up to three words. */
function lastOfName({ atoms }: Scene, first: number): number | null {
  let last = first;
  while (last < first + 3) {
    const next = atoms[last + 1];
    if (
      next === undefined ||
      (next.gap !== 'tight' && next.gap !== 'loose') ||
      noStreet.has(next.word) ||
      numberWords.has(next.word)
    )
      break;
    last += 1;
  }
  return last > first ? last : null;
}

/** `, 24121 Bergamo (BG)` */
function withTown({ lower, folded, atoms }: Scene, last: number): number {
  const end = atoms[last]?.end ?? 0;
  const town = /^ ?[,-]? ?(?:cap )?\d{5},? [a-z']{2,20}(?: ?\([a-z]{2}\))?/.exec(lower.slice(end, end + 50));
  return end + (town?.[0].length ?? townNamed(folded.cased, end));
}

/** `, Castello, Venezia`: length of up to two names after a comma. */
const townNamed = (cased: string, end: number): number =>
  /^(?:, [A-Z][a-z']{2,20}(?=[,.\n(]|$)){1,2}/.exec(cased.slice(end, end + 50))?.[0].length ?? 0;

const english =
  /\b(?:flat [0-9a-z]{1,4},? )?\d{1,4}[a-z]?,? (?:(?!(?:the|a|an|of|to|by|on|in|hours?|minutes?|people|and|or|for|times?|euros?)\b)[a-z']{2,15} ){1,3}(?:street|st|road|rd|lane|avenue|ave|drive|close|court|crescent|gardens|terrace|place|square|grove|mews|row)\b(?:,? (?:flat|apartment|apt|unit) [0-9a-z]{1,4}\b)?(?:,? [a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b)?/g;

const englishAddresses = (scene: Scene): readonly Candidate[] =>
  scene.matchesOf(english).map(({ 0: text, index }) => {
    const end = index + text.length;
    return { start: index, end: end + townNamed(scene.folded.cased, end), kind: 'ADDRESS' };
  });
