import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GroupChange, PersonChange, Staff } from '../../shared/model/staff.ts';
import type { Group, User } from '../../shared/model/directory.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Groups and people, as coordinators change them: over real HTTP, and by a real core. */
let hub: TestHub;
let cores: TestCore[];
let paola: TestDevice;
let maria: TestDevice;

beforeEach(async () => {
  hub = await startTestHub();
  cores = [];
  await hub.code('Paola', 'coordinator');
  [paola, maria] = [await enrolDevice(hub, 'Paola'), await enrolDevice(hub, 'Maria')];
});

afterEach(async () => {
  for (const core of cores) core.remove();
  await hub.close();
});

const ask = async (device: TestDevice | null, path: string, body?: object) => {
  const authorization = `Bearer ${device?.welcome.blobToken ?? 'none'}`;
  const response = await fetch(`${hub.httpUrl}/v1/${path}`, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return [response.status, await response.json()] as const;
};
const group = (change: GroupChange, by = paola) => ask(by, 'groups', change);
const person = (change: PersonChange, by = paola) => ask(by, 'people', change);
const people = async () => ((await ask(paola, 'people'))[1] as Staff).people;
const named = async (name: string) => (await people()).find((one) => one.name === name);
const done = [200, {}] as const;
const groups = () => hub.storage.read((tx) => tx.groups());
const inOrder = async () => (await groups()).flatMap(({ id, retired }) => (retired ? [] : [id]));
const audited = async (...kinds: string[]) =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 })))
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, userId, facts }) => [kind, userId, JSON.parse(facts) as Record<string, unknown>] as const);
const told = <K extends 'group' | 'user'>(device: TestDevice, kind: K): (K extends 'group' ? Group : User)[] =>
  device.wire.frames
    .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
    .flatMap((change) => (change.kind === kind ? [(change as never)[kind]] : []));
const name = (it: string) => ({ it, en: `${it} (en)` });
const record = (id: string) => hub.storage.read((tx) => tx.conversation(id));

describe('[GR1] groups', () => {
  test('[GR2] [GR3] are made, changed and put in order by coordinators; every device learns it; the audit has no name of them', async () => {
    expect(await group({ step: 'create', name: name(' Biblioteca '), memberIds: [maria.userId] })).toEqual(done);
    await maria.until(() => told(maria, 'group').some((one) => one.name.it === 'Biblioteca'), 'the group');
    const [made] = (await groups()).slice(-1);
    expect(made).toMatchObject({ name: { it: 'Biblioteca' }, memberIds: [maria.userId] });
    const groupId = made?.id ?? '';
    const change = { step: 'change', groupId, revision: 1, name: name('Libri'), memberIds: null } as const;
    expect(await group(change)).toEqual(done);
    expect(await group(change)).toEqual([409, { code: 'settings-changed' }]);
    expect((await groups()).at(-1)).toEqual({ id: groupId, name: name('Libri'), position: 5, revision: 2 });
    const taken = { step: 'create', name: { it: 'Altro', en: ' secretariat ' }, memberIds: null } as const;
    expect(await group(taken)).toEqual([409, { code: 'name-taken' }]);
    const from = await inOrder();
    const to = [groupId, ...from.filter((id) => id !== groupId)];
    expect(await group({ step: 'order', from, to })).toEqual(done);
    expect(await inOrder()).toEqual(to);
    expect(await group({ step: 'order', from, to })).toEqual([409, { code: 'settings-changed' }]);
    expect((await group({ step: 'order', from: to, to: to.slice(1) }))[0]).toBe(400);
    const entries = await audited('group');
    expect(entries.slice(0, 2)).toEqual([
      ['group', paola.userId, { groupId, step: 'created', revision: 1, intoId: null, moved: 0 }],
      ['group', paola.userId, { groupId, step: 'changed', revision: 2, intoId: null, moved: 0 }],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/Libri|Biblioteca/);
  });

  test('[GR1] nobody else may, nor see what names one; what makes no sense changes nothing', async () => {
    const change = { step: 'create', name: name('Biblioteca'), memberIds: null } as const;
    expect(await group(change, maria)).toEqual([403, { code: 'forbidden' }]);
    expect(await ask(maria, 'groups/cassa')).toEqual([403, { code: 'forbidden' }]);
    expect((await ask(null, 'groups', change))[0]).toBe(401);
    expect((await ask(null, 'groups/cassa'))[0]).toBe(401);
    expect(await audited('staff-refused')).toEqual([['staff-refused', maria.userId, { code: 'forbidden' }]]);
    const nobody = { ...change, memberIds: ['nobody'] };
    expect(await group(nobody)).toEqual([404, { code: 'unknown-user' }]);
    for (const odd of [{}, { ...change, name: name('') }, { ...change, memberIds: [] }, { step: 'retire' }])
      expect((await ask(paola, 'groups', odd))[0]).toBe(400);
    expect(await inOrder()).toHaveLength(5);
  });
});

describe('[GR4] a group that is retired', () => {
  test('[GR5] gives what waits to another one, atomically: same numbers, same order, same fence, with a line', async () => {
    const ids = [];
    for (const subject of ['Uno', 'Due', 'Tre']) ids.push(await hub.receive({ groupId: 'cassa', subject }));
    const [first, second, held] = ids as [string, string, string];
    await maria.run({ name: 'claim', conversationId: held });
    const before = await Promise.all([first, second].map(record));
    const uses = { waiting: 2, claimed: 1, hasHours: false, keys: [] };
    expect((await ask(paola, 'groups/cassa'))[1]).toMatchObject({
      ...uses,
      rules: expect.arrayContaining(['Scritto alla Cassa']),
    });
    const retire = { step: 'retire', groupId: 'cassa', revision: 0, intoId: 'didattica' } as const;
    expect(await group({ ...retire, revision: 3 })).toEqual([409, { code: 'settings-changed' }]);
    expect(await group({ ...retire, intoId: 'cassa' })).toEqual([404, { code: 'unknown-group' }]);
    expect((await record(first))?.groupId).toBe('cassa');
    expect(await group(retire)).toEqual(done);
    const after = await Promise.all([first, second].map(record));
    for (const [at, conversation] of after.entries()) {
      expect(conversation).toMatchObject({ groupId: 'didattica', state: 'waiting' });
      expect([conversation?.number, conversation?.fence, conversation?.arrivedAt]).toEqual([
        before[at]?.number,
        before[at]?.fence,
        before[at]?.arrivedAt,
      ]);
    }
    expect((await record(held))?.groupId).toBe('cassa');
    await maria.until(() => maria.held.get(second)?.conversation?.groupId === 'didattica', 'the other group');
    await maria.until(() => told(maria, 'group').some(({ id, retired }) => id === 'cassa' && retired === true), 'it');
    const retired = { groupId: 'cassa', step: 'retired', revision: 1, intoId: 'didattica', moved: 2 };
    expect(await audited('group')).toEqual([['group', paola.userId, retired]]);
    expect(await ask(paola, 'groups/cassa')).toEqual([404, { code: 'unknown-group' }]);
    const messages = await hub.storage.read((tx) => tx.messages([first], 0));
    const event = { code: 'transferred', userId: paola.userId, toUserId: null, toGroupId: 'didattica' };
    expect(messages.get(first)?.at(-1)?.event).toEqual(event);
  });

  test('nothing waits in it any more: released, transferred, chosen, by key, and where its successor is retired, too', async () => {
    const held = await hub.receive({ groupId: 'telematici' });
    const claimed = await maria.run({ name: 'claim', conversationId: held });
    expect(await group({ step: 'retire', groupId: 'telematici', revision: 0, intoId: 'cassa' })).toEqual(done);
    expect(await group({ step: 'retire', groupId: 'cassa', revision: 0, intoId: 'didattica' })).toEqual(done);
    await maria.run({
      name: 'release',
      conversationId: held,
      under: claimed.ok ? (claimed.fence ?? 0) : 0,
      handover: '',
    });
    const other = await hub.receive({ groupId: 'segreteria' });
    const under = await maria.run({ name: 'claim', conversationId: other });
    const to = { groupId: 'telematici' };
    const passed = {
      name: 'transfer',
      conversationId: other,
      under: under.ok ? (under.fence ?? 0) : 0,
      to,
      handover: '',
    };
    expect((await maria.run(passed)).ok).toBe(true);
    const chosen = await hub.receive({ origin: 'portal', groupId: 'cassa' });
    const called = await hub.receive({ channel: 'voicemail', origin: 'switchboard', key: '8' });
    for (const id of [held, other, chosen, called]) expect((await record(id))?.groupId).toBe('didattica');
  });

  test('is never the last one', async () => {
    const [last, ...others] = await inOrder();
    for (const groupId of others) {
      expect(await group({ step: 'retire', groupId, revision: 0, intoId: last ?? '' })).toEqual(done);
    }
    const retire = { step: 'retire', groupId: last ?? '', revision: 0, intoId: others[0] ?? '' } as const;
    expect(await group(retire)).toEqual([409, { code: 'last-group' }]);
  });
});

describe('[PE1] people', () => {
  test('are seen by coordinators, with their devices and how much they hold, and nothing else of them', async () => {
    const id = await hub.receive({ subject: 'Sentinella' });
    await maria.run({ name: 'claim', conversationId: id });
    expect(await ask(maria, 'people')).toEqual([403, { code: 'forbidden' }]);
    const seen = await named('Maria');
    expect(seen).toMatchObject({ role: 'volunteer', active: true, open: 1, codeUntil: null });
    expect(seen?.devices).toEqual([
      {
        id: maria.deviceId,
        name: expect.any(String),
        enrolledAt: expect.any(Number),
        seenAt: hub.clock.now(),
        revokedAt: null,
      },
    ]);
    expect(JSON.stringify(await people())).not.toContain('Sentinella');
  });

  test('[PE2] are made known with a code that works once; one that was withdrawn does not', async () => {
    const [status, made] = await person({ step: 'add', name: ' Nadia ', role: 'volunteer' });
    expect([status, made]).toEqual([
      200,
      {
        userId: expect.any(String),
        code: expect.stringMatching(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/),
        expiresAt: hub.clock.now() + 900_000,
      },
    ]);
    const { userId, code } = made as { userId: string; code: string };
    expect((await named('Nadia'))?.codeUntil).toBe(hub.clock.now() + 900_000);
    expect(await person({ step: 'add', name: 'Nadia', role: 'volunteer' })).toEqual([409, { code: 'name-taken' }]);
    const nadia = await enrolDevice({ ...hub, code: async () => code }, 'Nadia');
    expect(nadia.userId).toBe(userId);
    const other = (await person({ step: 'code', userId }))[1] as { code: string };
    expect((await person({ step: 'withdraw-code', userId }))[0]).toBe(200);
    expect(await person({ step: 'withdraw-code', userId })).toEqual([409, { code: 'settings-changed' }]);
    await expect(enrolDevice({ ...hub, code: async () => other.code }, 'Nadia')).rejects.toThrow('closed with');
    const kinds = ['user-known', 'enrolment-code', 'enrolment-withdrawn', 'enrolment-refused'];
    expect((await audited(...kinds)).slice(-5)).toEqual([
      ['user-known', paola.userId, { ofUserId: userId, role: 'volunteer' }],
      ['enrolment-code', paola.userId, { forUserId: userId }],
      ['enrolment-code', paola.userId, { forUserId: userId }],
      ['enrolment-withdrawn', paola.userId, { forUserId: userId, codes: 1 }],
      ['enrolment-refused', userId, { code: 'expired-code' }],
    ]);
    expect(hub.log.join()).not.toMatch(/Nadia/);
    expect(await hub.rawData()).not.toContain(code);
  });

  test('[PE3] get another role at once; the last coordinator keeps theirs', async () => {
    const toVolunteer = { step: 'role', userId: paola.userId, role: 'volunteer' } as const;
    expect(await person(toVolunteer)).toEqual([409, { code: 'last-coordinator' }]);
    const out = { step: 'active', userId: paola.userId, isActive: false } as const;
    expect(await person(out)).toEqual([409, { code: 'last-coordinator' }]);
    expect((await person({ step: 'role', userId: maria.userId, role: 'coordinator' }))[0]).toBe(200);
    await maria.until(
      () => told(maria, 'user').some(({ id, role }) => id === maria.userId && role === 'coordinator'),
      'the role',
    );
    expect((await person(toVolunteer, maria))[0]).toBe(200);
    expect(await person(toVolunteer)).toEqual([403, { code: 'forbidden' }]);
    expect(await person(toVolunteer, maria)).toEqual([409, { code: 'settings-changed' }]);
  });

  test('[PE4] [PE5] are shut out and let in again: their cases wait, their devices and codes are worth nothing', async () => {
    const id = await hub.receive();
    const [, luca] = [await maria.run({ name: 'claim', conversationId: id }), await enrolDevice(hub, 'Luca')];
    await person({ step: 'code', userId: maria.userId });
    expect((await person({ step: 'active', userId: maria.userId, isActive: false }))[0]).toBe(200);
    expect((await maria.wire.find('error')).failure.code).toBe('revoked-device');
    expect(await record(id)).toMatchObject({ state: 'waiting', assigneeId: null });
    expect(await named('Maria')).toMatchObject({ active: false, open: 0, codeUntil: null });
    expect(await person({ step: 'code', userId: maria.userId })).toEqual([404, { code: 'unknown-user' }]);
    expect((await person({ step: 'active', userId: maria.userId, isActive: true }))[0]).toBe(200);
    expect((await maria.reconnect()).userId).toBe(maria.userId);
    expect((await person({ step: 'revoke-device', deviceId: luca.deviceId }))[0]).toBe(200);
    expect((await luca.wire.find('error')).failure.code).toBe('revoked-device');
    expect(await person({ step: 'revoke-device', deviceId: luca.deviceId })).toEqual([
      409,
      { code: 'settings-changed' },
    ]);
    expect(await person({ step: 'active', userId: 'nobody', isActive: true })).toEqual([404, { code: 'unknown-user' }]);
    const by = (await audited('user-active', 'revocation')).map(([, userId]) => userId);
    expect(by).toEqual([paola.userId, paola.userId, paola.userId]);
  });

  test('nobody else may change them', async () => {
    for (const change of [
      { step: 'add', name: 'Nadia', role: 'coordinator' },
      { step: 'role', userId: maria.userId, role: 'coordinator' },
      { step: 'code', userId: paola.userId },
      { step: 'revoke-device', deviceId: paola.deviceId },
    ] satisfies PersonChange[])
      expect(await person(change, maria)).toEqual([403, { code: 'forbidden' }]);
    expect((await ask(null, 'people', { step: 'code', userId: 'x' }))[0]).toBe(401);
    expect((await ask(paola, 'people', { step: 'nonsense' }))[0]).toBe(400);
    expect(await audited('staff-refused')).toHaveLength(4);
  });
});

async function openCore(name_: string): Promise<TestRenderer> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name_) } });
  cores.push(core);
  const window = core.renderer();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'online', 'online');
  return window;
}

test('[GR1] [PE1] a device keeps groups, and asks the hub for everything else: offline it says so', async () => {
  const [window, other] = [await openCore('Paola'), await openCore('Luca')];
  const shown = other.watch({ name: 'directory' });
  const memberIds = [maria.userId];
  const change = { step: 'change', groupId: 'cassa', revision: 0, name: name('Tesoreria'), memberIds } as const;
  expect(await window.call({ name: 'change-groups', change })).toBeNull();
  const cassa = ({ groups: all }: { groups: readonly Group[] }) => all.find(({ id }) => id === 'cassa');
  const known = await shown.until((found) => cassa(found)?.name.it === 'Tesoreria', 'the name');
  expect(cassa(known)).toEqual({ id: 'cassa', name: name('Tesoreria'), position: 3, memberIds, revision: 1 });
  const changePeople = { step: 'add', name: 'Nadia', role: 'volunteer' } as const;
  expect((await window.call({ name: 'change-people', change: changePeople })).code).toMatch(/^[A-Z2-9]{5}-/);
  expect((await window.call({ name: 'people' })).people.map((one) => one.name)).toContain('Nadia');
  expect(await window.call({ name: 'group-uses', id: 'cassa' })).toMatchObject({ waiting: 0, claimed: 0 });
  const refused = (asked: Promise<unknown>, code: string) => expect(asked).rejects.toMatchObject({ failure: { code } });
  await refused(window.call({ name: 'change-groups', change }), 'settings-changed');
  await refused(other.call({ name: 'people' }), 'forbidden');
  await hub.hub.close();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await refused(window.call({ name: 'change-groups', change }), 'hub-unreachable');
  await refused(window.call({ name: 'people' }), 'hub-unreachable');
});
