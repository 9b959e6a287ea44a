/** Values that are confidential whoever they belong to, except the association's own. */
export const hardKinds = [
  'FISCAL_CODE',
  'IBAN',
  'BANK_ACCOUNT',
  'PAYMENT_CARD',
  'ID_CARD',
  'PASSPORT',
  'RESIDENCE_PERMIT',
  'DRIVER_LICENCE',
  'HEALTH_CARD',
  'CREDENTIAL',
] as const;
export type HardKind = (typeof hardKinds)[number];

/** Contact data: marked, and alone not confidential. */
export const contactKinds = ['PHONE', 'EMAIL', 'ADDRESS', 'VAT'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** What a text says of somebody. `third_party_contact` takes the place of the contact data that it is about. */
export const meaningKinds = [
  'third_party_contact',
  'health',
  'disability',
  'religion',
  'politics',
  'union',
  'sex_life',
  'ethnicity',
  'judicial',
  'family',
  'abuse',
  'minors',
  'economic',
  'confidence',
] as const;
export type MeaningKind = (typeof meaningKinds)[number];

export type FindingKind = HardKind | ContactKind | MeaningKind;
export const findingKinds: readonly FindingKind[] = [...hardKinds, ...contactKinds, ...meaningKinds];

/** The category that a kind counts for: several kinds of value are one category. */
export const categoryOfHardKind = {
  FISCAL_CODE: 'fiscal_code',
  IBAN: 'iban',
  BANK_ACCOUNT: 'iban',
  PAYMENT_CARD: 'payment_card',
  ID_CARD: 'id_document',
  PASSPORT: 'id_document',
  RESIDENCE_PERMIT: 'id_document',
  DRIVER_LICENCE: 'driver_licence',
  HEALTH_CARD: 'health_card',
  CREDENTIAL: 'credential',
} as const satisfies Record<HardKind, string>;

export type Category = (typeof categoryOfHardKind)[HardKind] | MeaningKind;

/** Where the text goes: to the association, or from it (drafts and notes too). */
export type Direction = 'in' | 'out';

export type ReasonKey = `guard.reason.${Lowercase<FindingKind>}.${Direction}`;
export type AdviceKey = `guard.advice.${Lowercase<FindingKind>}.${Direction}`;

/** A stretch of the text, in UTF-16 code units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a finder returns; `scan` adds the words for people. */
export interface Match extends Span {
  readonly kind: FindingKind;
}

export interface Finding extends Match {
  readonly reason: ReasonKey;
  readonly advice: AdviceKey;
}

export interface Scan {
  readonly confidential: boolean;
  readonly findings: readonly Finding[];
}

export const isContactKind = (kind: FindingKind): kind is ContactKind =>
  (contactKinds as readonly string[]).includes(kind);

export const isHardKind = (kind: FindingKind): kind is HardKind => (hardKinds as readonly string[]).includes(kind);

/** Categories of a row of the corpus: those of hard kinds, and the meanings. */
export const categoryOf = (kind: FindingKind): Category | ContactKind =>
  isHardKind(kind) ? categoryOfHardKind[kind] : kind;

export function toFinding(match: Match, direction: Direction): Finding {
  const kind = match.kind.toLowerCase() as Lowercase<FindingKind>;
  return {
    start: match.start,
    end: match.end,
    kind: match.kind,
    reason: `guard.reason.${kind}.${direction}`,
    advice: `guard.advice.${kind}.${direction}`,
  };
}
