import type { ErrorCode } from '../../shared/errors.ts';
import type { Decision } from '../commands/decision.ts';
import { DAY_MS } from '../../shared/model/document.ts';
import type { Command, CommandName } from '../../shared/protocol/commands.ts';
import type { ConversationRecord } from '../storage/storage.ts';
import type { About, Actor, AuditRecord } from './entry.ts';

/** A command, what it was decided on, and what came out. */
export interface Ran {
  readonly command: Command;
  /** As it was before; null when there is no such conversation. */
  readonly conversation: ConversationRecord | null;
  readonly decision: Decision;
  /** Phrases that have a verdict of the association now (GU8). */
  readonly guardWords?: number;
}

interface By {
  readonly at: number;
  readonly actor: Actor;
}

/** The entry of a command that ran; none for one that stands only for its number. */
export function recordOfCommand({ command, conversation, decision, guardWords = 0 }: Ran, by: By): AuditRecord | null {
  if (!decision.ok) {
    const { code } = decision.failure;
    return {
      ...by,
      kind: 'command-refused',
      conversation: about(conversation),
      facts: { command: command.name, code },
    };
  }
  if (command.name === 'set-guard-word') {
    return { ...by, kind: 'guard-word', conversation: null, facts: { verdict: command.verdict, words: guardWords } };
  }
  if (conversation === null || command.name === 'noop') return null;
  const after = decision.change?.after ?? conversation;
  const redactions = decision.change?.redacted?.length ?? 0;
  return { ...by, conversation: about(conversation), ...applied(command, { conversation, after, redactions, by }) };
}

/** The entry of the second step, beside that of the reply that was sent by it (GU5). */
export function recordOfDespite({ command, conversation, decision }: Ran, by: By): AuditRecord | null {
  if (command.name !== 'reply' || command.despite === undefined || !decision.ok || decision.change === null)
    return null;
  const { messageId, despite } = command;
  return { ...by, kind: 'sent-despite', conversation: about(conversation), facts: { messageId, ...despite } };
}

/** The entry of a command that was not understood. What it was about is not known, only said. */
export function recordOfNonsense(command: CommandName | 'unknown', code: ErrorCode, by: By): AuditRecord {
  return { ...by, kind: 'command-refused', conversation: null, facts: { command, code } };
}

const about = (conversation: ConversationRecord | null): About | null =>
  conversation === null ? null : { id: conversation.id, number: conversation.number };

interface Around {
  readonly conversation: ConversationRecord;
  readonly after: ConversationRecord;
  /** Messages out of which words were taken. */
  readonly redactions: number;
  readonly by: By;
}

type KindAndFacts = AuditRecord extends infer R ? (R extends AuditRecord ? Pick<R, 'kind' | 'facts'> : never) : never;

function applied(
  command: Exclude<Command, { name: 'noop' | 'set-guard-word' }>,
  { conversation, after, redactions, by }: Around,
): KindAndFacts {
  const { fence } = after;
  switch (command.name) {
    case 'open':
      return {
        kind: command.name,
        facts: { asParticipant: conversation.participantIds.includes(by.actor.userId ?? '') },
      };
    case 'create':
      return { kind: command.name, facts: { channel: command.channel } };
    case 'claim':
      return { kind: command.name, facts: { fence, already: after === conversation } };
    case 'release':
      return { kind: command.name, facts: { fence, ...releaseFacts(command) } };
    case 'transfer':
      return { kind: command.name, facts: { fence, ...transferFacts(command) } };
    case 'ask-transfer':
    case 'withdraw-transfer':
    case 'accept-transfer':
    case 'decline-transfer':
      return passingEntry(command, fence);
    case 'add-participant':
    case 'remove-participant':
      return participantEntry(command, fence);
    case 'resolve':
    case 'reopen':
      return { kind: command.name, facts: { fence } };
    case 'heard':
      return { kind: command.name, facts: heardFacts(command, after === conversation) };
    case 'reply':
    case 'note':
      return writtenEntry(command);
    case 'offer-appointment':
      return { kind: command.name, facts: { groupId: command.groupId, place: command.place } };
    case 'book-appointment':
    case 'move-appointment':
      return { kind: command.name, facts: slotFacts(command) };
    case 'keep-document':
    case 'redact-attachment':
    case 'destroy-document':
      return attachmentEntry(command, by);
    case 'settle-mail':
    case 'log-call':
    case 'confirm-contact':
    case 'set-promise':
    case 'end-promise':
    case 'require-document':
      return contactEntry(command);
    case 'merge':
    case 'unmerge':
      return mergeEntry(command, { conversation, after });
    case 'redact':
      return { kind: command.name, facts: { messageId: command.messageId, messages: redactions } };
    case 'close-appointment':
      return { kind: command.name, facts: closingFacts(command) };
  }
}

function writtenEntry(command: Extract<Command, { name: 'reply' | 'note' }>): KindAndFacts {
  return command.name === 'reply'
    ? { kind: command.name, facts: replyFacts(command) }
    : { kind: command.name, facts: { messageId: command.messageId } };
}

function participantEntry(
  command: Extract<Command, { name: 'add-participant' | 'remove-participant' }>,
  fence: number,
): KindAndFacts {
  return command.name === 'add-participant'
    ? { kind: command.name, facts: { addedUserId: command.userId, sees: command.from ?? 'all' } }
    : { kind: command.name, facts: { fence, removedUserId: command.userId } };
}

function attachmentEntry(
  command: Extract<Command, { name: 'keep-document' | 'redact-attachment' | 'destroy-document' }>,
  { at }: By,
): KindAndFacts {
  if (command.name === 'keep-document') return { kind: command.name, facts: keepingFacts(command, at) };
  return { kind: command.name, facts: { attachmentId: command.attachmentId } };
}

const heardFacts = ({ messageId, how }: Extract<Command, { name: 'heard' }>, already: boolean) => ({
  messageId,
  how,
  already,
});

function passingEntry(
  command: Extract<Command, { name: 'ask-transfer' | 'withdraw-transfer' | 'accept-transfer' | 'decline-transfer' }>,
  fence: number,
): KindAndFacts {
  switch (command.name) {
    case 'ask-transfer': {
      const { name: kind, toUserId, handover } = command;
      return { kind, facts: { toUserId, hasHandover: hasText(handover) } };
    }
    case 'withdraw-transfer':
      return { kind: command.name, facts: {} };
    case 'accept-transfer':
      return { kind: command.name, facts: { fence } };
    case 'decline-transfer':
      return { kind: command.name, facts: { reason: command.reason } };
  }
}

function contactEntry(
  command: Extract<
    Command,
    { name: 'settle-mail' | 'log-call' | 'confirm-contact' | 'set-promise' | 'end-promise' | 'require-document' }
  >,
): KindAndFacts {
  switch (command.name) {
    case 'settle-mail':
      return { kind: command.name, facts: { messageId: command.messageId, outcome: command.outcome } };
    case 'log-call':
      return { kind: command.name, facts: { outcome: command.outcome, again: command.againAt !== null } };
    case 'confirm-contact':
      return { kind: command.name, facts: {} };
    case 'set-promise':
      return { kind: command.name, facts: { dueAt: command.dueAt, inAnalysis: command.inAnalysis } };
    case 'end-promise':
      return { kind: command.name, facts: { outcome: command.outcome } };
    case 'require-document':
      return { kind: command.name, facts: { kind: command.kind, step: command.step } };
  }
}

function mergeEntry(
  command: Extract<Command, { name: 'merge' | 'unmerge' }>,
  { conversation, after: { id, fence, mergedInto } }: Pick<Around, 'conversation' | 'after'>,
): KindAndFacts {
  if (command.name === 'unmerge')
    return { kind: command.name, facts: { fence, leadId: conversation.mergedInto ?? null } };
  return { kind: command.name, facts: { fence, otherId: command.otherId, leadId: mergedInto ?? id } };
}

const keepingFacts = ({ attachmentId, purpose, days }: Extract<Command, { name: 'keep-document' }>, at: number) => ({
  attachmentId,
  purpose,
  expiresAt: at + days * DAY_MS,
});

const slotFacts = ({
  appointmentId,
  place,
  startAt,
}: Extract<Command, { name: 'book-appointment' | 'move-appointment' }>) => ({ appointmentId, place, startAt });

const closingFacts = ({ appointmentId, outcome, reason }: Extract<Command, { name: 'close-appointment' }>) => ({
  appointmentId,
  outcome,
  reason: reason ?? null,
});

const releaseFacts = ({ handover, skipped }: Extract<Command, { name: 'release' }>) => ({
  hasHandover: hasText(handover),
  ...(skipped === undefined ? {} : { skipped }),
});

const transferFacts = ({ to, handover }: Extract<Command, { name: 'transfer' }>) => ({
  toUserId: 'userId' in to ? to.userId : null,
  toGroupId: 'groupId' in to ? to.groupId : null,
  hasHandover: hasText(handover),
});

const replyFacts = ({ messageId, files }: Extract<Command, { name: 'reply' }>) => ({
  messageId,
  ...(files === undefined ? {} : { files: files.length }),
});

const hasText = (text: string): boolean => text.trim() !== '';
