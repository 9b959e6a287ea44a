import type { Result } from '../../../shared/bridge/core-queries.ts';
import type { Clock, Timers } from '../../../shared/effects.ts';
import type { Availability, Company, Whereabouts } from '../../../shared/model/directory.ts';
import type { Down } from '../../../shared/protocol/down.ts';
import {
  MAX_LOOKED_AT,
  PRESENCE_GATHERED_MS,
  TYPING_ENDS_AFTER_MS,
  TYPING_SAID_EVERY_MS,
} from '../../../shared/protocol/limits.ts';
import type { Up } from '../../../shared/protocol/up.ts';

export interface PresenceDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Conversations that windows of this PC show. */
  looking(): readonly string[];
  /** There is something else to be seen. */
  changed(): void;
}

type Said = Extract<Up, { type: 'presence' }>;

interface Typing {
  readonly conversationId: string;
  readonly isNote: boolean;
  readonly at: number;
}

const alone: Company = { looking: [], typing: [] };

/** What this person does, said to the hub as it changes, and what the others do, as the hub says; in memory only (PR1). */
export class Presence {
  readonly #deps: PresenceDeps;
  #availability: Availability = 'available';
  #typing: Typing | null = null;
  #send: ((said: Said) => void) | null = null;
  #said: { readonly text: string; readonly at: number } | null = null;
  #cancelSaying: (() => void) | null = null;
  #cancelTyping = (): void => undefined;
  readonly #states = new Map<string, Whereabouts['state']>();
  readonly #companies = new Map<string, Company>();

  constructor(deps: PresenceDeps) {
    this.#deps = deps;
  }

  online(send: (said: Said) => void): void {
    this.#send = send;
    this.#said = null;
    this.#sayLater();
  }

  /** Without the hub nobody is seen. */
  offline(): void {
    this.#send = null;
    this.#cancelSaying?.();
    this.#cancelSaying = null;
    this.#cancelTyping();
    this.#typing = null;
    this.#states.clear();
    this.#companies.clear();
    this.#deps.changed();
  }

  told({ users, conversations }: Extract<Down, { type: 'presence' }>): void {
    for (const { userId, state } of users) {
      if (state === 'offline') this.#states.delete(userId);
      else this.#states.set(userId, state);
    }
    for (const { conversationId, ...company } of conversations) this.#companies.set(conversationId, company);
    this.#deps.changed();
  }

  lookingChanged(): void {
    const looked = this.#looking();
    for (const id of this.#companies.keys()) if (!looked.includes(id)) this.#companies.delete(id);
    this.#sayLater();
  }

  setAvailability(availability: Availability): void {
    this.#availability = availability;
    this.#deps.changed();
    this.#sayLater();
  }

  typed(conversationId: string, isNote = false): void {
    this.#typing = { conversationId, isNote, at: this.#deps.clock.now() };
    this.#cancelTyping();
    this.#cancelTyping = this.#deps.timers.after(TYPING_ENDS_AFTER_MS, () => this.stoppedTyping(conversationId));
    this.#sayLater();
  }

  stoppedTyping(conversationId: string): void {
    if (this.#typing?.conversationId !== conversationId) return;
    this.#cancelTyping();
    this.#typing = null;
    this.#sayLater();
  }

  result(conversationId: string | null): Result<'presence'> {
    const company = (conversationId === null ? undefined : this.#companies.get(conversationId)) ?? alone;
    const people = [...this.#states].map(([userId, state]) => ({ userId, state }));
    return { own: this.#availability, people: people.sort((a, b) => (a.userId < b.userId ? -1 : 1)), ...company };
  }

  #looking(): readonly string[] {
    return this.#deps.looking().slice(0, MAX_LOOKED_AT);
  }

  /** What happens within a moment is said together. */
  #sayLater(): void {
    if (this.#send === null) return;
    this.#cancelSaying ??= this.#deps.timers.after(PRESENCE_GATHERED_MS, () => {
      this.#cancelSaying = null;
      this.#say();
    });
  }

  /** The same again only to say that somebody goes on writing (PR3). */
  #say(): void {
    const looking = [...this.#looking()];
    const typing = this.#typing?.conversationId ?? null;
    const isShown = typing !== null && looking.includes(typing);
    const note = isShown && this.#typing?.isNote === true ? { isNote: true as const } : {};
    const doing = { looking, typing: isShown ? typing : null, ...note };
    const said: Said = { type: 'presence', state: this.#availability, ...doing };
    const text = JSON.stringify(said);
    const at = this.#deps.clock.now();
    const isKnown = this.#said?.text === text;
    if (isKnown && (!isShown || at - (this.#said?.at ?? 0) < TYPING_SAID_EVERY_MS)) return;
    this.#said = { text, at };
    this.#send?.(said);
  }
}
