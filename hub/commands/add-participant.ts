import type { Command } from '../../shared/protocol/commands.ts';
import type { ConversationRecord } from '../storage/storage.ts';
import {
  nextInstant,
  refusalOfWrite,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

export interface AddSituation extends WriteSituation {
  /** The user is active. */
  readonly isTargetKnown: boolean;
}

type Added = Pick<Extract<Command, { name: 'add-participant' }>, 'userId' | 'from'>;

/** One more person takes part, from the first message on or from now on (PV1); who answers for it stays the same (CL11). */
export function addParticipant(situation: AddSituation, { userId: addedUserId, from }: Added): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  if (!situation.isTargetKnown) return refuse({ code: 'unknown-user' });
  const { conversation, userId, now, eventId: id } = situation;
  const isKnown = conversation.participantIds.includes(addedUserId);
  const seesPart = conversation.partial?.[addedUserId] !== undefined;
  // Nobody's part becomes smaller by being added again.
  if (isKnown && (!seesPart || from === 'now')) return { ok: true, change: null };
  const at = nextInstant(conversation, now);
  const sees = from ?? (seesPart ? ('all' as const) : undefined);
  const event = { code: 'joined' as const, userId, addedUserId, ...(sees === undefined ? {} : { sees }) };
  const after = isKnown
    ? conversation
    : { ...conversation, participantIds: [...conversation.participantIds, addedUserId] };
  const parted = withPart(after, addedUserId, from === 'now' ? { at, byUserId: userId } : null);
  return { ok: true, change: withLine(conversation, parted, systemLine({ id, at, event })) };
}

function withPart(
  { partial = {}, ...rest }: ConversationRecord,
  userId: string,
  from: { readonly at: number; readonly byUserId: string } | null,
): ConversationRecord {
  const { [userId]: _before, ...others } = partial;
  return { ...rest, partial: from === null ? others : { ...others, [userId]: from } };
}
