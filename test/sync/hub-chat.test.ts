import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHAT_PATIENCE_MS, CHAT_SESSION_MS } from '../../shared/chat/limits.ts';
import { scheduleOf } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { anonymous, begin, dial, openPage, openVisitor, ORIGIN, type TestVisitor } from '../support/visitor.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ chatOrigins: [ORIGIN] });
});
afterEach(async () => {
  await hub.close();
});

const open = (session: string | null = null): Promise<TestVisitor> => openVisitor(hub.chatUrl, session);
const chatsOf = (): Promise<readonly string[]> =>
  hub.storage.read(async (tx) => (await tx.conversations({ after: '', limit: 100 })).map(({ id }) => id));

async function onlyChat() {
  const [id = '', ...others] = await chatsOf();
  expect(others).toEqual([]);
  const [conversation, messages] = await hub.storage.read(async (tx) => [
    await tx.conversation(id),
    (await tx.messages([id], 0)).get(id) ?? [],
  ]);
  if (conversation === null) throw new Error('no chat');
  return {
    id,
    conversation,
    messages,
    texts: messages.filter(({ kind }) => kind === 'incoming').map(({ text }) => text),
  };
}

async function claimed(device: TestDevice): Promise<{ readonly id: string; readonly fence: number }> {
  const { id } = await onlyChat();
  await device.until(() => device.held.has(id));
  const outcome = await device.run({ name: 'claim', conversationId: id });
  return { id, fence: outcome.ok ? (outcome.fence ?? -1) : -1 };
}

const reply = (device: TestDevice, under: { id: string; fence: number }, text: string) =>
  device.run({ name: 'reply', conversationId: under.id, under: under.fence, messageId: 'm-1', text });

describe('who may come in', () => {
  test('[CH1] Only pages of allowed origins, before the handshake', async () => {
    expect(await dial(hub.chatUrl, 'https://other.example')).toBe(403);
    expect(await dial(hub.chatUrl, null)).toBe(403);
    expect(await dial(hub.chatUrl, `${ORIGIN}.other.example`)).toBe(403);
    const page = await dial(hub.chatUrl, ORIGIN);
    expect(typeof page).toBe('object');
    if (typeof page === 'object') page.terminate();
  });

  test('[CH1] An origin that is allowed in the data counts at once, and no longer when it is taken away', async () => {
    const origin = 'https://scuola.example';
    expect(await dial(hub.chatUrl, origin)).toBe(403);
    await hub.storage.write((tx) => tx.addChatOrigin(origin));
    const page = await dial(hub.chatUrl, origin);
    expect(typeof page).toBe('object');
    if (typeof page === 'object') page.terminate();
    await hub.storage.write((tx) => tx.removeChatOrigin(origin));
    expect(await dial(hub.chatUrl, origin)).toBe(403);
  });

  test('[CH2] The first frame is a hello of a known version, in time', async () => {
    const late = await openPage(hub.chatUrl);
    hub.clock.advance(5_000);
    expect((await late.find('error')).code).toBe('bad-frame');
    const wrong = await openPage(hub.chatUrl);
    wrong.send({ type: 'typing' });
    expect((await wrong.find('error')).code).toBe('bad-frame');
    const newer = await openPage(hub.chatUrl);
    newer.send({ type: 'hello', protocol: 99, session: null, language: 'it' });
    expect((await newer.find('error')).code).toBe('unsupported-version');
    const nonsense = await open();
    nonsense.sendRaw('{"type":"line"}');
    expect((await nonsense.find('error')).code).toBe('bad-frame');
    const binary = await open();
    binary.sendRaw(new Uint8Array([1, 2, 3]));
    expect((await binary.find('error')).code).toBe('bad-frame');
  });

  test('[CH3] The secret of a session goes on with its chat for 24 h; the hub does not have it', async () => {
    const first = await open();
    await first.say(1, 'Buongiorno, come mi iscrivo?', { begin });
    const session = first.session();
    await first.close();
    const second = await open(session);
    expect(second.session()).toBe(session);
    await second.until(() => second.texts().includes('Buongiorno, come mi iscrivo?'));
    expect(await hub.rawData()).not.toContain(session);
    await second.close();
    hub.clock.advance(CHAT_SESSION_MS + 1);
    const late = await open(session);
    expect(late.session()).not.toBe(session);
    expect(late.texts()).toEqual([]);
    const stranger = await open('x'.repeat(43));
    expect(stranger.session()).not.toBe('x'.repeat(43));
  });
});

describe('lines', () => {
  test('[CH4] A line becomes one message, however often it comes; a missing one costs the connection', async () => {
    const visitor = await open();
    expect(await visitor.say(1, 'Prima riga', { begin })).toEqual({ type: 'ack', line: 1 });
    expect(await visitor.say(2, 'Seconda riga')).toEqual({ type: 'ack', line: 2 });
    expect(await visitor.say(2, 'Seconda riga')).toEqual({ type: 'ack', line: 2 });
    expect((await onlyChat()).texts).toEqual(['Prima riga', 'Seconda riga']);
    visitor.send({ type: 'line', line: 4, text: 'Quarta riga' });
    expect((await visitor.find('error')).code).toBe('bad-frame');
    expect((await onlyChat()).texts).toEqual(['Prima riga', 'Seconda riga']);
  });

  test('[CH4] A connection that breaks before the acknowledgement neither loses a line nor doubles one', async () => {
    const first = await open();
    await first.say(1, 'Prima riga', { begin });
    const session = first.session();
    first.send({ type: 'line', line: 2, text: 'Seconda riga' });
    first.cut();
    await first.closed;
    for (let round = 0; round < 20; round += 1) {
      const again = await open(session);
      const line = 2;
      again.send({ type: 'line', line, text: 'Seconda riga' });
      if (round % 2 === 0) await again.find('ack');
      again.cut();
      await again.closed;
    }
    const last = await open(session);
    expect(last.lastLine()).toBe(2);
    await last.until(() => last.texts().length >= 2);
    expect(last.texts()).toEqual(['Prima riga', 'Seconda riga']);
    expect((await onlyChat()).texts).toEqual(['Prima riga', 'Seconda riga']);
  });

  test('[CH4] The first line says to whom and from whom, or from nobody', async () => {
    const visitor = await open();
    await visitor.say(1, 'Vorrei parlare con la cassa', { begin: { ...begin, groupId: 'cassa' } });
    const { conversation } = await onlyChat();
    expect(conversation).toMatchObject({ channel: 'chat', origin: 'chat', groupId: 'cassa', state: 'waiting' });
    expect(conversation.contact).toEqual({ name: begin.name, email: begin.email, phone: null });
    const other = await open();
    await other.say(1, 'Ciao', { begin: anonymous });
    const ids = await chatsOf();
    const [, second = ''] = ids;
    const unnamed = await hub.storage.read((tx) => tx.conversation(second));
    expect(unnamed?.contact).toEqual({ name: '', email: null, phone: null });
    const wrong = await open();
    const unknown = await wrong.say(1, 'Ciao', { begin: { ...begin, groupId: 'nessuno' } });
    expect(unknown).toMatchObject({ code: 'unknown-group' });
    expect(await wrong.say(1, 'Ciao', { begin: { ...begin, email: 'niente' } })).toMatchObject({ code: 'bad-email' });
    expect(await chatsOf()).toHaveLength(2);
  });
});

describe('what the visitor sees', () => {
  test('[CH5] [CH6] Replies with a first name and what happened; never a note, a surname or an id', async () => {
    const maria = await enrolDevice(hub, 'Maria Rossi Verdi');
    const luca = await enrolDevice(hub, 'Luca Bianchi');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    await visitor.until(() => visitor.state()?.name === 'waiting');
    const under = await claimed(maria);
    await visitor.until(() => visitor.state()?.name === 'taken');
    expect(visitor.state()).toEqual({ name: 'taken', by: ['Maria'] });
    await maria.run({
      name: 'note',
      conversationId: under.id,
      under: under.fence,
      messageId: 'nota',
      text: 'NOTA PER NOI',
    });
    await reply(maria, under, 'Buongiorno a Lei');
    await visitor.until(() => visitor.texts().includes('Buongiorno a Lei'));
    const handover = 'CONSEGNA PER LUCA';
    const to = { userId: luca.userId };
    await maria.run({ name: 'transfer', conversationId: under.id, under: under.fence, to, handover });
    await visitor.until(() => JSON.stringify(visitor.state()) === JSON.stringify({ name: 'taken', by: ['Luca'] }));
    await visitor.until(() => visitor.entries().at(-1)?.happening?.code === 'transferred');
    const again = await open(visitor.session());
    await again.until(() => again.entries().length === visitor.entries().length);
    expect(again.entries()).toEqual(visitor.entries());
    const happened = again.entries().map(({ from, name, happening }) => happening ?? { from, name });
    expect(happened).toEqual([
      { from: 'visitor', name: null },
      { code: 'opened' },
      { code: 'taken', name: 'Maria' },
      { from: 'volunteer', name: 'Maria' },
      { code: 'transferred', name: 'Luca', groupId: null },
    ]);
    const told = JSON.stringify([visitor.frames, again.frames]);
    for (const secret of ['NOTA', 'CONSEGNA', 'Rossi', 'Verdi', 'Bianchi', maria.userId, luca.userId])
      expect(told).not.toContain(secret);
  });

  test('[CH6] [CL11] [CL13] A further operator is told by first name, their replies come too, and so does their leaving', async () => {
    const maria = await enrolDevice(hub, 'Maria Rossi');
    const luca = await enrolDevice(hub, 'Luca Bianchi');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    const under = await claimed(maria);
    const add = { name: 'add-participant', conversationId: under.id, under: under.fence, userId: luca.userId };
    await maria.run(add);
    await visitor.find('state', ({ state }) => state.name === 'taken' && state.by.join() === 'Maria,Luca');
    await visitor.until(() => visitor.entries().some(({ happening }) => happening?.code === 'joined'));
    await reply(luca, under, 'Rispondo anch’io');
    await visitor.until(() => visitor.entries().at(-1)?.name === 'Luca');
    await maria.run({ ...add, name: 'remove-participant' });
    await visitor.find('state', ({ state }) => state.name === 'taken' && state.by.join() === 'Maria');
    await visitor.until(() => visitor.entries().at(-1)?.happening?.code === 'parted');
    expect(visitor.entries().at(-1)?.happening).toEqual({ code: 'parted', name: 'Luca' });
  });

  test('[CH5] A visitor learns nothing of another chat', async () => {
    const anna = await open();
    await anna.say(1, 'Riga di Anna', { begin });
    const bruno = await open();
    await bruno.say(1, 'Riga di Bruno', { begin: anonymous });
    await bruno.until(() => bruno.state() !== null);
    expect(JSON.stringify(anna.frames)).not.toContain('Bruno');
    expect(JSON.stringify(bruno.frames)).not.toContain('Anna');
  });

  test('[CH6] The place in the queue of its group moves on as others are taken', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const visitors: TestVisitor[] = [];
    for (const groupId of ['segreteria', 'cassa', 'segreteria', 'segreteria']) {
      const visitor = await open();
      await visitor.say(1, 'Buongiorno', { begin: { ...anonymous, groupId } });
      hub.clock.advance(1);
      visitors.push(visitor);
    }
    const places = () =>
      visitors.map((visitor) => {
        const state = visitor.state();
        return state?.name === 'waiting' ? state.place : state?.name;
      });
    for (const [index, visitor] of visitors.entries()) await visitor.until(() => places()[index] !== undefined);
    expect(places()).toEqual([1, 1, 2, 3]);
    const [first = ''] = await chatsOf();
    await maria.run({ name: 'claim', conversationId: first });
    await visitors[3]?.until(() => places()[3] === 2);
    expect(places()).toEqual(['taken', 1, 1, 2]);
  });

  test('[CH6] At the end of the lease the chat waits again, and the visitor is told', async () => {
    const maria = await enrolDevice(hub, 'Maria');
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    await claimed(maria);
    await visitor.until(() => visitor.state()?.name === 'taken');
    await maria.wire.close();
    for (let look = 0; look < 12 && visitor.state()?.name !== 'waiting'; look += 1) {
      hub.clock.advance(10_000);
      await hub.storage.read(async () => undefined);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await visitor.until(() => visitor.state()?.name === 'waiting');
    await visitor.until(() => visitor.entries().at(-1)?.happening?.code === 'out-of-reach');
  });

  test('[CH7] Closed groups are named, and who waits there, or for long, is offered to leave a ticket', async () => {
    // The test's clock stands on a Tuesday at ten in the morning in Rome.
    const open9to11 = [{ weekday: 2, from: '09:00', to: '11:00', places: ['office' as const] }];
    const open15to17 = [{ weekday: 2, from: '15:00', to: '17:00', places: ['office' as const] }];
    await hub.storage.write(async (tx) => {
      await tx.putSchedule({ ...scheduleOf('cassa'), weekly: open15to17 });
      await tx.putSchedule({ ...scheduleOf('segreteria'), weekly: open9to11 });
    });
    const visitor = await open();
    const { groups } = await visitor.find('welcome');
    expect(groups.filter(({ isOpen }) => !isOpen).map(({ id }) => id)).toEqual(['cassa']);
    await visitor.say(1, 'Buongiorno', { begin: { ...begin, groupId: 'cassa' } });
    await visitor.find('state', ({ state }) => state.name === 'waiting' && state.offersTicket && !state.isOpen);
    const other = await open();
    await other.say(1, 'Buongiorno', { begin });
    await other.find('state', ({ state }) => state.name === 'waiting' && !state.offersTicket && state.isOpen);
    await other.close();
    hub.clock.advance(CHAT_PATIENCE_MS - 5_000);
    const patient = await open(other.session());
    await patient.find('state', ({ state }) => state.name === 'waiting' && !state.offersTicket);
    hub.clock.advance(10_000);
    await patient.find('state', ({ state }) => state.name === 'waiting' && state.offersTicket);
  });
});

describe('confidences', () => {
  const secret = 'Mio figlio è stato ricoverato in psichiatria';

  test('[CH8] A confidential line is stopped, and nothing of it is kept; sent all the same it flags the chat', async () => {
    const visitor = await open();
    await visitor.say(1, 'Buongiorno', { begin });
    const stopped = await visitor.say(2, secret);
    expect(stopped).toMatchObject({ type: 'stopped', line: 2 });
    expect(await hub.rawData()).not.toContain('psichiatria');
    expect(hub.log.join('\n')).not.toContain('psichiatria');
    const before = await onlyChat();
    expect(before.texts).toEqual(['Buongiorno']);
    expect(before.conversation.flags).toBeUndefined();
    expect(await visitor.say(2, secret, { despite: true })).toEqual({ type: 'ack', line: 2 });
    const after = await onlyChat();
    expect(after.texts).toEqual(['Buongiorno', secret]);
    expect(after.conversation.flags).toContain('health');
    expect(after.conversation.fence).toBe(before.conversation.fence + 1);
  });

  test('[CH8] Another text can take the number of a stopped line', async () => {
    const visitor = await open();
    expect(await visitor.say(1, secret, { begin })).toMatchObject({ type: 'stopped' });
    expect(await chatsOf()).toEqual([]);
    expect(await visitor.say(1, 'Vorrei fare una domanda', { begin })).toEqual({ type: 'ack', line: 1 });
    expect((await onlyChat()).texts).toEqual(['Vorrei fare una domanda']);
  });

  test('[CH9] An appointment is asked for in one step: a fixed line, and a link for this visitor alone', async () => {
    await hub.storage.write((tx) => tx.putSchedule(scheduleOf('segreteria')));
    const maria = await enrolDevice(hub, 'Maria');
    const visitor = await open();
    visitor.send({ type: 'appointment', line: 1, begin });
    const { link = '' } = await visitor.find('ack');
    expect(link).toMatch(/^\/appuntamento\/[\w-]{22,}$/);
    const page = await fetch(`${hub.httpUrl}${link}`);
    expect(page.status).toBe(200);
    const { texts, messages, conversation, id } = await onlyChat();
    expect(texts).toEqual(['Vorrei un appuntamento per parlarne di persona.']);
    expect(conversation.flags).toBeUndefined();
    expect(messages.some(({ event }) => event?.code === 'appointment' && event.userId === null)).toBe(true);
    await maria.until(() => maria.held.has(id));
    expect(JSON.stringify(maria.wire.frames)).not.toContain(link.slice(-20));
    const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 100 }));
    expect(entries.filter(({ kind }) => kind === 'offer-appointment')).toHaveLength(1);
    // The same number is the same line: no second offer.
    visitor.send({ type: 'appointment', line: 1, begin });
    await visitor.until(() => visitor.frames.filter(({ type }) => type === 'ack').length === 2);
    expect((await onlyChat()).texts).toHaveLength(1);
  });

  test('[CH9] Where no group can be met, the wish is a line all the same', async () => {
    const visitor = await open();
    visitor.send({ type: 'appointment', line: 1, begin });
    expect(await visitor.find('ack')).toEqual({ type: 'ack', line: 1 });
  });
});
