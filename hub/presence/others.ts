import * as z from 'zod';
import type { Clock, Timers } from '../../shared/effects.ts';
import { availabilitySchema } from '../../shared/model/directory.ts';
import type { Whispers } from '../storage/storage.ts';
import type { Doing } from './people.ts';

/** Everything is said again this often, and forgotten when it was not said for a while (PR6). */
const REPEAT_MS = 20_000;
const FORGET_AFTER_MS = 45_000;
/** A notification of PostgreSQL holds 8,000 bytes; ids are ASCII. */
const MAX_WHISPER = 7_500;

const ids = z.array(z.string());
const personSchema = z.object({
  userId: z.string(),
  state: availabilitySchema,
  looking: ids,
  typing: ids,
  replying: ids,
});
const whisperSchema = z.object({
  from: z.string(),
  /** Wants to hear of everybody. */
  asks: z.boolean(),
  people: z.array(personSchema),
  gone: z.array(z.string()),
});
type Whisper = z.infer<typeof whisperSchema>;

/** What the other hubs of the association say of their people, and what this one says of its own. */
export interface Others {
  readonly people: () => readonly Doing[];
  /** Says what has changed since the last time. */
  tell(own: ReadonlyMap<string, Doing>): void;
  close(): void;
}

export interface OthersDeps {
  readonly whispers: Whispers | null;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Names this hub among the others. */
  readonly name: string;
  /** They said something new, or fell silent. */
  readonly changed: () => void;
}

export function createOthers(deps: OthersDeps): Others {
  const { whispers } = deps;
  return whispers === null
    ? { people: () => [], tell: () => undefined, close: () => undefined }
    : new OtherHubs({ ...deps, whispers });
}

class OtherHubs implements Others {
  readonly #deps: OthersDeps & { readonly whispers: Whispers };
  readonly #stopHearing: () => void;
  /** By hub and user. */
  readonly #heard = new Map<string, { readonly doing: Doing; readonly at: number }>();
  #own: ReadonlyMap<string, Doing> = new Map();
  #said = new Map<string, string>();
  #cancel = (): void => undefined;

  constructor(deps: OthersDeps & { readonly whispers: Whispers }) {
    this.#deps = deps;
    this.#stopHearing = deps.whispers.onHeard((text) => this.#hear(text));
    this.#send({ asks: true, people: [], gone: [] });
    this.#repeatLater();
  }

  readonly people = (): readonly Doing[] => [...this.#heard.values()].map(({ doing }) => doing);

  tell(own: ReadonlyMap<string, Doing>): void {
    this.#own = own;
    const texts = new Map([...own].map(([userId, doing]) => [userId, JSON.stringify(doing)]));
    const changed = [...own.values()].filter(({ userId }) => texts.get(userId) !== this.#said.get(userId));
    const gone = [...this.#said.keys()].filter((userId) => !own.has(userId));
    this.#said = texts;
    if (changed.length + gone.length > 0) this.#say(changed, gone);
  }

  close(): void {
    this.tell(new Map());
    this.#cancel();
    this.#stopHearing();
  }

  #repeatLater(): void {
    this.#cancel = this.#deps.timers.after(REPEAT_MS, () => {
      if (this.#own.size > 0) this.#say([...this.#own.values()], []);
      this.#forget();
      this.#repeatLater();
    });
  }

  #forget(): void {
    const before = this.#heard.size;
    for (const [key, { at }] of this.#heard) {
      if (this.#deps.clock.now() - at > FORGET_AFTER_MS) this.#heard.delete(key);
    }
    if (this.#heard.size < before) this.#deps.changed();
  }

  #say(people: readonly Doing[], gone: readonly string[]): void {
    let some: Doing[] = [];
    let length = 0;
    const flush = (left: readonly string[]): void => {
      this.#send({ asks: false, people: some.map(copy), gone: [...left] });
      some = [];
      length = 0;
    };
    for (const person of people) {
      const size = JSON.stringify(person).length + 1;
      if (length + size > MAX_WHISPER - 200) flush([]);
      some.push(person);
      length += size;
    }
    if (some.length > 0) flush([]);
    for (let first = 0; first < gone.length; first += GONE_AT_ONCE) flush(gone.slice(first, first + GONE_AT_ONCE));
  }

  #send(whisper: Omit<Whisper, 'from'>): void {
    this.#deps.whispers.send(JSON.stringify({ from: this.#deps.name, ...whisper } satisfies Whisper));
  }

  /** What is not understood was said by another version. */
  #hear(text: string): void {
    const whisper = parse(text);
    if (whisper === null || whisper.from === this.#deps.name) return;
    const { from, asks, people, gone } = whisper;
    const at = this.#deps.clock.now();
    if (asks && this.#own.size > 0) this.#say([...this.#own.values()], []);
    let isNews = false;
    for (const doing of people) {
      const key = `${from} ${doing.userId}`;
      isNews ||= JSON.stringify(this.#heard.get(key)?.doing) !== JSON.stringify(doing);
      this.#heard.set(key, { doing, at });
    }
    for (const userId of gone) isNews = this.#heard.delete(`${from} ${userId}`) || isNews;
    if (isNews) this.#deps.changed();
  }
}

/** Ids have at most 64 characters. */
const GONE_AT_ONCE = 100;

const copy = ({ userId, state, looking, typing, replying }: Doing): Whisper['people'][number] => ({
  userId,
  state,
  looking: [...looking],
  typing: [...typing],
  replying: [...replying],
});

function parse(text: string): Whisper | null {
  try {
    return whisperSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
