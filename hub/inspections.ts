import type { Ids } from '../shared/effects.ts';
import type { Failure } from '../shared/errors.ts';
import {
  INSPECTION_MS,
  isReason,
  MIN_REASON,
  type Inspection,
  type InspectionRequest,
} from '../shared/model/inspection.ts';
import { blank, nextInstant, systemLine, withLine } from './commands/decision.ts';
import { isCoordinator } from './coordinator.ts';
import { conversationOf, messageOf } from './feed/conversation-texts.ts';
import { readableSince } from './feed/window.ts';
import { plainText } from './fit-frame.ts';
import type { Answered } from './ports.ts';
import type { InspectionRecord } from './storage/inspection-tx.ts';
import type { ConversationRecord, WriteTx } from './storage/storage.ts';

interface By {
  readonly now: number;
  readonly actor: { readonly userId: string; readonly deviceId: string };
}

/**
 * A coordinator reads a case without taking part in it, for a reason (section BG). Before anything of it leaves, the reason is a
 * line of the case, the reading is written down, and its device holds what it is about to be given.
 */
export async function inspect(
  tx: WriteTx,
  asked: InspectionRequest,
  by: By & { readonly ids: Ids },
): Promise<Answered<Inspection>> {
  const known = await tx.inspection(asked.id);
  if (known !== null) return again(tx, known, by);
  const conversation = await tx.conversation(asked.conversationId);
  const failure = await refusal(tx, { asked, conversation }, by);
  if (failure !== null || conversation === null) return refused(tx, conversation, { ...by, failure });
  const { now, actor, ids } = by;
  const reasonId = ids.next();
  const event = { code: 'inspected' as const, userId: actor.userId, step: 'begun' as const };
  const line = { ...blank, id: reasonId, at: nextInstant(conversation, now), kind: 'note' as const, event };
  const text = plainText(asked.reason).trim();
  await tx.saveConversation(withLine(conversation, conversation, { ...line, authorId: actor.userId, text }));
  const inspection = { id: asked.id, conversationId: conversation.id, reasonId, ...actor, begunAt: now };
  await tx.addInspection(inspection);
  await tx.recordHolds([
    { deviceId: actor.deviceId, conversationId: conversation.id, fence: conversation.fence, seq: await tx.feedSeq() },
  ]);
  // Participants are told that one more device has the text (EV5).
  await tx.touchConversation(conversation.id);
  const facts = { reasonId, toldUserId: conversation.assigneeId ?? actor.userId };
  await tx.appendAudit([{ at: now, kind: 'inspection', actor, conversation, facts }]);
  return { ok: true, value: await contentOf(tx, { ...inspection, endedAt: null }) };
}

interface Wanted {
  readonly asked: InspectionRequest;
  readonly conversation: ConversationRecord | null;
}

/** Null: they may read it (BG1). */
async function refusal(tx: WriteTx, { asked, conversation }: Wanted, { actor }: By): Promise<Failure | null> {
  if (!(await isCoordinator(tx, actor))) return { code: 'forbidden' };
  if (!isReason(plainText(asked.reason))) return { code: 'reason-missing', limit: MIN_REASON };
  if (conversation === null) return { code: 'unknown-conversation' };
  // What waits is read by everybody, or after its claim; a participant reads by their own right.
  const mayClaim = conversation.state === 'waiting';
  return mayClaim || conversation.participantIds.includes(actor.userId) ? { code: 'wrong-state' } : null;
}

async function refused(
  tx: WriteTx,
  conversation: ConversationRecord | null,
  { now: at, actor, failure }: By & { readonly failure: Failure | null },
): Promise<Answered<never>> {
  const told = failure ?? { code: 'unknown-conversation' as const };
  const facts = { code: told.code };
  await tx.appendAudit([{ at, kind: 'inspection-refused', actor, conversation, facts }]);
  return { ok: false, failure: told };
}

/** Asked again because the answer was lost: the same reading, while it lasts. */
async function again(tx: WriteTx, known: InspectionRecord, { now, actor }: By): Promise<Answered<Inspection>> {
  const isTheirs = known.deviceId === actor.deviceId && known.endedAt === null;
  if (!isTheirs || now >= known.begunAt + INSPECTION_MS) return { ok: false, failure: { code: 'invalid-request' } };
  return { ok: true, value: await contentOf(tx, known) };
}

async function contentOf(tx: WriteTx, { id, conversationId, begunAt }: InspectionRecord): Promise<Inspection> {
  const readable = (await tx.readable([conversationId])).get(conversationId);
  if (readable === undefined) throw new Error('a reading of a conversation that is not there');
  const messages = (await tx.messages([conversationId], 0)).get(conversationId) ?? [];
  const evictions = await tx.evictions([conversationId]);
  return {
    id,
    conversation: conversationOf(readable.record, { evictions }),
    messages: messages.map(messageOf),
    readAt: begunAt,
    endsAt: begunAt + INSPECTION_MS,
  };
}

/** The device has the text no more: said by itself (BG4). Said again it changes nothing. */
export async function endInspection(tx: WriteTx, id: string, by: By & { readonly ids: Ids }): Promise<Failure | null> {
  const known = await tx.inspection(id);
  if (known === null || known.deviceId !== by.actor.deviceId) return { code: 'invalid-request' };
  if (known.endedAt === null) await end(tx, known, { ...by, eventId: by.ids.next() });
  return null;
}

/** It was in the memory of a connection that is no more: who comes anew has nothing of it (BG5). */
export async function endLeftInspections(tx: WriteTx, by: By, ids: Ids): Promise<void> {
  for (const left of await tx.openInspections(by.actor.deviceId)) await end(tx, left, { ...by, eventId: ids.next() });
}

async function end(
  tx: WriteTx,
  { id, conversationId, reasonId, userId, deviceId }: InspectionRecord,
  { now, actor, eventId }: By & { readonly eventId: string },
): Promise<void> {
  await tx.endInspection(id, now);
  const readable = (await tx.readable([conversationId])).get(conversationId);
  if (readable === undefined) return;
  const { record: before } = readable;
  const event = { code: 'inspected' as const, userId, step: 'ended' as const };
  const line = systemLine({ id: eventId, at: nextInstant(before, now), event });
  await tx.saveConversation(withLine(before, before, line));
  const about = { at: now, actor, conversation: before };
  await tx.appendAudit([{ ...about, kind: 'inspection-ended', facts: { reasonId } }]);
  // Whoever may read it by now was sent it by the feed, too, and holds it.
  if (readableSince(readable, userId) !== null) return;
  const fence = before.fence + 1;
  const isEvicted = await tx.recordEvicted({ deviceId, conversationId, fence, at: now });
  if (isEvicted) await tx.appendAudit([{ ...about, kind: 'evicted', facts: { fence, expired: false } }]);
}
