import { messagesOf as heldMessages } from '../../main/core/db/messages.ts';
import { headOf, type ConversationRow } from '../../main/core/db/conversation-row.ts';
import { pendingOf } from '../../main/core/db/outbox.ts';
import { TEXT_EXPIRES_AFTER_MS } from '../../shared/protocol/limits.ts';
import { rebase } from '../../shared/sync/rebase.ts';
import type { Passing } from '../../shared/model/passing.ts';
import type { SimDevice } from './device.ts';
import { answeredTexts, conversationRows, draftTexts, outboxTexts } from './device-state.ts';
import { isVisible, mayRead, messagesOf, seenFrom, type HubConversation } from './hub-state.ts';
import { isIn, tokensIn } from './ledger.ts';
import type { World } from './world.ts';

/** Time away is counted at least every five minutes, and from when the silence is noticed. */
const EXPIRY_SLACK_MS = 6 * 60_000;

interface Seen {
  changes: number;
  commits: number;
  evictions: number;
  /** Feed number of each conversation when it was last compared. */
  readonly compared: Map<string, number>;
  /** Words of drafts and of the outbox. */
  kept: ReadonlySet<string>;
  drafts: ReadonlySet<string>;
  /** Conversations of which no word was found any more since their content was last seen here. */
  readonly traceless: Set<string>;
  /** Conversations that came with a note for this person (TR3). */
  readonly noted: Set<string>;
  /** Redacted words that were not found any more. */
  readonly forgotten: Set<string>;
}

/** Looks at every device after every step. */
export class DeviceWatch {
  readonly #world: World;
  readonly #seen = new Map<SimDevice, Seen>();

  constructor(world: World) {
    this.#world = world;
  }

  check(): void {
    const { commits } = this.#world.watch;
    for (const device of this.#world.devices) {
      const seen = this.#seenOf(device);
      this.#checkExpired(device);
      if (seen.changes === device.changes && seen.commits === commits) continue;
      if (seen.changes !== device.changes) this.#changed(device, seen);
      this.#checkTexts(device, seen);
      const rows = conversationRows(device);
      for (const row of rows) this.#checkConversation(device, row, seen);
      const hasNoteLeft = this.#watchNotes(rows, seen);
      if (hasNoteLeft || seen.evictions !== device.evictions) this.#checkTraces(device, rows, seen);
      this.#checkRedacted(device, seen);
      this.#checkWindow(device);
      device.touched.clear();
      seen.changes = device.changes;
      seen.commits = commits;
      seen.evictions = device.evictions;
    }
  }

  /** Everything once more, whether it changed or not. */
  checkAll(): void {
    this.#seen.clear();
    for (const device of this.#world.devices) this.#seenOf(device).evictions = -1;
    this.check();
  }

  #seenOf(device: SimDevice): Seen {
    const fresh = {
      changes: -1,
      commits: -1,
      evictions: 0,
      compared: new Map(),
      kept: new Set(''),
      drafts: new Set(''),
      traceless: new Set(''),
      noted: new Set(''),
      forgotten: new Set(''),
    };
    const seen = this.#seen.get(device) ?? fresh;
    this.#seen.set(device, seen);
    return seen;
  }

  #changed(device: SimDevice, seen: Seen): void {
    seen.drafts = new Set(draftTexts(device).flatMap(tokensIn));
    seen.kept = new Set([...seen.drafts, ...outboxTexts(device).flatMap(tokensIn)]);
  }

  /** Every text typed is in a draft, in the outbox, or at the hub; and never both back and accepted. */
  #checkTexts(device: SimDevice, { kept, drafts }: Seen): void {
    const { ledger, watch } = this.#world;
    for (const { word, conversationId, device: index } of ledger.typed) {
      if (index !== device.index) continue;
      const isThere = watch.tokens.has(word);
      if (!isThere && !kept.has(word) && !this.#isOwed(device, word) && !this.#wentWithIt(device, word, conversationId))
        this.#world.violate('texts-kept', `${word}, typed on ${device.name}, is nowhere`);
      if (isThere && drafts.has(word)) {
        this.#world.violate('effect-once', `${word} came back to ${device.name} as a draft, and the hub has it`);
      }
    }
  }

  #isOwed(device: SimDevice, word: string): boolean {
    const isWaiting = this.#world.ledger.owed.has(word) && device.epoch !== this.#epoch();
    return isWaiting && answeredTexts(device).some((text) => text.includes(word));
  }

  /** The hub lost it with its data; then the device was away for so long that the whole case expired, and RE3 took it. */
  #wentWithIt(device: SimDevice, word: string, conversationId: string): boolean {
    if (!this.#world.ledger.owed.has(word) || !hasExpired(device)) return false;
    const isGone = conversationRows(device).some(
      ({ id, content_slot }) => id === conversationId && content_slot === null,
    );
    if (isGone) this.#world.ledger.gone(word);
    return isGone;
  }

  #checkConversation(device: SimDevice, row: ConversationRow, seen: Seen): void {
    const isTouched = device.touched.has(`conversation:${row.id}`) || seen.changes === -1;
    if (isTouched) this.#checkVisible(device, row);
    const conversation = this.#world.watch.conversations.get(row.id);
    const seq = this.#world.watch.seqs.get(row.id);
    if (conversation === undefined || seq === undefined) return;
    if (device.epoch !== this.#epoch() || seq > device.cursor) return;
    if (!isTouched && seen.compared.get(row.id) === seq) return;
    seen.compared.set(row.id, seq);
    const difference = differenceOn(this.#world, device, { row, conversation });
    if (difference !== null) {
      this.#world.violate('cursor-honest', `${device.name}, ${row.id}, cursor ${device.cursor}: ${difference}`);
    }
  }

  #epoch(): string | undefined {
    return this.#world.hub.all<{ value: string }>("select value from meta where key = 'epoch'")[0]?.value;
  }

  /** visible = rebase(confirmed, pending), and nothing is shown as owned that the hub didn't grant (CO6, CL5). */
  #checkVisible(device: SimDevice, row: ConversationRow): void {
    const pending = device.base.read((tx) => pendingOf(tx, row.id));
    const visible = rebase({ head: headOf(row, device.userId), messages: [] }, pending, device.userId);
    const { head, claim } = visible;
    const due = [head.state, head.groupId, claim, head.assigneeId, head.claimedAt, head.resolvedAt, visible.pending];
    const listed = row as unknown as Record<string, unknown>;
    const shown = ['state', 'group_id', 'claim', 'assignee_id', 'claimed_at', 'resolved_at', 'pending'].map(
      (name) => listed[`v_${name}`],
    );
    if (JSON.stringify(shown) === JSON.stringify(due)) return;
    const told = `${device.name}, ${row.id}: shows ${JSON.stringify(shown)}, should show ${JSON.stringify(due)}`;
    this.#world.violate('visible-is-rebased', told);
  }

  /** Text of what waits is on no device that has been away for too long (EX1). */
  #checkExpired(device: SimDevice): void {
    if (!device.isAlive || this.#world.time.now() - device.contactAt < TEXT_EXPIRES_AFTER_MS + EXPIRY_SLACK_MS) return;
    const kept = device.base.read((tx) =>
      tx.get<{ id: string }>(
        "select id from conversation where state = 'waiting' and content_slot is not null and version > 0",
      ),
    );
    if (kept === undefined) return;
    this.#world.violate('expired-in-time', `${device.name} has been away for long, and still has ${kept.id}`);
  }

  /** A note goes when the case is not passed to this person any more. */
  #watchNotes(rows: readonly ConversationRow[], { noted, traceless }: Seen): boolean {
    let hasLeft = false;
    for (const { id, passing_slot } of rows) {
      if (passing_slot !== null) noted.add(id);
      else if (noted.delete(id)) hasLeft = true;
      else continue;
      traceless.delete(id);
    }
    return hasLeft;
  }

  /** The words of what may not be read any more are in no byte of the device's database, except in the person's own work. */
  #checkTraces(device: SimDevice, rows: readonly ConversationRow[], { kept, traceless }: Seen): void {
    for (const { id, content_slot } of rows) if (content_slot !== null) traceless.delete(id);
    const left = rows.flatMap(({ id, content_slot, passing_slot }) =>
      content_slot === null && passing_slot === null && !traceless.has(id) ? [id] : [],
    );
    if (left.length === 0) return;
    const bytes = device.sqlite.serialize();
    for (const { word, conversationId } of this.#world.ledger.tokens.values()) {
      if (!left.includes(conversationId) || kept.has(word) || !isIn(bytes, word)) continue;
      this.#world.violate('no-trace', `${word} of ${conversationId} is still on ${device.name}`);
    }
    for (const id of left) traceless.add(id);
  }

  /** What was redacted is in no byte of a device that has heard of it (RD8, RD11). */
  #checkRedacted(device: SimDevice, { kept, forgotten }: Seen): void {
    const { ledger, watch } = this.#world;
    if (device.epoch !== this.#epoch()) return;
    const due = [...ledger.redacted].filter(
      ([word, id]) => !forgotten.has(word) && !kept.has(word) && (watch.seqs.get(id) ?? Infinity) <= device.cursor,
    );
    if (due.length === 0) return;
    const bytes = device.sqlite.serialize();
    for (const [word, id] of due) {
      if (isIn(bytes, word)) {
        this.#world.violate('no-trace', `${word}, redacted in ${id}, is still on ${device.name}`);
      }
      forgotten.add(word);
    }
  }

  /** A window that showed what has left is destroyed (EV6). */
  #checkWindow(device: SimDevice): void {
    if (device.shown.size === 0) return;
    const held = new Set(
      conversationRows(device).flatMap(({ id, content_slot }) => (content_slot === null ? [] : [id])),
    );
    for (const id of device.shown) {
      if (!held.has(id)) this.#world.violate('window-closed', `a window of ${device.name} still shows ${id}`);
    }
  }
}

/** Both sides have these columns, and everybody may know them. */
const headColumns = ['state', 'group_id', 'assignee_id', 'fence', 'claimed_at', 'resolved_at', 'merged_into'] as const;

/** Without what only the hub has to know of it. */
const passingOf = ({ passing }: { readonly passing: string | null }): string => {
  if (passing === null) return '';
  const { toUserId, byUserId, at, until } = JSON.parse(passing) as Passing;
  return [toUserId, byUserId, at, until].join(' ');
};

/** What the device holds against what this person may know of it now. */
export function differenceOn(
  world: World,
  device: SimDevice,
  { row, conversation }: { readonly row: ConversationRow; readonly conversation: HubConversation },
): string | null {
  const { row: hub } = conversation;
  const head = JSON.stringify([...headColumns.map((name) => row[name]), passingOf(row)]);
  const due = JSON.stringify([...headColumns.map((name) => hub[name]), passingOf(hub)]);
  if (head !== due) return `holds ${head}, should hold ${due}`;
  const isReadable = mayRead(conversation, device.userId);
  if (isReadable && row.content_slot === null && hub.state === 'waiting' && hasExpired(device)) return null;
  if (isReadable !== (row.content_slot !== null)) return isReadable ? 'lacks the content' : 'holds the content';
  if (!isReadable) return null;
  const held = device.base
    .read((tx) => heldMessages(tx, row.key))
    .map(({ id, text, delivery }) => [id, text, delivery]);
  const from = seenFrom(conversation, device.userId);
  const readable = messagesOf(world.hub, row.id).filter(
    (message) => isVisible(conversation, message) && message.at >= from,
  );
  const wanted = readable.map(({ id, text, delivery }) => [id, text, delivery]);
  if (JSON.stringify(held) === JSON.stringify(wanted)) return null;
  return `holds the messages ${JSON.stringify(held)}, should hold ${JSON.stringify(wanted)}`;
}

/** Unclaimed text went by itself, to be fetched again; convergence shows whether it was (EX1, EX4). */
const hasExpired = ({ base }: SimDevice): boolean =>
  base.read((tx) => tx.get("select 1 from notice where kind = 'expired'")) !== undefined;
