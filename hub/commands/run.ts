import type { Ids } from '../../shared/effects.ts';
import type { Flag } from '../../shared/model/flag.ts';
import type { Command, Under } from '../../shared/protocol/commands.ts';
import type { Ran } from '../audit/record-command.ts';
import type { ConversationRecord, WriteTx } from '../storage/storage.ts';
import { isCoordinator } from '../coordinator.ts';
import { mayWithPart, seesFromOf } from '../partial.ts';
import { groupFor, replyTokenFrom } from '../new-conversation.ts';
import { runAppointment } from './appointment.ts';
import { addParticipant } from './add-participant.ts';
import { confirmContact, logCall } from './call.ts';
import { create } from './create.ts';
import { acceptTransfer, askTransfer, declineTransfer, withdrawTransfer } from './passing.ts';
import { endPromise, setPromise } from './promise.ts';
import { refuse, type Decision, type Situation, type WriteSituation } from './decision.ts';
import { changeDocument } from './document.ts';
import { requireDocument } from './require-document.ts';
import { runMerge } from './merge.ts';
import { runClaim } from './next.ts';
import { runUnmerge } from './unmerge.ts';
import { redact } from './redact.ts';
import { redactAttachment } from './redact-attachment.ts';
import { heard } from './heard.ts';
import { setGuardWord } from './guard-word.ts';
import { release } from './release.ts';
import { removeParticipant } from './remove-participant.ts';
import { reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { settleMail } from './settle-mail.ts';
import { transfer, type Target } from './transfer.ts';
import { note, reply } from './write.ts';

export interface Author {
  readonly deviceId: string;
  readonly userId: string;
}

export interface CommandDeps {
  readonly now: number;
  readonly ids: Ids;
  readonly mailDomain: string;
  /** What the guard found in its text, before this transaction (GU11); null where it has none that is read. */
  readonly flags: readonly Flag[] | null;
  /** Its mail may have left in an earlier life of the data (RE4). */
  readonly isReplayed: boolean;
}

/** Loads what the command's decision looks at, decides, and stores the effect. */
export async function runCommand(tx: WriteTx, command: Command, by: Author & CommandDeps): Promise<Ran> {
  if (command.name === 'noop') return { command, conversation: null, decision: { ok: true, change: null } };
  if (command.name === 'set-guard-word') {
    const { decision, words } = await setGuardWord(tx, command, by.userId);
    return { command, conversation: null, decision, guardWords: words };
  }
  const conversation = await tx.conversation(command.conversationId);
  if (command.name === 'create') return runCreate(tx, { command, conversation, by });
  if (conversation === null) return { command, conversation, decision: refuse({ code: 'unknown-conversation' }) };
  const situation = { conversation, userId: by.userId, now: by.now, eventId: by.ids.next() };
  if (command.name === 'open') return { command, conversation, decision: await open(tx, conversation, by) };
  const seesPart = seesFromOf(conversation, by.userId) !== null;
  const mayRun = !seesPart || mayWithPart(command.name);
  const decision = mayRun ? await decide(tx, { command, situation, by }) : refuse({ code: 'forbidden' });
  if (decision.ok && decision.change !== null) {
    await tx.saveConversation(decision.change);
    const fileIds = fileIdsOf(command);
    if (fileIds.length > 0) await tx.dropUploads(fileIds);
  }
  return { command, conversation, decision };
}

const fileIdsOf = (command: Command): readonly string[] =>
  command.name === 'reply' ? [...new Set((command.files ?? []).map(({ id }) => id))] : [];

interface AskedToCreate {
  readonly command: Extract<Command, { name: 'create' }>;
  readonly conversation: ConversationRecord | null;
  readonly by: Author & CommandDeps;
}

async function runCreate(tx: WriteTx, { command, conversation, by }: AskedToCreate): Promise<Ran> {
  const message = await tx.writtenMessage(command.messageId);
  const isNew = conversation === null && message === null;
  const situation = {
    userId: by.userId,
    known: conversation,
    message,
    isUsable: isNew && (await tx.useNumber(command.number, by.deviceId)),
    groupId: await groupFor(tx, command.groupId),
    replyToken: replyTokenFrom(by.ids.secret()),
    eventId: by.ids.next(),
    now: by.now,
    flags: readFlags(by),
  };
  const decision = create(command, situation);
  if (!decision.ok || decision.change === null) return { command, conversation, decision };
  await tx.saveConversation(decision.change);
  return { command, conversation: decision.change.after, decision };
}

interface Asked {
  readonly command: Exclude<Command, { name: 'open' | 'noop' | 'create' | 'set-guard-word' }>;
  readonly situation: Situation;
  readonly by: Author & CommandDeps;
}

async function decide(tx: WriteTx, { command, situation, by }: Asked): Promise<Decision> {
  const under = async (named: Under): Promise<WriteSituation> => ({
    ...situation,
    fence: await fenceOf(tx, named, { deviceId: by.deviceId, conversationId: command.conversationId }),
  });
  switch (command.name) {
    case 'claim':
      return runClaim(tx, situation, by.isReplayed ? undefined : command.next);
    case 'reopen':
      return reopen(situation);
    case 'release':
      return release(await under(command.under), command);
    case 'resolve':
      return resolve(await under(command.under), await hasUnseen(tx, { command, situation, by }));
    case 'transfer': {
      const isTargetKnown = await targetIsKnown(tx, command.to);
      return transfer({ ...(await under(command.under)), isTargetKnown }, command.to, command.handover);
    }
    case 'ask-transfer':
    case 'withdraw-transfer':
    case 'accept-transfer':
    case 'decline-transfer':
      return runPassing(tx, command, { situation, under });
    case 'add-participant':
    case 'remove-participant':
      return changeParticipants(tx, await under(command.under), command);
    case 'heard':
      return heard(await under(command.under), command);
    case 'reply':
    case 'note':
      return write(tx, { command, situation: await under(command.under), by });
    case 'redact-attachment':
    case 'keep-document':
    case 'destroy-document':
      return changeAttachment(tx, await under(command.under), command);
    case 'settle-mail':
      return settleMail(tx, command, { ...(await under(command.under)), isReplayed: by.isReplayed });
    case 'log-call':
    case 'confirm-contact':
    case 'set-promise':
    case 'end-promise':
    case 'require-document':
      return withContact(tx, await under(command.under), command);
    case 'merge':
    case 'unmerge':
      return changeMerge(tx, await under(command.under), command);
    case 'redact':
      return redact({ ...(await under(command.under)), messages: await messagesOf(tx, situation) }, command);
    case 'offer-appointment':
    case 'book-appointment':
    case 'move-appointment':
    case 'close-appointment':
      return runAppointment(tx, command, {
        ...(await under(command.under)),
        mailDomain: by.mailDomain,
        isReplayed: by.isReplayed,
      });
  }
}

async function changeMerge(
  tx: WriteTx,
  situation: WriteSituation,
  command: Extract<Command, { name: 'merge' | 'unmerge' }>,
): Promise<Decision> {
  return command.name === 'merge' ? runMerge(tx, situation, command.otherId) : runUnmerge(tx, situation);
}

async function changeAttachment(
  tx: WriteTx,
  situation: WriteSituation,
  command: Extract<Command, { name: 'redact-attachment' | 'keep-document' | 'destroy-document' }>,
): Promise<Decision> {
  const about = { ...situation, attachment: await tx.vaultAttachment(command.attachmentId) };
  return command.name === 'redact-attachment' ? redactAttachment(about) : changeDocument(about, command);
}

type PassingCommand = Extract<
  Command,
  { name: 'ask-transfer' | 'withdraw-transfer' | 'accept-transfer' | 'decline-transfer' }
>;

async function runPassing(
  tx: WriteTx,
  command: PassingCommand,
  { situation, under }: { situation: Situation; under: (named: Under) => Promise<WriteSituation> },
): Promise<Decision> {
  switch (command.name) {
    case 'ask-transfer': {
      const isTargetKnown = await targetIsKnown(tx, { userId: command.toUserId });
      return askTransfer({ ...(await under(command.under)), isTargetKnown }, command);
    }
    case 'withdraw-transfer':
      return withdrawTransfer(await under(command.under));
    case 'accept-transfer':
      return acceptTransfer(situation, command.at);
    case 'decline-transfer':
      return declineTransfer(situation, command);
  }
}

async function changeParticipants(
  tx: WriteTx,
  situation: WriteSituation,
  command: Extract<Command, { name: 'add-participant' | 'remove-participant' }>,
): Promise<Decision> {
  if (command.name === 'remove-participant') return removeParticipant(situation, command.userId);
  return addParticipant({ ...situation, isTargetKnown: await targetIsKnown(tx, command) }, command);
}

/** What was said to the contact, and by them, beside what was written. */
async function withContact(
  tx: WriteTx,
  situation: WriteSituation,
  command: Extract<
    Command,
    { name: 'log-call' | 'confirm-contact' | 'set-promise' | 'end-promise' | 'require-document' }
  >,
): Promise<Decision> {
  switch (command.name) {
    case 'log-call':
      return logCall(situation, command);
    case 'confirm-contact': {
      const actor = { userId: situation.userId, deviceId: null };
      const rule = { needToKnow: await tx.needToKnow(), isCoordinator: await isCoordinator(tx, actor) };
      return confirmContact({ ...situation, ...rule }, command);
    }
    case 'set-promise':
      return setPromise(situation, command);
    case 'end-promise':
      return endPromise(situation, command);
    case 'require-document':
      return requireDocument(situation, command);
  }
}

const messagesOf = async (tx: WriteTx, { conversation: { id } }: Situation) =>
  (await tx.messages([id], 0)).get(id) ?? [];

async function write(
  tx: WriteTx,
  {
    command,
    situation,
    by,
  }: Omit<Asked, 'command' | 'situation'> & {
    readonly command: Extract<Command, { name: 'reply' | 'note' }>;
    readonly situation: WriteSituation;
  },
): Promise<Decision> {
  const known = await tx.writtenMessage(command.messageId);
  const { mailDomain, isReplayed } = by;
  const written = { ...situation, known, mailDomain, isReplayed };
  if (command.name === 'note') return note(written, command);
  const fileIds = fileIdsOf(command);
  // Without files nothing is asked, so that commands go on being gathered.
  const uploads = fileIds.length === 0 ? [] : await tx.uploads(fileIds, by.userId);
  const sentFiles = fileIds.length === 0 ? 0 : await tx.sentFiles(command.conversationId);
  const isUnseen = await hasUnseen(tx, { command, situation, by });
  return reply({ ...written, flags: readFlags(by), uploads, sentFiles, isUnseen }, command);
}

/** The contact wrote something that was not on the screen when this was made (CL15). In a chat both write at once. */
async function hasUnseen(
  tx: WriteTx,
  {
    command: { seenAt },
    situation: { conversation },
    by,
  }: Asked & { readonly command: { readonly seenAt?: number | undefined } },
): Promise<boolean> {
  if (seenAt === undefined || by.isReplayed || conversation.channel === 'chat') return false;
  return conversation.lastMessageAt > seenAt && (await tx.hasWrittenSince(conversation.id, seenAt));
}

/** A text that nobody has read goes nowhere. */
function readFlags({ flags }: CommandDeps): readonly Flag[] {
  if (flags === null) throw new Error('a text that the guard has not read');
  return flags;
}

/** The token that a claim of this device was granted, or null (CL5). */
async function fenceOf(
  tx: WriteTx,
  under: Under,
  { deviceId, conversationId }: { deviceId: string; conversationId: string },
): Promise<number | null> {
  if (typeof under === 'number') return under;
  const claimed = (await tx.answers(deviceId, [under.claim])).get(under.claim)?.claim;
  return claimed?.conversationId === conversationId ? claimed.fence : null;
}

async function targetIsKnown(tx: WriteTx, to: Target): Promise<boolean> {
  if ('userId' in to) return (await tx.user(to.userId))?.active === true;
  return (await tx.groups([to.groupId])).length > 0;
}

/** Counted only on devices whose user has no right of their own to the text, and only the first time (EV5). */
async function open(tx: WriteTx, conversation: ConversationRecord, by: Author & CommandDeps): Promise<Decision> {
  if (!conversation.participantIds.includes(by.userId)) {
    const isNews = await tx.recordOpened(by.deviceId, conversation.id, by.now);
    if (isNews && conversation.state !== 'waiting') await tx.touchConversation(conversation.id);
  }
  return { ok: true, change: null };
}
