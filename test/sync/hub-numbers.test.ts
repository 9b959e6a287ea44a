import { afterEach, beforeEach, expect, test } from 'vitest';
import { numbersSchema } from '../../shared/model/numbers.ts';
import { mondayAfter, mondayOf, weekOf } from '../../shared/schedule/weeks.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** The numbers of the week, counted of what really happened at a hub. */
const monday = '2026-11-16';
const dayMs = 24 * 60 * 60_000;
let hub: TestHub;
let paola: TestDevice;
let maria: TestDevice;

beforeEach(async () => {
  // Monday, 10:00 in Rome.
  hub = await startTestHub({ startAt: weekOf(monday).from + 10 * 60 * 60_000 });
  await hub.code('Paola', 'coordinator');
  [paola, maria] = [await enrolDevice(hub, 'Paola'), await enrolDevice(hub, 'Maria')];
});

afterEach(async () => {
  await hub.close();
});

const ask = async (device: TestDevice | null, date: string) => {
  const authorization = `Bearer ${device?.welcome.blobToken ?? 'none'}`;
  const response = await fetch(`${hub.httpUrl}/v1/numbers/${date}`, { headers: { authorization } });
  return [response.status, await response.json()] as const;
};

/** Claims it and answers after a while. */
async function answer(conversationId: string, afterMinutes: number, text: string): Promise<number> {
  const claimed = await maria.run({ name: 'claim', conversationId });
  const under = claimed.ok ? (claimed.fence ?? 0) : 0;
  hub.clock.set(hub.clock.now() + afterMinutes * 60_000);
  const outcome = await maria.run({ name: 'reply', conversationId, under, messageId: `m-${conversationId}`, text });
  expect(outcome).toMatchObject({ ok: true });
  return under;
}

test('[NW1] [NW2] the week and the one before it: what arrived, was taken, answered, resolved, opened again; nobody by name, no text', async () => {
  const ids = [];
  for (const groupId of ['cassa', 'cassa', 'didattica'])
    ids.push(await hub.receive({ groupId, subject: 'Sentinella' }));
  await hub.receive({ channel: 'voicemail', origin: 'switchboard', key: '3' });
  const fences = [];
  for (const [index, id] of ids.entries()) fences.push(await answer(id, index + 1, 'Una risposta sentinella.'));
  const [first] = ids as [string];
  await maria.run({ name: 'resolve', conversationId: first, under: fences[0] ?? 0 });
  await maria.run({ name: 'reopen', conversationId: first });
  const [status, value] = await ask(paola, monday);
  expect(status).toBe(200);
  const { week, before } = numbersSchema.parse(value);
  expect(week.total).toEqual({
    ...{ arrived: 4, claimed: 3, resolved: 1, reopened: 1, appointments: 0, heard: 0, answered: 3, unanswered: 1 },
    medianMs: 3 * 60_000,
    p90Ms: 6 * 60_000,
  });
  expect(week.groups.find(({ groupId }) => groupId === 'cassa')).toMatchObject({
    arrived: 2,
    answered: 2,
    medianMs: null,
  });
  expect(week.channels.map(({ channel, arrived }) => [channel, arrived])).toEqual([
    ['ticket', 3],
    ['chat', 0],
    ['voicemail', 1],
  ]);
  expect([before.monday, before.total.arrived, before.isOver]).toEqual(['2026-11-09', 0, true]);
  expect(JSON.stringify(value)).not.toMatch(/sentinella|maria|paola/i);
  expect(JSON.stringify(value)).not.toContain(maria.userId);
  hub.clock.set(hub.clock.now() + 7 * dayMs);
  const next = numbersSchema.parse((await ask(paola, mondayAfter(monday, 1)))[1]);
  expect([next.week.total.arrived, next.before.total.arrived, next.before.isOver]).toEqual([0, 4, true]);
});

test('[NW1] nobody else sees them; a week that has not begun, or that begins on no Monday, is none', async () => {
  expect(await ask(maria, monday)).toEqual([403, { code: 'forbidden' }]);
  expect((await ask(null, monday))[0]).toBe(401);
  expect(mondayOf(hub.clock.now())).toBe(monday);
  for (const odd of ['2026-11-23', '2026-11-17', '2026-02-30', 'x']) {
    expect(await ask(paola, odd)).toEqual([400, { code: 'invalid-request' }]);
  }
});

test('[NW3] the entries of a week are found without reading those before it', async () => {
  for (let week = 0; week < 6; week += 1) {
    for (let times = 0; times < 20; times += 1) await hub.receive();
    hub.clock.set(hub.clock.now() + 7 * dayMs);
  }
  const { week, before } = numbersSchema.parse((await ask(paola, mondayAfter(monday, 3)))[1]);
  expect([week.total.arrived, before.total.arrived]).toEqual([20, 20]);
});
