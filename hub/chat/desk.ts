import type { ChatEntry, ChatState, VisitorDown } from '../../shared/chat/frames.ts';
import type { Clock, Timers } from '../../shared/effects.ts';
import type { User } from '../../shared/model/directory.ts';
import type { Log } from '../log.ts';
import type { Presence } from '../presence/presence.ts';
import type { ChatSession } from '../storage/chat-tx.ts';
import type { ConversationRecord, ReadTx, Storage, StoredMessage } from '../storage/storage.ts';
import { mayHaveTranscript } from './endings.ts';
import { isOpenAt } from './hours.ts';
import { entryOf, firstNameOf, stateOf, type FirstNames } from './view.ts';

/** Shows to each visitor who is here how their chat stands, from what is stored (CH5): at every commit, whoever made it. */
export interface Desk {
  enter(visitor: Visitor): Seat;
  close(): void;
}

export interface Visitor {
  readonly secretHash: string;
  send(frame: VisitorDown): void;
}

export interface Seat {
  /** Resolves when the visitor was shown all that is committed. */
  refresh(): Promise<void>;
  leave(): void;
}

export interface DeskDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly presence: Pick<Presence, 'doings' | 'onTold'>;
}

/** Waiting longer and closing hours are no commits. */
const LOOK_EVERY_MS = 10_000;
/** A frame of entries is closed when it has grown past this, in UTF-16 units. */
const ENTRIES_TARGET = 60_000;

interface Member {
  readonly visitor: Visitor;
  session: ChatSession | null;
  conversation: ConversationRecord | null;
  /** Feed number up to which entries were sent; null before the first ones. */
  cursor: number | null;
  state: string;
  isTyping: boolean;
  seenAt: number;
  /** A volunteer has written. */
  isAnswered: boolean;
}

export function createDesk(deps: DeskDeps): Desk {
  return new ChatDesk(deps);
}

class ChatDesk implements Desk {
  readonly #deps: DeskDeps;
  readonly #members = new Set<Member>();
  readonly #stopListening: () => void;
  #cancelLook: (() => void) | null = null;
  #running: Promise<void> | null = null;
  #isOutdated = false;
  #names: FirstNames = () => '';

  constructor(deps: DeskDeps) {
    this.#deps = deps;
    this.#stopListening = deps.storage.onCommit(({ feed }) => {
      if (feed && this.#members.size > 0) void this.#refresh();
    });
    deps.presence.onTold(() => {
      for (const member of this.#members) this.#tellCompany(member);
    });
  }

  enter(visitor: Visitor): Seat {
    const member: Member = {
      visitor,
      session: null,
      conversation: null,
      cursor: null,
      state: '',
      isTyping: false,
      seenAt: 0,
      isAnswered: false,
    };
    this.#members.add(member);
    this.#lookLater();
    return {
      refresh: () => this.#refresh(),
      leave: () => this.#members.delete(member),
    };
  }

  close(): void {
    this.#stopListening();
    this.#cancelLook?.();
    this.#members.clear();
  }

  #lookLater(): void {
    this.#cancelLook ??= this.#deps.timers.after(LOOK_EVERY_MS, () => {
      this.#cancelLook = null;
      if (this.#members.size === 0) return;
      this.#lookLater();
      void this.#refresh();
    });
  }

  /** One look at a time; whoever asks meanwhile gets the next one. */
  #refresh(): Promise<void> {
    this.#isOutdated = true;
    this.#running ??= this.#looks().finally(() => (this.#running = null));
    return this.#running;
  }

  async #looks(): Promise<void> {
    while (this.#isOutdated) {
      this.#isOutdated = false;
      try {
        await this.#deps.storage.read((tx) => this.#look(tx));
      } catch (error) {
        this.#deps.log.defect('chat', error);
      }
    }
  }

  async #look(tx: ReadTx): Promise<void> {
    for (const member of this.#members) member.session ??= await tx.chatSession(member.visitor.secretHash);
    const members = [...this.#members].filter(({ session }) => session !== null);
    const ids = [...new Set(members.map(({ session }) => session?.conversationId ?? ''))];
    const seqs = new Map((await tx.feedOf(ids)).map(({ id, seq }) => [id, seq]));
    const changed = members.filter(
      ({ session, cursor }) => (seqs.get(session?.conversationId ?? '') ?? 0) > (cursor ?? -1),
    );
    await loadChanged(tx, changed);
    if (changed.length > 0) this.#names = namesFrom(await tx.users());
    const around = await loadAround(tx, members, this.#deps.clock.now());
    for (const member of members) {
      if (changed.includes(member)) await this.#tellEntries(tx, member, seqs);
      this.#tellState(member, around);
      this.#tellCompany(member);
    }
  }

  async #tellEntries(tx: ReadTx, member: Member, seqs: ReadonlyMap<string, number>): Promise<void> {
    const id = member.session?.conversationId ?? '';
    const isWhole = member.cursor === null;
    // What became of it by mail is not for a page that somebody left open.
    const isOver = member.session?.over != null && !isWhole;
    const stored = (await tx.messages([id], member.cursor ?? 0)).get(id) ?? [];
    const entries = isOver ? [] : entriesOf(stored, this.#names);
    member.isAnswered ||= mayHaveTranscript(member.conversation, stored);
    member.cursor = seqs.get(id) ?? 0;
    if (entries.length === 0 && !isWhole) return;
    for (const [index, some] of inFrames(entries).entries())
      member.visitor.send({ type: 'entries', entries: some, whole: isWhole && index === 0 });
  }

  #tellState(member: Member, { queues, openGroups, now }: Around): void {
    const { conversation, session, visitor } = member;
    const names = this.#names;
    if (conversation === null || session === null) return;
    const queue = queues.get(conversation.groupId) ?? [];
    const isOpen = openGroups.has(conversation.groupId);
    const state: ChatState = stateOf({ conversation, session, queue, isOpen, now, names });
    const canHaveTranscript = session.transcriptAt === null && session.over === null && member.isAnswered;
    const frame = { type: 'state', number: conversation.number, state, canHaveTranscript } as const;
    const text = JSON.stringify(frame);
    if (text === member.state) return;
    member.state = text;
    visitor.send(frame);
  }

  /** Only of those who take part in the chat (CH10). */
  #tellCompany(member: Member): void {
    const { conversation, visitor } = member;
    if (conversation === null || conversation.state !== 'claimed') return this.#tellTyping(member, false);
    const { id, participantIds, lastMessageAt } = conversation;
    const doings = participantIds.flatMap((userId) => this.#deps.presence.doings().get(userId) ?? []);
    this.#tellTyping(
      member,
      doings.some(({ replying }) => replying.includes(id)),
    );
    if (lastMessageAt <= member.seenAt || !doings.some(({ looking }) => looking.includes(id))) return;
    member.seenAt = lastMessageAt;
    visitor.send({ type: 'seen', at: lastMessageAt });
  }

  #tellTyping(member: Member, isTyping: boolean): void {
    if (member.isTyping === isTyping) return;
    member.isTyping = isTyping;
    member.visitor.send({ type: 'typing', isTyping });
  }
}

/** The session may have moved on with the conversation: read anew, together. */
async function loadChanged(tx: ReadTx, members: readonly Member[]): Promise<void> {
  for (const member of members) {
    member.session = await tx.chatSession(member.visitor.secretHash);
    member.conversation = await tx.conversation(member.session?.conversationId ?? '');
  }
}

interface Around {
  readonly queues: ReadonlyMap<string, readonly string[]>;
  readonly openGroups: ReadonlySet<string>;
  readonly now: number;
}

async function loadAround(tx: ReadTx, members: readonly Member[], now: number): Promise<Around> {
  const conversations = members.flatMap(({ conversation }) => conversation ?? []);
  const isAnyWaiting = conversations.some(({ state }) => state === 'waiting');
  const queues = new Map<string, string[]>();
  for (const { id, groupId } of isAnyWaiting ? await tx.waitingChats() : [])
    queues.set(groupId, [...(queues.get(groupId) ?? []), id]);
  const schedules = isAnyWaiting ? await tx.schedules() : [];
  const groupIds = new Set(conversations.map(({ groupId }) => groupId));
  const openGroups = [...groupIds].filter((groupId) =>
    isOpenAt(
      schedules.find((schedule) => schedule.groupId === groupId),
      now,
    ),
  );
  return { queues, openGroups: new Set(openGroups), now };
}

function namesFrom(users: readonly User[]): FirstNames {
  const byId = new Map(users.map(({ id, name }) => [id, firstNameOf(name)]));
  return (userId) => byId.get(userId ?? '') ?? '';
}

const entriesOf = (messages: readonly StoredMessage[], names: FirstNames): ChatEntry[] =>
  messages.flatMap((message) => entryOf(message, names) ?? []);

/** At least one frame, also of nothing. */
function inFrames(entries: readonly ChatEntry[]): ChatEntry[][] {
  const frames: ChatEntry[][] = [[]];
  let length = 0;
  for (const entry of entries) {
    const size = JSON.stringify(entry).length;
    if (length > 0 && length + size > ENTRIES_TARGET) {
      frames.push([]);
      length = 0;
    }
    frames.at(-1)?.push(entry);
    length += size;
  }
  return frames;
}
