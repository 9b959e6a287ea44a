import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  visitorDownSchema,
  type ChatEntry,
  type ChatState,
  type VisitorDown,
  type VisitorUp,
} from '../../shared/chat/frames.ts';
import { CHAT_PROTOCOL_VERSION } from '../../shared/chat/limits.ts';

type OfType<T extends VisitorDown['type']> = Extract<VisitorDown, { type: T }>;

/** A visitor's page without a browser: speaks the protocol and holds what it was told. */
export interface TestVisitor {
  readonly frames: readonly VisitorDown[];
  readonly closed: Promise<number>;
  /** From the welcome. */
  session(): string;
  lastLine(): number;
  /** What it shows, in order of time. */
  entries(): readonly ChatEntry[];
  texts(): string[];
  state(): ChatState | null;
  send(frame: VisitorUp): void;
  sendRaw(data: string | Uint8Array): void;
  /** Sends a line under this number; resolves with what the hub says to it. */
  say(line: number, text: string, more?: object): Promise<OfType<'ack'> | OfType<'stopped'> | OfType<'refused'>>;
  find<T extends VisitorDown['type']>(type: T, fits?: (frame: OfType<T>) => boolean): Promise<OfType<T>>;
  until(fits: () => boolean): Promise<void>;
  close(): Promise<void>;
  /** Ends it without a word, as a pulled cable does. */
  cut(): void;
}

const WAIT_MS = 8_000;
export const ORIGIN = 'https://www.dbo.example';
export const begin = { groupId: 'segreteria', name: 'Anna Belotti', email: 'anna@posta.example' };
export const anonymous = { groupId: 'segreteria', name: '', email: null };

/** An open socket; null where the hub refused the handshake. */
export async function dial(url: string, origin: string | null = ORIGIN): Promise<WebSocket | number> {
  const ws = new WebSocket(url, { perMessageDeflate: false, ...(origin === null ? {} : { origin }) });
  const refused = new Promise<number>((resolve) => {
    ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
  ws.on('error', () => undefined);
  return Promise.race([once(ws, 'open').then(() => ws), refused]);
}

export async function openVisitor(url: string, session: string | null = null): Promise<TestVisitor> {
  const visitor = await openPage(url);
  visitor.send({ type: 'hello', protocol: CHAT_PROTOCOL_VERSION, session, language: 'it' });
  await visitor.find('welcome');
  return visitor;
}

/** Before its hello. */
export async function openPage(url: string): Promise<TestVisitor> {
  const ws = await dial(url);
  if (typeof ws === 'number') throw new Error(`the hub refused the visitor: ${ws}`);
  const frames: VisitorDown[] = [];
  const entries = new Map<string, ChatEntry>();
  const listeners = new Set<() => void>();
  ws.on('message', (data: Buffer) => {
    const frame = visitorDownSchema.parse(JSON.parse(data.toString('utf8')));
    frames.push(frame);
    if (frame.type === 'ping') ws.send(JSON.stringify({ type: 'pong' }));
    if (frame.type === 'entries') {
      if (frame.whole) entries.clear();
      for (const entry of frame.entries) entries.set(entry.id, entry);
    }
    for (const listener of listeners) listener();
  });
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  const until = (fits: () => boolean): Promise<void> => waitFor(fits, { listeners, closed, frames });
  const send = (frame: VisitorUp): void => ws.send(JSON.stringify(frame));
  const find: TestVisitor['find'] = async (type, fits = () => true) => {
    const look = () => frames.find((frame) => frame.type === type && fits(frame as never));
    await until(() => look() !== undefined);
    return look() as never;
  };
  const welcome = () => frames.find((frame): frame is OfType<'welcome'> => frame.type === 'welcome');
  const shown = () => [...entries.values()].sort((a, b) => a.at - b.at);
  return {
    frames,
    closed,
    session: () => welcome()?.session ?? '',
    lastLine: () => welcome()?.lastLine ?? -1,
    entries: shown,
    texts: () => shown().flatMap(({ text }) => (text === '' ? [] : [text])),
    state: () => frames.findLast((frame): frame is OfType<'state'> => frame.type === 'state')?.state ?? null,
    send,
    sendRaw: (data) => ws.send(data),
    async say(line, text, more = {}) {
      const before = frames.length;
      send({ type: 'line', line, text, ...more });
      const answers = () =>
        frames
          .slice(before)
          .find(
            (frame): frame is OfType<'ack'> | OfType<'stopped'> | OfType<'refused'> =>
              'line' in frame && frame.line === line,
          );
      await until(() => answers() !== undefined);
      return answers() ?? { type: 'refused', line, code: 'empty-text' };
    },
    find,
    until,
    async close() {
      ws.close();
      await closed;
    },
    cut: () => ws.terminate(),
  };
}

interface Watched {
  readonly listeners: Set<() => void>;
  readonly closed: Promise<number>;
  readonly frames: readonly VisitorDown[];
}

async function waitFor(fits: () => boolean, { listeners, closed, frames }: Watched): Promise<void> {
  if (fits()) return;
  let timer: NodeJS.Timeout | undefined;
  let listener: (() => void) | undefined;
  const seen = (): string => JSON.stringify(frames.slice(-4)).slice(0, 600);
  try {
    await new Promise<void>((resolve, reject) => {
      listener = () => fits() && resolve();
      listeners.add(listener);
      void closed.then((code) => reject(new Error(`closed with ${code}; last came ${seen()}`)));
      timer = setTimeout(() => reject(new Error(`not within ${WAIT_MS} ms; last came ${seen()}`)), WAIT_MS);
    });
  } finally {
    clearTimeout(timer);
    if (listener !== undefined) listeners.delete(listener);
  }
}
