import type { Contact } from '../model/conversation.ts';
import { isFollowUp, samenessOfTopic } from './topic.ts';
import { comparePeople, type PersonReason } from './person.ts';

/** A case as it is compared: what the contact said of themselves and wrote. */
export interface ComparedCase {
  readonly contact: Contact;
  readonly subject: string;
  /** All that the contact wrote, quotations left out. */
  readonly text: string;
  readonly arrivedAt: number;
}

export const samenessOutcomes = ['duplicate', 'evolution', 'homonym'] as const;
export type SamenessOutcome = (typeof samenessOutcomes)[number];

export const samenessReasons = [
  'same-email',
  'same-phone',
  'same-name',
  'other-details',
  'same-matter',
  'like-matter',
  'goes-on',
] as const;
export type SamenessReason = (typeof samenessReasons)[number];

export interface Sameness {
  /**
   * `duplicate`: the same person says the same again; `evolution`: what they said goes on; `homonym`: the same name, and details
   * that speak for somebody else.
   */
  readonly outcome: SamenessOutcome;
  /** From 0 to 1: how sure it is. */
  readonly score: number;
  /** Why, in the order in which it counts. */
  readonly reasons: readonly SamenessReason[];
}

/** Shares of meaningful words that two texts have in common; measured on labelled pairs (test/fixtures/same-case). */
const SAME_MATTER = 0.5;
const LIKE_MATTER = 0.25;
const FOLLOWED_MATTER = 0.12;

/** What two cases have to do with each other, with the reasons; null: nothing that can be seen. */
export function compareCases(one: ComparedCase, other: ComparedCase): Sameness | null {
  const person = comparePeople(one.contact, other.contact);
  if (person === null) return null;
  if (person.isHomonym) return { outcome: 'homonym', score: person.score, reasons: person.reasons };
  const later = one.arrivedAt < other.arrivedAt ? other : one;
  const earlier = later === one ? other : one;
  return sameMatter(earlier, later, person);
}

interface SamePerson {
  readonly score: number;
  readonly reasons: readonly PersonReason[];
}

function sameMatter(earlier: ComparedCase, later: ComparedCase, person: SamePerson): Sameness | null {
  const share = samenessOfTopic(earlier, later);
  const goesOn = isFollowUp(later.text);
  const score = (matter: number): number => Math.round(Math.min(1, person.score * (0.5 + matter / 2)) * 100) / 100;
  const goesOnReason: readonly SamenessReason[] = goesOn ? ['goes-on'] : [];
  if (share >= SAME_MATTER && !goesOn)
    return { outcome: 'duplicate', score: score(share), reasons: [...person.reasons, 'same-matter'] };
  if (share >= LIKE_MATTER || (goesOn && share >= FOLLOWED_MATTER))
    return { outcome: 'evolution', score: score(share), reasons: [...person.reasons, 'like-matter', ...goesOnReason] };
  return null;
}
