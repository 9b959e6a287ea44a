import { movingCodes } from '../../shared/model/moving-codes.ts';
import { nextInstant, systemLine } from '../commands/decision.ts';
import { partialWith } from '../partial.ts';
import type { ConversationChange, ConversationRecord, NewMessage } from '../storage/storage.ts';

/**
 * What the change of one of several merged cases does to another of them (MG3): who holds it, who may read it and in which group
 * it is are always the same, and its own lines say so; an answer in one is an answer to all (MG4). Null: nothing.
 */
export function followMerged(
  { before, after, messages }: ConversationChange,
  member: ConversationRecord,
): ConversationChange | null {
  const moves = messages.filter(({ event }) => event !== null && movingCodes.has(event.code));
  const isAnswered = before?.awaitingAnswer === true && !after.awaitingAnswer;
  if (before === null || (moves.length === 0 && !isAnswered)) return null;
  const answered = isAnswered ? { ...member, awaitingAnswer: false, reminders: 0 } : member;
  if (moves.length === 0) return { before: member, after: answered, messages: [], mails: [] };
  const { state, groupId, assigneeId, resolvedAt, participantIds } = after;
  const lines = linesFor(member, moves);
  const { passing: _own, partial: _parts, ...rest } = answered;
  const parts = partialWith(member, { of: after, at: lines[0]?.at ?? member.lastMessageAt });
  const moved = {
    ...rest,
    ...passedWith(after, member),
    ...parts,
    state,
    groupId,
    assigneeId,
    resolvedAt,
    participantIds,
  };
  const claimedAt = after.claimedAt === before.claimedAt ? member.claimedAt : after.claimedAt;
  const fence = member.fence + (after.fence > before.fence ? 1 : 0);
  const lastMessageAt = lines.at(-1)?.at ?? member.lastMessageAt;
  return { before: member, after: { ...moved, claimedAt, fence, lastMessageAt }, messages: lines, mails: [] };
}

/** With its own line of it, in which no words are. */
const passedWith = ({ passing }: ConversationRecord, member: ConversationRecord): Pick<ConversationRecord, 'passing'> =>
  passing === undefined ? {} : { passing: { ...passing, lineId: lineId(passing.lineId, member) } };

/** The words of a hand-over note stay where they were written. */
function linesFor(member: ConversationRecord, moves: readonly NewMessage[]): readonly NewMessage[] {
  let last = member;
  return moves.flatMap(({ id, at, event, visibility }): NewMessage[] => {
    if (event === null) return [];
    const line = { ...systemLine({ id: lineId(id, member), at: nextInstant(last, at), event }), visibility };
    last = { ...last, lastMessageAt: line.at };
    return [line];
  });
}

/** One for each of them; ids are at most 64 letters. */
const lineId = (id: string, { number }: ConversationRecord): string => `${id.slice(0, 50)}-m${number}`;
