import type { FindingKind } from '../finding.ts';
import { haveDigits } from './atoms.ts';
import { digitsTemplate } from './digit-runs.ts';
import { fiscalCodeOfLetters, fiscalCodeTemplate, isFiscalCode, mistypedFiscalCodeTemplate } from './fiscal-code.ts';
import { ibanLength, isIban, ibanTemplate, mistypedIbanTemplate } from './iban.ts';
import {
  mistypedBigBrandTemplate,
  mistypedCardTemplate,
  misreadCardTemplate,
  paymentCardTemplate,
  speaksForItself,
} from './payment-card.ts';
import { type Candidate, isNear, type Place, type Scene, sentenceEndAfter, sentenceStartBefore } from './scene.ts';
import { matchTemplate, type Reading, slotsTemplate, type Template } from './template.ts';
import { isVatNumber } from './vat.ts';

/** Codes with check digits, and what the text says is one although the digits are wrong. */
export function findCodes(scene: Scene): readonly Candidate[] {
  const found: Candidate[] = [...codesOfLetters(scene)];
  if (!haveDigits(scene.atoms)) return found;
  const possible = rules.filter(({ needs }) => needs === undefined || scene.placesOf(needs).length > 0);
  for (let at = 0; at < scene.atoms.length; at++) {
    for (const { kind, template, belongs, isGuess = false } of possible) {
      const reading = matchTemplate(scene.atoms, at, template);
      if (reading === null) continue;
      const place = placeOf(scene, reading);
      if (belongs(scene, place, reading.characters)) found.push({ ...place, kind, isGuess });
    }
  }
  return found;
}

const codesOfLetters = (scene: Scene): readonly Candidate[] =>
  scene
    .placesOf(fiscalCodeOfLetters)
    .filter(({ start, end }) => isFiscalCode(scene.lower.slice(start, end).replaceAll(/[ .-]/g, '').toUpperCase()))
    .map((place) => ({ ...place, kind: 'FISCAL_CODE' as const }));

interface Rule {
  readonly kind: FindingKind;
  readonly template: Template;
  /** Without a word like this in the text the template is not tried. */
  readonly needs?: RegExp;
  readonly isGuess?: boolean;
  belongs(scene: Scene, place: Place, characters: string): boolean;
}

export const fiscalLabel =
  /\b(?:codic[ei] ?fiscal[ei]|cod(?:ice)?\.? ?fisc(?:ale)?\b|codfisc|c\. ?f\b|cf\b|(?:fiscal|tax|personal) code|tax (?:id|number)|tin\b|codice d(?:i|el|ella) (?:mi[oa]|su[oa]|nonn[oa]|mamma|papa|figli[oa]|moglie|marito))/g;
const ibanLabel = /\b(?:ibann?|i\.b\.a\.n|coordinate (?:bancarie|iban))\b/g;
const transferLabel =
  /\b(?:bonific\w+|accredit\w+|rimbors\w+|(?:mi[oa]|su[oa]|nostro) conto|conto corrente|refund|transfer|my account|bank account)\b/g;
const cardLabel =
  /\b(?:cart[ae]|bancomat|postepay|poste pay|visa|mastercard|master card|maestro|amex|american express|prepagata|(?:credit|debit|bank|my|the) card|card)\b/g;
const cardDetail =
  /\b(?:scad(?:e|enza|\.)?|cvv2?|cvc2?|valida fino|intestata|exp(?:iry|ires|\.)?|codice di sicurezza)\b/g;
const italianCardLabel =
  /\b(?:(?:numero|n)\.? (?:della |di )?(?:mia |sua )?carta|(?:mia|sua|nostra) (?:carta|postepay|prepagata|visa|mastercard)|carta di (?:credito|debito)|postepay|bancomat|carta(?= (?:n\.? |numero )?\d)|(?:visa|mastercard|maestro)(?= \d))\b/g;
/** No card of identity, loyalty, paper. */
const paymentWord =
  /\b(?:(?<!alla |della )carta(?! (?:d'|di identita|regionale|fedelta|sconto|punti|soci|giovani|a[345]\b|igienica|famiglia|studente))|bancomat|postepay|prepagata|visa|mastercard)\b/g;
const englishCardLabel = /\b(?:my|his|her) (?:(?:credit|debit|bank|visa) )?card(?! number)\b/g;
/** Numbers of things. */
const thing =
  /\b(?:matricola|contatore|seriale|serial|lotto|imei|tracking|spedizione|pacco|raccomandata|ordine|articolo|protocollo|barcode|codice a barre|ean|isbn|pod|pdr|meter|order|parcel|shipment|bollettino|fattura|invoice|inventario|prodotto|modello|stock|item|sku)\b/g;
const madeUp =
  /\b(?:non (?:e|era) (?:il |la )?(?:nostr|vostr)\w*|non esiste|inesistente|fac ?simile|esempio|fasull\w+|fint[oa]|inventat[oa]|(?<![.@-])example|fake|dummy|sample)\b/g;
/** What a page says of a code: of somebody's own it says that it was mistyped. */
const refused = /\b(?:non (?:e|era) (?:il |la )?(?:valid)\w*|da errore|not valid)\b/g;
const refusal =
  /\b(?:(?:il|la|di|del|della) (?:mi[oa]|su[oa])|my|his|her|portale|dice|dicono|risulta|segnala|says?)\b/g;

const insuranceLabel = /\b(?:national insurance|ni (?:number|no)|nino)\b/g;
const socialSecurityLabel = /\b(?:social security|ssn)\b/g;

const isDeclared = (scene: Scene, label: RegExp, place: Place): boolean =>
  isNear(scene, place, { label: label, before: 70, after: 45 }) &&
  !isNear(scene, place, { label: madeUp, before: 60, after: 60 }) &&
  (isNear(scene, place, { label: refusal, before: 35, after: 45 }) ||
    !isNear(scene, place, { label: refused, before: 60, after: 60 }));

/** Slashes are put between the parts of an Italian one only; elsewhere they are paths and dates. */
const hasSlash = (scene: Scene, { start, end }: Place): boolean => scene.lower.slice(start, end).includes('/');

const ofThing = (scene: Scene, place: Place): boolean => isNear(scene, place, { label: thing, before: 45, after: 0 });

const rules: readonly Rule[] = [
  {
    kind: 'IBAN',
    template: ibanTemplate,
    belongs: (scene, place, code) =>
      isWrittenAsIban(scene, place) && (code.startsWith('IT') || !hasSlash(scene, place)),
  },
  { kind: 'FISCAL_CODE', template: fiscalCodeTemplate, belongs: () => true },
  {
    kind: 'PAYMENT_CARD',
    template: paymentCardTemplate,
    belongs: (scene, place, digits) =>
      isNear(scene, place, { label: cardLabel, before: 70, after: 45 }) ||
      (speaksForItself(digits) && !ofThing(scene, place)),
  },
  {
    kind: 'IBAN',
    template: mistypedIbanTemplate,
    isGuess: true,
    needs: ibanLabel,
    belongs: (scene, place, code) =>
      isDeclared(scene, ibanLabel, place) &&
      isWrittenAsIban(scene, place) &&
      /^[A-Z]{2}\d/.test(code) &&
      (code.startsWith('IT') || !hasSlash(scene, place)),
  },
  {
    // Nothing else has the shape of a whole Italian one, whatever its check digits.
    kind: 'IBAN',
    template: slotsTemplate(`LLDDLDDDDDDDDDD${'X'.repeat(12)}`, (code) => /^IT.*\d{6}$/.test(code)),
    isGuess: true,
    needs: transferLabel,
    belongs: (scene, place) => isDeclared(scene, transferLabel, place) || isDeclared(scene, ibanLabel, place),
  },
  {
    // An Italian one without its country.
    kind: 'IBAN',
    template: slotsTemplate(`DDL${'D'.repeat(10)}${'X'.repeat(12)}`, (code) => isIban(`IT${code}`)),
    isGuess: true,
    needs: ibanLabel,
    belongs: (scene, place) => isDeclared(scene, ibanLabel, place),
  },
  {
    // One character wrong, missing or too many, where money is to be sent.
    kind: 'IBAN',
    template: mistypedIbanTemplate,
    isGuess: true,
    needs: transferLabel,
    belongs: (scene, place, code) =>
      isDeclared(scene, transferLabel, place) &&
      isWrittenAsIban(scene, place) &&
      Math.abs(code.length - (ibanLength(code) ?? 0)) <= 1 &&
      /^[A-Z]{2}\d\d/.test(code),
  },
  {
    kind: 'FISCAL_CODE',
    template: mistypedFiscalCodeTemplate,
    isGuess: true,
    needs: fiscalLabel,
    belongs: (scene, place) => isDeclared(scene, fiscalLabel, place) && isSpelledOrWritten(scene, place),
  },
  {
    kind: 'PAYMENT_CARD',
    template: mistypedCardTemplate,
    isGuess: true,
    needs: cardLabel,
    belongs: (scene, place) =>
      (isDeclared(scene, italianCardLabel, place) ||
        isDeclared(scene, englishCardLabel, place) ||
        (isDeclared(scene, cardLabel, place) && isNear(scene, place, { label: cardDetail, before: 40, after: 40 }))) &&
      !isNear(scene, place, { label: ibanLabel, before: 40, after: 0 }),
  },
  {
    // `carta 4O39 …`: capital O for zero, I for one.
    kind: 'PAYMENT_CARD',
    template: misreadCardTemplate,
    isGuess: true,
    needs: cardLabel,
    belongs: (scene, place) => isNear(scene, place, { label: cardLabel, before: 40, after: 30 }),
  },
  {
    // Sixteen digits that begin as a big brand's do, beside the word: wrong digits, but what else would they be.
    kind: 'PAYMENT_CARD',
    template: mistypedBigBrandTemplate,
    isGuess: true,
    needs: paymentWord,
    belongs: (scene, place) => isDeclared(scene, paymentWord, place) && !ofThing(scene, place),
  },
  {
    kind: 'FISCAL_CODE',
    template: digitsTemplate(11, 11, isVatNumber),
    needs: fiscalLabel,
    belongs: (scene, place) => isDeclared(scene, fiscalLabel, place) && isPersons(scene, place),
  },
  {
    // National Insurance number: its own prefixes, then six digits and A to D.
    kind: 'FISCAL_CODE',
    template: slotsTemplate('LLDDDDDDL', (code) => /[A-D]$/.test(code)),
    belongs: (scene, place, code) =>
      isNear(scene, place, { label: insuranceLabel, before: 60, after: 40 }) ||
      (/^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]/.test(code) &&
        /^[a-z]{2} \d\d \d\d \d\d [a-d]$/.test(scene.lower.slice(place.start, place.end))),
  },
  {
    kind: 'FISCAL_CODE',
    template: digitsTemplate(9, 9),
    needs: socialSecurityLabel,
    belongs: (scene, place) => isNear(scene, place, { label: socialSecurityLabel, before: 60, after: 40 }),
  },
];

const person =
  /\b(?:mi[oa]|su[oa]|tu[oa]|figli[oa]|neonat[oa]|bambin[oa]|marito|moglie|madre|padre|mamma|papa|provvisori[oa]|nipote|sorella|fratello|my|his|her|son|daughter)\b/;

const isPersons = (scene: Scene, place: Place): boolean =>
  person.test(
    scene.lower.slice(sentenceStartBefore(scene.lower, place.start, 80), sentenceEndAfter(scene.lower, place.end, 40)),
  );

/** `bANK` amid capitals was changed, and `G T82` is no country; where the text says IBAN it is one all the same. */
function isWrittenAsIban(scene: Scene, place: Place): boolean {
  const written = scene.folded.cased.slice(place.start, place.end);
  const isOdd = / [a-z][A-Z]{3} /.test(written) || /^[A-Z] [A-Z]\d\d /i.test(written);
  return !isOdd || isNear(scene, place, { label: ibanLabel, before: 70, after: 45 });
}

/** `per il cinque per mille è`: a code that is said takes more words than that, and one that is written has figures. */
function isSpelledOrWritten(scene: Scene, { start, end }: Place): boolean {
  const written = scene.lower.slice(start, end);
  if (/\b(?:il|per|che|del|mille)\b/.test(written)) return false;
  return /\d/.test(written) || written.split(/[ ,.-]+/).length >= LEAST_SPELLED_WORDS;
}
const LEAST_SPELLED_WORDS = 9;

export function placeOf(scene: Scene, { from, to }: Reading): Place {
  return { start: scene.atoms[from]?.start ?? 0, end: scene.atoms[to - 1]?.end ?? 0 };
}
