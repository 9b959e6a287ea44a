import type { Command } from '../../shared/protocol/commands.ts';
import {
  handoverLine,
  nextInstant,
  refusalOfWrite,
  waitingAgain,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

type Released = Pick<Extract<Command, { name: 'release' }>, 'handover' | 'skipped'>;

/** Gives the conversation back to its queue (CL7). */
export function release(situation: WriteSituation, { handover, skipped }: Released): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId } = situation;
  const at = nextInstant(conversation, now);
  const event = { code: 'released' as const, userId, ...(skipped === undefined ? {} : { skipped }) };
  const line = handoverLine({ id: eventId, at, event, authorId: userId, text: handover });
  return { ok: true, change: withLine(conversation, waitingAgain(conversation), line) };
}
