import { DAY_MS, type Document } from '../model/document.ts';
import { type Attachment, repeatsText, type Message, type ReplyFile } from '../model/message.ts';
import type { Command, CommandName, Under } from '../protocol/commands.ts';
import { REDACTED, redacted } from '../redact.ts';
import type { Confirmed, Head, Pending } from './confirmed.ts';

/** A message, or one that is still on its way out of this device (`pending`: the number of its command). */
export type ShownMessage = Message & { readonly pending: number | null };

export interface Visible {
  readonly head: Head;
  /** `requested`: asked for on this device and not granted; never shown as owned (CL5). */
  readonly claim: 'none' | 'requested' | 'mine' | 'other';
  /** The right to write: an actual token or the claim that was asked for; null when there is none. */
  readonly under: Under | null;
  readonly messages: readonly ShownMessage[];
  /** Commands laid over. `open` is no change that a person waits for. */
  readonly pending: number;
}

/**
 * visible = rebase(confirmed, pending): confirmed state with pending commands laid over, in order of number (CO6).
 *
 *     confirmed ──┬─ claim 4 ── reply 5 ── … ─→ visible
 *     (hub)       └─ replaced at every change; the commands are laid over anew
 *
 * Invariants:
 * - without pending commands it shows the confirmed state;
 * - a claim is never shown as granted before the hub granted it;
 * - a text of a pending command is always in the result, also where the command no longer applies: it will be refused
 *   and come back as a draft, until then it must not vanish;
 * - a command that no longer applies changes nothing else, and never throws.
 */
export function rebase(confirmed: Confirmed, pending: readonly Pending[], userId: string): Visible {
  return pending.reduce((visible, each) => layOver(visible, each, userId), unchanged(confirmed, userId));
}

function unchanged({ head, messages }: Confirmed, userId: string): Visible {
  const claim = head.state === 'waiting' ? 'none' : head.assigneeId === userId ? 'mine' : 'other';
  const mayWrite = head.state === 'claimed' && head.participates;
  return {
    head,
    claim,
    under: mayWrite ? head.fence : null,
    messages: messages.map((message) => ({ ...message, pending: null })),
    pending: 0,
  };
}

type PendingOf<N extends CommandName> = Omit<Pending, 'command'> & { readonly command: Extract<Command, { name: N }> };
type Mutator<N extends CommandName> = (visible: Visible, pending: PendingOf<N>, userId: string) => Visible;

const mutators: { readonly [N in CommandName]: Mutator<N> } = {
  open: (visible) => visible,
  create: (visible) => visible,
  noop: (visible) => visible,
  // Of no conversation.
  'set-guard-word': (visible) => visible,
  'add-participant': (visible) => visible,
  'remove-participant': (visible) => visible,
  'log-call': (visible, { command: { outcome } }) =>
    outcome === 'reached' ? { ...visible, head: { ...visible.head, awaitingAnswer: false } } : visible,
  'confirm-contact': (visible) => visible,
  // Beside it (`promised.ts`).
  'set-promise': (visible) => visible,
  'end-promise': (visible) => visible,
  // Beside it (`required.ts`).
  'require-document': (visible) => visible,
  // Two cases are one when the hub says so (MG6).
  merge: (visible) => visible,
  unmerge: (visible) => visible,
  // In the agenda (`agenda.ts`).
  'offer-appointment': (visible) => visible,
  'book-appointment': (visible) => visible,
  'move-appointment': (visible) => visible,
  'close-appointment': (visible) => visible,
  claim(visible, { seq }) {
    if (visible.head.state !== 'waiting') return visible;
    return { ...visible, claim: 'requested', under: { claim: seq } };
  },
  release(visible, { seq, at, command }, userId) {
    const noted = withText(visible, { seq, at, userId, kind: 'note', id: `pending-${seq}`, text: command.handover });
    return isUnder(visible, command.under) ? gaveAway(noted, waiting) : noted;
  },
  transfer(visible, { seq, at, command }, userId) {
    const { to, handover } = command;
    const noted = withText(visible, { seq, at, userId, kind: 'note', id: `pending-${seq}`, text: handover });
    if (!isUnder(visible, command.under)) return noted;
    if ('groupId' in to) return gaveAway(noted, { ...waiting, groupId: to.groupId });
    // Also when passed to oneself: the new token is the hub's to give.
    const given = {
      state: 'claimed',
      assigneeId: to.userId,
      claimedAt: at,
      participates: false,
      passing: null,
    } as const;
    return { ...gaveAway(noted, given), claim: to.userId === userId ? 'requested' : 'other' };
  },
  'ask-transfer'(visible, { seq, at, command }, userId) {
    const { toUserId, handover: text } = command;
    const noted = withText(visible, { seq, at, userId, kind: 'note', id: `pending-${seq}`, text });
    if (!isUnder(visible, command.under) || visible.claim === 'requested') return noted;
    return { ...noted, head: { ...noted.head, passing: { toUserId, byUserId: userId, at, until: at } } };
  },
  'withdraw-transfer': (visible, { command }) => (isUnder(visible, command.under) ? notPassed(visible) : visible),
  'accept-transfer'(visible, { command }, userId) {
    return isPassedTo(visible, command, userId) ? { ...visible, claim: 'requested', under: null } : visible;
  },
  'decline-transfer': (visible, { command }, userId) =>
    isPassedTo(visible, command, userId) ? notPassed(visible) : visible,
  resolve(visible, { at, command }) {
    if (!isUnder(visible, command.under)) return visible;
    if (visible.claim === 'requested') return { ...visible, under: null };
    return { ...visible, head: { ...visible.head, state: 'resolved', resolvedAt: at, passing: null }, under: null };
  },
  reopen(visible) {
    if (visible.head.state !== 'resolved' || !visible.head.participates) return visible;
    return { ...visible, claim: 'requested' };
  },
  heard(visible, { command }) {
    const isHeld = visible.head.participates && command.under === visible.head.fence;
    if (!isHeld && !isUnder(visible, command.under)) return visible;
    return { ...visible, head: { ...visible.head, unheard: Math.max(0, visible.head.unheard - 1) } };
  },
  reply(visible, { seq, at, command }, userId) {
    const { messageId: id, text, files = [] } = command;
    const written = withText(visible, { seq, at, userId, kind: 'reply', id, text, files });
    return { ...written, head: { ...written.head, awaitingAnswer: false } };
  },
  redact(visible, { at, command }, userId) {
    // The subject follows with the hub's answer.
    const taken = redacted({ subject: '', messages: visible.messages }, command);
    if (taken === null || !isRedactedAt(visible.messages, command)) return visible;
    const byId = new Map(taken.messages.map((message) => [message.id, message]));
    const messages = visible.messages.map((message) => byId.get(message.id) ?? message);
    return { ...visible, messages: messages.map((message) => withoutOriginal(message, { userId, at })) };
  },
  'redact-attachment': (visible, { at, command: { attachmentId } }, userId) =>
    withAttachment(visible, attachmentId, (attachment) => ({
      ...attachment,
      name: REDACTED,
      redacted: attachment.redacted ?? { userId, at },
    })),
  'keep-document': (visible, { at, command: { attachmentId, purpose, days } }) =>
    withDocument(visible, attachmentId, () => ({ purpose, expiresAt: at + days * DAY_MS, destroyedAt: null })),
  'destroy-document': (visible, { at, command: { attachmentId } }) =>
    withDocument(visible, attachmentId, (document) => document && { ...document, destroyedAt: at }),
  'settle-mail'(visible, { command: { messageId, outcome } }) {
    const delivery = outcome === 'again' ? ('queued' as const) : ('sent' as const);
    const settled = (message: ShownMessage) =>
      message.id === messageId && message.delivery === 'uncertain' ? { ...message, delivery } : message;
    return { ...visible, messages: visible.messages.map(settled) };
  },
  note: (visible, { seq, at, command }, userId) =>
    withText(visible, { seq, at, userId, kind: 'note', id: command.messageId, text: command.text }),
};

/** How a mail looked, and its whole text, go with the words that are taken out of it (OM4). */
const withoutOriginal = <M extends ShownMessage>(message: M, redacted: NonNullable<Attachment['redacted']>): M => ({
  ...message,
  attachments: message.attachments.map((each) =>
    repeatsText(each) && each.redacted === undefined ? { ...each, name: REDACTED, redacted } : each,
  ),
});

/** The text is still the one that was on the screen: nothing was taken out of it since. */
const isRedactedAt = (
  messages: readonly ShownMessage[],
  { messageId, redactions }: Extract<Command, { name: 'redact' }>,
): boolean => messages.some((message) => message.id === messageId && (message.redactions ?? 0) === redactions);

/** What was destroyed stays so. */
const withDocument = (
  visible: Visible,
  attachmentId: string,
  change: (document: Document | undefined) => Document | undefined,
): Visible =>
  withAttachment(visible, attachmentId, (attachment) => {
    const isGone = attachment.redacted !== undefined || (attachment.document?.destroyedAt ?? null) !== null;
    const document = isGone ? undefined : change(attachment.document);
    return document === undefined ? attachment : { ...attachment, document };
  });

function withAttachment(
  visible: Visible,
  attachmentId: string,
  change: (attachment: Attachment) => Attachment,
): Visible {
  const messages = visible.messages.map((message) =>
    message.attachments.some(({ id }) => id === attachmentId)
      ? { ...message, attachments: message.attachments.map((each) => (each.id === attachmentId ? change(each) : each)) }
      : message,
  );
  return { ...visible, messages };
}

function layOver(visible: Visible, pending: Pending, userId: string): Visible {
  const mutator = mutators[pending.command.name] as Mutator<CommandName>;
  const after = mutator(visible, pending, userId);
  const { name } = pending.command;
  return name === 'open' || name === 'noop' ? after : { ...after, pending: after.pending + 1 };
}

/** A token must be the current one; a claim that is named must be the pending one, or have been granted meanwhile. */
function isUnder(visible: Visible, under: Under): boolean {
  if (visible.under === null) return false;
  if (typeof under === 'number' || typeof visible.under === 'number') {
    return typeof under === 'number' ? under === visible.under : visible.claim === 'mine';
  }
  return under.claim === visible.under.claim;
}

const notPassed = (visible: Visible): Visible => ({ ...visible, head: { ...visible.head, passing: null } });

/** It waits for this person's word, and for this one. */
const isPassedTo = ({ head: { passing } }: Visible, { at }: { readonly at: number }, userId: string): boolean =>
  passing?.toUserId === userId && passing.at === at;

const waiting = {
  state: 'waiting',
  assigneeId: null,
  claimedAt: null,
  resolvedAt: null,
  participates: false,
  passing: null,
} as const;

/** A claim that was only asked for is simply no longer asked for: nothing was owned that could be given away. */
function gaveAway(visible: Visible, change: Partial<Head>): Visible {
  if (visible.claim === 'requested') return { ...visible, claim: 'none', under: null };
  return { ...visible, head: { ...visible.head, ...change }, claim: 'none', under: null };
}

interface Written {
  readonly seq: number;
  readonly at: number;
  readonly userId: string;
  readonly kind: 'reply' | 'note';
  readonly id: string;
  readonly text: string;
  readonly files?: readonly ReplyFile[];
}

/** Adds the text at the end, unless the hub has already sent the message of this id. */
function withText(visible: Visible, { seq, at, userId, kind, id, text, files = [] }: Written): Visible {
  if (text.trim() === '' || visible.messages.some((message) => message.id === id)) return visible;
  const message: ShownMessage = {
    id,
    kind,
    authorId: userId,
    text,
    quoted: null,
    at,
    automatic: false,
    delivery: kind === 'reply' ? 'queued' : null,
    event: null,
    attachments: [...files],
    pending: seq,
  };
  return { ...visible, messages: [...visible.messages, message] };
}
