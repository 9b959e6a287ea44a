import type { Clock, Timers } from '../../../shared/effects.ts';
import { TEXT_EXPIRES_AFTER_MS } from '../../../shared/protocol/limits.ts';
import type { ConversationRow } from '../db/conversation-row.ts';
import { removeContent } from '../db/conversations.ts';
import type { CoreDb, WritableDb } from '../db/database.ts';
import { getMeta, setMeta } from '../db/meta.ts';
import { addNotice } from '../db/notices.ts';
import { forgetNotes } from '../db/passing-note.ts';
import { addExpiredReceipts } from '../db/receipts.ts';
import { removeContents } from '../db/remove-contents.ts';

/** Time away is counted at least this often, so that a clock that is set back takes no more than this away. */
const TICK_MS = 5 * 60_000;

export interface ExpiryDeps {
  readonly db: CoreDb;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly isOnline: () => boolean;
  /** So long without contact that nothing unclaimed may be left; told at every look. */
  readonly away: () => void;
  /** The text of these has left the database. */
  readonly expired: (conversationIds: readonly string[]) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Removes unclaimed text from a device that has been away from the hub for too long (EX1). Away is the sum of the time
 * that has passed from look to look: a clock that was set back adds nothing and takes nothing off, one that was set
 * forward only makes it earlier (EX2).
 */
export class Expiry {
  readonly #deps: ExpiryDeps;
  #cancel: () => void = () => undefined;

  constructor(deps: ExpiryDeps) {
    this.#deps = deps;
  }

  /** Looks at once; later by itself, and whenever the connection comes or goes. */
  look(): void {
    this.#cancel();
    const { db, timers, away, expired, failed } = this.#deps;
    const { ids, leftMs } = db.write((tx) => this.#account(tx));
    const delay = leftMs > 0 ? Math.min(TICK_MS, leftMs) : TICK_MS;
    this.#cancel = timers.after(delay, () => {
      try {
        this.look();
      } catch (error) {
        failed(error);
      }
    });
    if (leftMs <= 0) away();
    if (ids.length > 0) expired(ids);
  }

  stop(): void {
    this.#cancel();
  }

  #account(tx: WritableDb): { readonly ids: readonly string[]; readonly leftMs: number } {
    const now = this.#deps.clock.now();
    const passed = Math.max(0, now - (getMeta(tx, 'seenAt') ?? now));
    const away = this.#deps.isOnline() ? 0 : (getMeta(tx, 'awayMs') ?? 0) + passed;
    setMeta(tx, 'seenAt', now);
    setMeta(tx, 'awayMs', away);
    const leftMs = (getMeta(tx, 'textExpiresAfterMs') ?? TEXT_EXPIRES_AFTER_MS) - away;
    return { ids: leftMs > 0 ? [] : removeUnclaimed(tx, now), leftMs };
  }
}

/** From so many on they are removed together, which makes the index anew. */
const MANY = 200;

/** Text of what waits, whoever asked for it offline: it is nobody's yet. Stubs, drafts and the outbox stay. */
function removeUnclaimed(db: WritableDb, localAt: number): readonly string[] {
  const rows = db.all<ConversationRow>(
    `select * from conversation where state = 'waiting' and content_slot is not null and version > 0`,
  );
  const noted = forgetNotes(db);
  if (rows.length === 0) return noted;
  const ids = rows.map(({ id }) => id);
  if (rows.length >= MANY) removeContents(db, rows);
  else for (const row of rows) removeContent(db, row);
  addExpiredReceipts(db, ids, getMeta(db, 'cursor') ?? 0);
  for (const id of ids) db.touch(`conversation:${id}`);
  db.touch('list');
  addNotice(db, { localAt, conversationId: null, kind: 'expired', command: null, failure: null });
  return [...ids, ...noted];
}
