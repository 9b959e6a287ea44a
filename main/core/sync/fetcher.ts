import { MAX_FETCHED } from '../../../shared/protocol/limits.ts';
import type { Up } from '../../../shared/protocol/up.ts';
import { heldWithoutContent, waitingFirstWithoutContent, waitingWithoutContent } from '../db/conversations.ts';
import type { CoreDb, ReadableDb } from '../db/database.ts';

/** Lines of the list that count as its first page: more than a tall window shows, few enough to come in one frame or two. */
const FIRST_PAGE = 50;

/** Asks for text that has expired here, each conversation once a connection (EX4). */
export interface Fetcher {
  /** What this person holds or is of the first page and has no text, as far as the list is known; at most `MAX_FETCHED` in all. */
  first(): void;
  /** Everything else, once it is known what still waits. */
  rest(): void;
}

export interface FetcherDeps {
  readonly db: CoreDb;
  readonly userId: string;
  readonly send: (frame: Extract<Up, { type: 'fetch' }>) => void;
  /** Tells the hub first that these went: a word of it that came after the text would end the new hold (EX3). */
  readonly confirm: (conversationIds: readonly string[]) => void;
}

export function createFetcher({ db, userId, send, confirm }: FetcherDeps): Fetcher {
  const asked = new Set<string>();
  let isComplete = false;
  const ask = (ids: readonly string[]): void => {
    for (const id of ids) asked.add(id);
    for (let at = 0; at < ids.length; at += MAX_FETCHED) {
      send({ type: 'fetch', conversationIds: ids.slice(at, at + MAX_FETCHED) });
    }
  };
  const held = (tx: ReadableDb): readonly string[] => heldWithoutContent(tx, userId);
  const unasked = (ids: readonly string[]): readonly string[] => ids.filter((id) => !asked.has(id));
  return {
    first() {
      if (isComplete || asked.size >= MAX_FETCHED) return;
      const lacking = unasked(db.read((tx) => [...held(tx), ...waitingFirstWithoutContent(tx, FIRST_PAGE)]));
      const ids = lacking.slice(0, MAX_FETCHED - asked.size);
      if (ids.length === 0) return;
      confirm(ids);
      ask(ids);
    },
    rest() {
      if (isComplete) return;
      isComplete = true;
      ask(unasked(db.read((tx) => [...held(tx), ...waitingWithoutContent(tx)])));
    },
  };
}
