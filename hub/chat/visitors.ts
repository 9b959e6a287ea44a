import * as z from 'zod';
import { VISITOR_TYPING_ENDS_MS } from '../../shared/chat/limits.ts';
import type { Clock, Ids, Timers } from '../../shared/effects.ts';
import type { Whispers } from '../storage/storage.ts';

/** What a visitor does now; in memory only, as presence is (PR1). */
export interface VisitorDoing {
  readonly isTyping: boolean;
  /** Everything up to this instant was on the visitor's screen. */
  readonly seenAt: number;
}

/** The visitors who have their chat open, at this hub and at the others of the association (CH10). */
export interface Visitors {
  of(conversationId: string): VisitorDoing | null;
  conversationIds(): Iterable<string>;
  /** One open page of a visitor. */
  enter(conversationId: string): VisitorPlace;
  onChanged(listener: () => void): void;
  close(): void;
}

export interface VisitorPlace {
  types(): void;
  hasSeen(at: number): void;
  leave(): void;
}

export interface VisitorsDeps {
  readonly whispers: Whispers | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
}

/** As with presence: said again this often, forgotten when it was not (PR6). */
const REPEAT_MS = 20_000;
const FORGET_AFTER_MS = 45_000;

const whisperSchema = z.object({
  visitorsAt: z.string(),
  conversationId: z.string(),
  /** Null: gone. */
  doing: z.object({ isTyping: z.boolean(), seenAt: z.number() }).nullable(),
});
type Whisper = z.infer<typeof whisperSchema>;

interface Page {
  readonly conversationId: string;
  typingUntil: number;
  seenAt: number;
}

export function createVisitors(deps: VisitorsDeps): Visitors {
  return new VisitorBoard(deps);
}

class VisitorBoard implements Visitors {
  readonly #deps: VisitorsDeps;
  /** Names this hub among the others. */
  readonly #name: string;
  readonly #pages = new Set<Page>();
  readonly #heard = new Map<string, Map<string, { readonly doing: VisitorDoing; readonly at: number }>>();
  readonly #listeners = new Set<() => void>();
  readonly #stopHearing: () => void;
  #cancelRepeat: (() => void) | null = null;
  readonly #cancelTyping = new Map<Page, () => void>();

  constructor(deps: VisitorsDeps) {
    this.#deps = deps;
    this.#name = deps.ids.next();
    this.#stopHearing = deps.whispers?.onHeard((text) => this.#hear(text)) ?? (() => undefined);
  }

  of(conversationId: string): VisitorDoing | null {
    const others = [...(this.#heard.get(conversationId)?.values() ?? [])].filter(({ at }) => !this.#isOld(at));
    return together([this.#ownOf(conversationId), ...others.map(({ doing }) => doing)]);
  }

  *conversationIds(): Iterable<string> {
    for (const { conversationId } of this.#pages) yield conversationId;
    yield* this.#heard.keys();
  }

  enter(conversationId: string): VisitorPlace {
    const page: Page = { conversationId, typingUntil: 0, seenAt: 0 };
    this.#pages.add(page);
    this.#changed(conversationId);
    this.#repeatLater();
    return {
      types: () => this.#types(page),
      hasSeen: (at) => {
        if (at <= page.seenAt) return;
        page.seenAt = at;
        this.#changed(conversationId);
      },
      leave: () => {
        this.#cancelTyping.get(page)?.();
        this.#cancelTyping.delete(page);
        if (this.#pages.delete(page)) this.#changed(conversationId);
      },
    };
  }

  onChanged(listener: () => void): void {
    this.#listeners.add(listener);
  }

  close(): void {
    this.#cancelRepeat?.();
    for (const cancel of this.#cancelTyping.values()) cancel();
    this.#stopHearing();
    this.#listeners.clear();
  }

  #types(page: Page): void {
    const { clock, timers } = this.#deps;
    page.typingUntil = clock.now() + VISITOR_TYPING_ENDS_MS;
    this.#cancelTyping.get(page)?.();
    const ended = (): void => this.#changed(page.conversationId);
    this.#cancelTyping.set(page, timers.after(VISITOR_TYPING_ENDS_MS, ended));
    this.#changed(page.conversationId);
  }

  #ownOf(conversationId: string): VisitorDoing | null {
    const now = this.#deps.clock.now();
    const pages = [...this.#pages].filter((page) => page.conversationId === conversationId);
    return together(pages.map(({ typingUntil, seenAt }) => ({ isTyping: typingUntil > now, seenAt })));
  }

  #changed(conversationId: string): void {
    this.#say(conversationId);
    for (const listener of this.#listeners) listener();
  }

  #say(conversationId: string): void {
    const doing = this.#ownOf(conversationId);
    const whisper: Whisper = { visitorsAt: this.#name, conversationId, doing };
    this.#deps.whispers?.send(JSON.stringify(whisper));
  }

  #repeatLater(): void {
    if (this.#deps.whispers === null || this.#cancelRepeat !== null) return;
    this.#cancelRepeat = this.#deps.timers.after(REPEAT_MS, () => {
      this.#cancelRepeat = null;
      for (const id of new Set([...this.#pages].map(({ conversationId }) => conversationId))) this.#say(id);
      if (this.#pages.size > 0) this.#repeatLater();
    });
  }

  #hear(text: string): void {
    const whisper = parse(text);
    if (whisper === null || whisper.visitorsAt === this.#name) return;
    const { visitorsAt, conversationId, doing } = whisper;
    const known = this.#heard.get(conversationId) ?? new Map<string, never>();
    if (doing === null) known.delete(visitorsAt);
    else known.set(visitorsAt, { doing, at: this.#deps.clock.now() });
    for (const [hub, { at }] of known) if (this.#isOld(at)) known.delete(hub);
    if (known.size === 0) this.#heard.delete(conversationId);
    else this.#heard.set(conversationId, known);
    for (const listener of this.#listeners) listener();
  }

  #isOld(at: number): boolean {
    return this.#deps.clock.now() - at > FORGET_AFTER_MS;
  }
}

/** Somebody with two pages open is one visitor. */
function together(doings: readonly (VisitorDoing | null)[]): VisitorDoing | null {
  const here = doings.filter((doing) => doing !== null);
  if (here.length === 0) return null;
  return {
    isTyping: here.some(({ isTyping }) => isTyping),
    seenAt: Math.max(...here.map(({ seenAt }) => seenAt)),
  };
}

/** Whispers of presence, and of other versions, are none of its business. */
function parse(text: string): Whisper | null {
  try {
    return whisperSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
