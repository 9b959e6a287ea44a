import type { Clock, Ids } from '../shared/effects.ts';
import type { Flag } from '../shared/model/flag.ts';
import type { Routed } from '../shared/model/routed.ts';
import type { BounceReason } from '../shared/model/reach.ts';
import { yearOf } from './acknowledgement.ts';
import { tellNotReminded } from './appointments/not-reminded.ts';
import { nobody } from './audit/entry.ts';
import { followPath } from './follow/follow-link.ts';
import { nextInstant, systemLine } from './commands/decision.ts';
import type { Incoming, Intake, Received } from './ports.ts';
import { flagsOf } from './guard/flags.ts';
import { replyTokenFrom } from './new-conversation.ts';
import { caseOfProvedSender } from './proved-sender.ts';
import { joined, joins, opened, type ReceiveSituation } from './receive.ts';
import { routeArrival, type AvailableIds } from './route-arrival.ts';
import type { ConversationRecord, MailRecord, Storage, WriteTx } from './storage/storage.ts';

export interface IntakeDeps {
  /** Where contacts reach the association's pages. */
  readonly publicUrl?: () => string | null;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly mailDomain: string;
  /** Nobody, unless it is told. */
  readonly availableIds?: AvailableIds;
}

/** The doors' way into storage: one message or one recorded refusal, durable when the promise resolves (IN1). */
export function createIntake(deps: IntakeDeps): Intake {
  const { storage, clock, ids } = deps;
  return {
    async receive(incoming) {
      // Before the transaction: others need not wait while a long text is read (GU11).
      const flags = flagsOf(incoming, await storage.read((tx) => tx.guardSettings()));
      return storage.write((tx) => receiveIn(tx, { incoming, flags }, deps));
    },
    refuse: (refused) =>
      storage.write((tx) => tx.addRefusal({ ...refused, id: refused.key ?? ids.next(), at: clock.now() })),
    bounced: (mailMessageId, why = 'not-delivered') =>
      storage.write(async (tx) => {
        const mail = await tx.mailByMessageId(mailMessageId);
        if (mail === null) return 'unknown';
        if (mail.state !== 'failed') await markBounced(tx, { mail, why }, deps);
        return 'known';
      }),
  };
}

export interface Arrived {
  readonly incoming: Incoming;
  readonly flags: readonly Flag[];
}

/** Within a transaction that does more than that. */
export async function receiveIn(tx: WriteTx, arrived: Arrived, deps: IntakeDeps): Promise<Received> {
  const { incoming } = arrived;
  const known = await tx.receivedConversation(incoming.dedupeKey);
  if (known !== null) return received('duplicate', known);
  const situation = await situationOf(tx, arrived, deps);
  const earlier = (await byToken(tx, incoming)) ?? (await byProvedSender(tx, incoming));
  const joinable = earlier !== null && joins(earlier, situation);
  const conversation = joinable ? await join(tx, earlier, situation) : await open(tx, earlier, { situation, deps });
  await tx.addReceived(incoming.dedupeKey, conversation.id, situation.now);
  const result = joinable ? 'joined' : 'opened';
  const facts = { result, channel: incoming.channel, origin: incoming.origin, fence: conversation.fence } as const;
  await tx.appendAudit([{ at: situation.now, kind: 'arrival', actor: nobody, conversation, facts }]);
  return received(result, conversation);
}

async function byToken(tx: WriteTx, { replyToken }: Incoming): Promise<ConversationRecord | null> {
  return replyToken === null ? null : tx.conversationByReplyToken(replyToken.toLowerCase());
}

/** How many of somebody's cases are looked at: nobody answers one that is older than so many. */
const CASES_LOOKED_AT = 50;

/** Where the sender is proved, the address and what the mail says of the case take the token's place (IN6). */
async function byProvedSender(tx: WriteTx, incoming: Incoming): Promise<ConversationRecord | null> {
  const { verified, thread, contact } = incoming;
  if (!verified || thread == null || contact.email === null) return null;
  const own = await tx.conversationsOf(contact.email, CASES_LOOKED_AT);
  const answered = await tx.conversationsByMail(thread.references);
  return caseOfProvedSender({ own, answeredIds: answered.map(({ id }) => id) }, incoming);
}

async function situationOf(tx: WriteTx, arrived: Arrived, deps: IntakeDeps): Promise<ReceiveSituation> {
  return {
    ...arrived,
    now: deps.clock.now(),
    nextId: () => deps.ids.next(),
    mailDomain: deps.mailDomain,
    association: (await tx.meta())?.association ?? '',
    followUrl: await followUrls(tx, deps),
  };
}

/** A function of the number, which is known later: the case has none yet. */
async function followUrls(tx: WriteTx, { publicUrl }: IntakeDeps): Promise<(number: string) => string | null> {
  const [secret, url] = [await tx.followSecret(), publicUrl?.() ?? null];
  return (number) => (secret === null || url === null ? null : `${url}${followPath(secret, number)}`);
}

async function join(
  tx: WriteTx,
  earlier: ConversationRecord,
  situation: ReceiveSituation,
): Promise<ConversationRecord> {
  const assignee = earlier.assigneeId === null ? null : await tx.user(earlier.assigneeId);
  const lastAutomaticAt = await tx.lastAutomaticAt(earlier.id);
  const change = joined(earlier, situation, { assigneeIsActive: assignee?.active === true, lastAutomaticAt });
  await tx.saveConversation(change);
  return change.after;
}

async function open(
  tx: WriteTx,
  earlier: ConversationRecord | null,
  { situation, deps }: { readonly situation: ReceiveSituation; readonly deps: IntakeDeps },
): Promise<ConversationRecord> {
  const routed = await routedOf(tx, earlier, { situation, deps });
  const change = opened(situation, {
    number: await tx.nextCaseNumber(yearOf(situation.now)),
    groupId: routed.groupId,
    routed,
    replyToken: replyTokenFrom(deps.ids.secret()),
    linkedNumber: earlier?.number ?? null,
  });
  await tx.saveConversation(change);
  return change.after;
}

/** What follows an older case is put where that one is. */
async function routedOf(
  tx: WriteTx,
  earlier: ConversationRecord | null,
  { situation, deps }: { readonly situation: ReceiveSituation; readonly deps: IntakeDeps },
): Promise<Routed> {
  if (earlier !== null) return { groupId: earlier.groupId, why: { by: 'earlier' }, passed: [] };
  return routeArrival(tx, situation.incoming, deps.availableIds ?? (() => nobodyThere));
}

const nobodyThere: ReadonlySet<string> = new Set();

const received = (kind: Received['kind'], { id, number }: ConversationRecord): Received => ({
  kind,
  conversationId: id,
  number,
});

interface Bounced {
  readonly mail: MailRecord;
  readonly why: BounceReason;
}

async function markBounced(tx: WriteTx, { mail, why }: Bounced, { clock, ids }: IntakeDeps): Promise<void> {
  if (mail.kind === 'reminder') {
    await tx.setMail({ id: mail.id, state: 'failed' });
    return tellNotReminded(tx, mail, { now: clock.now(), ids });
  }
  const before = await tx.conversation(mail.conversationId);
  if (before === null) throw new Error('a mail without its conversation');
  const at = nextInstant(before, clock.now());
  const line = systemLine({ id: ids.next(), at, event: { code: 'undeliverable', why } });
  const visibility = before.state === 'waiting' ? ('open' as const) : ('private' as const);
  const failing = { at: clock.now(), why };
  const after = { ...before, lastMessageAt: at, reach: { ...before.reach, email: failing } };
  await tx.setMail({ id: mail.id, state: 'failed' });
  await tx.showDelivery({ ...mail, state: 'failed' });
  await tx.saveConversation({ before, after, messages: [{ ...line, visibility }], mails: [] });
  if (before.contact.email === null) return;
  // Whoever writes in another case of theirs is to know it, too (CD1).
  for (const other of await tx.conversationsOf(before.contact.email, CASES_LOOKED_AT)) {
    if (other.id === before.id || other.state === 'resolved') continue;
    const marked = { ...other, reach: { ...other.reach, email: failing } };
    await tx.saveConversation({ before: other, after: marked, messages: [], mails: [] });
  }
}
