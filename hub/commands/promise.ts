import { MAX_PROMISED_AHEAD_MS, type Promised } from '../../shared/model/promise.ts';
import type { Late } from '../../shared/model/late.ts';
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

/** Says until when the contact hears from us, or another time for it (PM1). */
export function setPromise(
  situation: WriteSituation,
  { dueAt, inAnalysis }: Extract<Command, { name: 'set-promise' }>,
): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now } = situation;
  if (dueAt > now + MAX_PROMISED_AHEAD_MS) return refuse({ code: 'invalid-command' });
  const { promised: before } = conversation;
  if (before?.dueAt === dueAt && before.inAnalysis === inAnalysis) return { ok: true, change: null };
  const promised: Promised = { dueAt, inAnalysis, userId, madeAt: now };
  const step = before === undefined ? 'made' : 'moved';
  return changed(situation, { ...withoutPromise(conversation), promised }, { ...promised, step });
}

/** It was kept, or nobody waits for it any more (PM2). What is said twice is done once. */
export function endPromise(
  situation: WriteSituation,
  { outcome }: Extract<Command, { name: 'end-promise' }>,
): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId } = situation;
  const { promised } = conversation;
  if (promised === undefined) return { ok: true, change: null };
  return changed(situation, withoutPromise(conversation), { ...promised, userId, step: outcome });
}

function changed(
  { conversation, now, eventId: id }: WriteSituation,
  after: ConversationRecord,
  { step, userId, dueAt, inAnalysis }: Pick<Promised, 'userId' | 'dueAt' | 'inAnalysis'> & PromiseStep,
): Decision {
  const event = { code: 'promised' as const, step, userId, dueAt, inAnalysis };
  const line = systemLine({ id, at: nextInstant(conversation, now), event });
  return { ok: true, change: withLine(conversation, after, line) };
}

type PromiseStep = { readonly step: 'made' | 'moved' | 'kept' | 'cancelled' };

/** What is not promised any more can't be overdue. */
export function withoutPromise({ promised: _promised, late = {}, ...rest }: ConversationRecord): ConversationRecord {
  const { promise: _late, ...others } = late;
  return Object.keys(others).length === 0 ? rest : { ...rest, late: others satisfies Late };
}
