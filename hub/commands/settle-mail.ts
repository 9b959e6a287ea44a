import type { Command } from '../../shared/protocol/commands.ts';
import type { WriteTx } from '../storage/storage.ts';
import {
  nextInstant,
  refusalOfChange,
  refuse,
  systemLine,
  withLine,
  type Decision,
  type WriteSituation,
} from './decision.ts';

interface SettleSituation extends WriteSituation {
  /** The mail may have left in an earlier life of the data (RE4). */
  readonly isReplayed: boolean;
}

/**
 * A person says what becomes of a mail of which nobody knows whether it arrived (OU5): it counts as sent, or leaves once
 * more, with the same Message-ID. What a lost life of the data had decided is not done again: that mail may have left.
 */
export async function settleMail(
  tx: WriteTx,
  { messageId, outcome }: Extract<Command, { name: 'settle-mail' }>,
  situation: SettleSituation,
): Promise<Decision> {
  const refusal = refusalOfChange(situation);
  if (refusal !== null) return refusal;
  const { conversation, userId, now, eventId, isReplayed } = situation;
  const mail = await tx.mail(messageId);
  if (mail === null || mail.conversationId !== conversation.id) return refuse({ code: 'invalid-command' });
  if (mail.state !== 'uncertain' || isReplayed) return refuse({ code: 'wrong-state' });
  const state = outcome === 'again' ? 'queued' : 'sent';
  await tx.setMail({ id: mail.id, state, ...(outcome === 'again' ? { dueAt: now } : {}) });
  await tx.showDelivery({ ...mail, state });
  const event = { code: 'mail-settled' as const, userId, messageId, outcome };
  const line = systemLine({ id: eventId, at: nextInstant(conversation, now), event });
  return { ok: true, change: withLine(conversation, conversation, line) };
}
