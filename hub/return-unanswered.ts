import type { Ids } from '../shared/effects.ts';
import type { Deadlines } from '../shared/schedule/deadlines.ts';
import type { Schedule } from '../shared/schedule/schedule.ts';
import { serviceMs } from '../shared/schedule/service-time.ts';
import { nobody } from './audit/entry.ts';
import { nextInstant, systemLine, waitingAgain, withLine } from './commands/decision.ts';
import type { UnansweredClaim } from './storage/clock-tx.ts';
import type { ReadTx, Storage, WriteTx } from './storage/storage.ts';

interface Look {
  readonly storage: Storage;
  readonly ids: Ids;
  readonly now: number;
  readonly deadlines: Deadlines;
  readonly schedules: ReadonlyMap<string, Schedule>;
}

const MINUTE_MS = 60_000;

/** What somebody took and has not answered for too long waits again for everybody, where coordinators want that (CK6). */
export async function returnUnanswered(look: Look): Promise<void> {
  const { storage, deadlines } = look;
  if (deadlines.returnMinutes === undefined) return;
  const due = (await storage.read((tx) => dueOf(tx, look))).map(({ conversationId }) => conversationId);
  if (due.length === 0) return;
  await storage.write(async (tx) => {
    // Unless somebody answered meanwhile, or another hub was faster.
    for (const claim of await dueOf(tx, look)) if (due.includes(claim.conversationId)) await giveBack(tx, claim, look);
  });
}

async function dueOf(tx: ReadTx, { now, deadlines, schedules }: Look): Promise<readonly UnansweredClaim[]> {
  const enough = (deadlines.returnMinutes ?? 0) * MINUTE_MS;
  const claims = await tx.unansweredClaims(now - enough);
  return claims.filter(({ groupId, claimedAt: from }) => {
    const stretch = { from, to: now, enough };
    return serviceMs(schedules.get(groupId) ?? null, stretch, deadlines) >= enough;
  });
}

async function giveBack(tx: WriteTx, { conversationId }: UnansweredClaim, { ids, now }: Look): Promise<void> {
  const before = await tx.conversation(conversationId);
  if (before?.state !== 'claimed' || before.assigneeId === null) return;
  const { assigneeId } = before;
  const event = { code: 'released' as const, userId: assigneeId, isOverdue: true as const };
  const line = { ...systemLine({ id: ids.next(), at: nextInstant(before, now), event }), visibility: 'open' as const };
  const change = withLine(before, waitingAgain(before), line);
  await tx.saveConversation(change);
  const facts = { fence: change.after.fence, formerUserId: assigneeId };
  await tx.appendAudit([{ at: now, kind: 'returned', actor: nobody, conversation: before, facts }]);
}
