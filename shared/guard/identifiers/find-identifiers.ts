import type { ScanContext } from '../context.ts';
import type { FindingKind, Match } from '../finding.ts';
import { foldText, originalSpan } from '../text/fold.ts';
import { findAddresses } from './find-addresses.ts';
import { findBankAccounts } from './find-bank-accounts.ts';
import { findCodes } from './find-codes.ts';
import { findCredentials } from './find-credentials.ts';
import { findDocuments } from './find-documents.ts';
import { findEmails } from './find-emails.ts';
import { findPhones } from './find-phones.ts';
import { findVatNumbers } from './find-vat.ts';
import { type Candidate, createScene, type Place, type Scene } from './scene.ts';
import { isSomebodyElses } from './whose-contact.ts';

/** Values by structure and check digits; contact data; somebody else's contact data. */
export function findIdentifiers(text: string, context: ScanContext, folded = foldText(text)): readonly Match[] {
  const scene = createScene(text, context, folded);
  const candidates = [
    ...findCodes(scene),
    ...findDocuments(scene),
    ...findBankAccounts(scene),
    ...findCredentials(scene),
    ...findVatNumbers(scene),
    ...findEmails(scene).filter(({ email }) => !scene.own.hasEmail(email)),
    ...findPhones(scene).filter(({ digits }) => !scene.own.hasPhone(digits)),
    ...findAddresses(scene),
  ];
  return withoutOverlaps(candidates)
    .filter((candidate) => !isOwn(scene, candidate))
    .map((candidate) => {
      const { start, end } = originalSpan(scene.folded, candidate.start, candidate.end);
      return { start, end, kind: kindOf(scene, candidate) };
    });
}

/** The surest first: where two claim the same characters, the earlier kind has them. */
const precedence: readonly FindingKind[] = [
  'IBAN',
  'FISCAL_CODE',
  'HEALTH_CARD',
  'PAYMENT_CARD',
  'DRIVER_LICENCE',
  'PASSPORT',
  'RESIDENCE_PERMIT',
  'ID_CARD',
  'EMAIL',
  'BANK_ACCOUNT',
  'CREDENTIAL',
  'VAT',
  'PHONE',
  'ADDRESS',
];

function withoutOverlaps(candidates: readonly Candidate[]): readonly Candidate[] {
  const rank = ({ kind }: Candidate): number => precedence.indexOf(kind);
  const bySureness = [...candidates].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(a.isGuess ?? false) - Number(b.isGuess ?? false) ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept = createTakenPlaces();
  return bySureness.filter((candidate) => kept.take(candidate)).sort((a, b) => a.start - b.start);
}

/** Places that do not overlap, in the order of the text. */
function createTakenPlaces(): { take(place: Place): boolean } {
  const taken: Place[] = [];
  return {
    take(place) {
      let low = 0;
      let high = taken.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((taken[middle]?.end ?? 0) <= place.start) low = middle + 1;
        else high = middle;
      }
      if ((taken[low]?.start ?? Number.POSITIVE_INFINITY) < place.end) return false;
      taken.splice(low, 0, place);
      return true;
    },
  };
}

function isOwn({ own, lower }: Scene, { kind, start, end }: Candidate): boolean {
  const written = lower.slice(start, end);
  return kind === 'ADDRESS' ? own.hasAddress(written) : own.hasCode(written);
}

/** A role answers at such an address, not a person. */
const roleMailbox =
  /^(?:info|segreteria|prenotazion[ei]|assistenza|support|office|contatt[io]|amministrazione|presidenza|direzione|pec|ufficio\w*|bibliotec[ao]|noreply|no-reply|help|hello|admin|iscrizioni|eventi|sales|booking)[._@ -]/;

function kindOf(scene: Scene, candidate: Candidate): FindingKind {
  const isContact = candidate.kind === 'PHONE' || candidate.kind === 'EMAIL' || candidate.kind === 'ADDRESS';
  if (!isContact || roleMailbox.test(scene.lower.slice(candidate.start, candidate.end))) return candidate.kind;
  return isSomebodyElses(scene, candidate) ? 'third_party_contact' : candidate.kind;
}
