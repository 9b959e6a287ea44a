import type { HardKind } from '../finding.ts';
import { haveDigits } from './atoms.ts';
import { digitsTemplate } from './digit-runs.ts';
import { placeOf } from './find-codes.ts';
import { type Candidate, distanceOf, isNear, type Place, type Scene } from './scene.ts';
import { matchTemplate, type Reading, slotsTemplate, type Template } from './template.ts';

/** Documents of a person: most have no check digit, so that the words around a number say what it is. */
export function findDocuments(scene: Scene): readonly Candidate[] {
  if (!haveDigits(scene.atoms)) return [];
  const found: Candidate[] = [];
  const isNamed = (kind: DocumentKind): boolean => scene.placesOf(labels[kind]).length > 0;
  const possible = shapes.filter(({ kinds, alone }) => alone !== undefined || kinds.some(isNamed));
  for (let at = 0; at < scene.atoms.length; at++) {
    for (const { template, kinds, alone } of possible) {
      const reading = matchTemplate(scene.atoms, at, template);
      if (reading === null || beginsWithConjunction(scene, reading)) continue;
      const place = placeOf(scene, reading);
      const kind = nearestKind(scene, place, only(kinds)) ?? alone?.(scene, place, reading.characters);
      if (kind !== undefined) found.push({ ...place, kind });
    }
    const loose = looseNumberAt(scene, at);
    const kind =
      loose === null ||
      isNear(scene, loose, { label: thing, before: 25, after: 0 }) ||
      isNear(scene, loose, { label: secret, before: 60, after: 0 })
        ? undefined
        : nearestKind(scene, loose, strongLabels);
    if (loose !== null && kind !== undefined) found.push({ ...loose, kind });
  }
  return found;
}

/** `è 1234 5678`: no letter of the number. */
const beginsWithConjunction = ({ atoms }: Scene, { from }: Reading): boolean =>
  (/^[aeo]$/.test(atoms[from]?.word ?? '') && /^\d/.test(atoms[from + 1]?.word ?? '')) ||
  /^(?:no|nr)$/.test(atoms[from]?.word ?? '');

type DocumentKind = Extract<HardKind, 'ID_CARD' | 'PASSPORT' | 'RESIDENCE_PERMIT' | 'DRIVER_LICENCE' | 'HEALTH_CARD'>;

interface Shape {
  readonly template: Template;
  readonly kinds: readonly DocumentKind[];
  /** What it is without a word around it. */
  alone?(scene: Scene, place: Place, characters: string): DocumentKind | undefined;
}

const numberWords = '(?: (?:n|nr|num|numero|no|number))?';
const labels: Readonly<Record<DocumentKind, RegExp>> = {
  ID_CARD: new RegExp(
    `\\b(?:(?:cart[ae]|tessera) ?(?:d'? ?|di |d )?identita|c\\. ?i\\b|ci${numberWords}(?: (?:cartace|elettronic)[oa])?(?= ?[:.]? ?[a-z]{2} ?\\d)|c\\.?i\\.?e\\b|documento|document[oi] d|doc\\b|tessera ministeriale|documenti\\b|identificat[oaei]|sottoscritt[oa]|munit[oa]|rilasciat[oa] da(?:l comune|lla questura|l ministero)|id card|identity card|id${numberWords}\\b|identification)`,
    'g',
  ),
  PASSPORT: /\b(?:pas+aport[oi]|passports?|pass\. ?n(?:um)?)\b/g,
  RESIDENCE_PERMIT:
    /\b(?:permess[oi](?: di)? soggiorno|permesso|(?:carta|titolo) di sogg(?:iorno)?|perm\.? (?:di )?sogg|soggiorno|p\.? ?d\.? ?s\b|residence (?:permit|card)|permit|brp)\b/g,
  DRIVER_LICENCE:
    /\b(?:patent[ei]|pat\.? ?(?:[a-e]\b|guida|(?=[a-z]{2} ?\d|u1|n[r.]))|autist[aie]\b|licen[zc]a di guida|driv(?:ing|ers?|er's) licen[cs]e|licen[cs]e|foglio rosa|motorizzazione|mctc|mit-ucd|ucd)\b/g,
  HEALTH_CARD:
    /\b(?:(?:tessera|tess\.|carta) (?:sanitaria|ts)|tessera (?:europea|team)|tessera (?:del )?(?:ssn|servizio sanitario)|sanitaria|ts|team|ehic|ghic|codice assistito|health (?:card|insurance)|nhs)\b/g,
};
/** Words that say it by themselves: whatever number follows is the document's. */
const strongLabels: Labels = [
  [
    'ID_CARD',
    /\b(?:(?:cart[ae]|tessera) ?(?:d'? ?|di |d )?identita|documento (?:d'? ?|di )(?:identita|riconoscimento)|c\.?i\.?e\b|id card|identity card)/g,
  ],
  ['PASSPORT', labels.PASSPORT],
  [
    'RESIDENCE_PERMIT',
    /\b(?:permesso(?: di soggiorno)?|(?:carta|titolo) di soggiorno|residence (?:permit|card)|brp)\b/g,
  ],
  ['DRIVER_LICENCE', /\b(?:patente|driv(?:ing|ers?|er's) licen[cs]e)\b/g],
];
const thing =
  /\b(?:matricola|seriale|serial|lotto|tracking|spedizione|ordine|articolo|prodotto|modello|fattura|protocollo|pratica|evento|targa|order|item|model|ticket|prenotazione|booking|codice sconto|tel|telefono|cell|cellulare|phone|ore|numero verde|cap|tessera socio|codice fiscale|iban)\b/g;

const secret = /\b(?:pin|puk|otp|password|codice di (?:sblocco|accesso|verifica))\b/g;
const reach = { before: 75, after: 50 };
type Labels = readonly (readonly [DocumentKind, RegExp])[];
const only = (kinds: readonly DocumentKind[]): Labels => kinds.map((kind) => [kind, labels[kind]]);

function nearestKind(scene: Scene, place: Place, among: Labels): DocumentKind | undefined {
  let nearest: DocumentKind | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [kind, label] of among) {
    const distance = distanceOf(scene, place, { label, ...reach });
    if (distance !== null && distance < least) [nearest, least] = [kind, distance];
  }
  return nearest !== undefined && least > 12 && isNear(scene, place, { label: thing, before: 12, after: 0 })
    ? undefined
    : nearest;
}

const travel: readonly DocumentKind[] = ['ID_CARD', 'PASSPORT', 'RESIDENCE_PERMIT', 'DRIVER_LICENCE'];
const shapes: readonly Shape[] = [
  {
    template: slotsTemplate('LLDDDDDDD'),
    kinds: travel,
    // Italian passports: series YA to YC.
    alone: (scene, place, code) =>
      /^Y[ABC]/.test(code) && !isNear(scene, place, { label: thing, before: 45, after: 0 }) ? 'PASSPORT' : undefined,
  },
  {
    // The electronic identity card: series CA to CZ.
    template: slotsTemplate('LLDDDDDLL'),
    kinds: travel,
    alone: (scene, place, code) =>
      code.startsWith('C') && !isNear(scene, place, { label: thing, before: 45, after: 0 }) ? 'ID_CARD' : undefined,
  },
  { template: slotsTemplate('DDDDDDDLL'), kinds: ['ID_CARD'] },
  {
    template: slotsTemplate('U1XXXXXXXL', (code) => /^U1.*\d.*\d/.test(code)),
    kinds: ['DRIVER_LICENCE'],
    // In a sentence nothing else looks like it; alone it says nothing.
    alone: (scene, place) =>
      scene.atoms.length > 3 && !isNear(scene, place, { label: thing, before: 45, after: 0 })
        ? 'DRIVER_LICENCE'
        : undefined,
  },
  { template: slotsTemplate('LLDDDDDDDL'), kinds: ['DRIVER_LICENCE', 'ID_CARD'] },
  { template: slotsTemplate('LDDDDDDDD'), kinds: ['RESIDENCE_PERMIT', 'PASSPORT', 'ID_CARD'] },
  { template: slotsTemplate('LDDDDDDD'), kinds: ['RESIDENCE_PERMIT', 'PASSPORT', 'ID_CARD'] },
  { template: slotsTemplate('LLDDDDDD'), kinds: travel },
  // Great Britain: surname, birth, initials.
  {
    template: slotsTemplate('XXXXXDDDDDDXXXXX', (code) => /^[A-Z]{1,5}9*\d{6}[A-Z9]{2}/.test(code)),
    kinds: ['DRIVER_LICENCE'],
  },
  {
    // EN 1867: health (80), Italy (380), then issuer and number.
    template: digitsTemplate(20, 20, (digits) => digits.startsWith('80380')),
    kinds: ['HEALTH_CARD'],
    alone: () => 'HEALTH_CARD',
  },
  { template: digitsTemplate(9, 9, (digits) => /^[124-9]/.test(digits)), kinds: ['PASSPORT'] },
  { template: digitsTemplate(18, 21), kinds: ['HEALTH_CARD'] },
  { template: digitsTemplate(10, 10), kinds: ['HEALTH_CARD'] },
];

/** A number with at least five digits that is written as one, with or without capitals before it. */
function looseNumberAt({ atoms, folded }: Scene, at: number): Place | null {
  const atom = atoms[at];
  if (atom === undefined || !/\d/.test(atom.word)) return null;
  const before = atoms[at - 1];
  const isJoined =
    before !== undefined && atom.gap === 'tight' && /^[A-Z]{1,3}$/.test(folded.cased.slice(before.start, before.end));
  const word = (isJoined ? before.word : '') + atom.word;
  if (word.length < 6 || word.length > 14 || word.replace(/\D/g, '').length < 5 || /^(?:19|20)\d{6}$/.test(word))
    return null;
  return { start: isJoined ? before.start : atom.start, end: atom.end };
}
