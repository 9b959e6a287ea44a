import { withheldFrom, type NeedToKnow } from '../../shared/model/need-to-know.ts';
import type { CallOutcome, Reach } from '../../shared/model/reach.ts';
import { CALL_TRIES } from '../../shared/model/reach.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { ConversationRecord } from '../storage/storage.ts';
import { nextInstant, refusalOfWrite, systemLine, withLine, type Decision, type WriteSituation } from './decision.ts';

/** A call to the contact, and when somebody wants to call again (CB1). One that reached them is an answer (CB3). */
export function logCall(
  situation: WriteSituation,
  { outcome, againAt }: Extract<Command, { name: 'log-call' }>,
): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId: id } = situation;
  const reach = afterCall(conversation.reach ?? {}, outcome, now);
  const due = againAt === null ? reach : { ...reach, callDueAt: againAt };
  const answered = outcome === 'reached' ? { awaitingAnswer: false, reminders: 0 } : {};
  const after = { ...unreached(conversation, due), ...answered, reach: due };
  const event = { code: 'call' as const, userId, outcome, againAt };
  return {
    ok: true,
    change: withLine(conversation, after, systemLine({ id, at: nextInstant(conversation, now), event })),
  };
}

function afterCall({ callDueAt: _due, tries = 0, phone, ...rest }: Reach, outcome: CallOutcome, at: number): Reach {
  if (outcome === 'reached') return rest;
  const more = { ...rest, tries: tries + 1 };
  if (outcome === 'wrong-number' || outcome === 'not-in-service') return { ...more, phone: { at, why: outcome } };
  if (phone !== undefined) return { ...more, phone };
  return more.tries < CALL_TRIES ? more : { ...more, phone: { at, why: 'unanswered' } };
}

/** After the third try the coordinators see it (CB2), until the contact is reached. */
function unreached(conversation: ConversationRecord, { tries = 0 }: Reach): ConversationRecord {
  const { late = {}, ...rest } = conversation;
  const { call: _call, ...other } = late;
  const next = tries < CALL_TRIES ? other : { ...other, call: 2 as const };
  return Object.keys(next).length === 0 ? rest : { ...rest, late: next };
}

interface ConfirmSituation extends WriteSituation {
  /** Null: nothing is kept from anybody. */
  readonly needToKnow: NeedToKnow | null;
  readonly isCoordinator: boolean;
}

/** The contact said what their details are: they are right from now on, whatever failed before (CD3). */
export function confirmContact(
  situation: ConfirmSituation,
  said: Extract<Command, { name: 'confirm-contact' }>,
): Decision {
  const refusal = refusalOfWrite(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId: id, needToKnow, isCoordinator } = situation;
  const { contact, reach: { callDueAt } = {} } = conversation;
  const withheld = needToKnow === null ? [] : withheldFrom(needToKnow, { takesPart: true, isCoordinator });
  // What they are not told they can't have changed: their device says null (NK4).
  const { email, phone } = { ...said, ...Object.fromEntries(withheld.map((field) => [field, contact[field]])) };
  const reach: Reach = { confirmedAt: now, ...(callDueAt === undefined ? {} : { callDueAt }) };
  const isChanged = contact.email !== email || contact.phone !== phone;
  const after = { ...unreached(conversation, reach), contact: { ...contact, email, phone }, reach };
  const event = { code: 'contact-confirmed' as const, userId, isChanged };
  return {
    ok: true,
    change: withLine(conversation, after, systemLine({ id, at: nextInstant(conversation, now), event })),
  };
}
