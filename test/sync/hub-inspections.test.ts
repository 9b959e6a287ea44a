import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectionSchema, INSPECTION_MS } from '../../shared/model/inspection.ts';
import { decryptedCopy, filesContaining } from '../support/canary.ts';
import { openTestCore, type TestCore } from '../support/core-fixture.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** A coordinator reads a case in which they take no part: over real HTTP and sockets, and by a real core. */
let hub: TestHub;
let cores: TestCore[];
let paola: TestDevice;
let maria: TestDevice;
let caseId: string;

const REASON = 'Sentinella-motivo: la signora chiede al presidente come sta la sua pratica.';
const TEXT = 'Sentinella-testo: vorrei parlare con qualcuno.';

beforeEach(async () => {
  hub = await startTestHub();
  cores = [];
  paola = await enrolDevice(hub, 'Paola', { role: 'coordinator', evicts: true });
  maria = await enrolDevice(hub, 'Maria');
  caseId = await hub.receive({ subject: 'Domanda', text: TEXT });
  await maria.until(() => maria.held.has(caseId));
  const claimed = await maria.run({ name: 'claim', conversationId: caseId });
  const under = claimed.ok ? (claimed.fence ?? 0) : 0;
  await maria.run({
    name: 'reply',
    conversationId: caseId,
    under,
    messageId: 'r1',
    text: 'Sentinella-risposta: certo.',
  });
  await paola.until(() => paola.held.get(caseId)?.conversation === null, 'the stub');
  await maria.until(() => maria.held.get(caseId)?.conversation?.eviction?.pending === 0, 'the receipt');
});

afterEach(async () => {
  for (const core of cores) core.remove();
  await hub.close();
});

const send = (device: TestDevice | null, method: string, { path = '', body }: { path?: string; body?: object }) =>
  fetch(`${hub.httpUrl}/v1/inspections${path}`, {
    method,
    headers: {
      authorization: `Bearer ${device?.welcome.blobToken ?? 'none'}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const inspect = (device: TestDevice | null, over: object = {}) =>
  send(device, 'POST', { body: { id: 'i1', conversationId: caseId, reason: REASON, ...over } });
const audited = async () =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }))).filter(({ kind }) =>
    kind.startsWith('inspection'),
  );
const linesOf = (device: TestDevice) =>
  [...(device.held.get(caseId)?.messages.values() ?? [])].filter(({ event }) => event?.code === 'inspected');

test('[BG1] [AU1] without a reason nothing is given, nor to anybody who is no coordinator; each refusal is written down', async () => {
  const refused = async (answer: Promise<Response>) => {
    const response = await answer;
    return [response.status, (await response.json()) as unknown];
  };
  expect(await refused(inspect(paola, { reason: '' }))).toEqual([400, { code: 'reason-missing', limit: 20 }]);
  expect(await refused(inspect(paola, { reason: `  curiosità${' '.repeat(40)}` }))).toEqual([
    400,
    { code: 'reason-missing', limit: 20 },
  ]);
  expect(await refused(inspect(maria))).toEqual([403, { code: 'forbidden' }]);
  expect(await refused(inspect(null))).toEqual([401, { code: 'unknown-device' }]);
  expect(await refused(inspect(paola, { conversationId: 'nowhere' }))).toEqual([404, { code: 'unknown-conversation' }]);
  const waiting = await hub.receive({ subject: 'Altra', text: 'Aspetta.' });
  expect(await refused(inspect(paola, { conversationId: waiting }))).toEqual([409, { code: 'wrong-state' }]);
  for (const odd of [{ id: 'NO' }, { reason: 7 }, { reason: 'x'.repeat(1_001) }])
    expect((await inspect(paola, odd)).status).toBe(400);
  const codes = (await audited()).map(({ kind, facts }) => [kind, (JSON.parse(facts) as { code: string }).code]);
  expect(codes).toEqual([
    ['inspection-refused', 'reason-missing'],
    ['inspection-refused', 'reason-missing'],
    ['inspection-refused', 'forbidden'],
    ['inspection-refused', 'unknown-conversation'],
    ['inspection-refused', 'wrong-state'],
  ]);
  expect(linesOf(maria)).toEqual([]);
});

test('[BG2] [BG3] with a reason it is read, the assignee is told at once, and both are written down, the reason in the case alone', async () => {
  const response = await inspect(paola);
  expect(response.status).toBe(200);
  const inspection = inspectionSchema.parse(await response.json());
  expect(inspection.messages.map(({ text }) => text)).toEqual(
    expect.arrayContaining([TEXT, 'Sentinella-risposta: certo.', REASON]),
  );
  expect(inspection.endsAt - inspection.readAt).toBe(INSPECTION_MS);
  await maria.until(() => linesOf(maria).length === 1, 'the line');
  expect(linesOf(maria)[0]).toMatchObject({ kind: 'note', authorId: paola.userId, text: REASON });
  await maria.until(() => maria.held.get(caseId)?.conversation?.eviction?.pending === 1, 'the hold');
  const [entry] = await audited();
  expect(entry).toMatchObject({ kind: 'inspection', userId: paola.userId, deviceId: paola.deviceId });
  expect(JSON.parse(entry?.facts ?? '')).toEqual({ reasonId: linesOf(maria)[0]?.id, toldUserId: maria.userId });
  expect(JSON.stringify(await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 })))).not.toContain(
    'Sentinella',
  );
  expect(hub.log.join('\n')).not.toContain('Sentinella');
  expect(await hub.rawData()).not.toContain('Sentinella-motivo');
  // Over the feed she still gets the stub alone, and by it she can write nothing.
  expect(paola.held.get(caseId)?.conversation).toBeNull();
  expect(JSON.stringify(paola.wire.frames)).not.toContain('Sentinella-risposta');
  const { fence } = inspection.conversation;
  for (const command of [
    { name: 'reply', conversationId: caseId, under: fence, messageId: 'r2', text: 'Rispondo io.' },
    { name: 'note', conversationId: caseId, under: fence, messageId: 'n2', text: 'Annoto.' },
    { name: 'resolve', conversationId: caseId, under: fence },
  ])
    expect(await paola.run(command)).toMatchObject({ ok: false, failure: { code: 'not-participant' } });
});

test('[BG1] asked again because the answer was lost, it is the same reading; by another device it is none', async () => {
  expect((await inspect(paola)).status).toBe(200);
  expect((await inspect(paola)).status).toBe(200);
  expect((await audited()).map(({ kind }) => kind)).toEqual(['inspection']);
  const other = await enrolDevice(hub, 'Paola', { role: 'coordinator', evicts: true });
  expect((await inspect(other)).status).toBe(400);
  expect((await send(paola, 'DELETE', { path: '/i1' })).status).toBe(204);
  expect((await inspect(paola)).status).toBe(400);
});

test('[BG4] [EV5] the device says that it has done: the hold ends, the assignee is told, and said again it changes nothing', async () => {
  await inspect(paola);
  expect((await send(maria, 'DELETE', { path: '/i1' })).status).toBe(400);
  for (let time = 0; time < 2; time += 1) expect((await send(paola, 'DELETE', { path: '/i1' })).status).toBe(204);
  await maria.until(() => linesOf(maria).length === 2, 'the second line');
  await maria.until(() => maria.held.get(caseId)?.conversation?.eviction?.pending === 0, 'the end of the hold');
  expect((await audited()).map(({ kind }) => kind)).toEqual(['inspection', 'inspection-ended']);
});

test('[BG5] what was not said any more is ended by the next hello of the device', async () => {
  await inspect(paola);
  await paola.reconnect();
  await maria.until(() => linesOf(maria).length === 2, 'the second line');
  await maria.until(() => maria.held.get(caseId)?.conversation?.eviction?.pending === 0, 'the end of the hold');
});

test('[BG4] whoever takes part meanwhile keeps the text by their own right', async () => {
  await inspect(paola);
  const fence = maria.held.get(caseId)?.stub.fence;
  await maria.run({ name: 'add-participant', conversationId: caseId, under: fence, userId: paola.userId });
  await paola.until(() => paola.held.get(caseId)?.conversation != null, 'the text by the feed');
  expect((await send(paola, 'DELETE', { path: '/i1' })).status).toBe(204);
  const holds = await hub.storage.read((tx) => tx.evictions([caseId]));
  expect(holds.get(caseId)).toMatchObject({ pending: 0 });
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  expect(entries.at(-1)?.kind).toBe('inspection-ended');
});

test('[BG2] [BG4] [EV6] a real core: in memory alone, gone with the time, the lock or the connection, and its window with it', async () => {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Paola', 'coordinator') } });
  const other = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code('Maria') } });
  cores.push(core, other);
  const [window, assignee] = [core.renderer(), other.renderer()];
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'online', 'online');
  const stub = window.watch({ name: 'conversation', id: caseId });
  await stub.until((open) => open?.row.state === 'claimed', 'the stub');
  await assignee.watch({ name: 'conversation', id: caseId }).until((open) => open?.content != null, 'her case');
  const read = window.watch({ name: 'inspection', conversationId: caseId });
  const inspect = () => window.call({ name: 'inspect', conversationId: caseId, reason: REASON });
  await expect(window.call({ name: 'inspect', conversationId: caseId, reason: 'perché sì' })).rejects.toMatchObject({
    failure: { code: 'reason-missing' },
  });
  await inspect();
  const shown = await read.until((inspection) => inspection !== null, 'the text');
  expect(shown?.messages.map(({ text }) => text)).toContain(TEXT);
  const notice = assignee.watch({ name: 'notices' });
  await notice.until((notices) => notices.some(({ kind }) => kind === 'inspected'), 'the notice');
  expect(JSON.stringify(notice.now())).not.toContain('Sentinella');
  await window.call({ name: 'end-inspection' });
  await read.until((inspection) => inspection === null, 'nothing');
  expect(core.toMain).toContainEqual({ type: 'discard', portId: window.portId });
  await inspect();
  await read.until((inspection) => inspection !== null, 'the text again');
  await hub.hub.close();
  await read.until((inspection) => inspection === null, 'nothing without the hub');
  await expect(inspect()).rejects.toMatchObject({ failure: { code: 'hub-unreachable' } });
  core.stop();
  const copy = decryptedCopy(core.databaseFile, core.key);
  for (const word of ['Sentinella-motivo', 'Sentinella-risposta']) expect(filesContaining(copy, word)).toEqual([]);
  rmSync(copy, { recursive: true });
});
