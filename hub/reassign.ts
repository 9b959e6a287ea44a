import type { Ids } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import { UNDO_MS, type ReassignPlan, type ReassignRequest, type ReassignTarget } from '../shared/model/reassignment.ts';
import { assignedTo, nextInstant, systemLine, waitingAgain, withLine } from './commands/decision.ts';
import { isCoordinator } from './coordinator.ts';
import type { Answered } from './ports.ts';
import type { Before } from './storage/reassignment-tx.ts';
import type { ConversationRecord, ReadTx, WriteTx } from './storage/storage.ts';

interface By {
  readonly now: number;
  readonly actor: { readonly userId: string; readonly deviceId: string };
}
type Acting = By & { readonly ids: Ids };

type Why = ReassignPlan['leftOut'][number]['why'];

/** What is remembered of a reassignment after this long is nobody's business any more. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;

/** Only ever what a coordinator saw: who has moved it since moved it for a reason. */
function whyNot(conversation: ConversationRecord, fence: number, to: ReassignTarget): Why | null {
  if (conversation.state === 'resolved') return 'resolved';
  if (conversation.mergedInto !== undefined) return 'led';
  const isThere =
    'userId' in to
      ? conversation.state === 'claimed' && conversation.assigneeId === to.userId
      : conversation.state === 'waiting' && conversation.groupId === to.groupId;
  if (isThere) return 'already-there';
  return conversation.fence === fence ? null : 'changed';
}

async function failureOf(tx: ReadTx, to: ReassignTarget): Promise<Failure | null> {
  if ('userId' in to) return (await tx.user(to.userId))?.active === true ? null : { code: 'unknown-user' };
  return (await tx.groups([to.groupId])).length > 0 ? null : { code: 'unknown-group' };
}

interface Planned {
  readonly moving: readonly ConversationRecord[];
  readonly plan: ReassignPlan;
}

async function planned(tx: ReadTx, { cases, to }: ReassignRequest): Promise<Planned> {
  const seen = new Map(cases.map(({ conversationId, fence }) => [conversationId, fence]));
  const readable = await tx.readable([...seen.keys()]);
  const moving: ConversationRecord[] = [];
  const leftOut: ReassignPlan['leftOut'] = [];
  for (const [conversationId, fence] of seen) {
    const record = readable.get(conversationId)?.record;
    const why = record === undefined ? 'unknown' : whyNot(record, fence, to);
    if (why === null && record !== undefined) moving.push(record);
    else if (why !== null) leftOut.push({ conversationId, number: record?.number ?? null, why });
  }
  const from = byHolder(moving);
  return { moving, plan: { from, moves: moving.length, leftOut, undoUntil: null } };
}

function byHolder(conversations: readonly ConversationRecord[]): ReassignPlan['from'] {
  const cases = new Map<string | null, number>();
  for (const { assigneeId } of conversations) cases.set(assigneeId, (cases.get(assigneeId) ?? 0) + 1);
  return [...cases].map(([userId, count]) => ({ userId, cases: count }));
}

/** What would happen (RA2). */
export async function planReassignment(tx: ReadTx, asked: ReassignRequest): Promise<Answered<ReassignPlan>> {
  const failure = await failureOf(tx, asked.to);
  return failure === null ? { ok: true, value: (await planned(tx, asked)).plan } : { ok: false, failure };
}

/** All of it in one transaction, or nothing (RA3). */
export async function reassign(tx: WriteTx, asked: ReassignRequest, by: Acting): Promise<Answered<ReassignPlan>> {
  const { now, actor, ids } = by;
  const failure = (await isCoordinator(tx, actor)) ? await failureOf(tx, asked.to) : { code: 'forbidden' as const };
  if (failure !== null) return refused(tx, failure, by);
  const known = await tx.reassignment(asked.id);
  if (known !== null) return { ok: true, value: known.plan };
  const { moving, plan } = await planned(tx, asked);
  const before: Before[] = [];
  for (const conversation of moving) {
    const after = moved(conversation, asked.to, now);
    await save(tx, { conversation, after }, { ...by, eventId: ids.next() });
    before.push({ ...placeOf(conversation), fence: after.fence });
  }
  const done = { ...plan, undoUntil: plan.moves === 0 ? null : now + UNDO_MS };
  const record = { id: asked.id, userId: actor.userId, at: now, plan: done, before };
  await tx.addReassignment(record, now - FORGOTTEN_AFTER_MS);
  const target = { toUserId: null, toGroupId: null, ...targetFacts(asked.to) };
  await tx.appendAudit(
    moving.map((conversation, at) => {
      const facts = { reassignmentId: asked.id, fence: before[at]?.fence ?? 0, ...target };
      return { at: now, kind: 'reassign' as const, actor, conversation, facts };
    }),
  );
  return { ok: true, value: done };
}

const targetFacts = (to: ReassignTarget) => ('userId' in to ? { toUserId: to.userId } : { toGroupId: to.groupId });

const placeOf = ({ id, state, groupId, assigneeId, participantIds, claimedAt }: ConversationRecord) => ({
  conversationId: id,
  state,
  groupId,
  assigneeId,
  participantIds,
  claimedAt,
});

const moved = (conversation: ConversationRecord, to: ReassignTarget, now: number): ConversationRecord =>
  'userId' in to ? assignedTo(conversation, to.userId, now) : { ...waitingAgain(conversation), groupId: to.groupId };

interface Move {
  readonly conversation: ConversationRecord;
  readonly after: ConversationRecord;
}

/** The line is that of a transfer, by the coordinator. */
async function save(tx: WriteTx, { conversation, after }: Move, { now, actor, eventId }: By & { eventId: string }) {
  const { assigneeId: toUserId, groupId } = after;
  const toGroupId = toUserId === null ? groupId : null;
  const event = { code: 'transferred' as const, userId: actor.userId, toUserId, toGroupId };
  const line = systemLine({ id: eventId, at: nextInstant(conversation, now), event });
  await tx.saveConversation(withLine(conversation, after, line));
}

/** Back where they were, as they were: those that nobody has moved since (RA4). */
export async function undoReassignment(tx: WriteTx, id: string, by: Acting): Promise<Answered<ReassignPlan>> {
  const { now, actor, ids } = by;
  if (!(await isCoordinator(tx, actor))) return refused(tx, { code: 'forbidden' }, by);
  const known = await tx.reassignment(id);
  if (known === null || known.undoneAt !== null || now > known.at + UNDO_MS)
    return refused(tx, { code: 'wrong-state' }, by);
  const readable = await tx.readable(known.before.map(({ conversationId }) => conversationId));
  const active = new Set((await tx.users()).filter((user) => user.active).map((user) => user.id));
  const leftOut: ReassignPlan['leftOut'] = [];
  const back: Move[] = [];
  for (const before of known.before) {
    const conversation = readable.get(before.conversationId)?.record;
    const why = whyNotBack(conversation, before, active);
    if (conversation === undefined || why !== null)
      leftOut.push({
        conversationId: before.conversationId,
        number: conversation?.number ?? null,
        why: why ?? 'unknown',
      });
    else back.push({ conversation, after: restored(conversation, before) });
  }
  for (const move of back) await save(tx, move, { ...by, eventId: ids.next() });
  await tx.endReassignment(id, now);
  await tx.appendAudit(
    back.map(({ conversation, after: { fence } }) => {
      const facts = { reassignmentId: id, fence };
      return { at: now, kind: 'reassign-undone' as const, actor, conversation, facts };
    }),
  );
  const from = byHolder(back.map(({ conversation }) => conversation));
  return { ok: true, value: { from, moves: back.length, leftOut, undoUntil: null } };
}

function whyNotBack(
  conversation: ConversationRecord | undefined,
  before: Before,
  active: ReadonlySet<string>,
): Why | null {
  if (conversation === undefined) return 'unknown';
  if (conversation.state === 'resolved') return 'resolved';
  if (conversation.fence !== before.fence) return 'changed';
  return before.participantIds.every((userId) => active.has(userId)) ? null : 'inactive';
}

/** The token grows all the same: whoever held it meanwhile writes under none. */
const restored = (conversation: ConversationRecord, before: Before): ConversationRecord => ({
  ...conversation,
  state: before.state,
  groupId: before.groupId,
  assigneeId: before.assigneeId,
  participantIds: before.participantIds,
  claimedAt: before.claimedAt,
  resolvedAt: null,
  fence: conversation.fence + 1,
});

async function refused(tx: WriteTx, failure: Failure, { now: at, actor }: By): Promise<Answered<never>> {
  const facts = { code: failure.code };
  await tx.appendAudit([{ at, kind: 'reassign-refused', actor, conversation: null, facts }]);
  return { ok: false, failure };
}
