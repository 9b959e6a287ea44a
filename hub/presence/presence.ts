import type { Clock, Ids, Timers } from '../../shared/effects.ts';
import type { Availability, Company, Whereabouts } from '../../shared/model/directory.ts';
import type { Down } from '../../shared/protocol/down.ts';
import { PRESENCE_GATHERED_MS, TYPING_ENDS_AFTER_MS } from '../../shared/protocol/limits.ts';
import type { Up } from '../../shared/protocol/up.ts';
import type { Log } from '../log.ts';
import type { ReadableConversation, Storage } from '../storage/storage.ts';
import type { Visitors } from '../chat/visitors.ts';
import { createOthers, type Others } from './others.ts';
import { companyOf, moved, nobody, shared, together, type Doing } from './people.ts';

/** Who is there and what they look at, in memory only (PR1). */
export interface Presence {
  enter(listener: Listener): Place;
  /** What everybody does now, as it was told last. */
  doings(): ReadonlyMap<string, Doing>;
  /** Calls back when it may have changed. */
  onTold(listener: () => void): void;
  close(): void;
}

export interface Listener {
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
  /** Contacts who have their chat open (CH10). */
  readonly visitors?: Visitors;
}

interface Guest {
  readonly listener: Listener;
  state: Availability;
  looking: readonly string[];
  typing: string | null;
  isNote: boolean;
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
  #people: ReadonlyMap<string, Doing> = new Map();
  readonly #toldListeners: (() => void)[] = [];
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
    deps.visitors?.onChanged(() => this.#changed());
    // A claim, or its end, changes who may know of whom.
    this.#stopListening = storage.onCommit(({ feed }) => {
      if (feed && this.#isAnybodyTogether()) this.#changed();
    });
  }

  readonly doings = (): ReadonlyMap<string, Doing> => this.#people;

  onTold(listener: () => void): void {
    this.#toldListeners.push(listener);
  }

  enter(listener: Listener): Place {
    const guest: Guest = {
      listener,
      state: 'available',
      looking: [],
      typing: null,
      isNote: false,
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

  #says(guest: Guest, { state, looking, typing, isNote }: Extract<Up, { type: 'presence' }>): void {
    guest.state = state;
    guest.looking = [...new Set(looking)];
    guest.typing = typing !== null && looking.includes(typing) ? typing : null;
    guest.isNote = isNote === true;
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
    this.#people = people;
    for (const listener of this.#toldListeners) listener();
    const lookers = shared(people);
    const ids = [...new Set([...lookers.keys(), ...this.#chatsShown()])];
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
        companyOf(guest.listener.userId, conversations.get(id), {
          lookers: lookers.get(id) ?? [],
          visitor: this.#deps.visitors?.of(id) ?? null,
        }),
      );
      if (users.length === 0 && companies.length === 0 && guest.wasTold) continue;
      guest.wasTold = true;
      guest.listener.tell({ type: 'presence', users: [...users], conversations: companies });
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

  /** Chats on a screen here whose visitor is there too. */
  #chatsShown(): string[] {
    const here = new Set(this.#deps.visitors?.conversationIds());
    return [...this.#guests].flatMap(({ looking }) => looking.filter((id) => here.has(id)));
  }

  #isAnybodyTogether(): boolean {
    const looked = [...this.#guests].flatMap(({ looking }) => looking);
    if (this.#chatsShown().length > 0) return true;
    return looked.length > 1 || (looked.length > 0 && this.#others.people().some(({ looking }) => looking.length > 0));
  }
}

const doingOf = ({ listener: { userId }, state, looking, typing, isNote }: Guest): Doing => ({
  userId,
  state,
  looking,
  typing: typing === null ? [] : [typing],
  replying: typing === null || isNote ? [] : [typing],
});

/** What is different from what the device was told; a conversation that it left is told no more. */
function companyNews(guest: Guest, companyIn: (id: string) => Company): (Company & { conversationId: string })[] {
  const before = guest.company;
  guest.company = new Map(guest.looking.map((id) => [id, companyIn(id)]));
  return [...guest.company]
    .filter(([id, company]) => JSON.stringify(company) !== JSON.stringify(before.get(id) ?? nobody))
    .map(([conversationId, company]) => ({ conversationId, ...company }));
}
