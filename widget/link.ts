import type { ChatEnding, VisitorDown, VisitorUp } from '../shared/chat/frames.ts';

/** What the link needs of the browser. */
export interface LinkDeps {
  readonly open: () => WebSocket;
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly random: () => number;
}

export interface LinkEvents {
  /** The wire is there: the hello may go out. */
  opened(): void;
  frame(frame: VisitorDown): void;
  /** It is gone; another try follows, unless the hub said that none helps. */
  lost(why: ChatEnding | null, failures: number): void;
}

export interface Link {
  connect(): void;
  send(frame: VisitorUp): void;
  close(): void;
}

/** As devices do (LI1, LI2): silence ends a connection, and the next try waits, longer each time, never all at once. */
const SILENCE_MS = 25_000;
const FIRST_BOUND_MS = 600;
const SHORTEST_MS = 300;
const LONGEST_MS = 20_000;
/** Nothing changes by trying again before somebody does something. */
const final: readonly ChatEnding[] = ['unsupported-version', 'idle'];

export function createLink({ open, after, random }: LinkDeps, events: LinkEvents): Link {
  let socket: WebSocket | null = null;
  let failures = 0;
  let cancelSilence = (): void => undefined;
  let cancelRetry = (): void => undefined;
  const heard = (): void => {
    cancelSilence();
    cancelSilence = after(SILENCE_MS, () => drop(null, 0));
  };
  const drop = (why: ChatEnding | null, waitMs: number): void => {
    const old = socket;
    if (old === null) return;
    socket = null;
    cancelSilence();
    old.close();
    failures += 1;
    events.lost(why, failures);
    if (why !== null && final.includes(why)) return;
    const bound = Math.min(LONGEST_MS, FIRST_BOUND_MS * 2 ** (failures - 1));
    const delayMs = SHORTEST_MS + random() * Math.max(0, bound - SHORTEST_MS);
    cancelRetry = after(Math.max(waitMs, delayMs), connect);
  };
  const received = (text: string): void => {
    const frame = JSON.parse(text) as VisitorDown;
    heard();
    if (frame.type === 'ping') return send({ type: 'pong' });
    if (frame.type === 'error') return drop(frame.code, frame.retryAfterMs ?? 0);
    if (frame.type === 'welcome') failures = 0;
    events.frame(frame);
  };
  const send = (frame: VisitorUp): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };
  const connect = (): void => {
    cancelRetry();
    if (socket !== null) return;
    const fresh = open();
    socket = fresh;
    heard();
    fresh.addEventListener('open', () => fresh === socket && events.opened());
    fresh.addEventListener('message', ({ data }) => fresh === socket && received(String(data)));
    fresh.addEventListener('close', () => fresh === socket && drop(null, 0));
  };
  return {
    connect,
    send,
    close() {
      cancelRetry();
      cancelSilence();
      const old = socket;
      socket = null;
      old?.close();
    },
  };
}
