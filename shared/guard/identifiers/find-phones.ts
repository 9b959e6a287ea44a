import { type Gap, haveDigits } from './atoms.ts';
import { placeOf } from './find-codes.ts';
import { type Candidate, isNear, type Place, type Scene } from './scene.ts';
import { matchTemplate, type Reading, type Template } from './template.ts';

/** Phone numbers, written or said; those of the association are left out by the caller. */
export function findPhones(scene: Scene): readonly (Candidate & { readonly digits: string })[] {
  if (!haveDigits(scene.atoms)) return [];
  const found: (Candidate & { readonly digits: string })[] = [];
  for (let at = 0; at < scene.atoms.length; at++) {
    const reading = readPhone(scene, at);
    if (reading === null) continue;
    const place = withPrefix(scene, placeOf(scene, reading));
    const isNumber = !isDate(scene, place) && !isNear(scene, place, { label: thing, before: 14, after: 0 });
    if (isNumber) found.push({ ...place, kind: 'PHONE', digits: reading.characters });
    at = reading.to - 1;
  }
  return found;
}

const gaps: readonly Gap[] = ['tight', 'loose', 'slash'];
const phoneTemplate = (accepts: (digits: string) => boolean): Template => ({
  maxLength: 15,
  gaps,
  allows: (character) => character >= '0' && character <= '9',
  accepts,
});

/** Italian mobiles and landlines; British numbers; free numbers; any country after 00. */
const national = /^(?:(?:0039|39)?3[1-9]\d{7,8}|(?:0039)?0[1-9]\d{6,9}|80[03]\d{6}|00[1-9]\d{8,12})$/;
const nationalTemplate: Template = {
  ...phoneTemplate((digits) => national.test(digits)),
  allows: (character, before) => character >= '0' && character <= '9' && (before !== '' || /[038]/.test(character)),
};
const internationalTemplate = phoneTemplate((digits) => /^[1-9]\d{7,14}$/.test(digits));
const labelledTemplate = phoneTemplate((digits) => /^\d{6,13}$/.test(digits));
const phoneLabel =
  /\b(?:tel|telefon[oa]|cell|cellular[ei]|fisso|whatsapp|wa|recapito|numero di (?:casa|telefono|cellulare)|phone|mobile|telephone|landline)\b/g;
const secretLabel = /\b(?:codice|pin|puk|otp|password|code)\b/g;
const thing =
  /\b(?:pratica|ticket|ordine|fattura|ricevuta|protocollo|tessera|biglietto|matricola|scontrino|tracking|order|invoice|receipt)(?: (?:n|nr|num|numero|no))?\b/g;

function readPhone(scene: Scene, at: number): Reading | null {
  const atom = scene.atoms[at];
  if (atom === undefined || !atom.readings.some((reading) => reading >= '0' && reading <= '9999')) return null;
  const before = scene.lower.slice(Math.max(0, atom.start - 6), atom.start);
  if (/(?:\+|\bpiu) ?\(?$/.test(before)) {
    const international = matchTemplate(scene.atoms, at, internationalTemplate);
    if (international !== null) return international;
  }
  const reading = matchTemplate(scene.atoms, at, nationalTemplate);
  if (reading !== null) return reading;
  const place = { start: atom.start, end: atom.end };
  const isLabelled = isNear(scene, place, { label: phoneLabel, before: 25, after: 0 });
  if (isLabelled && !isNear(scene, place, { label: secretLabel, before: 25, after: 0 }))
    return matchTemplate(scene.atoms, at, labelledTemplate);
  return isAmerican(scene, atom.start) ? matchTemplate(scene.atoms, at, americanTemplate) : null;
}

const americanTemplate = phoneTemplate((digits) => /^[2-9]\d{2}[2-9]\d{6}$/.test(digits));
/** `(415) 555-0132`, `415-555-0132`. */
const isAmerican = (scene: Scene, start: number): boolean =>
  /^(?:\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-.]\d{3}[-.]\d{4})\b/.test(scene.lower.slice(start, start + 15));

/** The plus and the parenthesis before the first digit belong to the number. */
function withPrefix(scene: Scene, { start, end }: Place): Place {
  const before = /(?:\+|\bpiu)? ?\(?$/.exec(scene.lower.slice(Math.max(0, start - 6), start))?.[0].trimStart() ?? '';
  return { start: start - before.length, end };
}

const isDate = (scene: Scene, { start, end }: Place): boolean =>
  /^(?:\d{1,4} ?[./-] ?\d{1,2} ?[./-] ?\d{1,4}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d \d{1,2})$/.test(
    scene.lower.slice(start, end),
  );
