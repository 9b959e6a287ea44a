import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CannedChange } from '../../shared/canned/changes.ts';
import type { CannedReply } from '../../shared/model/directory.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Shared canned replies, written by coordinators over real HTTP, and how often they are used. */
let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
});

afterEach(() => hub.close());

const reply = (change: Partial<CannedReply> = {}): CannedReply => ({
  ...{ id: 'orari', shortcut: 'orari', title: 'Orari', lang: 'it', address: 'lei', groupId: 'segreteria' },
  ...{ text: 'Gentile {{contact.firstName|richiedente}}, siamo aperti.', validUntil: '2026-12-24' },
  ...change,
});
const put = (change: Partial<CannedReply> = {}, base: number | null = null): CannedChange => ({
  step: 'put',
  reply: reply(change),
  base,
});

async function coordinator(name: string): Promise<TestDevice> {
  await hub.code(name, 'coordinator');
  return enrolDevice(hub, name);
}

const ask = (device: TestDevice | null, path: string, body?: unknown) =>
  fetch(`${hub.httpUrl}${path}`, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: { authorization: `Bearer ${device?.welcome.blobToken ?? 'none'}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const change = async (device: TestDevice | null, ...changes: CannedChange[]) => {
  const response = await ask(device, '/v1/canned-replies', { changes });
  return response.ok ? response.status : [response.status, ((await response.json()) as { code: string }).code];
};
const stored = async (id = 'orari') => (await hub.storage.read((tx) => tx.cannedReplies([id])))[0];
const audited = async () =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 })))
    .filter(({ kind }) => kind === 'canned-reply' || kind === 'settings-refused')
    .map(({ kind, userId, facts }) => [kind, userId, facts]);
const told = (device: TestDevice, id = 'orari') =>
  device.wire.frames
    .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
    .flatMap((made): (number | 'gone' | undefined)[] => {
      if (made.kind === 'canned-reply' && made.cannedReply.id === id) return [made.cannedReply.revision];
      return made.kind === 'canned-reply-gone' && made.id === id ? ['gone'] : [];
    });

test('[CR1] [CR2] a coordinator writes, changes and removes one: told to every device, written down without a word of it', async () => {
  const [paola, maria] = [await coordinator('Paola'), await enrolDevice(hub, 'Maria')];
  expect(await change(paola, put())).toBe(204);
  expect(await stored()).toEqual(reply({ revision: 1 }));
  expect(await change(paola, put({ title: 'Orari di Natale' }, 1))).toBe(204);
  expect(await change(paola, { step: 'remove', id: 'orari', base: 2 })).toBe(204);
  expect(await stored()).toBeUndefined();
  await maria.until(() => told(maria).length === 3, 'the changes');
  expect(told(maria)).toEqual([1, 2, 'gone']);
  // Undone: it is there again, as it was.
  expect(await change(paola, put())).toBe(204);
  expect(await audited()).toEqual([
    ['canned-reply', paola.userId, '{"replyId":"orari","revision":1}'],
    ['canned-reply', paola.userId, '{"replyId":"orari","revision":2}'],
    ['canned-reply', paola.userId, '{"replyId":"orari","revision":null}'],
    ['canned-reply', paola.userId, '{"replyId":"orari","revision":1}'],
  ]);
});

test('[CR2] volunteers and strangers are refused; of two coordinators nobody overwrites what they have not seen', async () => {
  const [paola, carla, maria] = [
    await coordinator('Paola'),
    await coordinator('Carla'),
    await enrolDevice(hub, 'Maria'),
  ];
  expect(await change(maria, put())).toEqual([403, 'forbidden']);
  expect(await change(maria, { step: 'remove', id: 'accesso-it', base: 0 })).toEqual([403, 'forbidden']);
  expect(await change(null, put())).toEqual([401, 'unknown-device']);
  expect(await change(paola, put())).toBe(204);
  const both = await Promise.all([change(paola, put({ title: 'P' }, 1)), change(carla, put({ title: 'C' }, 1))]);
  expect(both).toEqual(expect.arrayContaining([204, [409, 'canned-changed']]));
  expect((await stored())?.revision).toBe(2);
  expect((await audited()).filter(([kind]) => kind === 'settings-refused')).toHaveLength(2);
});

test('[CR2] [CR3] [CR4] [CR5] all or none: what may not be stored is said by its code, and nothing of the rest is', async () => {
  const paola = await coordinator('Paola');
  const refused = async (wrong: Partial<CannedReply>) =>
    change(paola, put(), put({ id: 'b', shortcut: 'b', ...wrong }));
  expect(await refused({ shortcut: 'accesso' })).toEqual([409, 'shortcut-taken']);
  expect(await refused({ text: 'Veda https://www.dbo.example/soci' })).toEqual([400, 'link-refused']);
  expect(await refused({ groupId: 'nessuno' })).toEqual([404, 'unknown-group']);
  for (const wrong of [{ text: '{{nome}}' }, { shortcut: 'No' }, { validFrom: '2026-12-25' }, { lang: 'en' as const }])
    expect(await refused(wrong)).toEqual([400, 'invalid-request']);
  for (const odd of [null, {}, { changes: [] }, { changes: [{ step: 'x' }] }])
    expect((await ask(paola, '/v1/canned-replies', odd)).status).toBe(400);
  expect(await stored()).toBeUndefined();
  const links = { part: 'links', value: { revision: 0, sites: ['https://www.dbo.example/soci'] } };
  expect((await ask(paola, '/v1/settings', links)).status).toBe(204);
  expect(await change(paola, put({ text: 'Veda https://www.dbo.example/soci/agenda' }))).toBe(204);
  expect(await change(paola, put({ text: 'Veda https://www.dbo.example/' }, 1))).toEqual([400, 'link-refused']);
});

test('[CR8] uses are added up, each batch once, and nobody can be told from what is stored', async () => {
  const [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  const batch = (mark: string) => mark.repeat(24);
  const uses = { 'accesso-it': 2, 'ricevuta-it': 1, tolta: 5 };
  const tell = async (device: TestDevice | null, mark: string) =>
    (await ask(device, '/v1/canned-uses', { batch: batch(mark), uses })).status;
  expect(await tell(null, 'a')).toBe(401);
  expect([await tell(maria, 'a'), await tell(maria, 'a'), await tell(luca, 'b')]).toEqual([204, 204, 204]);
  expect((await ask(maria, '/v1/canned-uses', { batch: 'short', uses })).status).toBe(400);
  expect((await ask(maria, '/v1/canned-uses', { batch: batch('c'), uses: { x: -1 } })).status).toBe(400);
  expect(await (await ask(luca, '/v1/canned-uses')).json()).toEqual({ 'accesso-it': 4, 'ricevuta-it': 2 });
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  expect(entries.filter(({ kind }) => /canned|uses/.test(kind))).toEqual([]);
  expect(JSON.stringify(entries)).not.toMatch(/accesso-it|a{24}/);
});
