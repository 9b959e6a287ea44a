import { afterEach, beforeEach, expect, test } from 'vitest';
import { scheduleOf } from '../support/appointments.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Hours that a coordinator sets in the application: over real HTTP, and by a real core. */
let hub: TestHub;
let cores: TestCore[];

beforeEach(async () => {
  hub = await startTestHub();
  cores = [];
});

afterEach(async () => {
  for (const core of cores) core.remove();
  await hub.close();
});

const hours = scheduleOf('cassa', { lengthMinutes: 20 });

async function coordinator(name: string): Promise<TestDevice> {
  await hub.code(name, 'coordinator');
  return enrolDevice(hub, name);
}

const put = (device: TestDevice | null, groupId: string, body: unknown) =>
  fetch(`${hub.httpUrl}/v1/schedules/${groupId}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${device?.welcome.blobToken ?? 'none'}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const schedules = () => hub.storage.read((tx) => tx.schedules());
const audited = async () =>
  (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 })))
    .filter(({ kind }) => kind.startsWith('schedule'))
    .map(({ kind, userId, facts }) => [kind, userId, facts]);

test('[AP11] a coordinator sets them: in place of those before, told to every device, written down', async () => {
  const [paola, maria] = [await coordinator('Paola'), await enrolDevice(hub, 'Maria')];
  expect((await put(paola, 'cassa', scheduleOf('cassa'))).status).toBe(204);
  expect((await put(paola, 'cassa', { ...hours, groupId: 'segreteria' })).status).toBe(204);
  expect(await schedules()).toEqual([hours]);
  const userId = paola.welcome.userId;
  const entry = ['schedule', userId, '{"groupId":"cassa"}'];
  expect(await audited()).toEqual([entry, entry]);
  const told = () =>
    maria.wire.frames
      .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
      .flatMap((change) => (change.kind === 'schedule' ? [change.schedule] : []));
  await maria.until(() => told().at(-1)?.lengthMinutes === 20, 'the hours');
});

test('[AP11] anybody else is refused by the hub, and that is written down; so is what is none', async () => {
  const maria = await enrolDevice(hub, 'Maria');
  const refused = await put(maria, 'cassa', hours);
  expect([refused.status, await refused.json()]).toEqual([403, { code: 'forbidden' }]);
  expect((await put(null, 'cassa', hours)).status).toBe(401);
  expect(await audited()).toEqual([['schedule-refused', maria.welcome.userId, '{"code":"forbidden"}']]);
  const paola = await coordinator('Paola');
  expect((await put(paola, 'nessuno', hours)).status).toBe(404);
  for (const odd of [
    null,
    [],
    'x',
    {},
    { ...hours, lengthMinutes: 0 },
    { ...hours, weekly: [hours.weekly[0], hours.weekly[0]] },
  ])
    expect((await put(paola, 'cassa', odd)).status).toBe(400);
  await hub.storage.write(async (tx) => {
    const user = await tx.user(paola.welcome.userId);
    if (user !== null) await tx.putUser({ ...user, role: 'volunteer' });
  });
  expect((await put(paola, 'cassa', hours)).status).toBe(403);
  expect(await schedules()).toEqual([]);
});

async function openCore(name: string): Promise<TestRenderer> {
  const core = openTestCore({ start: { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) } });
  cores.push(core);
  const window = core.renderer();
  await window.watch({ name: 'status' }).until(({ connection }) => connection === 'online', 'online');
  return window;
}

test('[AP11] a core sets them and says why it could not', async () => {
  await hub.code('Paola', 'coordinator');
  const [paola, maria] = [await openCore('Paola'), await openCore('Maria')];
  expect(await paola.call({ name: 'set-schedule', schedule: hours })).toBeNull();
  await maria.watch({ name: 'schedules' }).until(({ length }) => length === 1, 'the hours');
  await expect(maria.call({ name: 'set-schedule', schedule: hours })).rejects.toMatchObject({
    failure: { code: 'forbidden' },
  });
  await hub.hub.close();
  await paola.watch({ name: 'status' }).until(({ connection }) => connection === 'offline', 'offline');
  await expect(paola.call({ name: 'set-schedule', schedule: hours })).rejects.toMatchObject({
    failure: { code: 'hub-unreachable' },
  });
});
