import { beforeEach, expect, test, vi } from 'vitest';
import { visitorUpSchema, type VisitorDown, type VisitorUp } from '../../../shared/chat/frames.ts';
import { Chat } from '../../../widget/chat.ts';
import { createMemory } from '../../../widget/memory.ts';
import { inkOn } from '../../../widget/style.ts';
import { createStepClock, type StepClock } from '../../support/step-clock.ts';

/** The page's end of a socket, played by the test; what goes up is checked against the schemas. */
class FakeSocket {
  static readonly OPEN = 1;
  readonly readyState = 1;
  readonly sent: VisitorUp[] = [];
  isClosed = false;
  readonly #listeners = new Map<string, (event: { data: unknown }) => void>();
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void {
    this.#listeners.set(type, listener);
  }
  send(text: string): void {
    this.sent.push(visitorUpSchema.parse(JSON.parse(text)));
  }
  close(): void {
    this.isClosed = true;
  }
  opens(): void {
    this.#listeners.get('open')?.({ data: null });
  }
  says(frame: VisitorDown): void {
    this.#listeners.get('message')?.({ data: JSON.stringify(frame) });
  }
  breaks(): void {
    this.#listeners.get('close')?.({ data: null });
  }
  lines(): unknown[] {
    return this.sent.flatMap((frame) => (frame.type === 'line' ? [[frame.line, frame.text]] : []));
  }
}

const begin = { groupId: 'segreteria', name: '', email: null };
const secret = 's'.repeat(43);
let clock: StepClock;
let sockets: FakeSocket[];
let kept: Map<string, string>;

beforeEach(() => {
  vi.stubGlobal('WebSocket', FakeSocket);
  clock = createStepClock();
  sockets = [];
  kept = new Map();
  return () => vi.unstubAllGlobals();
});

function openChat(): Chat {
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as unknown as Storage;
  return new Chat({
    memory: createMemory(() => storage, 'chat'),
    language: 'it',
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    after: (delayMs, run) => clock.after(delayMs, run),
    random: () => 0,
    fileKey: () => 'k'.repeat(16),
    upload: () => Promise.resolve({ code: 'taken' }),
    download: () => Promise.resolve(true),
    changed: () => undefined,
  });
}

const last = (): FakeSocket => sockets.at(-1) ?? new FakeSocket();
const welcome = (lastLine = 0, session = secret): VisitorDown => ({
  ...{ type: 'welcome', protocol: 1, session, lastLine, association: 'Prova', groups: [] },
});

function connected(lastLine = 0): Chat {
  const chat = openChat();
  chat.open(true);
  last().opens();
  last().says(welcome(lastLine));
  return chat;
}

test('[CH4] one line after the other: the next leaves when the hub has the one before', () => {
  const chat = connected();
  for (const text of ['prima', 'seconda', 'terza']) chat.say(text, begin);
  expect(last().lines()).toEqual([[1, 'prima']]);
  last().says({ type: 'ack', line: 1 });
  expect(last().lines().at(-1)).toEqual([2, 'seconda']);
  expect(last().sent.filter((frame) => frame.type === 'line' && frame.begin !== undefined)).toHaveLength(1);
  expect(chat.pending.map(({ text }) => text)).toEqual(['seconda', 'terza']);
});

test('[CH4] an acknowledgement that was lost: the hub says what it has, and only the rest goes out again', () => {
  const chat = connected();
  chat.say('prima', begin);
  chat.say('seconda', begin);
  last().breaks();
  expect(chat.reach).toBe('lost');
  clock.advance(1_000);
  last().opens();
  expect(last().sent[0]).toMatchObject({ type: 'hello', session: secret });
  last().says(welcome(1));
  expect(last().lines()).toEqual([[2, 'seconda']]);
});

test('[CH4] a hub that was restored has fewer lines: what is not sent yet follows what it has', () => {
  const chat = connected();
  chat.say('prima', begin);
  last().says({ type: 'ack', line: 1 });
  chat.say('seconda', begin);
  last().breaks();
  clock.advance(1_000);
  last().opens();
  last().says(welcome(0));
  expect(last().lines()).toEqual([[1, 'seconda']]);
});

test('[CH4] what was not acknowledged outlives the page, and what is in the field too', () => {
  const first = connected();
  first.say('prima', begin);
  first.write('a metà');
  const second = openChat();
  expect(second.draft).toBe('a metà');
  last().opens();
  last().says(welcome(0));
  expect(last().lines()).toEqual([[1, 'prima']]);
});

test('[CH8] a stopped line holds the others until it is decided; its number goes to the next one', () => {
  const chat = connected();
  chat.say('riservata', begin);
  chat.say('altra', begin);
  last().says({ type: 'stopped', line: 1, flags: ['health'] });
  expect(chat.stopped?.flags).toEqual(['health']);
  expect(last().lines()).toEqual([[1, 'riservata']]);
  chat.decide('change');
  expect(chat.draft).toBe('riservata');
  expect(last().lines().at(-1)).toEqual([1, 'altra']);
});

test('[CH8] sent all the same it says so; instead of it an appointment', () => {
  const chat = connected();
  chat.say('riservata', begin);
  last().says({ type: 'stopped', line: 1, flags: ['health'] });
  chat.decide('send');
  expect(last().sent.at(-1)).toEqual({ type: 'line', line: 1, text: 'riservata', despite: true, begin });
  last().says({ type: 'ack', line: 1 });
  chat.say('ancora', begin);
  last().says({ type: 'stopped', line: 2, flags: ['health'] });
  chat.decide('appointment');
  expect(last().sent.at(-1)).toEqual({ type: 'appointment', line: 2 });
  last().says({ type: 'ack', line: 2, link: '/appuntamento/x' });
  expect(chat.appointment).toBe('/appuntamento/x');
});

test('[CH14] what is refused comes back to the field, or waits as long as the hub says', () => {
  const chat = connected();
  chat.say('prima', { ...begin, email: 'niente' });
  last().says({ type: 'refused', line: 1, code: 'bad-email' });
  expect([chat.draft, chat.trouble, chat.pending]).toEqual(['prima', 'bad-email', []]);
  chat.say('prima', begin);
  last().says({ type: 'refused', line: 1, code: 'too-fast', retryAfterMs: 5_000 });
  expect(last().lines()).toHaveLength(2);
  clock.advance(5_100);
  expect(last().lines()).toHaveLength(3);
});

test('[CH14] idle pages stay away until somebody writes; silence ends a connection', () => {
  const chat = connected();
  last().says({ type: 'error', code: 'idle' });
  clock.advance(60_000);
  expect(sockets).toHaveLength(1);
  chat.say('eccomi', begin);
  expect(sockets).toHaveLength(2);
  clock.advance(25_000);
  expect(sockets[1]?.isClosed).toBe(true);
});

test('[CH17] black or white on the association’s colour, whichever reads better', () => {
  expect(inkOn('#0b6b66')).toBe('#ffffff');
  expect(inkOn('#f2c200')).toBe('#000000');
});
