import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHAT_IDLE_MS, MAX_CHAT_FILES, VISITOR_TYPING_ENDS_MS } from '../../shared/chat/limits.ts';
import { PRESENCE_GATHERED_MS } from '../../shared/protocol/limits.ts';
import type { Down } from '../../shared/protocol/down.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { isOnPostgres } from '../support/hub-database.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { anonymous, begin, dial, openVisitor, ORIGIN, type TestVisitor } from '../support/visitor.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ chatOrigins: [ORIGIN] });
});
afterEach(async () => {
  await hub.close();
});

const open = (session: string | null = null): Promise<TestVisitor> => openVisitor(hub.chatUrl, session);

async function onlyChat() {
  const [conversation] = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 9 }));
  if (conversation === undefined) throw new Error('no chat');
  const { id } = conversation;
  return { id, conversation, messages: (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [] };
}

async function claimed(device: TestDevice) {
  const { id } = await onlyChat();
  await device.until(() => device.held.has(id));
  const outcome = await device.run({ name: 'claim', conversationId: id });
  return { id, fence: outcome.ok ? (outcome.fence ?? -1) : -1 };
}

type Told = Extract<Down, { type: 'presence' }>;
const visitorAsToldTo = (device: TestDevice, id: string) =>
  device.wire.frames
    .filter((frame): frame is Told => frame.type === 'presence')
    .flatMap(({ conversations }) => conversations)
    .findLast(({ conversationId }) => conversationId === id)?.visitor;

/** What was gathered goes out, and whoever is here has it. */
async function gathered(device: TestDevice): Promise<void> {
  await device.run({ name: 'noop', conversationId: 'x' });
  hub.clock.advance(PRESENCE_GATHERED_MS);
  for (let turn = 0; turn < 3; turn += 1) await hub.storage.read(async () => undefined);
  await device.run({ name: 'noop', conversationId: 'x' });
}

const shows = (device: TestDevice, looking: readonly string[], typing: string | null = null) =>
  device.wire.send({ type: 'presence', state: 'available', looking, typing });

describe('who is there', () => {
  test('[CH10] Who shows the chat is told that its visitor is there, writes, and has seen; nobody else is', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const luca = await enrolDevice(hub, 'Luca');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    const { id, fence } = await claimed(maria);
    shows(maria, [id]);
    shows(luca, [id]);
    await gathered(maria);
    expect(visitorAsToldTo(maria, id)).toEqual({ isTyping: false, seenAt: 0 });
    await maria.run({ name: 'reply', conversationId: id, under: fence, messageId: 'm-1', text: 'Eccomi' });
    await visitor.until(() => visitor.texts().includes('Eccomi'));
    const seenAt = visitor.entries().at(-1)?.at ?? 0;
    visitor.send({ type: 'typing' });
    visitor.send({ type: 'seen', at: seenAt });
    await visitor.say(2, 'Grazie');
    await gathered(maria);
    expect(visitorAsToldTo(maria, id)).toMatchObject({ isTyping: true });
    hub.clock.advance(VISITOR_TYPING_ENDS_MS);
    await gathered(maria);
    expect(visitorAsToldTo(maria, id)).toMatchObject({ isTyping: false });
    await visitor.close();
    await gathered(maria);
    await gathered(maria);
    expect(visitorAsToldTo(maria, id)).toBeUndefined();
    expect(visitorAsToldTo(luca, id)).toBeUndefined();
  });

  test('[CH10] The visitor is told that a participant writes, and what a participant has seen; of nobody else', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const luca = await enrolDevice(hub, 'Luca');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    const { id } = await claimed(maria);
    await visitor.until(() => visitor.state()?.name === 'taken');
    shows(luca, [id], id);
    await gathered(luca);
    expect(visitor.frames.some(({ type }) => type === 'typing' || type === 'seen')).toBe(false);
    const typing = { type: 'presence', state: 'available', looking: [id], typing: id };
    maria.wire.send({ ...typing, isNote: true });
    await gathered(maria);
    await visitor.find('seen');
    expect(visitor.frames.some(({ type }) => type === 'typing')).toBe(false);
    shows(maria, [id], id);
    await gathered(maria);
    expect(await visitor.find('typing')).toEqual({ type: 'typing', isTyping: true });
    const { at } = await visitor.find('seen');
    expect(at).toBe((await onlyChat()).conversation.lastMessageAt);
    shows(maria, [id]);
    await gathered(maria);
    await visitor.find('typing', ({ isTyping }) => !isTyping);
  });
});

describe('how it ends', () => {
  test('[CH11] After the end nothing can be written; the case stays and says so', async () => {
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    visitor.send({ type: 'end' });
    await visitor.until(() => visitor.state()?.name === 'over');
    expect(visitor.state()).toEqual({ name: 'over', how: 'left' });
    expect(await visitor.say(2, 'Ancora')).toMatchObject({ type: 'refused', code: 'closed-session' });
    const { conversation, messages } = await onlyChat();
    expect(conversation.state).toBe('waiting');
    expect(messages.at(-1)?.event).toEqual({ code: 'visitor', step: 'left' });
  });

  test('[CH12] A chat that waits becomes a ticket with the same number, acknowledged and answered by mail', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin: anonymous });
    const before = (await onlyChat()).conversation;
    visitor.send({ type: 'ticket', name: 'Anna', email: 'non un indirizzo' });
    expect(await visitor.find('refused')).toMatchObject({ line: null, code: 'bad-email' });
    visitor.send({ type: 'ticket', name: 'Anna Belotti', email: 'anna@posta.example' });
    await visitor.until(() => visitor.state()?.name === 'over');
    const { id, conversation, messages } = await onlyChat();
    expect(conversation).toMatchObject({
      number: before.number,
      arrivedAt: before.arrivedAt,
      channel: 'ticket',
      state: 'waiting',
      contact: { name: 'Anna Belotti', email: 'anna@posta.example', phone: null },
    });
    const line = messages.at(-1);
    expect(line).toMatchObject({ event: { code: 'visitor', step: 'ticket' }, automatic: true, delivery: 'queued' });
    expect(line?.text).toContain(before.number);
    const mail = await hub.hub.outgoingQueue.next(hub.clock.now());
    expect(mail).toMatchObject({ kind: 'acknowledgement', to: { address: 'anna@posta.example' } });
    const { fence } = await claimed(maria);
    await maria.run({ name: 'reply', conversationId: id, under: fence, messageId: 'm-1', text: 'Risposta per posta' });
    expect((await onlyChat()).messages.at(-1)?.delivery).toBe('queued');
    expect(JSON.stringify(visitor.frames)).not.toContain('Risposta per posta');
  });

  test('[CH12] What was taken is not left', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    await claimed(maria);
    visitor.send({ type: 'ticket', name: '', email: 'anna@posta.example' });
    expect(await visitor.find('refused')).toMatchObject({ code: 'wrong-state' });
    expect((await onlyChat()).conversation.channel).toBe('chat');
  });

  test('[CH13] A copy by mail, once, after a volunteer has written, without confidences and notes', async () => {
    const maria = await enrolDevice(hub, 'Maria Rossi');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno, una domanda', { begin });
    visitor.send({ type: 'transcript' });
    expect(await visitor.find('refused')).toMatchObject({ code: 'wrong-state' });
    const { id, fence } = await claimed(maria);
    await visitor.say(2, 'Mio figlio è stato ricoverato in psichiatria', { despite: true });
    const write = { conversationId: id, under: fence };
    await maria.run({ name: 'note', ...write, messageId: 'n-1', text: 'NOTA PER NOI' });
    await maria.run({ name: 'reply', ...write, messageId: 'm-1', text: 'Buongiorno a Lei' });
    await visitor.find('state', ({ canHaveTranscript }) => canHaveTranscript);
    visitor.send({ type: 'transcript' });
    expect(await visitor.find('transcript')).toEqual({ type: 'transcript', address: begin.email });
    const mail = await hub.hub.outgoingQueue.next(hub.clock.now());
    expect(mail).toMatchObject({ kind: 'transcript', to: { address: begin.email } });
    expect(mail?.text).toContain('Lei: Buongiorno, una domanda');
    expect(mail?.text).toContain('Maria: Buongiorno a Lei');
    for (const hidden of ['psichiatria', 'NOTA', 'Rossi']) expect(mail?.text).not.toContain(hidden);
    visitor.send({ type: 'transcript' });
    await visitor.until(() => visitor.frames.filter(({ type }) => type === 'refused').length === 2);
    expect(await hub.hub.outgoingQueue.next(hub.clock.now())).toBeNull();
  });
});

describe('limits', () => {
  test('[CH14] Frames, lines, new chats and pages of one address; each says what it is', async () => {
    const large = await open();
    large.sendRaw(JSON.stringify({ type: 'line', line: 1, text: 'x'.repeat(40_000) }));
    expect((await large.find('error')).code).toBe('frame-too-large');
    const long = await open();
    long.sendRaw(JSON.stringify({ type: 'line', line: 1, text: 'x'.repeat(4_001), begin }));
    expect((await long.find('error')).code).toBe('bad-frame');
    const fast = await open();
    for (let times = 0; times < 60; times += 1) fast.send({ type: 'typing' });
    expect((await fast.find('error')).code).toBe('rate-limited');
    const talkative = await open();
    await talkative.say(1, 'a', { begin });
    for (let line = 2; line <= 30; line += 1) await talkative.say(line, 'a');
    const refused = await talkative.say(31, 'a');
    expect(refused).toMatchObject({ type: 'refused', code: 'too-fast', retryAfterMs: 60_000 });
    for (let chats = 1; chats < 6; chats += 1) await (await open()).say(1, 'a', { begin });
    const one = await open();
    expect(await one.say(1, 'a', { begin })).toMatchObject({ code: 'too-many-chats' });
  });

  test('[CH14] Twenty pages from one address', async () => {
    for (let pages = 0; pages < 20; pages += 1) await open();
    expect(await dial(hub.chatUrl)).toBe(503);
  });

  test('[CH14] A page that nobody uses is told goodbye; its session goes on', async () => {
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    for (let passed = 0; passed <= CHAT_IDLE_MS; passed += 10_000) {
      hub.clock.advance(10_000);
      const pings = passed / 10_000 + 1;
      await visitor.until(
        () =>
          visitor.frames.filter(({ type }) => type === 'ping').length >= pings ||
          visitor.frames.at(-1)?.type === 'error',
      );
      // What was answered has been heard.
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(await visitor.find('error')).toEqual({ type: 'error', code: 'idle' });
    const again = await open(visitor.session());
    expect(again.lastLine()).toBe(1);
  });
});

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const key = (n: number): string => `chiave-del-file-${n}`;
  const send = (session: string, n: number, { name = 'foto.png', body = png, origin = ORIGIN, query = '' } = {}) =>
    fetch(`${hub.httpUrl}/v1/chat/files/${key(n)}${query}`, {
      method: 'POST',
      headers: { origin, authorization: `Bearer ${session}`, 'x-file-name': encodeURIComponent(name) },
      body: new Uint8Array(body),
    });
  const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;

  test('[CH15] A file by HTTP, once under its key, of the kinds of the portal', async () => {
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    const session = visitor.session();
    const taken = await send(session, 1);
    expect([taken.status, await codeOf(taken)]).toEqual([200, 'taken']);
    expect(taken.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect((await send(session, 1)).status).toBe(200);
    await visitor.until(() => visitor.entries().some(({ files }) => files.length > 0));
    const files = visitor.entries().flatMap((entry) => entry.files);
    expect(files).toEqual([{ name: 'foto.png', sizeBytes: png.length }]);
    expect(await codeOf(await send(session, 2, { body: Buffer.from('MZ\u0090\u0000'), name: 'foto.png' }))).toBe(
      'file-type',
    );
    expect(await codeOf(await send(session, 3, { body: Buffer.alloc(25 * 1024 * 1024 + 1) }))).toBe('file-size');
    for (let n = 4; n < 3 + MAX_CHAT_FILES; n += 1) expect((await send(session, n)).status).toBe(200);
    expect(await codeOf(await send(session, 90))).toBe('file-count');
    expect((await visitor.say(2, 'Ecco')).type).toBe('ack');
  });

  test('[CH15] [CH8] A confidential file is stopped until the visitor decides', async () => {
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    const note = { name: 'nota.txt', body: Buffer.from('Mio figlio è stato ricoverato in psichiatria') };
    const stopped = await send(visitor.session(), 1, note);
    expect(stopped.status).toBe(422);
    expect(await stopped.json()).toMatchObject({ code: 'confidential', flags: ['health'] });
    expect((await onlyChat()).conversation.flags).toBeUndefined();
    expect((await send(visitor.session(), 1, { ...note, query: '?despite=1' })).status).toBe(200);
    expect((await onlyChat()).conversation.flags).toContain('health');
  });

  test('[CH15] [CH1] Not without a session, and not from another page', async () => {
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    expect((await send('x'.repeat(43), 1)).status).toBe(401);
    expect((await send(visitor.session(), 1, { origin: 'https://other.example' })).status).toBe(403);
    const preflight = { origin: ORIGIN, 'access-control-request-method': 'POST' };
    const options = await fetch(`${hub.httpUrl}/v1/chat/files/${key(1)}`, { method: 'OPTIONS', headers: preflight });
    expect(options.status).toBe(204);
    expect(options.headers.get('access-control-allow-headers')).toContain('x-file-name');
  });
});

describe.skipIf(!isOnPostgres)('two hubs', () => {
  test('[CH16] A visitor at one hub, the volunteer at the other: lines, replies, typing, and a session that moves', async () => {
    const other = await startTestHub({ folder: hub.folder, chatOrigins: [ORIGIN] });
    try {
      const maria = await enrolDevice(other, 'Maria');
      const visitor = await open();
      await visitor.say(1, 'Buongiorno', { begin });
      const { id, fence } = await claimed(maria);
      await visitor.until(() => visitor.state()?.name === 'taken');
      await maria.run({ name: 'reply', conversationId: id, under: fence, messageId: 'm-1', text: 'Eccomi' });
      await visitor.until(() => visitor.texts().includes('Eccomi'));
      shows(maria, [id]);
      visitor.send({ type: 'typing' });
      const isTold = () => visitorAsToldTo(maria, id)?.isTyping === true;
      for (let look = 0; look < 50 && !isTold(); look += 1) {
        await maria.run({ name: 'noop', conversationId: 'x' });
        other.clock.advance(PRESENCE_GATHERED_MS);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(isTold()).toBe(true);
      const session = visitor.session();
      await visitor.close();
      const moved = await openVisitor(other.chatUrl, session);
      expect(moved.lastLine()).toBe(1);
      await moved.say(2, 'Dall’altro centro');
      await maria.until(() =>
        [...(maria.held.get(id)?.messages.values() ?? [])].some(({ text }) => text.startsWith('Dall')),
      );
      await moved.close();
    } finally {
      await other.close();
    }
  });
});
