import * as z from 'zod';
import type { Timers } from '../../shared/effects.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { createClient } from './postgres-client.ts';
import { createSerial } from './serial.ts';
import type { Committed, Whispers } from './storage.ts';

export const CHANNEL = 'sportello';
/** What hubs tell each other of the moment (PR6): ids only, kept nowhere. */
const WHISPERS = 'sportello_whispers';

const newsSchema = z.object({
  from: z.string(),
  feed: z.boolean(),
  mail: z.boolean(),
  entered: z.object({ deviceId: z.string(), connection: z.number() }).optional(),
  barred: z.object({ deviceIds: z.array(z.string()).readonly(), userIds: z.array(z.string()).readonly() }).optional(),
});
/** What one hub tells the others of a commit, with the commit. No texts: only that there is something to look at. */
export type News = z.infer<typeof newsSchema>;

const ALL: Committed = { feed: true, mail: true, barred: 'unknown' };
const ASK_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 5_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;

interface Around {
  readonly address: PostgresAddress;
  readonly timers: Timers;
  /** This process: what it committed itself it has told already. */
  readonly instance: string;
  readonly tell: (what: Committed) => void;
}

/**
 * Hears what other hubs commit, on a connection of its own. While that is broken nothing is heard: it is opened again, and
 * then everything is looked at once.
 */
export async function hearNews(around: Around): Promise<Heard> {
  const ear = new Ear(around);
  await ear.open();
  return { stop: () => ear.close(), whispers: ear };
}

interface Heard {
  readonly whispers: Whispers;
  stop(): Promise<void>;
}

type Open = ReturnType<typeof createClient>;

class Ear implements Whispers {
  /** One question at a time on one connection. */
  readonly #inOrder = createSerial();
  readonly #whispered = new Set<(text: string) => void>();
  readonly #around: Around;
  #client: Open | null = null;
  #isClosed = false;
  #retryMs = FIRST_RETRY_MS;
  #cancel = (): void => undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  async open(): Promise<void> {
    const client = createClient(this.#around.address, { query_timeout: ANSWER_WITHIN_MS });
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === CHANNEL) this.#heard(payload);
      else for (const listener of this.#whispered) listener(payload);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      await client.query(`listen ${WHISPERS}`);
    } catch (error) {
      hangUp(client);
      throw error;
    }
    if (this.#isClosed) return hangUp(client);
    this.#client = client;
    client.once('end', () => this.#lost(client));
    this.#askLater(client);
  }

  /** What can't be said now is said again later by whoever says it. */
  send(text: string): void {
    const said = this.#inOrder(async () => {
      await this.#client?.query('select pg_notify($1, $2)', [WHISPERS, text]);
    });
    said.catch(() => undefined);
  }

  onHeard(listener: (text: string) => void): () => void {
    this.#whispered.add(listener);
    return () => this.#whispered.delete(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#inOrder(async () => this.#client?.end());
  }

  /** A hub of another version may say what this one does not know: then there is something to look at, whatever it is. */
  #heard(payload: string): void {
    const news = newsOf(payload);
    if (news?.from === this.#around.instance) return;
    this.#around.tell(news === null ? ALL : committedFrom(news));
  }

  /** A connection can die without a word; only a question shows it. */
  #askLater(client: Open): void {
    this.#cancel = this.#around.timers.after(ASK_EVERY_MS, () => {
      this.#inOrder(() => client.query('select 1')).then(
        () => this.#client === client && !this.#isClosed && this.#askLater(client),
        () => this.#lost(client),
      );
    });
  }

  #lost(client: Open): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = null;
    this.#cancel();
    hangUp(client);
    this.#openLater();
  }

  #openLater(): void {
    this.#cancel = this.#around.timers.after(this.#retryMs, () => {
      this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
      this.open().then(
        () => this.#healed(),
        () => this.#isClosed || this.#openLater(),
      );
    });
  }

  #healed(): void {
    this.#retryMs = FIRST_RETRY_MS;
    if (!this.#isClosed) this.#around.tell(ALL);
  }
}

function newsOf(payload: string): News | null {
  try {
    return newsSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}

const committedFrom = ({ feed, mail, entered, barred }: News): Committed => ({
  feed,
  mail,
  ...(entered === undefined ? {} : { entered }),
  ...(barred === undefined ? {} : { barred }),
});

function hangUp(client: Open): void {
  client.end().catch(() => undefined);
}
