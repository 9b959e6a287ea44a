import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Conversation, Stub } from '../../shared/model/conversation.ts';
import type { Role } from '../../shared/model/directory.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Change, Down, Outcome } from '../../shared/protocol/down.ts';
import { signedHello } from '../../shared/protocol/up.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { openWire, type Wire } from './wire.ts';

/** What proves who a device is. */
export interface DeviceKey {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function createKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: String(publicKey.export({ format: 'jwk' }).x), privateKey };
}

export const signHello = (key: DeviceKey, about: { hubId: string; nonce: string; deviceId: string }): string =>
  sign(null, Buffer.from(signedHello(about.hubId, about.nonce, about.deviceId)), key.privateKey).toString('base64url');

export interface Held {
  readonly stub: Stub;
  /** Null when only the stub is known. */
  readonly conversation: Conversation | null;
  readonly messages: ReadonlyMap<string, Message>;
}

/** The least program that speaks the protocol: holds what it was sent, numbers its commands, acknowledges, evicts. */
export interface TestDevice {
  readonly wire: Wire;
  readonly deviceId: string;
  readonly userId: string;
  readonly welcome: Extract<Down, { type: 'welcome' }>;
  readonly held: ReadonlyMap<string, Held>;
  cursor(): number;
  /** Sends one command under the next number; resolves with its answer. */
  run(command: unknown): Promise<Outcome>;
  push(...commands: unknown[]): Promise<Outcome[]>;
  answer(seq: number): Promise<Outcome>;
  /** Resolves when what is held fits. */
  until(fits: () => boolean, what?: string): Promise<void>;
  acknowledge(): void;
  /** Opens another connection as the same device beside this one, perhaps at another hub of the association. */
  reconnectAt(syncUrl: string): Promise<TestDevice>;
  /** Ends this connection and opens another one as the same device. */
  reconnect(options?: HelloOptions): Promise<TestDevice>;
}

export interface DeviceOptions {
  /** Version of the protocol that it speaks (default: the newest). */
  readonly protocol?: number;
  /** Acknowledge each page (default), or leave it to the test. */
  readonly acknowledges?: boolean;
  /** Confirm evictions by itself. */
  readonly evicts?: boolean;
}

export interface HelloOptions extends DeviceOptions {
  readonly cursor?: number;
  readonly epoch?: string | null;
  readonly answered?: number;
}

interface Hub {
  readonly syncUrl: string;
  code(name: string, role?: Role): Promise<string>;
}

export async function enrolDevice(hub: Hub, name: string, options: DeviceOptions & { readonly role?: Role } = {}) {
  const code = await hub.code(name, options.role);
  const key = createKey();
  const wire = await openWire(hub.syncUrl);
  const { hubId } = await wire.find('challenge');
  wire.send({ ...enrolFrame(code, key), ...(options.protocol === undefined ? {} : { protocol: options.protocol }) });
  const { deviceId, nonce } = await wire.find('enrolled');
  return greet({ wire, key, hubId, deviceId, nonce, url: hub.syncUrl, lastCommand: 0 }, options);
}

export const enrolFrame = (code: string, { publicKey }: DeviceKey) => ({
  type: 'enrol',
  protocol: PROTOCOL_VERSION,
  code,
  publicKey,
  deviceName: 'PC di prova',
  appVersion: 'test',
});

interface Known {
  readonly wire: Wire;
  readonly key: DeviceKey;
  readonly hubId: string;
  readonly deviceId: string;
  readonly nonce: string;
  readonly url: string;
  readonly lastCommand: number;
}

async function greet(known: Known, options: HelloOptions): Promise<TestDevice> {
  const { wire, key, deviceId } = known;
  const held = new Map<string, Held>();
  const position = { cursor: options.cursor ?? 0, seq: known.lastCommand };
  const follow = { ...options, wire, held, position };
  wire.onFrame((frame) => takeFrame(frame, follow));
  wire.send({
    type: 'hello',
    protocol: options.protocol ?? PROTOCOL_VERSION,
    deviceId,
    signature: signHello(key, known),
    epoch: options.epoch ?? null,
    cursor: position.cursor,
    answered: options.answered ?? 0,
    appVersion: 'test',
  });
  const welcome = await wire.find('welcome');
  position.seq = Math.max(position.seq, welcome.lastCommand);
  return createDevice({ known, welcome, held, position });
}

interface Position {
  cursor: number;
  seq: number;
}

interface Parts {
  readonly known: Known;
  readonly welcome: Extract<Down, { type: 'welcome' }>;
  readonly held: Map<string, Held>;
  readonly position: Position;
}

function createDevice({ known, welcome, held, position }: Parts): TestDevice {
  const { wire, deviceId } = known;
  const answer = async (seq: number): Promise<Outcome> =>
    (await wire.find('answer', (frame) => frame.seq === seq)).outcome;
  const push = (...commands: unknown[]): Promise<Outcome[]> => {
    const numbered = commands.map((command) => ({ seq: (position.seq += 1), command }));
    wire.send({ type: 'push', commands: numbered });
    return Promise.all(numbered.map(({ seq }) => answer(seq)));
  };
  return {
    wire,
    deviceId,
    userId: welcome.userId,
    welcome,
    held,
    cursor: () => position.cursor,
    push,
    answer,
    run: async (command) => (await push(command))[0] as Outcome,
    async until(fits, what = 'state') {
      if (!fits()) await wire.find('patch', fits).catch((error: unknown) => fail(error, what));
    },
    acknowledge: () => wire.send({ type: 'ack', cursor: position.cursor, answered: 0 }),
    reconnectAt: (url) => connectAgain({ ...known, url, lastCommand: position.seq }, {}),
    async reconnect(options = {}) {
      await wire.close();
      return connectAgain({ ...known, lastCommand: position.seq }, options);
    },
  };
}

async function connectAgain(known: Known, options: HelloOptions): Promise<TestDevice> {
  const wire = await openWire(known.url);
  const { hubId, nonce } = await wire.find('challenge');
  return greet({ ...known, wire, hubId, nonce }, options);
}

function fail(error: unknown, what: string): never {
  throw new Error(`never reached: ${what}`, { cause: error });
}

interface Follow extends DeviceOptions {
  readonly wire: Wire;
  readonly held: Map<string, Held>;
  readonly position: Position;
}

function takeFrame(frame: Down, { wire, held, position, acknowledges = true, evicts = false }: Follow): void {
  if (frame.type === 'ping') wire.send({ type: 'pong' });
  if (frame.type !== 'patch') return;
  const evicted = frame.changes.flatMap((change) => takeChange(change, held));
  position.cursor = frame.cursor;
  if (evicts && evicted.length > 0) wire.send({ type: 'evicted', items: evicted });
  if (acknowledges) wire.send({ type: 'ack', cursor: frame.cursor, answered: 0 });
}

/** Returns what has to be confirmed as evicted. */
function takeChange(change: Change, held: Map<string, Held>): { conversationId: string; fence: number }[] {
  switch (change.kind) {
    case 'put': {
      const { conversation, messages, replace } = change;
      const before = replace ? [] : [...(held.get(conversation.id)?.messages ?? [])];
      const all = new Map([...before, ...messages.map((message) => [message.id, message] as const)]);
      held.set(conversation.id, { stub: conversation, conversation, messages: all });
      return [];
    }
    case 'more': {
      const known = held.get(change.conversationId);
      if (known === undefined) throw new Error('more of a conversation that is not held');
      const all = new Map([...known.messages, ...change.messages.map((message) => [message.id, message] as const)]);
      held.set(change.conversationId, { ...known, messages: all });
      return [];
    }
    case 'stub': {
      const hadContent = held.get(change.stub.id)?.conversation != null;
      held.set(change.stub.id, { stub: change.stub, conversation: null, messages: new Map() });
      return hadContent ? [{ conversationId: change.stub.id, fence: change.stub.fence }] : [];
    }
    default:
      return [];
  }
}
