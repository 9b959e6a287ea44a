import type { ChatRefusal, VisitorDown, VisitorUp } from '../../shared/chat/frames.ts';
import { CHAT_PROTOCOL_VERSION } from '../../shared/chat/limits.ts';
import type { Timers } from '../../shared/effects.ts';
import type { Flag } from '../../shared/model/flag.ts';
import { answeredFile, type AnsweredFile } from '../answered-file.ts';
import type { GroupCommit } from '../group-commit.ts';
import { flagsIn } from '../guard/flags.ts';
import { cleanText } from '../intake/clean-text.ts';
import type { IntakeDeps } from '../intake-port.ts';
import type { Log } from '../log.ts';
import type { IncomingAttachment } from '../ports.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { ChatSession } from '../storage/chat-tx.ts';
import type { Meta, ReadTx, WriteTx } from '../storage/storage.ts';
import type { Desk } from './desk.ts';
import { leave, leaveTicket, sendTranscript, type Ended } from './endings.ts';
import { isOpenAt } from './hours.ts';
import { hashOfSecret, usableSession } from './session.ts';
import { offerAppointment, takeLine, type Sent } from './take-line.ts';
import type { Visitors } from './visitors.ts';

export interface CounterDeps extends IntakeDeps {
  readonly timers: Timers;
  readonly log: Log;
  readonly meta: Meta;
  readonly visitors: Visitors;
  readonly commit: GroupCommit['run'];
  readonly limits?: Partial<ChatLimits>;
}

/** How much one address, or one chat, may do (CH14). */
export interface ChatLimits {
  readonly newChats: { readonly limit: number; readonly windowMs: number };
  readonly lines: { readonly limit: number; readonly windowMs: number };
}

const defaultLimits: ChatLimits = {
  newChats: { limit: 6, windowMs: 10 * 60_000 },
  lines: { limit: 30, windowMs: 60_000 },
};

interface By {
  readonly secretHash: string;
  readonly address: string;
  readonly language: 'it' | 'en';
  /** This page has a chat already. */
  readonly isIn: boolean;
}

export type LineResult =
  | { readonly kind: 'taken'; readonly conversationId: string; readonly link: string | null }
  | { readonly kind: 'gap' }
  | { readonly kind: 'stopped'; readonly flags: readonly Flag[] }
  | { readonly kind: 'refused'; readonly code: ChatRefusal; readonly retryAfterMs?: number };

/** A file that was examined: by HTTP, beside the connection. */
export interface SentFile {
  readonly secretHash: string;
  readonly key: string;
  readonly file: IncomingAttachment;
  readonly isDespite: boolean;
}

/** What visitors bring, at whichever of their pages. */
export interface Counter {
  readonly deps: CounterDeps;
  readonly desk: Desk;
  sessionOf(tx: ReadTx, secret: string): Promise<ChatSession | null>;
  line(frame: Extract<VisitorUp, { type: 'line' | 'appointment' }>, by: By): Promise<LineResult>;
  file(sent: SentFile): Promise<LineResult>;
  /** A file that a volunteer sent in this session's chat (CH18). */
  fetch(asked: { readonly secretHash: string; readonly attachmentId: string }): Promise<AnsweredFile | null>;
  finish(frame: Extract<VisitorUp, { type: 'ticket' | 'end' | 'transcript' }>, secretHash: string): Promise<Ended>;
}

/** What is written instead of a confidence (CH9). */
const asksForAppointment = {
  it: 'Vorrei un appuntamento per parlarne di persona.',
  en: 'I would like an appointment to talk about it in person.',
};

export function createCounter(deps: CounterDeps, desk: Desk): Counter {
  const limits = { ...defaultLimits, ...deps.limits };
  const newChats = createRateLimit({ ...limits.newChats, clock: deps.clock });
  const lines = createRateLimit({ ...limits.lines, clock: deps.clock });
  const guard = async (texts: readonly string[]): Promise<readonly Flag[]> =>
    flagsIn(texts, await deps.storage.read((tx) => tx.guardSettings()));
  const take = async (sent: Sent, from: string | null, isAppointment = false): Promise<LineResult> => {
    const retryAfterMs = lines.hit(sent.secretHash);
    if (retryAfterMs > 0) return { kind: 'refused', code: 'too-fast', retryAfterMs };
    const wait = from === null ? 0 : newChats.hit(from);
    if (wait > 0) return { kind: 'refused', code: 'too-many-chats', retryAfterMs: wait };
    return deps.commit(async (tx) => {
      const taken = await takeLine(tx, sent, deps);
      if (taken.kind === 'gap' || taken.kind === 'refused') return taken;
      const { conversationId } = taken.session;
      const isNew = isAppointment && taken.kind === 'taken';
      return { kind: 'taken', conversationId, link: isNew ? await offerAppointment(tx, conversationId, deps) : null };
    });
  };
  return {
    deps,
    desk,
    sessionOf: (tx, secret) => usableSession(tx, hashOfSecret(secret), deps.clock.now()),
    async line(frame, { secretHash, language, address, isIn }) {
      const isAppointment = frame.type === 'appointment';
      const text = isAppointment ? asksForAppointment[language] : cleanText(frame.text);
      if (text.trim() === '') return { kind: 'refused', code: 'empty-text' };
      const flags = isAppointment ? [] : await guard([text]);
      const isMeant = isAppointment || frame.despite === true;
      if (flags.length > 0 && !isMeant && !(await isTaken(deps, secretHash, frame.line)))
        return { kind: 'stopped', flags };
      return take(
        { secretHash, line: frame.line, text, begin: frame.begin, flags },
        isIn ? null : address,
        isAppointment,
      );
    },
    async file({ secretHash, key, file, isDespite }) {
      const attached = file.type === 'text/plain' ? [new TextDecoder().decode(file.bytes.subarray(0, 60_000))] : [];
      const flags = await guard([file.name, ...attached]);
      if (flags.length > 0 && !isDespite) return { kind: 'stopped', flags };
      return take({ secretHash, line: null, text: '', fileKey: key, file, begin: undefined, flags }, null);
    },
    fetch: (asked) => deps.commit((tx) => fetchFile(tx, asked, deps.clock.now())),
    finish(frame, secretHash) {
      switch (frame.type) {
        case 'ticket':
          return deps.commit((tx) => leaveTicket(tx, { secretHash, name: frame.name, email: frame.email }, deps));
        case 'end':
          return deps.commit((tx) => leave(tx, secretHash, deps));
        case 'transcript':
          return deps.commit((tx) => sendTranscript(tx, secretHash, deps));
      }
    },
  };
}

async function fetchFile(
  tx: WriteTx,
  { secretHash, attachmentId }: Parameters<Counter['fetch']>[0],
  now: number,
): Promise<AnsweredFile | null> {
  const session = await usableSession(tx, secretHash, now);
  if (session === null || session.over !== null) return null;
  const conversation = await tx.conversation(session.conversationId);
  return conversation === null ? null : answeredFile(tx, { conversation, attachmentId, now });
}

/** What the hub has already is answered again, whatever it says (CH4). */
const isTaken = async ({ storage, clock }: CounterDeps, secretHash: string, line: number): Promise<boolean> => {
  const session = await storage.read((tx) => usableSession(tx, secretHash, clock.now()));
  return session !== null && line <= session.lastLine;
};

export async function welcomeFor(
  { storage, clock, meta }: CounterDeps,
  { session, lastLine }: { readonly session: string; readonly lastLine: number },
): Promise<VisitorDown> {
  const { groups, schedules } = await storage.read(async (tx) => ({
    groups: (await tx.groups()).filter(({ retired }) => retired !== true),
    schedules: await tx.schedules(),
  }));
  const now = clock.now();
  return {
    type: 'welcome',
    protocol: CHAT_PROTOCOL_VERSION,
    session,
    lastLine,
    association: meta.association,
    groups: groups.map(({ id, name }) => ({
      id,
      name,
      isOpen: isOpenAt(
        schedules.find(({ groupId }) => groupId === id),
        now,
      ),
    })),
  };
}
