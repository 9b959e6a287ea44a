import { afterEach, beforeEach, expect, test } from 'vitest';
import { boardCasesSchema, boardSchema, type Board, type BoardCases } from '../../shared/model/board.ts';
import { PRESENCE_GATHERED_MS } from '../../shared/protocol/limits.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** How the work stands, as coordinators see it: over real HTTP, beside real sockets, with a clock that the test steps. */
let hub: TestHub;
let paola: TestDevice;
let maria: TestDevice;
let luca: TestDevice;

const CANARY = 'Canarino';

beforeEach(async () => {
  hub = await startTestHub();
  paola = await enrolDevice(hub, 'Paola', { role: 'coordinator', evicts: true });
  maria = await enrolDevice(hub, 'Maria', { evicts: true });
  luca = await enrolDevice(hub, 'Luca');
});

afterEach(async () => {
  await hub.close();
});

const get = (device: TestDevice | null, path: string, headers: Record<string, string> = {}) =>
  fetch(`${hub.httpUrl}/v1/board${path}`, {
    headers: { authorization: `Bearer ${device?.welcome.blobToken ?? 'none'}`, ...headers },
  });
const board = async (): Promise<Board> => boardSchema.parse(await (await get(paola, '')).json());
const cases = async (query: string): Promise<BoardCases> =>
  boardCasesSchema.parse(await (await get(paola, `/cases?${query}`)).json());
const person = async (device: TestDevice) => (await board()).people.find(({ userId }) => userId === device.userId);
const receive = (n: number) =>
  hub.receive({
    contact: { name: `${CANARY} Nome${n}`, email: `canarino${n}@posta.example`, phone: '035 111222' },
    subject: `${CANARY} oggetto ${n}`,
    text: `${CANARY} testo ${n}`,
    groupId: n % 2 === 0 ? 'segreteria' : 'didattica',
    origin: 'portal',
  });

test('[BO1] only a coordinator is told; everybody else is refused, by the hub', async () => {
  for (const path of ['', '/cases?by=late']) {
    const refused = await get(maria, path);
    expect([refused.status, await refused.json()]).toEqual([403, { code: 'forbidden' }]);
    expect((await get(null, path)).status).toBe(401);
  }
  for (const query of ['', 'by=all', 'by=person', 'by=waiting&groupId=NO!']) {
    expect((await get(paola, `/cases?${query}`)).status).toBe(400);
  }
});

test('[BO2] each second it says what the hub holds: waiting and oldest, load and presence, receipts, late', async () => {
  await board();
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    hub.clock.advance(1_000);
    ids.push(await receive(n));
  }
  const stored = await hub.storage.read((tx) => tx.boardRows(ids));
  const groups = new Map((await board()).groups.map((group) => [group.groupId, group]));
  const oldest = (groupId: string) =>
    Math.min(...stored.filter((row) => row.groupId === groupId).map(({ arrivedAt }) => arrivedAt));
  expect(groups.get('segreteria')).toEqual({
    ...{ groupId: 'segreteria', waiting: 2, oldestAt: oldest('segreteria'), claimed: 0 },
  });
  expect(groups.get('didattica')).toMatchObject({ waiting: 2, oldestAt: oldest('didattica') });
  await luca.until(() => luca.held.size >= 4, 'the texts');
  const claimed = await maria.run({ name: 'claim', conversationId: ids[0] });
  const under = claimed.ok ? (claimed.fence ?? 0) : 0;
  expect(await person(maria)).toMatchObject({ open: 1, chats: 0 });
  expect((await board()).groups.find(({ groupId }) => groupId === 'segreteria')).toMatchObject({
    waiting: 1,
    claimed: 1,
  });
  // Luca's device confirms nothing by itself.
  await expect.poll(async () => (await board()).devices).toMatchObject([{ deviceId: luca.deviceId, cases: 1 }]);
  expect((await cases(`by=device&deviceId=${luca.deviceId}`)).cases.map(({ id }) => id)).toEqual([ids[0]]);
  const fence = luca.held.get(ids[0] ?? '')?.stub.fence ?? under;
  luca.wire.send({ type: 'evicted', items: [{ conversationId: ids[0], fence: Math.max(fence, under) }] });
  await expect.poll(async () => (await board()).devices).toEqual([]);
  expect((await cases(`by=person&userId=${maria.userId}`)).cases).toMatchObject([{ id: ids[0], fence: under }]);
  await maria.run({ name: 'resolve', conversationId: ids[0], under });
  expect(await person(maria)).toMatchObject({ open: 0 });
  expect((await cases('by=waiting&groupId=didattica')).cases.map(({ id }) => id)).toEqual([ids[1], ids[3]]);
});

test('[BO2] [PR2] who is there, and what is late or unheard', async () => {
  expect(await person(maria)).toMatchObject({ state: 'offline' });
  maria.wire.send({ type: 'presence', state: 'available', looking: [], typing: null });
  await expect
    .poll(async () => {
      hub.clock.advance(PRESENCE_GATHERED_MS);
      return (await person(maria))?.state;
    })
    .toBe('available');
  const id = await receive(0);
  const before = await hub.storage.read((tx) => tx.conversation(id));
  if (before === null) throw new Error('not there');
  const after = { ...before, late: { answer: 2 as const, call: 2 as const }, unheardIds: ['v1'] };
  await hub.storage.write((tx) => tx.saveConversation({ before, after, messages: [], mails: [] }));
  expect(await board()).toMatchObject({ late: { marked: 0, coordinators: 1 }, unheard: 1, unreachable: 1 });
  for (const by of ['late', 'unheard', 'unreachable']) expect((await cases(`by=${by}`)).total).toBe(1);
});

test('[BO2] [TR1] what was passed to somebody counts until they answer', async () => {
  const id = await receive(0);
  const claimed = await maria.run({ name: 'claim', conversationId: id });
  const under = claimed.ok ? (claimed.fence ?? 0) : 0;
  expect(await board()).toMatchObject({ passing: 0 });
  await maria.run({ name: 'ask-transfer', conversationId: id, under, toUserId: luca.userId, handover: 'canarino' });
  expect(await board()).toMatchObject({ passing: 1 });
  const { cases: listed } = await cases('by=passing');
  expect(listed).toMatchObject([{ id, assigneeId: maria.userId, passingTo: luca.userId }]);
  expect(JSON.stringify(listed)).not.toContain('canarino');
  await maria.run({ name: 'withdraw-transfer', conversationId: id, under });
  expect(await board()).toMatchObject({ passing: 0 });
  expect((await cases('by=passing')).total).toBe(0);
});

test('[BO3] nothing that a contact or a volunteer wrote is in any byte of it', async () => {
  const id = await receive(0);
  await receive(1);
  await maria.run({ name: 'claim', conversationId: id });
  const told = await Promise.all([
    (await get(paola, '')).text(),
    ...['late', 'unheard', 'passing', 'unreachable'].map(async (by) => (await get(paola, `/cases?by=${by}`)).text()),
    (await get(paola, '/cases?by=waiting&groupId=didattica')).text(),
    (await get(paola, `/cases?by=person&userId=${maria.userId}`)).text(),
  ]);
  expect(told.join('\n').toLowerCase()).not.toMatch(/canarino|posta\.example|111 ?222/);
  expect(told.join('\n')).toMatch(/20\d\d-000001/);
});

test('[BO2] what has not changed is not sent again', async () => {
  await receive(0);
  const first = await get(paola, '');
  const tag = first.headers.get('etag') ?? '';
  expect((await get(paola, '', { 'if-none-match': tag })).status).toBe(304);
  await receive(1);
  expect((await get(paola, '', { 'if-none-match': tag })).status).toBe(200);
});
