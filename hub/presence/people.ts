import type { Availability, Company, Whereabouts } from '../../shared/model/directory.ts';
import type { VisitorDoing } from '../chat/visitors.ts';
import { readableSince } from '../feed/window.ts';
import type { ReadableConversation } from '../storage/storage.ts';

/** What somebody does now, as far as one device, or all their devices at one hub, say. */
export interface Doing {
  readonly userId: string;
  readonly state: Availability;
  /** Conversations on the screen. */
  readonly looking: readonly string[];
  /** Conversations in which they write. */
  readonly typing: readonly string[];
  /** Of these, those in which it is a reply. */
  readonly replying: readonly string[];
}

/** All people who are there; somebody with several devices is one person (PR2). */
export function together(doings: Iterable<Doing>): ReadonlyMap<string, Doing> {
  const people = new Map<string, Doing>();
  for (const doing of doings) {
    const known = people.get(doing.userId);
    people.set(doing.userId, known === undefined ? doing : both(known, doing));
  }
  return people;
}

const both = (one: Doing, other: Doing): Doing => ({
  userId: one.userId,
  state: one.state === 'available' || other.state === 'available' ? 'available' : 'away',
  looking: [...new Set([...one.looking, ...other.looking])],
  typing: [...new Set([...one.typing, ...other.typing])],
  replying: [...new Set([...one.replying, ...other.replying])],
});

/** Those who say that they can be reached. */
export const availableIn = (people: ReadonlyMap<string, Doing>): ReadonlySet<string> =>
  new Set([...people.values()].filter(({ state }) => state === 'available').map(({ userId }) => userId));

/** Where people are now that was not so before. */
export function moved(
  before: ReadonlyMap<string, Whereabouts['state']>,
  people: ReadonlyMap<string, Doing>,
): readonly Whereabouts[] {
  const here = [...people.values()]
    .filter(({ userId, state }) => before.get(userId) !== state)
    .map(({ userId, state }) => ({ userId, state }));
  const gone = [...before.keys()].filter((userId) => !people.has(userId));
  return [...here, ...gone.map((userId) => ({ userId, state: 'offline' as const }))];
}

/** Conversations that more than one person looks at. */
export function shared(people: ReadonlyMap<string, Doing>): ReadonlyMap<string, readonly Doing[]> {
  const byConversation = new Map<string, Doing[]>();
  for (const person of people.values()) {
    for (const id of person.looking) byConversation.set(id, [...(byConversation.get(id) ?? []), person]);
  }
  return new Map([...byConversation].filter(([, lookers]) => lookers.length > 1));
}

export const nobody: Company = { looking: [], typing: [] };

/** More names than this help nobody, and make frames long. */
const MAX_NAMED = 20;

interface Around {
  readonly lookers: readonly Doing[];
  /** The contact, who has the chat open. */
  readonly visitor: VisitorDoing | null;
}

/** The others with whom this user looks at a conversation: only where both may read it now (PR5). */
export function companyOf(
  userId: string,
  conversation: ReadableConversation | undefined,
  { lookers, visitor }: Around,
): Company {
  if (conversation === undefined || !mayRead(conversation, userId)) return nobody;
  const { id } = conversation.record;
  const others = lookers.filter((looker) => looker.userId !== userId && mayRead(conversation, looker.userId));
  const named = others.slice(0, MAX_NAMED);
  const idsOf = (doings: readonly Doing[]): string[] => doings.map((doing) => doing.userId).sort();
  return {
    looking: idsOf(named),
    typing: idsOf(named.filter(({ typing }) => typing.includes(id))),
    ...(visitor === null ? {} : { visitor }),
  };
}

/** As for content (FE4). */
const mayRead = (conversation: ReadableConversation, userId: string): boolean =>
  readableSince(conversation, userId) !== null;
