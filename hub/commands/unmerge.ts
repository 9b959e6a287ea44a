import type { BeforeMerge } from '../merge/before-merge.ts';
import type { ConversationChange, ConversationRecord, WriteTx } from '../storage/storage.ts';
import {
  nextInstant,
  refusalOfChange,
  refuse,
  systemLine,
  waitingAgain,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

/** Decides, and stores what it does to the case that led it (MG5). */
export async function runUnmerge(tx: WriteTx, situation: WriteSituation): Promise<Decision> {
  const refusal = refusalOfChange(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId } = situation;
  const { mergedInto, beforeMerge } = conversation;
  const lead = mergedInto === undefined ? null : await tx.conversation(mergedInto);
  if (lead === null || beforeMerge === undefined) return refuse({ code: 'wrong-state' });
  const waits = await tx.unansweredSince([lead.id, conversation.id]);
  const parts = partsOf(conversation, lead, beforeMerge);
  const changed = (before: ConversationRecord, after: ConversationRecord, id: string): ConversationChange => {
    const { number } = before === lead ? conversation : lead;
    const event = { code: 'unmerged' as const, userId, number, participantIds: [...after.participantIds] };
    // Of its own messages alone: an answer in the other one was none to this one (MG4).
    const isAlone = after.mergedIds === undefined;
    const answered = isAlone ? { ...after, awaitingAnswer: waits.has(before.id) } : after;
    return withLine(before, answered, systemLine({ id, at: nextInstant(before, now), event }));
  };
  await tx.saveConversation(changed(lead, parts.lead, `${eventId}-o`));
  return { ok: true, change: changed(conversation, parts.joined, eventId) };
}

/** What waited before waits again; of what was held, those take part again who did, and those who came since. */
function partsOf(
  conversation: ConversationRecord,
  lead: ConversationRecord,
  before: BeforeMerge,
): { readonly lead: ConversationRecord; readonly joined: ConversationRecord } {
  const { mergedInto: _into, beforeMerge: _before, ...single } = conversation;
  const { mergedIds = [], ...bare } = lead;
  const left = mergedIds.filter((id) => id !== conversation.id);
  return {
    joined: apart(single, { own: before.joined, other: before.lead, before }),
    // While it leads others they go on together.
    lead:
      left.length > 0 ? { ...bare, mergedIds: left } : apart(bare, { own: before.lead, other: before.joined, before }),
  };
}

interface Sides {
  readonly own: BeforeMerge['lead'];
  readonly other: BeforeMerge['lead'];
  readonly before: BeforeMerge;
}

function apart(record: ConversationRecord, { own, other, before }: Sides): ConversationRecord {
  // Moved to another group since: that was about both.
  const groupId = record.groupId === before.groupId ? own.groupId : record.groupId;
  if (before.waitedId === record.id) return { ...waitingAgain(record), groupId: own.groupId };
  const isForeign = (id: string): boolean => other.participantIds.includes(id) && !own.participantIds.includes(id);
  const participantIds = record.participantIds.filter((id) => id === record.assigneeId || !isForeign(id));
  const isLost = participantIds.length < record.participantIds.length;
  return { ...record, groupId, participantIds, fence: record.fence + (isLost ? 1 : 0) };
}
