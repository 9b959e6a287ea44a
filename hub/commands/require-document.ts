import { afterStep, type RequiredList } from '../../shared/model/required.ts';
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

/** Puts a document on the list of what the case needs, ticks it, or takes it off (RQ1). What is said twice is done once. */
export function requireDocument(
  situation: WriteSituation,
  { kind, step }: Extract<Command, { name: 'require-document' }>,
): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId: id } = situation;
  const before = conversation.required ?? [];
  if (step === 'in' && before.every((each) => each.kind !== kind)) return refuse({ code: 'wrong-state' });
  const after = afterStep(before, kind, step);
  if (after === before) return { ok: true, change: null };
  const event = { code: 'required' as const, step, userId, kind };
  const line = systemLine({ id, at: nextInstant(conversation, now), event });
  return { ok: true, change: withLine(conversation, withRequired(conversation, after), line) };
}

function withRequired({ required: _before, ...rest }: ConversationRecord, after: RequiredList): ConversationRecord {
  return after.length === 0 ? rest : { ...rest, required: after };
}
