import type { Query } from '../../../shared/bridge/core-queries.ts';
import type { Response } from '../../../shared/bridge/core.ts';
import type { Clock, Timers } from '../../../shared/effects.ts';
import type { Topic } from '../db/database.ts';
import { bodiesShown, topicsOf, type AnyResult } from '../queries/evaluate.ts';

/** Changes within one frame are answered together. */
const FRAME_MS = 16;
/** While much changes, answering takes at most a fifth of the time, and comes at least this often. */
const MAX_PAUSE_MS = 400;
const PAUSE_PER_WORK = 4;

interface Subscription {
  readonly portId: number;
  readonly id: number;
  readonly query: Query;
  readonly topics: readonly Topic[];
  readonly post: (message: Response) => void;
  /** JSON of the last answer, so that an equal one isn't sent again. */
  last: string;
}

interface LiveDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly evaluate: (query: Query) => AnyResult;
  /** An answer could not be made. */
  readonly failed: (error: unknown) => void;
}

/** Subscriptions of all renderers: answered at once, and again after every change that makes the answer another one. */
export class LiveQueries {
  readonly #deps: LiveDeps;
  readonly #subscriptions = new Map<string, Subscription>();
  /** Whose text each renderer has been sent. */
  readonly #bodiesByPort = new Map<number, Set<string>>();
  #touched = new Set<Topic>();
  #cancel: (() => void) | null = null;
  #pauseMs = FRAME_MS;
  #shownChanged = (): void => undefined;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  /** Conversations that windows show: those whose company they want to know. */
  shown(): readonly string[] {
    const ids = [...this.#subscriptions.values()].flatMap(({ query }) =>
      query.name === 'presence' && query.conversationId !== null ? [query.conversationId] : [],
    );
    return [...new Set(ids)];
  }

  onShownChange(listener: () => void): void {
    this.#shownChanged = listener;
  }

  subscribe(subscription: Omit<Subscription, 'last' | 'topics'>): void {
    const live = { ...subscription, topics: topicsOf(subscription.query), last: '' };
    this.#subscriptions.set(keyOf(subscription), live);
    this.#answer(live);
    if (live.query.name === 'presence') this.#shownChanged();
  }

  unsubscribe(subscription: { readonly portId: number; readonly id: number }): void {
    const known = this.#subscriptions.get(keyOf(subscription));
    this.#subscriptions.delete(keyOf(subscription));
    if (known?.query.name === 'presence') this.#shownChanged();
  }

  removePort(portId: number): void {
    this.#bodiesByPort.delete(portId);
    for (const [key, subscription] of this.#subscriptions) {
      if (subscription.portId === portId) this.#subscriptions.delete(key);
    }
    this.#shownChanged();
  }

  touch(topics: Iterable<Topic>): void {
    for (const topic of topics) this.#touched.add(topic);
    this.#cancel ??= this.#deps.timers.after(this.#pauseMs, () => this.flush());
  }

  /** Everything anew: another database, or none. */
  touchAll(): void {
    this.touch([...this.#subscriptions.values()].flatMap(({ topics }) => topics));
  }

  /** Answers what has changed, now. */
  flush(): void {
    const { clock } = this.#deps;
    const startedAt = clock.now();
    this.#cancel?.();
    this.#cancel = null;
    const touched = this.#touched;
    this.#touched = new Set();
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.topics.some((topic) => touched.has(topic))) this.#answer(subscription);
    }
    this.#pauseMs = Math.min(MAX_PAUSE_MS, Math.max(FRAME_MS, (clock.now() - startedAt) * PAUSE_PER_WORK));
  }

  /** Its text is on a screen right now. */
  isOpen(conversationId: string): boolean {
    return [...this.#subscriptions.values()].some(
      ({ portId, query }) =>
        query.name === 'conversation' &&
        query.id === conversationId &&
        this.#bodiesByPort.get(portId)?.has(conversationId) === true,
    );
  }

  /** Renderers that were sent the text of one of these conversations; each is named once. */
  takePortsThatShowed(conversationIds: readonly string[]): number[] {
    const ports = [...this.#bodiesByPort].filter(([, ids]) => conversationIds.some((id) => ids.has(id)));
    for (const [portId] of ports) this.#bodiesByPort.delete(portId);
    return ports.map(([portId]) => portId);
  }

  stop(): void {
    this.#cancel?.();
    this.#subscriptions.clear();
  }

  #answer(subscription: Subscription): void {
    try {
      const value = this.#deps.evaluate(subscription.query);
      const json = JSON.stringify(value);
      if (json === subscription.last) return;
      subscription.last = json;
      this.#remember(subscription, value);
      subscription.post({ type: 'update', id: subscription.id, value });
    } catch (error) {
      this.#deps.failed(error);
    }
  }

  #remember({ portId, query }: Subscription, value: AnyResult): void {
    const shown = bodiesShown(query, value);
    if (shown.length === 0) return;
    const ids = this.#bodiesByPort.get(portId) ?? new Set();
    for (const id of shown) ids.add(id);
    this.#bodiesByPort.set(portId, ids);
  }
}

const keyOf = ({ portId, id }: { readonly portId: number; readonly id: number }): string => `${portId}/${id}`;
