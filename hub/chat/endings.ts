import type { ChatRefusal } from '../../shared/chat/frames.ts';
import type { SystemEvent } from '../../shared/model/message.ts';
import { acknowledgementText } from '../acknowledgement.ts';
import { nextInstant, systemLine } from '../commands/decision.ts';
import { flagsIn } from '../guard/flags.ts';
import { cleanLine } from '../intake/clean-text.ts';
import { answerableAddress } from '../intake/contact-of-mail.ts';
import type { IntakeDeps } from '../intake-port.ts';
import { mailFor } from '../mail-fields.ts';
import type { ChatSession } from '../storage/chat-tx.ts';
import type { ConversationRecord, NewMail, NewMessage, WriteTx } from '../storage/storage.ts';
import { usableSession } from './session.ts';
import { transcriptOf } from './transcript.ts';

export type Ended =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly code: ChatRefusal };

const refuse = (code: ChatRefusal): Ended => ({ ok: false, code });

interface Open {
  readonly session: ChatSession;
  readonly conversation: ConversationRecord;
}

async function openChat(tx: WriteTx, secretHash: string, now: number): Promise<Open | null> {
  const session = await usableSession(tx, secretHash, now);
  if (session === null || session.over !== null) return null;
  const conversation = await tx.conversation(session.conversationId);
  return conversation === null ? null : { session, conversation };
}

/** The visitor has closed the chat; the case goes on without them (CH11). */
export async function leave(tx: WriteTx, secretHash: string, deps: IntakeDeps): Promise<Ended> {
  const open = await openChat(tx, secretHash, deps.clock.now());
  if (open === null) return refuse('closed-session');
  await tellStaff(tx, open.conversation, { line: lineFor(open.conversation, 'left', deps), mails: [] });
  await tx.putChatSession({ ...open.session, over: 'left' });
  return { ok: true, address: '' };
}

/** Nobody took the chat: it becomes a ticket with the same number, acknowledged and answered by mail (CH12). */
export async function leaveTicket(
  tx: WriteTx,
  { secretHash, name, email }: { readonly secretHash: string; readonly name: string; readonly email: string },
  deps: IntakeDeps,
): Promise<Ended> {
  const address = answerableAddress(email);
  if (address === null) return refuse('bad-email');
  const now = deps.clock.now();
  const open = await openChat(tx, secretHash, now);
  if (open === null) return refuse('closed-session');
  const { conversation } = open;
  if (conversation.state !== 'waiting') return refuse('wrong-state');
  const given = cleanLine(name, 200);
  const contact = { ...conversation.contact, name: given === '' ? conversation.contact.name : given, email: address };
  const ticket: ConversationRecord = { ...conversation, channel: 'ticket', contact };
  const line = lineFor(conversation, 'ticket', deps);
  const { mailDomain } = deps;
  const mail = mailFor(ticket, { messageId: line.id, kind: 'acknowledgement', mailDomain, now });
  if (mail === null) return refuse('bad-email');
  const association = (await tx.meta())?.association ?? '';
  const text = acknowledgementText({ conversation: ticket, association });
  const told = { ...line, text, automatic: true, delivery: 'queued' as const, mailMessageId: mail.mailMessageId };
  await tellStaff(tx, conversation, { line: told, mails: [mail.mail], after: ticket });
  await tx.putChatSession({ ...open.session, over: 'ticket' });
  return { ok: true, address };
}

/** A copy by mail, once, to the address of the chat, of a chat that a volunteer has answered (CH13). */
export async function sendTranscript(tx: WriteTx, secretHash: string, deps: IntakeDeps): Promise<Ended> {
  const now = deps.clock.now();
  const open = await openChat(tx, secretHash, now);
  if (open === null) return refuse('closed-session');
  const { conversation, session } = open;
  const { id, contact } = conversation;
  const messages = (await tx.messages([id], 0)).get(id) ?? [];
  if (session.transcriptAt !== null || !mayHaveTranscript(conversation, messages)) return refuse('wrong-state');
  const line = lineFor(conversation, 'transcript', deps);
  const { mailDomain } = deps;
  const mail = mailFor(conversation, { messageId: line.id, kind: 'transcript', mailDomain, now });
  if (mail === null) return refuse('wrong-state');
  const { association = '' } = (await tx.meta()) ?? {};
  const settings = await tx.guardSettings();
  const isConfidential = (text: string): boolean => flagsIn([text], settings).length > 0;
  const users = await tx.users();
  const text = transcriptOf(conversation, messages, { association, users, isConfidential });
  const told = { ...line, automatic: true, delivery: 'queued' as const, mailMessageId: mail.mailMessageId };
  await tellStaff(tx, conversation, { line: told, mails: [{ ...mail.mail, text }] });
  await tx.putChatSession({ ...session, transcriptAt: now });
  return { ok: true, address: contact.email ?? '' };
}

/** Nobody can have the hub send words of their own to somebody else: a person of the association was in it (CH13). */
export const mayHaveTranscript = (
  conversation: ConversationRecord | null,
  messages: readonly { readonly kind: NewMessage['kind'] }[],
): boolean => (conversation?.contact.email ?? '') !== '' && messages.some(({ kind }) => kind === 'reply');

type Step = Extract<SystemEvent, { code: 'visitor' }>['step'];

function lineFor(conversation: ConversationRecord, step: Step, { clock, ids }: IntakeDeps): NewMessage {
  const at = nextInstant(conversation, clock.now());
  const visibility = conversation.state === 'waiting' ? ('open' as const) : ('private' as const);
  return { ...systemLine({ id: ids.next(), at, event: { code: 'visitor', step } }), visibility };
}

interface Told {
  readonly line: NewMessage;
  readonly mails: readonly NewMail[];
  readonly after?: ConversationRecord;
}

async function tellStaff(
  tx: WriteTx,
  before: ConversationRecord,
  { line, mails, after = before }: Told,
): Promise<void> {
  await tx.saveConversation({ before, after: { ...after, lastMessageAt: line.at }, messages: [line], mails });
}
