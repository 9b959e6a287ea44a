import { CHAT_LEASE_MS, CONTACT_MS } from '../../shared/protocol/limits.ts';
import type { World } from './world.ts';

/** Between two looks of the hub, and as much again for what it then does. */
const LOOKS_MS = 25_000;

interface Held {
  readonly userId: string;
  readonly since: number;
}

/** What is known of leases without the hub's own account of them: which frames reached it, and when. */
export class LeaseWatch {
  readonly #world: World;
  /** Last frame of any device of each person that the hub knows. */
  readonly #heardAt = new Map<string, number>();
  /** Chats that somebody holds, since when. */
  #held = new Map<string, Held>();
  /** The hub began, or time jumped: what it had seen does not count (LE4). */
  #undisturbedSince = 0;

  constructor(world: World) {
    this.#world = world;
  }

  heard(userId: string): void {
    this.#heardAt.set(userId, this.#world.time.now());
  }

  disturbed(): void {
    this.#undisturbedSince = this.#world.time.now();
  }

  /** A line says that a lease ended: nobody had been in contact, nor the chat been taken, for as long as it is (LE2, LE3). */
  expired(conversationId: string, userId: string): void {
    const { time } = this.#world;
    const held = this.#held.get(conversationId);
    const heardAt = this.#heardAt.get(userId) ?? 0;
    const lastMs = time.now() - Math.max(heardAt, held?.since ?? 0);
    if (held?.userId === userId && lastMs >= CHAT_LEASE_MS) return;
    const told = `of ${userId} ended ${lastMs} ms after they were heard, held by ${held?.userId}`;
    this.#world.violate('lease', `the lease of ${conversationId} ${told}`);
  }

  /** After every commit. */
  committed(): void {
    const chats = [...this.#world.watch.conversations.values()].filter(
      ({ row }) => row.channel === 'chat' && row.state === 'claimed',
    );
    this.#held = new Map(
      chats.map(({ row }) => [row.id, { userId: row.assignee_id ?? '', since: row.claimed_at ?? 0 }]),
    );
  }

  /** After every step: nobody holds a chat who has been out of reach for longer than a lease (LE3). */
  check(): void {
    const { hub, time } = this.#world;
    if (!hub.isAlive) return;
    for (const [id, { userId, since }] of this.#held) {
      const from = Math.max(since, this.#heardAt.get(userId) ?? 0, this.#undisturbedSince);
      const lastMs = time.now() - from;
      if (lastMs <= CHAT_LEASE_MS + CONTACT_MS + LOOKS_MS) continue;
      this.#world.violate('lease', `${userId} still holds ${id}, out of reach for ${lastMs} ms`);
    }
  }
}
