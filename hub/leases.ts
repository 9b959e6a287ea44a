import type { Clock, Ids, Timers } from '../shared/effects.ts';
import { createContacts, type Contact } from './contacts.ts';
import { nobody } from './audit/entry.ts';
import { expire } from './commands/expire.ts';
import type { Log } from './log.ts';
import type { Lease, Storage, WriteTx } from './storage/storage.ts';

export interface Leases {
  /** A device of this user is connected here. */
  enter(userId: string): Contact;
  close(): void;
}

export interface LeaseDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  readonly chatLeaseMs: number;
}

const LONGEST_PAUSE_MS = 10_000;
const SHORTEST_PAUSE_MS = 500;
/** A look that comes later than so many pauses: this hub was held up, and has not seen who was there meanwhile. */
const LATE_AFTER_PAUSES = 3;

/** Told to the contact, in the chat. */
const EXPIRED_TEXT =
  'Il volontario che Le rispondeva ha perso il collegamento. La Sua richiesta è di nuovo in attesa: ' +
  'Le risponderà appena possibile un altro volontario, non serve riscrivere.';

/** What a hub has seen of a lease: when its beat last moved, by this hub's own clock. */
interface Seen {
  readonly fence: number;
  readonly beat: number;
  readonly renewedAt: number;
}

/**
 * Renews the leases of those who are in contact here, and ends those that nobody has renewed for their length (LE3).
 *
 *     hub A ── renews: beat 7 → 8 ──┐
 *                                   ├─ one database: fence and beat of each claimed chat
 *     hub B ── sees 8 since 12:03 ──┘  … still 8 at 12:04:30: ends it, in a transaction that finds 8 (LE5)
 *
 * No instant of another clock is ever compared with this one's (LE4). What was seen is forgotten whenever this hub was not
 * there to see: at its start, after a look that failed or came late, when its clock was set.
 */
export function createLeases(deps: LeaseDeps): Leases {
  const { clock, timers, log, chatLeaseMs } = deps;
  const contacts = createContacts(clock);
  const pauseMs = Math.max(SHORTEST_PAUSE_MS, Math.min(LONGEST_PAUSE_MS, Math.floor(chatLeaseMs / 6)));
  let seen = new Map<string, Seen>();
  let lookedAt: number | null = null;
  let isLooking = false;
  let isClosed = false;
  let cancel = (): void => undefined;
  const look = async (): Promise<void> => {
    const now = clock.now();
    const pausedMs = lookedAt === null ? Number.POSITIVE_INFINITY : now - lookedAt;
    if (pausedMs < 0 || pausedMs > pauseMs * LATE_AFTER_PAUSES) seen = new Map();
    lookedAt = now;
    seen = await keep({ ...deps, contacts, seen, now });
    contacts.forgetBefore(now - chatLeaseMs);
  };
  const lookLater = (): void => {
    cancel = timers.after(pauseMs, () => {
      lookLater();
      if (isLooking) return;
      isLooking = true;
      look()
        .catch((error: unknown) => {
          lookedAt = null;
          if (!isClosed) log.defect('leases', error);
        })
        .finally(() => (isLooking = false));
    });
  };
  lookLater();
  return {
    enter: (userId) => contacts.enter(userId),
    close() {
      isClosed = true;
      cancel();
    },
  };
}

interface Look extends LeaseDeps {
  readonly contacts: ReturnType<typeof createContacts>;
  readonly seen: ReadonlyMap<string, Seen>;
  readonly now: number;
}

async function keep(look: Look): Promise<Map<string, Seen>> {
  const { storage, contacts, now, chatLeaseMs } = look;
  const leases = await storage.read((tx) => tx.leases());
  const seen = new Map(leases.map((lease) => [lease.conversationId, seenOf(lease, look)]));
  const users = new Set(leases.map(({ assigneeId }) => assigneeId));
  const renewed = new Set([...users].filter((userId) => contacts.isNews(userId)));
  const overdue = leases.filter(
    ({ conversationId, assigneeId }) =>
      !renewed.has(assigneeId) && now - (seen.get(conversationId)?.renewedAt ?? now) >= chatLeaseMs,
  );
  if (renewed.size === 0 && overdue.length === 0) return seen;
  await storage.write(async (tx) => {
    await tx.renewLeases([...renewed]);
    for (const lease of overdue) await end(tx, lease, look);
  });
  for (const userId of renewed) contacts.told(userId);
  for (const { conversationId, assigneeId, fence, beat } of leases) {
    // Contact from before this fence takes nothing off its lease (LE1).
    const renewedAt = Math.max(contacts.lastContactAt(assigneeId) ?? now, seen.get(conversationId)?.renewedAt ?? 0);
    if (renewed.has(assigneeId)) seen.set(conversationId, { fence, beat: beat + 1, renewedAt });
  }
  return seen;
}

/** Unmoved since it was seen first, or its renewal is news of this very moment. */
function seenOf({ conversationId, fence, beat }: Lease, { seen, now }: Look): Seen {
  const known = seen.get(conversationId);
  return known?.fence === fence && known.beat === beat ? known : { fence, beat, renewedAt: now };
}

/** Unless somebody renewed it, or ended it, since it was looked at (LE5). */
async function end(tx: WriteTx, { conversationId, fence, beat }: Lease, { ids, now }: Look): Promise<void> {
  const lease = await tx.lease(conversationId);
  const conversation = await tx.conversation(conversationId);
  if (conversation === null || lease?.fence !== fence || lease.beat !== beat) return;
  const change = expire(conversation, { now, eventId: ids.next(), text: EXPIRED_TEXT });
  await tx.saveConversation(change);
  const facts = { fence: change.after.fence, formerUserId: lease.assigneeId };
  await tx.appendAudit([{ at: now, kind: 'lease-expired', actor: nobody, conversation, facts }]);
}
