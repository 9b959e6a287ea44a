import type { Clock } from '../shared/effects.ts';
import { CONTACT_MS } from '../shared/protocol/limits.ts';

/** One connected device. */
export interface Contact {
  /** A frame came in. */
  heard(): void;
  leave(): void;
}

/** When each user was last in contact with this hub, by this hub's clock (LE2). */
export interface Contacts {
  enter(userId: string): Contact;
  /** Null for somebody who was not here lately. */
  lastContactAt(userId: string): number | null;
  /** There was contact after what was told last. */
  isNews(userId: string): boolean;
  told(userId: string): void;
  /** Those who were not here since are nobody's business any more. */
  forgetBefore(at: number): void;
}

interface Person {
  /** Instants of the last frame of each connection. */
  readonly heardAt: Map<Contact, number>;
  leftAt: number;
  toldAt: number;
}

export function createContacts(clock: Clock): Contacts {
  const people = new Map<string, Person>();
  const lastContactAt = (userId: string): number | null => {
    const person = people.get(userId);
    return person === undefined ? null : lastOf(person, clock.now());
  };
  return {
    lastContactAt,
    enter(userId) {
      const person = people.get(userId) ?? { heardAt: new Map(), leftAt: 0, toldAt: -1 };
      people.set(userId, person);
      const contact: Contact = {
        heard: () => void person.heardAt.set(contact, clock.now()),
        leave() {
          person.leftAt = lastOf(person, clock.now());
          person.heardAt.delete(contact);
        },
      };
      contact.heard();
      return contact;
    },
    isNews: (userId) => (lastContactAt(userId) ?? -1) > (people.get(userId)?.toldAt ?? -1),
    told(userId) {
      const person = people.get(userId);
      if (person !== undefined) person.toldAt = lastOf(person, clock.now());
    },
    forgetBefore(at) {
      for (const [userId, { heardAt, leftAt }] of people) {
        if (heardAt.size === 0 && leftAt < at) people.delete(userId);
      }
    },
  };
}

/** A device that owes no answer to a ping yet is in contact now. */
const lastOf = ({ heardAt, leftAt }: Person, now: number): number =>
  Math.max(leftAt, ...[...heardAt.values()].map((at) => (now - at <= CONTACT_MS ? now : at)));
