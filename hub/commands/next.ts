import type { Next } from '../../shared/model/next.ts';
import type { SystemEvent } from '../../shared/model/message.ts';
import type { WriteTx } from '../storage/storage.ts';
import { claim } from './claim.ts';
import { refuse, type Decision, type Situation } from './decision.ts';

/** A claim; one of the next in line is granted for that one alone (NX1). What the claimer holds already is theirs (CL6). */
export async function runClaim(tx: WriteTx, situation: Situation, next: Next | undefined): Promise<Decision> {
  const { conversation, userId } = situation;
  if (next === undefined || (conversation.state === 'claimed' && conversation.assigneeId === userId))
    return claim(situation);
  const nextId = await nextInLine(tx, next, userId);
  if (nextId === null) return refuse({ code: 'none-waiting' });
  return nextId === conversation.id ? claim(situation) : refuse({ code: 'not-next', conversationId: nextId });
}

/** The first that waits, in order of arrival and by nothing else; what this person has skipped is left out (NX3). */
async function nextInLine(tx: WriteTx, { groupIds, skipped }: Next, userId: string): Promise<string | null> {
  const first = await tx.firstWaiting(groupIds, skipped.length + 1);
  for (const id of first) {
    if (!skipped.includes(id) || !(await hasSkipped(tx, id, userId))) return id;
  }
  return null;
}

/** Nobody else has had it since this person left it to others. */
async function hasSkipped(tx: WriteTx, id: string, userId: string): Promise<boolean> {
  const messages = (await tx.messages([id], 0)).get(id) ?? [];
  const event = messages.findLast((message) => message.event !== null && moving.has(message.event.code))?.event;
  return event?.code === 'released' && event.userId === userId && event.skipped !== undefined;
}

/** Lines after which somebody else has it, or may have it. */
const moving: ReadonlySet<string> = new Set<SystemEvent['code']>([
  'claimed',
  'released',
  'transferred',
  'lease-expired',
  'reopened',
  'merged',
  'unmerged',
]);
