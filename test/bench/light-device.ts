import { once } from 'node:events';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { createKey, enrolFrame, signHello, type DeviceKey } from '../support/device.ts';

/**
 * A device for measuring: speaks the protocol and looks no closer at a frame than it must, so that the hub is measured and
 * not its counterpart.
 */
export interface LightDevice {
  readonly userId: string;
  readonly deviceId: string;
  /** Ids of the conversations that came with their content, in order, while `remembers`. */
  readonly held: readonly string[];
  /** Bytes of all pages that came. */
  bytes(): number;
  cursor(): number;
  /** Resolves with the first page that contains these texts. */
  page(...containing: readonly string[]): Promise<string>;
  /** Resolves when a page says that everything is here. */
  done(): Promise<void>;
  /** Resolves with the frame of the answer. */
  push(command: object): Promise<string>;
  /** Ends the connection without a word. */
  cut(): void;
  /** Connects again from where it stood. */
  again(): Promise<LightDevice>;
}

interface Identity {
  readonly url: string;
  readonly key: DeviceKey;
  readonly deviceId: string;
  readonly epoch: string | null;
  readonly cursor: number;
  readonly seq: number;
}

interface Hub {
  readonly url: string;
  readonly code: string;
}

export async function enrolLight({ url, code }: Hub): Promise<LightDevice> {
  const key = createKey();
  const socket = openSocket(url);
  const challenge = await socket.frame('challenge');
  socket.send(enrolFrame(code, key));
  const { deviceId, nonce } = await socket.frame('enrolled');
  return greet(socket, { url, key, deviceId, epoch: null, cursor: 0, seq: 0 }, { hubId: challenge.hubId, nonce });
}

async function greet(
  socket: Socket,
  known: Identity,
  { hubId, nonce }: Pick<Frame, 'hubId' | 'nonce'>,
): Promise<LightDevice> {
  const { key, deviceId, epoch, cursor } = known;
  const signature = signHello(key, { hubId, nonce, deviceId });
  socket.position.cursor = cursor;
  const hello = { protocol: PROTOCOL_VERSION, deviceId, signature, epoch, cursor, answered: 0, appVersion: 'bench' };
  socket.send({ type: 'hello', ...hello });
  const welcome = await socket.frame('welcome');
  let seq = known.seq;
  return {
    userId: welcome.userId,
    deviceId,
    held: socket.held,
    bytes: () => socket.position.bytes,
    cursor: () => socket.position.cursor,
    page: (...containing) =>
      socket.text((text) => text.startsWith(PATCH) && containing.every((part) => text.includes(part))),
    done: async () => {
      if (!socket.position.isDone) await socket.text((text) => text.endsWith(DONE));
    },
    push(command) {
      seq += 1;
      const answer = socket.text((text) => text.startsWith(`{"type":"answer","seq":${seq},`));
      socket.send({ type: 'push', commands: [{ seq, command }] });
      return answer;
    },
    cut: () => socket.cut(),
    async again() {
      const next = openSocket(known.url);
      const challenge = await next.frame('challenge');
      const at = { epoch: welcome.epoch, cursor: socket.position.cursor, seq };
      return greet(next, { ...known, ...at }, challenge);
    },
  };
}

const PATCH = '{"type":"patch"';
const DONE = '"done":true}';

/** As much of a frame as a handshake needs. */
interface Frame {
  readonly hubId: string;
  readonly nonce: string;
  readonly deviceId: string;
  readonly userId: string;
  readonly epoch: string;
}

interface Socket {
  readonly held: string[];
  readonly position: { cursor: number; bytes: number; isDone: boolean };
  send(frame: object): void;
  frame(type: string): Promise<Frame>;
  text(fits: (text: string) => boolean): Promise<string>;
  cut(): void;
}

const WAIT_MS = 60_000;

function openSocket(url: string): Socket {
  const ws = new WebSocket(url, { perMessageDeflate: false });
  const waiting = new Set<(text: string) => void>();
  const early: string[] = [];
  const position = { cursor: 0, bytes: 0, isDone: false };
  const held: string[] = [];
  const open = once(ws, 'open');
  ws.on('error', () => undefined);
  ws.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.startsWith(PATCH)) takePage(ws, text, { position, held });
    else if (text.startsWith('{"type":"ping"')) ws.send('{"type":"pong"}');
    else if (waiting.size === 0) early.push(text);
    for (const look of waiting) look(text);
  });
  const text = (fits: (text: string) => boolean): Promise<string> => {
    const at = early.findIndex(fits);
    if (at >= 0) return Promise.resolve(early.splice(at, 1)[0] ?? '');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the hub did not send what was waited for')), WAIT_MS);
      const look = (candidate: string): void => {
        if (!fits(candidate)) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(candidate);
      };
      waiting.add(look);
    });
  };
  return {
    held,
    position,
    send: (frame) => void open.then(() => ws.send(JSON.stringify(frame))),
    frame: async (type) => JSON.parse(await text((each) => each.startsWith(`{"type":"${type}"`))) as Frame,
    text,
    cut: () => ws.terminate(),
  };
}

/** Looks at the end of a page for where it leads, and into it only for the first few thousand ids. */
function takePage(ws: WebSocket, text: string, to: Pick<Socket, 'held' | 'position'>): void {
  const { position, held } = to;
  const [, cursor, done] = /"cursor":(\d+),"done":(true|false)\}$/.exec(text.slice(-60)) ?? [];
  position.cursor = Number(cursor);
  position.bytes += text.length;
  position.isDone = done === 'true';
  if (held.length < MAX_REMEMBERED) {
    for (const [, id] of text.matchAll(/"conversation":\{"id":"([^"]+)"/g)) if (id !== undefined) held.push(id);
  }
  const ack = `{"type":"ack","cursor":${position.cursor},"answered":0}`;
  // As the real one: once all that came with it is taken, not before the answer behind it is looked at.
  setImmediate(() => ws.readyState === WebSocket.OPEN && ws.send(ack));
}

const MAX_REMEMBERED = 2_000;
