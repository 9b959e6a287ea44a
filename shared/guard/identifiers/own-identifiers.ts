import type { Association } from '../context.ts';
import { foldText } from '../text/fold.ts';

/** The association's own identifiers, compared by what they say and not by how they are written. */
export interface OwnIdentifiers {
  /** Digits as written, with or without the country's prefix. */
  hasPhone(digits: string): boolean;
  hasEmail(email: string): boolean;
  /** Tax code, VAT number or IBAN, in capitals without separators. */
  hasCode(code: string): boolean;
  /** A folded address such as `borgo palazzo 90`, with or without town and kind of street. */
  hasAddress(address: string): boolean;
}

export function createOwnIdentifiers(association: Association | undefined): OwnIdentifiers {
  const phones = once(() => listOf(association?.phones).map(nationalDigits));
  const emails = once(() => listOf(association?.emails).map((email) => email.trim().toLowerCase()));
  const codes = once(() => [...listOf(association?.tax_codes), ...listOf(association?.ibans)].map(compact));
  const addresses = once(() =>
    listOf(association?.addresses)
      .map(streetAndNumber)
      .filter((address) => address !== ''),
  );
  return {
    hasPhone: (digits) => phones().has(nationalDigits(digits)),
    hasEmail: (email) => emails().has(email.toLowerCase()),
    hasCode: (code) => codes().has(compact(code)),
    hasAddress: (address) => addresses().has(streetAndNumber(address)),
  };
}

/** Most texts have nothing that could be the association's. */
function once(list: () => readonly string[]): () => ReadonlySet<string> {
  let read: ReadonlySet<string> | undefined;
  return () => (read ??= new Set(list()));
}

/** Text that came from outside is not trusted to be a list of texts. */
const listOf = (values: readonly string[] | null | undefined): readonly string[] =>
  Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];

const nationalDigits = (written: string): string => written.replace(/\D/g, '').replace(/^(?:00)?39(?=[03]\d{6,})/, '');

const compact = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** `borgo palazzo 90`. */
function streetAndNumber(address: string): string {
  const words = foldText(address).lower.match(/[a-z0-9]+/g) ?? [];
  const number = words.findIndex((word, i) => i > 0 && /^\d/.test(word));
  const street = number === -1 ? words : words.slice(0, number + 1);
  return street
    .filter((word) => !/^(?:via|viale|piazza|corso|n|nr|numero|civico|al|street|road)$/.test(word))
    .join(' ');
}
