import type { Passing } from '../../shared/model/passing.ts';
import { DESK_BASE } from '../../hub/storage/number-tx.ts';
import { differs, goOn, atFirst, type Account } from './chronicle.ts';
import type { SimDevice } from './device.ts';
import { answeredTexts, commandsOf, holdsContent, outboxTexts } from './device-state.ts';
import {
  activeUsers,
  allConversations,
  allHolds,
  answersAbove,
  feedNumber,
  feedSeqs,
  messagesAbove,
  messagesOf,
  overlappingAppointments,
  type HubAnswer,
  type HubConversation,
  type HubMessage,
} from './hub-state.ts';
import { tokensIn } from './ledger.ts';
import { SentWatch } from './sent-watch.ts';
import type { World } from './world.ts';

/** Looks at every commit of the hub, and at every frame before it leaves. */
export class HubWatch {
  readonly #world: World;
  readonly #sent: SentWatch;
  /** Who held a conversation under which token; for ever. */
  #holders = new Map<string, string>();
  #accounts = new Map<string, Account>();
  #lastMessage = 0;
  #lastAnswer = 0;
  #lastFeed = -1;
  #evicted = new Set<string>();
  #openHolds = new Set<string>();
  #answered = new Map<string, number>();
  #claims = new Map<string, number>();
  /** Message in which each token came to the hub. */
  readonly tokens = new Map<string, string>();
  conversations: ReadonlyMap<string, HubConversation> = new Map();
  seqs: ReadonlyMap<string, number> = new Map();
  commits = 0;

  constructor(world: World) {
    this.#world = world;
    this.#sent = new SentWatch(world, this);
  }

  hasHold(deviceId: string, conversationId: string): boolean {
    return this.#openHolds.has(`${deviceId} ${conversationId}`);
  }

  sends(device: SimDevice, text: string): void {
    this.#sent.sends(device, text);
  }

  /** After every commit, before anything else happens. */
  committed(): void {
    const { hub } = this.#world;
    this.commits += 1;
    const feed = feedNumber(hub);
    if (feed !== this.#lastFeed) {
      this.conversations = allConversations(hub);
      this.seqs = feedSeqs(hub);
      this.#checkAgenda();
    }
    const answers = answersAbove(hub, this.#lastAnswer);
    this.#lastAnswer = answers.at(-1)?.row ?? this.#lastAnswer;
    this.#checkFeed(feed);
    this.#checkAnswers(answers);
    this.#checkLines(messagesAbove(hub, this.#lastMessage));
    this.#checkConversations();
    this.#checkGrants(answers);
    this.#checkHolds();
    this.#world.leases.committed();
  }

  /** The hub goes on from an earlier state: so does what is known of it. */
  restored(): void {
    const had = [...this.tokens.keys()];
    this.tokens.clear();
    this.#holders.clear();
    this.#accounts.clear();
    this.#evicted.clear();
    this.#openHolds.clear();
    this.#answered.clear();
    this.#claims.clear();
    this.#sent.restored();
    this.#lastMessage = 0;
    this.#lastAnswer = 0;
    this.#lastFeed = -1;
    this.#isReplaying = true;
    this.committed();
    this.#isReplaying = false;
    const kept = this.#world.devices.flatMap((device) => [...answeredTexts(device), ...outboxTexts(device)]);
    const lost = new Set(had.filter((word) => !this.tokens.has(word)));
    this.#world.ledger.lostToBackup(lost, new Set(kept.flatMap(tokensIn)));
  }

  /** What lies in a restored database was checked when it was new. */
  #isReplaying = false;

  /** Two people never have one slot (AP2). */
  #checkAgenda(): void {
    for (const { one, other } of overlappingAppointments(this.#world.hub)) {
      this.#world.violate('slots-apart', `${one} and ${other} overlap`);
    }
  }

  #checkFeed(feed: number): void {
    const highest = Math.max(0, ...this.seqs.values());
    if (feed < this.#lastFeed || feed < highest) {
      this.#world.violate('feed-grows', `the feed went from ${Math.max(this.#lastFeed, highest)} to ${feed}`);
    }
    this.#lastFeed = feed;
  }

  #checkAnswers(answers: readonly HubAnswer[]): void {
    for (const { device_id, seq, claim_fence } of answers) {
      const last = this.#answered.get(device_id) ?? 0;
      if (seq !== last + 1) {
        this.#world.violate('answered-once', `${device_id} was answered number ${seq} after ${last}`);
      }
      this.#answered.set(device_id, seq);
      if (claim_fence !== null) this.#claims.set(`${device_id} ${seq}`, claim_fence);
    }
  }

  #checkLines(lines: readonly HubMessage[]): void {
    for (const line of lines) {
      this.#lastMessage = line.row;
      this.#checkTexts(line);
      this.#noteRedacted(line);
      const account = this.#accounts.get(line.conversationId) ?? atFirst;
      this.#checkUnder(line, account);
      const next = goOn(account, line);
      if (line.event?.code === 'lease-expired' && !this.#isReplaying) {
        this.#world.leases.expired(line.conversationId, line.event.userId);
      }
      if (typeof next === 'string') this.#world.violate('chronology', `${line.conversationId}: ${next}`);
      else this.#accounts.set(line.conversationId, next);
      if (typeof next !== 'string') this.#checkFence(line.conversationId, account, next);
    }
  }

  #checkTexts({ id, kind, text, conversationId }: HubMessage): void {
    for (const word of tokensIn(text)) {
      const earlier = this.tokens.get(word);
      // What the hub says by itself names the contact each time.
      if (kind === 'system' && earlier !== undefined) continue;
      if (earlier !== undefined) this.#world.violate('effect-once', `${word} is in ${earlier} and in ${id}`);
      this.tokens.set(word, id);
      this.#world.ledger.cameTo(word, conversationId);
      // A restored hub may know neither the text nor that it was redacted: it comes again.
      this.#world.ledger.redacted.delete(word);
    }
  }

  /** The words that a message has no more, or the name of a file. */
  #noteRedacted({ event, conversationId }: HubMessage): void {
    if (event?.code !== 'redacted') return;
    const { ledger, hub } = this.#world;
    const id = event.attachmentId ?? event.messageId;
    const left = messagesOf(hub, conversationId).find((message) => message.id === id)?.text ?? '';
    for (const word of ledger.unwantedIn(id)) if (!left.includes(word)) ledger.tookOut(word, conversationId);
  }

  /** The device that wrote it still has the command, which names its token or the claim it was written under. */
  #checkUnder({ id, kind, event, conversationId }: HubMessage, { fence }: Account): void {
    if (this.#isReplaying || event !== null || (kind !== 'reply' && kind !== 'note')) return;
    for (const device of this.#world.devices) {
      const found = commandsOf(device).find(({ command }) => 'messageId' in command && command.messageId === id);
      if (found === undefined || !('under' in found.command)) continue;
      const { under } = found.command;
      const named = typeof under === 'number' ? under : this.#claims.get(`${device.deviceId} ${under.claim}`);
      if (named === fence) return;
      const told = `${kind} ${id} of ${conversationId} was accepted under ${named} while the token was ${fence}`;
      return this.#world.violate('no-stale-write', told);
    }
    this.#world.violate('no-stale-write', `nobody's outbox has the command of ${kind} ${id}`);
  }

  #checkFence(conversationId: string, before: Account, after: Account): void {
    if (after.assigneeId === null) return;
    const key = `${conversationId} ${after.fence}`;
    const earlier = this.#holders.get(key) ?? after.assigneeId;
    if (earlier !== after.assigneeId) {
      const told = `${earlier} and ${after.assigneeId} under ${after.fence}, after ${before.fence}`;
      this.#world.violate('one-claim-per-fence', `${conversationId}: ${told}`);
    }
    this.#holders.set(key, earlier);
  }

  #checkConversations(): void {
    const counts = new Map<string, number>();
    for (const [id, conversation] of this.conversations) {
      const { row, participants } = conversation;
      const isHeld = row.state !== 'waiting';
      const isRight = isHeld ? participants.includes(row.assignee_id ?? '') : participants.length === 0;
      if ((row.assignee_id !== null) !== isHeld || !isRight) {
        this.#world.violate('one-assignee', `${id} ${row.state}, ${row.assignee_id}, [${participants.join()}]`);
      }
      this.#checkEntitled(id, conversation);
      this.#checkAccount(id, conversation);
      this.#checkMerged(id, conversation);
      this.#checkNumber(row.number, counts);
      if (!this.#world.numbers.standsFor(row.number, id)) {
        this.#world.violate('numbers-final', `${id} has ${row.number}, which is another's, or had another one`);
      }
    }
  }

  /** Whoever holds a case reads it, and works here; whoever it is passed to works here, and does not hold it (TR8). */
  #checkEntitled(id: string, { row, participants }: HubConversation): void {
    if (row.state !== 'claimed') return;
    const isActive = (userId: string): boolean => activeUsers(this.#world.hub).has(userId);
    const holder = row.assignee_id ?? '';
    if (!participants.includes(holder) || !isActive(holder))
      this.#world.violate('somebody-entitled', `${id} is claimed by ${holder}, who may not read it`);
    const passing = row.passing === null ? null : (JSON.parse(row.passing) as Passing);
    if (passing === null) return;
    if (!isActive(passing.toUserId) || passing.toUserId === holder || !participants.includes(passing.byUserId))
      this.#world.violate('somebody-entitled', `${id} is passed by ${passing.byUserId} to ${passing.toUserId}`);
  }

  /** A restored hub leaves numbers out (RE6); those of the desk are used in any order (NB1). */
  #checkNumber(number: string, counts: Map<string, number>): void {
    const year = number.slice(0, 4);
    const count = Number(number.slice(5));
    if (count > DESK_BASE) return;
    const before = counts.get(year) ?? 0;
    counts.set(year, count);
    if (count === before + 1 || (this.#world.hub.epochs > 1 && count > before)) return;
    this.#world.violate('gapless-numbers', `${number} comes after ${before}`);
  }

  #checkAccount(id: string, conversation: HubConversation): void {
    const account = this.#accounts.get(id);
    if (account === undefined) return this.#world.violate('chronology', `${id} has no line`);
    if (conversation.row.fence < account.fence) {
      const told = `${id}: ${conversation.row.fence} where ${account.fence} was due`;
      return this.#world.violate('fence-grows', told);
    }
    const difference = differs(account, conversation);
    if (difference !== null) this.#world.violate('chronology', `${id}: ${difference}`);
  }

  /** Who holds merged cases, and who may read them, is the same (MG3). */
  #checkMerged(id: string, { row, participants }: HubConversation): void {
    if (row.merged_into === null) return;
    const lead = this.conversations.get(row.merged_into);
    const heldBy = (each: HubConversation['row'], who: readonly string[]): string =>
      [each.state, each.assignee_id, each.group_id, ...who].join();
    if (lead !== undefined && heldBy(lead.row, lead.participants) === heldBy(row, participants)) return;
    this.#world.violate(
      'merged-together',
      `${id} and ${row.merged_into}, which leads it, are held by different people`,
    );
  }

  #checkGrants(answers: readonly HubAnswer[]): void {
    if (this.#isReplaying) return;
    for (const { device_id, claim_conversation_id: id, claim_fence: fence } of answers) {
      if (id === null) continue;
      const user = this.#world.devices.find(({ deviceId }) => deviceId === device_id)?.userId;
      const holder = this.#holders.get(`${id} ${fence}`);
      if (holder !== user) {
        this.#world.violate('one-claim-per-fence', `${id} ${fence} was granted to ${user}; ${holder} held it`);
      }
    }
  }

  /** A hold that ended: the content is gone there. */
  #checkHolds(): void {
    for (const { device_id, conversation_id, evicted_at } of allHolds(this.#world.hub)) {
      const key = `${device_id} ${conversation_id}`;
      const wasEvicted = this.#evicted.has(key);
      if (evicted_at === null) {
        this.#evicted.delete(key);
        this.#openHolds.add(key);
        continue;
      }
      this.#evicted.add(key);
      this.#openHolds.delete(key);
      const device = this.#world.devices.find(({ deviceId }) => deviceId === device_id);
      if (wasEvicted || this.#isReplaying || device === undefined || !holdsContent(device, conversation_id)) continue;
      this.#world.violate('receipt-true', `${conversation_id} is said to have left ${device.name}, which holds it`);
    }
  }
}
