import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice } from '../support/device.ts';
import { incomingMail, startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { seededRandom } from '../support/seeded-random.ts';

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(async () => {
  await hub.close();
});

const messagesOf = async (id: string) => (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
const stored = async (id: string) => {
  const record = await hub.storage.read((tx) => tx.conversation(id));
  if (record === null) throw new Error('no such conversation');
  return record;
};
const nextMail = () => hub.hub.outgoingQueue.next(hub.clock.now());

test('[IN1] What arrives is durable when its promise resolves: another process sees it', async () => {
  const received = await hub.hub.intake.receive(incomingMail());
  expect(received).toMatchObject({ kind: 'opened', number: '2026-000001' });
  const other = await hub.openAgain();
  expect(await other.read((tx) => tx.conversation(received.conversationId))).toMatchObject({ state: 'waiting' });
  await other.close();
});

test('[IN1] A refusal is recorded with its reason, without text', async () => {
  await hub.hub.intake.refuse({ door: 'mail', reason: 'too-large', sizeBytes: 99, reference: 'abc' });
  expect(await hub.storage.read((tx) => tx.refusals())).toMatchObject([
    { door: 'mail', reason: 'too-large', sizeBytes: 99, reference: 'abc', at: hub.clock.now() },
  ]);
});

test('[IN2] The same thing delivered twice, also at once, is one message', async () => {
  const mail = incomingMail();
  const results = await Promise.all([1, 2, 3].map(() => hub.hub.intake.receive(mail)));
  expect(results.map(({ kind }) => kind)).toEqual(['opened', 'duplicate', 'duplicate']);
  expect(new Set(results.map(({ number }) => number)).size).toBe(1);
  const id = results[0]?.conversationId ?? '';
  expect((await messagesOf(id)).filter(({ kind }) => kind === 'incoming')).toHaveLength(1);
});

test('[IN3] Only the secret token joins a conversation; an unknown one opens a new one, unverified', async () => {
  const id = await hub.receive();
  const { replyToken } = await stored(id);
  expect(replyToken).toMatch(/^[0-9a-f]{40}$/);
  expect(await hub.receive({ replyToken })).toBe(id);
  const other = await hub.receive({ replyToken: 'f'.repeat(40) });
  expect(other).not.toBe(id);
  expect(await stored(other)).toMatchObject({ verified: false, linkedNumber: null });
  expect(await hub.receive({ subject: `Re: [${(await stored(id)).number}]` })).not.toBe(id);
});

test('[IN6] A proved sender joins the case that the mail belongs to; the same mail of somebody unproved opens a new one', async () => {
  const id = await hub.receive({ mailMessageId: 'first@posta.example' });
  const { number } = await stored(id);
  const thread = { references: ['first@posta.example'], number: null };
  const joins = (over: Parameters<TestHub['receive']>[0]) => hub.receive({ subject: 'Novità?', ...over });
  expect(await joins({ verified: true, thread })).toBe(id);
  expect(await joins({ verified: true, thread: { references: [], number } })).toBe(id);
  expect(await joins({ verified: false, thread: { references: [], number } })).not.toBe(id);
  const other = { name: 'Altra', email: 'altra@posta.example', phone: null };
  expect(await joins({ verified: true, thread: { references: [], number }, contact: other })).not.toBe(id);
  const shouting = { name: 'Anna', email: 'ANNA@posta.example', phone: null };
  expect(await joins({ verified: true, thread, contact: shouting })).toBe(id);
  const fresh = await joins({ verified: true, thread: { references: [], number: null }, subject: 'Altra cosa' });
  expect(fresh).not.toBe(id);
  expect(await stored(fresh)).toMatchObject({ verified: true });
});

test('[IN8] Certified mail is told in a line after it, proved or only by its word', async () => {
  const lines = async (certified: 'proved' | 'claimed') =>
    (await messagesOf(await hub.receive({ certified }))).map(({ event }) => event);
  expect(await lines('proved')).toEqual([null, { code: 'certified', isProved: true }, { code: 'opened' }]);
  expect(await lines('claimed')).toEqual([null, { code: 'certified', isProved: false }, { code: 'opened' }]);
});

test('[IN7] A refusal with a key is recorded once', async () => {
  const refused = { door: 'mail', reason: 'empty', sizeBytes: 1, reference: 'r', key: 'box-1-1' } as const;
  await hub.hub.intake.refuse(refused);
  await hub.hub.intake.refuse(refused);
  expect(await hub.storage.read((tx) => tx.refusals())).toHaveLength(1);
});

test('[IN4] A new conversation is acknowledged once, with number, date and hour of Rome, marked automatic', async () => {
  hub.clock.set(Date.UTC(2026, 6, 1, 22, 30));
  const id = await hub.receive({ contact: { name: 'Anna Belotti', email: 'anna@posta.example', phone: null } });
  const acknowledged = (await messagesOf(id)).filter(({ event }) => event?.code === 'opened');
  expect(acknowledged).toMatchObject([{ kind: 'system', automatic: true, delivery: 'queued' }]);
  const mail = await nextMail();
  expect(mail).toMatchObject({
    kind: 'acknowledgement',
    number: '2026-000001',
    to: { name: 'Anna Belotti', address: 'anna@posta.example' },
    subject: 'Re: Iscrizione alla gita [2026-000001]',
  });
  expect(mail?.text).toBe(acknowledged[0]?.text);
  for (const part of ['2 luglio 2026', '00:30', '2026-000001', 'Gentile Anna Belotti', 'appuntamento', 'automatica']) {
    expect(mail?.text).toContain(part);
  }
  const { replyToken } = await stored(id);
  expect(mail?.mailMessageId).toMatch(new RegExp(`^${replyToken}\\.[0-9a-z-]+@prova\\.example$`));
  await hub.receive({ replyToken });
  expect((await messagesOf(id)).filter(({ event }) => event?.code === 'opened')).toHaveLength(1);
});

test('[IN4] The case number carries the year of Rome, not of Greenwich', async () => {
  hub.clock.set(Date.UTC(2026, 11, 31, 23, 30));
  expect((await stored(await hub.receive())).number).toBe('2027-000001');
});

test('[IN4] Automatic mail, and mail without an address, is not acknowledged', async () => {
  const automatic = await hub.receive({ automatic: true });
  const nameless = await hub.receive({ contact: { name: '', email: null, phone: '035' }, channel: 'voicemail' });
  expect(await nextMail()).toBeNull();
  expect((await messagesOf(automatic)).map(({ automatic, event }) => [automatic, event?.code])).toEqual([
    [true, undefined],
    [false, 'opened'],
  ]);
  expect((await messagesOf(nameless)).at(-1)).toMatchObject({ event: { code: 'opened' }, delivery: null });
});

test('A further message while nobody had answered is a reminder; after an answer the next one is not', async () => {
  const maria = await enrolDevice(hub, 'Maria Rossi');
  const id = await hub.receive();
  const { replyToken } = await stored(id);
  await hub.receive({ replyToken });
  await hub.receive({ replyToken, automatic: true });
  await hub.receive({ replyToken });
  expect(await stored(id)).toMatchObject({ reminders: 2, awaitingAnswer: true });
  const reply = { name: 'reply', conversationId: id, under: { claim: 1 }, messageId: 'r', text: 'Ecco' };
  await maria.push({ name: 'claim', conversationId: id }, reply);
  expect(await stored(id)).toMatchObject({ reminders: 0, awaitingAnswer: false });
  await hub.receive({ replyToken });
  expect(await stored(id)).toMatchObject({ reminders: 0, awaitingAnswer: true });
});

test('[IN9] A reminder is answered once with number and state; not again within 12 hours, not to a machine, not in a chat', async () => {
  const id = await hub.receive();
  const { replyToken, number } = await stored(id);
  const reminded = async () => (await messagesOf(id)).filter(({ event }) => event?.code === 'reminded');
  await hub.receive({ replyToken });
  expect(await reminded()).toEqual([]);
  hub.clock.advance(13 * 3_600_000);
  await hub.receive({ replyToken, automatic: true });
  expect(await reminded()).toEqual([]);
  await hub.receive({ replyToken });
  await hub.receive({ replyToken });
  expect(await reminded()).toMatchObject([{ event: { state: 'waiting' }, automatic: true, delivery: 'queued' }]);
  expect(await stored(id)).toMatchObject({ reminders: 3, state: 'waiting', fence: 0 });
  await nextMail();
  const mail = await nextMail();
  expect(mail).toMatchObject({ kind: 'acknowledgement', number });
  for (const part of [number, 'in attesa', 'sollecito', 'automatica']) expect(mail?.text).toContain(part);
  const maria = await enrolDevice(hub, 'Maria Rossi');
  await maria.run({ name: 'claim', conversationId: id });
  hub.clock.advance(13 * 3_600_000);
  await hub.receive({ replyToken });
  expect((await reminded()).at(-1)).toMatchObject({ event: { state: 'claimed' } });
  const chat = await hub.receive({ channel: 'chat', origin: 'chat' });
  hub.clock.advance(13 * 3_600_000);
  await hub.receive({ channel: 'chat', origin: 'chat', replyToken: (await stored(chat)).replyToken });
  expect((await messagesOf(chat)).some(({ event }) => event?.code === 'reminded')).toBe(false);
});

test('[IN9] A hundred reminders in any order move no case: place, state, fence and what others are told stay', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 8; index += 1) {
    ids.push(await hub.receive({ groupId: index % 2 === 0 ? 'segreteria' : 'cassa' }));
    hub.clock.advance(60_000);
  }
  const maria = await enrolDevice(hub, 'Maria Rossi');
  await maria.run({ name: 'claim', conversationId: ids[3] ?? '' });
  const queue = async () => {
    const all = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 100 }));
    const places = all.map(({ id, number, groupId, state, fence, arrivedAt }) => ({
      id,
      number,
      groupId,
      state,
      fence,
      arrivedAt,
    }));
    const feed = await hub.storage.read((tx) => tx.feedOf(ids));
    const order = places.filter(({ state }) => state === 'waiting').sort((a, b) => a.arrivedAt - b.arrivedAt);
    return { places, order, told: feed.map(({ id, publicSeq }) => `${id} ${publicSeq}`).sort() };
  };
  const before = await queue();
  const random = seededRandom(20_261_122);
  for (let count = 0; count < 100; count += 1) {
    const id = random.pick(ids);
    // Less than what would mark them as old: that is told to everybody.
    hub.clock.advance(random.below(1_200_000));
    await hub.receive({ replyToken: (await stored(id)).replyToken, subject: 'URGENTE!!!' });
  }
  expect(await queue()).toEqual(before);
  const counted = await Promise.all(ids.map(async (id) => (await stored(id)).reminders));
  expect(counted.reduce((sum, each) => sum + each, 0)).toBe(100);
});

test('Attachments that were left out are told in a line each, after their message', async () => {
  const id = await hub.receive({ refusedAttachments: ['type', 'size'] });
  expect((await messagesOf(id)).map(({ event, kind }) => event ?? kind)).toEqual([
    'incoming',
    { code: 'attachment-refused', reason: 'type' },
    { code: 'attachment-refused', reason: 'size' },
    { code: 'opened' },
  ]);
});

test('A group that does not exist gives way to the first one; the group of an older case is kept', async () => {
  expect(await stored(await hub.receive({ groupId: 'nothing' }))).toMatchObject({ groupId: 'segreteria' });
  expect(await stored(await hub.receive({ groupId: 'cassa' }))).toMatchObject({ groupId: 'cassa' });
});

test('[OU1] The delivery of a reply is shown to its participants at each step, of an acknowledgement at its end', async () => {
  const maria = await enrolDevice(hub, 'Maria Rossi');
  const id = await hub.receive({ mailMessageId: 'contact@posta.example' });
  const queue = hub.hub.outgoingQueue;
  const acknowledgement = await nextMail();
  await queue.sending(acknowledgement?.id ?? '');
  await queue.sent(acknowledgement?.id ?? '', hub.clock.now());
  await maria.push(
    { name: 'claim', conversationId: id },
    { name: 'reply', conversationId: id, under: { claim: 1 }, messageId: 'r', text: 'Ecco' },
  );
  const mail = await nextMail();
  expect(mail).toMatchObject({ id: 'r', kind: 'reply', text: 'Ecco' });
  expect(mail?.references).toEqual(['contact@posta.example', acknowledgement?.mailMessageId]);
  const shown = () => maria.held.get(id)?.messages.get('r')?.delivery;
  await maria.until(() => shown() === 'queued');
  await queue.sending('r');
  await maria.until(() => shown() === 'sending');
  await queue.retry('r', hub.clock.now() + 1_000);
  await maria.until(() => shown() === 'queued');
  expect(await nextMail()).toBeNull();
  expect(await queue.nextDueAt()).toBe(hub.clock.now() + 1_000);
  hub.clock.set(hub.clock.now() + 1_000);
  expect(await nextMail()).toMatchObject({ id: 'r', attempts: 1 });
  await queue.sending('r');
  await queue.sent('r', hub.clock.now());
  await maria.until(() => shown() === 'sent');
  expect(await queue.nextDueAt()).toBeNull();
});

test('[OU1] What a stopped hub left in sending is uncertain at the next start, and stays so', async () => {
  await hub.receive();
  const queue = hub.hub.outgoingQueue;
  const { id = '' } = (await nextMail()) ?? {};
  await queue.sending(id);
  // Where another hub may still be at it, only time shows that it is not (OU4).
  if (hub.storage.isShared) hub.clock.set(hub.clock.now() + 5 * 60_000);
  await queue.recover();
  expect(await nextMail()).toBeNull();
  expect(await hub.storage.read((tx) => tx.mail(id))).toMatchObject({ state: 'uncertain' });
});

test('[OU1] Whoever waits for mail is called when some is queued', async () => {
  let calls = 0;
  const stop = hub.hub.outgoingQueue.onQueued(() => (calls += 1));
  await hub.receive();
  expect(calls).toBe(1);
  await hub.receive({ automatic: true });
  expect(calls).toBe(1);
  stop();
  await hub.receive();
  expect(calls).toBe(1);
});

test('A mail that could not be delivered is marked failed and told in a line, once', async () => {
  const id = await hub.receive();
  const mail = await nextMail();
  await hub.hub.outgoingQueue.sent(mail?.id ?? '', hub.clock.now());
  expect(await hub.hub.intake.bounced('nobody@elsewhere')).toBe('unknown');
  expect(await hub.hub.intake.bounced(mail?.mailMessageId ?? '')).toBe('known');
  expect(await hub.hub.intake.bounced(mail?.mailMessageId ?? '')).toBe('known');
  const messages = await messagesOf(id);
  expect(messages.filter(({ event }) => event?.code === 'undeliverable')).toHaveLength(1);
  expect(messages.find(({ event }) => event?.code === 'opened')?.delivery).toBe('failed');
});
