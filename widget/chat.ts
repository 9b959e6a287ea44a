import type { Beginning, ChatEnding, ChatEntry, ChatRefusal, ChatState, VisitorDown } from '../shared/chat/frames.ts';
import { CHAT_PROTOCOL_VERSION } from '../shared/chat/limits.ts';
import type { Flag } from '../shared/model/flag.ts';
import { createLink, type Link, type LinkDeps } from './link.ts';
import type { Memory, Pending } from './memory.ts';
import type { Language } from './options.ts';

export type Reach = 'off' | 'connecting' | 'on' | 'lost' | 'unreachable';
type Welcome = Extract<VisitorDown, { type: 'welcome' }>;

/** A line, or a file, that was not sent because it is confidential; the visitor decides (CH8). */
export type Stopped =
  | { readonly kind: 'line'; readonly flags: readonly Flag[]; readonly pending: Pending }
  | { readonly kind: 'file'; readonly flags: readonly Flag[]; readonly file: File; readonly key: string };

export type Trouble = ChatRefusal | ChatEnding | 'file-failed' | 'file-gone';

export interface ChatDeps extends LinkDeps {
  readonly memory: Memory;
  readonly language: Language;
  readonly fileKey: () => string;
  /** Sends a file by HTTP; the answer's body. */
  readonly upload: (path: string, file: File, secret: string) => Promise<{ code: string; flags?: readonly Flag[] }>;
  /** Saves a file of a volunteer under its name; false where the hub did not give it. */
  readonly download: (path: string, name: string, secret: string) => Promise<boolean>;
  readonly changed: () => void;
}

/** How often the other side is told that one goes on writing. */
const TYPING_SAID_EVERY_MS = 3_000;
/** So many tries in vain: the visitor is offered another way. */
const TRIES_BEFORE_ANOTHER_WAY = 4;

/**
 * What the bubble knows. Lines are sent one after the other: the next one leaves when the hub has the one before, so that a
 * line that is stopped leaves no gap (CH4, CH8). What is not acknowledged is kept in the tab's memory.
 */
export class Chat {
  readonly #deps: ChatDeps;
  readonly #link: Link;
  readonly #entries = new Map<string, ChatEntry>();
  #lastLine = 0;
  #session: string | null;
  #isSent = false;
  #mayType = true;
  #toldSeen = 0;
  reach: Reach = 'off';
  welcome: Welcome | null = null;
  state: ChatState = { name: 'new' };
  number: string | null = null;
  canHaveTranscript = false;
  pending: Pending[];
  draft: string;
  isOpen: boolean;
  stopped: Stopped | null = null;
  trouble: Trouble | null = null;
  isTyping = false;
  seenAt = 0;
  /** Where an appointment can be chosen; empty: it was asked for, and nobody has hours. */
  appointment: string | null = null;
  transcriptTo: string | null = null;
  uploading: string | null = null;
  seenEntries = 0;

  constructor(deps: ChatDeps) {
    this.#deps = deps;
    const { session, pending, draft, isOpen } = deps.memory.read();
    this.#session = session;
    this.pending = [...pending];
    this.draft = draft;
    this.isOpen = isOpen;
    this.#link = createLink(deps, {
      opened: () => this.#hello(),
      frame: (frame) => this.#frame(frame),
      lost: (why, failures) => this.#lost(why, failures),
    });
    if (session !== null || isOpen) this.connect();
  }

  entries(): ChatEntry[] {
    return [...this.#entries.values()].sort((a, b) => a.at - b.at);
  }

  /** What came from the other side and was not on the screen. */
  unread(): number {
    return this.entries().filter(({ from, at }) => from === 'volunteer' && at > this.seenEntries).length;
  }

  connect(): void {
    if (this.reach !== 'off') return;
    this.reach = 'connecting';
    this.#link.connect();
  }

  open(isOpen: boolean): void {
    this.isOpen = isOpen;
    if (isOpen) this.connect();
    this.#changed();
  }

  write(text: string): void {
    this.draft = text;
    this.#remember();
    if (text !== '' && this.#mayType && this.state.name === 'taken') {
      this.#mayType = false;
      this.#link.send({ type: 'typing' });
      this.#deps.after(TYPING_SAID_EVERY_MS, () => (this.#mayType = true));
    }
  }

  say(text: string, begin: Beginning): void {
    this.draft = '';
    this.#add({ kind: 'line', text, isDespite: false, begin });
  }

  /** The three ways on from what was stopped. */
  decide(how: 'appointment' | 'change' | 'send'): void {
    const { stopped } = this;
    this.stopped = null;
    if (stopped?.kind === 'line') {
      const { begin, text } = stopped.pending;
      if (how === 'change') this.draft = this.draft === '' ? text : `${text}\n${this.draft}`;
      else this.#add({ kind: how === 'send' ? 'line' : 'appointment', text, isDespite: how === 'send', begin }, true);
    }
    if (stopped?.kind === 'file' && how === 'send') void this.#upload(stopped.file, stopped.key, true);
    if (stopped?.kind === 'file' && how === 'appointment')
      this.#add({ kind: 'appointment', text: '', isDespite: false, begin: null }, true);
    this.#isSent = false;
    this.#sendNext();
    this.#changed();
  }

  sendFile(file: File): Promise<void> {
    return this.#upload(file, this.#deps.fileKey(), false);
  }

  /** A file that a volunteer sent (CH18). */
  async saveFile(id: string, name: string): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    const isSaved = await this.#deps.download(id, name, session).catch(() => false);
    this.trouble = isSaved ? null : 'file-gone';
    this.#changed();
  }

  leaveTicket(name: string, email: string): void {
    this.trouble = null;
    this.#link.send({ type: 'ticket', name, email });
  }

  end(): void {
    this.#link.send({ type: 'end' });
  }

  askTranscript(): void {
    this.#link.send({ type: 'transcript' });
  }

  /** Everything that is shown was seen. */
  seen(): void {
    const last = this.entries().findLast(({ from }) => from !== 'visitor')?.at ?? 0;
    if (last <= this.seenEntries) return;
    this.seenEntries = last;
    if (last > this.#toldSeen) this.#link.send({ type: 'seen', at: last });
    this.#toldSeen = last;
  }

  /** Another chat, after one that is over. */
  startAgain(): void {
    this.#link.close();
    this.#entries.clear();
    this.#session = null;
    this.#lastLine = 0;
    this.pending = [];
    this.state = { name: 'new' };
    this.number = null;
    this.canHaveTranscript = false;
    this.appointment = null;
    this.transcriptTo = null;
    this.trouble = null;
    this.reach = 'off';
    this.connect();
    this.#changed();
  }

  #add(what: Omit<Pending, 'line'>, isFirst = false): void {
    const fresh: Pending = { ...what, line: 0 };
    this.pending = isFirst ? [fresh, ...this.pending] : [...this.pending, fresh];
    this.trouble = null;
    this.#number();
    this.connect();
    this.#sendNext();
    this.#changed();
  }

  /** They follow what the hub has, without a gap. */
  #number(): void {
    for (const [index, pending] of this.pending.entries()) pending.line = this.#lastLine + 1 + index;
  }

  #hello(): void {
    const { language } = this.#deps;
    this.#link.send({ type: 'hello', protocol: CHAT_PROTOCOL_VERSION, session: this.#session, language });
  }

  #sendNext(): void {
    const [next] = this.pending;
    if (next === undefined || this.#isSent || this.reach !== 'on' || this.stopped !== null) return;
    this.#isSent = true;
    const { line, kind, text, isDespite } = next;
    const begin = next.begin !== null && this.#lastLine === 0 ? { begin: next.begin } : {};
    if (kind === 'appointment') this.#link.send({ type: 'appointment', line, ...begin });
    else this.#link.send({ type: 'line', line, text, ...begin, ...(isDespite ? { despite: true } : {}) });
  }

  #frame(frame: VisitorDown): void {
    switch (frame.type) {
      case 'welcome':
        this.#welcomed(frame);
        break;
      case 'entries':
        if (frame.whole) this.#entries.clear();
        for (const entry of frame.entries) this.#entries.set(entry.id, entry);
        break;
      case 'state':
        this.state = frame.state;
        this.number = frame.number;
        this.canHaveTranscript = frame.canHaveTranscript;
        if (frame.state.name === 'over') this.pending = [];
        break;
      case 'ack':
        this.#acknowledged(frame);
        break;
      case 'stopped':
        this.#stop(frame);
        break;
      case 'refused':
        this.#refused(frame);
        break;
      case 'typing':
        this.isTyping = frame.isTyping;
        break;
      case 'seen':
        this.seenAt = frame.at;
        break;
      case 'transcript':
        this.transcriptTo = frame.address;
        break;
      case 'ping':
      case 'error':
        break;
    }
    this.#changed();
  }

  #welcomed(welcome: Welcome): void {
    const isSameSession = welcome.session === this.#session;
    this.welcome = welcome;
    this.#session = welcome.session;
    // What the hub has by number is no longer pending, whether or not its acknowledgement came (CH4).
    if (isSameSession) this.pending = this.pending.filter(({ line }) => line > welcome.lastLine);
    if (!isSameSession) this.#entries.clear();
    this.#lastLine = welcome.lastLine;
    this.#number();
    this.reach = 'on';
    this.trouble = null;
    this.#isSent = false;
    this.#toldSeen = 0;
    this.#sendNext();
  }

  #acknowledged({ line, link }: Extract<VisitorDown, { type: 'ack' }>): void {
    const [first] = this.pending;
    this.#lastLine = Math.max(this.#lastLine, line);
    this.pending = this.pending.filter((pending) => pending.line > line);
    this.#isSent = false;
    if (first?.kind === 'appointment') this.appointment = link ?? '';
    this.#sendNext();
  }

  #stop({ line, flags }: Extract<VisitorDown, { type: 'stopped' }>): void {
    const pending = this.pending.find((each) => each.line === line);
    if (pending === undefined) return;
    this.pending = this.pending.filter((each) => each !== pending);
    this.#number();
    this.stopped = { kind: 'line', flags, pending };
  }

  #refused({ line, code, retryAfterMs }: Extract<VisitorDown, { type: 'refused' }>): void {
    this.trouble = code;
    if (line === null) return;
    this.#isSent = false;
    if (retryAfterMs !== undefined) {
      this.#isSent = true;
      this.#deps.after(retryAfterMs + 100, () => {
        this.#isSent = false;
        this.trouble = null;
        this.#sendNext();
        this.#changed();
      });
      return;
    }
    // It goes back to where it was written.
    const [first, ...others] = this.pending;
    this.pending = others;
    this.#number();
    if (first?.kind === 'line') this.draft = this.draft === '' ? first.text : `${first.text}\n${this.draft}`;
  }

  #lost(why: ChatEnding | null, failures: number): void {
    this.#isSent = false;
    this.isTyping = false;
    this.trouble = why;
    this.reach = failures >= TRIES_BEFORE_ANOTHER_WAY ? 'unreachable' : 'lost';
    if (why === 'idle') this.reach = 'off';
    this.#changed();
  }

  async #upload(file: File, key: string, isDespite: boolean): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.uploading = file.name;
    this.trouble = null;
    this.#changed();
    try {
      const { code, flags = [] } = await this.#deps.upload(`${key}${isDespite ? '?despite=1' : ''}`, file, session);
      if (code === 'confidential') this.stopped = { kind: 'file', flags, file, key };
      else if (code !== 'taken') this.trouble = isTrouble(code) ? code : 'file-failed';
    } catch {
      this.trouble = 'file-failed';
    }
    this.uploading = null;
    this.#changed();
  }

  #changed(): void {
    this.#remember();
    this.#deps.changed();
  }

  #remember(): void {
    const { pending, draft, isOpen, state } = this;
    const session = state.name === 'over' ? null : this.#session;
    const hasChat = this.#lastLine > 0 || pending.length > 0;
    this.#deps.memory.write({ session: hasChat ? session : null, pending, draft, isOpen });
  }
}

const fileTroubles: readonly string[] = ['file-type', 'file-size', 'file-count', 'closed-session', 'too-fast'];
const isTrouble = (code: string): code is Trouble => fileTroubles.includes(code);
