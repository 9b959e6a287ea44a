import type { Contact } from '../model/conversation.ts';

export type PersonReason = 'same-email' | 'same-phone' | 'same-name' | 'other-details';

interface ComparedPeople {
  readonly isHomonym: boolean;
  readonly score: number;
  readonly reasons: readonly PersonReason[];
}

/** Digits that tell two numbers apart, whatever prefix they were written with. */
const PHONE_DIGITS = 9;

/** Whether two contacts are one person, or only have one name; null: neither. */
export function comparePeople(one: Contact, other: Contact): ComparedPeople | null {
  const reasons: PersonReason[] = [];
  if (isSame(emailOf(one), emailOf(other))) reasons.push('same-email');
  if (isSame(phoneOf(one), phoneOf(other))) reasons.push('same-phone');
  if (isSame(nameOf(one), nameOf(other))) reasons.push('same-name');
  const isReached = reasons.some((reason) => reason !== 'same-name');
  // A family shares an address or a telephone: another full name is another person.
  const isOtherName = !reasons.includes('same-name') && hasTwoNames(one) && hasTwoNames(other);
  if (isReached) return isOtherName ? null : { isHomonym: false, score: reasons.length > 1 ? 1 : 0.9, reasons };
  if (!reasons.includes('same-name')) return null;
  const differs = isOther(emailOf(one), emailOf(other)) || isOther(phoneOf(one), phoneOf(other));
  if (differs) return { isHomonym: true, score: 0.6, reasons: ['same-name', 'other-details'] };
  return hasTwoNames(one) ? { isHomonym: false, score: 0.6, reasons } : null;
}

const isSame = (one: string, other: string): boolean => one !== '' && one === other;
const isOther = (one: string, other: string): boolean => one !== '' && other !== '' && one !== other;
const emailOf = ({ email }: Contact): string => (email ?? '').trim().toLowerCase();
const phoneOf = ({ phone }: Contact): string => {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < 6 ? '' : digits.slice(-PHONE_DIGITS);
};

/** Names in any order and writing; an address instead of a name is none. */
const nameOf = ({ name }: Contact): string => (name.includes('@') ? '' : namesIn(name).sort().join(' '));
const hasTwoNames = (contact: Contact): boolean => !contact.name.includes('@') && namesIn(contact.name).length > 1;

const namesIn = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length > 1 && !TITLES.has(part));

const TITLES = new Set([
  'sig',
  'sigra',
  'signora',
  'signor',
  'dott',
  'dottssa',
  'prof',
  'ing',
  'avv',
  'mr',
  'mrs',
  'ms',
]);
