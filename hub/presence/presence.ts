import type { Clock, Ids, Timers } from '../../shared/effects.ts';
import type { Availability, Company, Whereabouts } from '../../shared/model/directory.ts';
import type { Down } from '../../shared/protocol/down.ts';
import { PRESENCE_GATHERED_MS, TYPING_ENDS_AFTER_MS } from '../../shared/protocol/limits.ts';
import type { Up } from '../../shared/protocol/up.ts';
import type { Log } from '../log.ts';
import type { ReadableConversation, Storage } from '../storage/storage.ts';
import { createOthers, type Others } from './others.ts';
import { companyOf, moved, nobody, shared, together, type Doing } from './people.ts';

/** Who is there and what they look at, in memory only (PR1). */
export interface Presence {
  enter(visitor: Visitor): Place;
  close(): void;
}

export interface Visitor {
  readonly userId: string;
  tell(frame: Extract<Down, { type: 'presence' }>): void;
}

/** One connected device. */
export interface Place {
  says(what: Extract<Up, { type: 'presence' }>): void;
  leave(): void;
}

export interface PresenceDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
}

interface Guest {
  readonly visitor: Visitor;
  state: Availability;
  looking: readonly string[];
  typing: string | null;
  typingUntil: number;
  /** It has said something, and wants to be told (PR4). */
  isListening: boolean;
  wasTold: boolean;
  /** Whom it was told of, by conversation. */
  company: Map<string, Company>;
}

export function createPresence(deps: PresenceDeps): Presence {
  return new Board(deps);
}

class Board implements Presence {
  readonly #deps: PresenceDeps;
  readonly #guests = new Set<Guest>();
  readonly #others: Others;
  readonly #stopListening: () => void;
  /** What everybody who was told was told. */
  #whereabouts = new Map<string, Whereabouts['state']>();
  #cancelGathered: (() => void) | null = null;
  #cancelTyping = (): void => undefined;
  #isClosed = false;

  constructor(deps: PresenceDeps) {
    const { storage, ids } = deps;
    this.#deps = deps;
    this.#others = createOthers({
      ...deps,
      whispers: storage.whispers,
      name: ids.next(),
      changed: () => this.#changed(),
    });
    // A claim, or its end, changes who may know of whom.
    this.#stopListening = storage.onCommit(({ feed }) => {
      if (feed && this.#isAnybodyTogether()) this.#changed();
    });
  }

  enter(visitor: Visitor): Place {
    const guest: Guest = {
      visitor,
      state: 'available',
      looking: [],
      typing: null,
      typingUntil: 0,
      isListening: false,
      wasTold: false,
      company: new Map(),
    };
    this.#guests.add(guest);
    this.#changed();
    return {
      says: (what) => this.#says(guest, what),
      leave: () => {
        this.#guests.delete(guest);
        this.#changed();
      },
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelGathered?.();
    this.#cancelTyping();
    this.#stopListening();
    this.#others.close();
  }

  #says(guest: Guest, { state, looking, typing }: Extract<Up, { type: 'presence' }>): void {
    guest.state = state;
    guest.looking = [...new Set(looking)];
    guest.typing = typing !== null && looking.includes(typing) ? typing : null;
    guest.typingUntil = this.#deps.clock.now() + TYPING_ENDS_AFTER_MS;
    guest.isListening = true;
    this.#changed();
  }

  /** Whatever happens within a moment goes out together. */
  #changed(): void {
    if (this.#isClosed) return;
    this.#cancelGathered ??= this.#deps.timers.after(PRESENCE_GATHERED_MS, () => {
      this.#cancelGathered = null;
      this.#tell().catch((error: unknown) => this.#deps.log.defect('presence', error));
    });
  }

  async #tell(): Promise<void> {
    this.#endTyping();
    const own = together([...this.#guests].map(doingOf));
    this.#others.tell(own);
    const people = together([...own.values(), ...this.#others.people()]);
    const lookers = shared(people);
    const ids = [...lookers.keys()];
    if (ids.length === 0) return this.#tellAll(people, lookers, new Map());
    // Told before anything else is committed here, so that the right to know is a present one.
    await this.#deps.storage.read(async (tx) => this.#tellAll(people, lookers, await tx.readable(ids)));
  }

  #tellAll(
    people: ReadonlyMap<string, Doing>,
    lookers: ReadonlyMap<string, readonly Doing[]>,
    conversations: ReadonlyMap<string, ReadableConversation>,
  ): void {
    const news = moved(this.#whereabouts, people);
    const all = moved(new Map(), people);
    this.#whereabouts = new Map(all.map(({ userId, state }) => [userId, state]));
    for (const guest of this.#guests) {
      if (!guest.isListening) continue;
      const users = guest.wasTold ? news : all;
      const companies = companyNews(guest, (id) =>
        companyOf(guest.visitor.userId, conversations.get(id), lookers.get(id) ?? []),
      );
      if (users.length === 0 && companies.length === 0 && guest.wasTold) continue;
      guest.wasTold = true;
      guest.visitor.tell({ type: 'presence', users: [...users], conversations: companies });
    }
  }

  #endTyping(): void {
    const now = this.#deps.clock.now();
    const typing = [...this.#guests].filter((guest) => guest.typing !== null);
    for (const guest of typing) if (guest.typingUntil <= now) guest.typing = null;
    this.#cancelTyping();
    const next = Math.min(...typing.filter((guest) => guest.typing !== null).map(({ typingUntil }) => typingUntil));
    if (Number.isFinite(next)) this.#cancelTyping = this.#deps.timers.after(next - now, () => this.#changed());
  }

  #isAnybodyTogether(): boolean {
    const looked = [...this.#guests].flatMap(({ looking }) => looking);
    return looked.length > 1 || (looked.length > 0 && this.#others.people().some(({ looking }) => looking.length > 0));
  }
}

const doingOf = ({ visitor: { userId }, state, looking, typing }: Guest): Doing => ({
  userId,
  state,
  looking,
  typing: typing === null ? [] : [typing],
});

/** What is different from what the device was told; a conversation that it left is told no more. */
function companyNews(guest: Guest, companyIn: (id: string) => Company): (Company & { conversationId: string })[] {
  const before = guest.company;
  guest.company = new Map(guest.looking.map((id) => [id, companyIn(id)]));
  return [...guest.company]
    .filter(([id, company]) => JSON.stringify(company) !== JSON.stringify(before.get(id) ?? nobody))
    .map(([conversationId, company]) => ({ conversationId, ...company }));
}
