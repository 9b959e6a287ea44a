import { afterEach, beforeEach, expect, test } from 'vitest';
import { OFFER_LIFETIME_MS } from '../../shared/model/appointment.ts';
import type { Appointments } from '../../hub/appointments/appointments.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** What a contact does behind a secret link, on a real hub with real devices that see it. */
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const schedule = scheduleOf('segreteria', { noticeMinutes: 120, horizonDays: 30 });
const token = 'GETTONE-SEGRETO-0123456789_-';
const SECRET = 'CANARINO';

let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let page: Appointments;
let id: string;

const offering = (over: object = {}) => ({
  ...{ name: 'offer-appointment', conversationId: id, under: 1, token, groupId: 'segreteria', place: 'office' },
  ...over,
});
const offered = async (): Promise<Slot> => slotAt((await page.look(token))?.slots ?? [], 0);
const stepsOf = (device: TestDevice) =>
  [...(device.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) =>
    event?.code === 'appointment' ? [[event.step, event.userId]] : [],
  );
const agendaOf = ({ wire }: TestDevice) =>
  wire.frames
    .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
    .flatMap((change) => (change.kind === 'appointment' ? [change.appointment] : []));

beforeEach(async () => {
  hub = await startTestHub();
  await hub.storage.write((tx) => tx.putSchedule(schedule));
  page = hub.hub.appointments;
  [maria, luca] = await Promise.all([enrolDevice(hub, 'Maria'), enrolDevice(hub, 'Luca')]);
  id = await hub.receive({ subject: SECRET, contact: { name: SECRET, email: 'x@posta.example', phone: null } });
  await maria.run({ name: 'claim', conversationId: id });
  expect(await maria.run(offering())).toEqual({ ok: true });
});

afterEach(() => hub.close());

test('[AP9] [AP10] the contact sees three free slots, chooses one, moves it, cancels it; all devices see it at once', async () => {
  const view = await page.look(token);
  const number = maria.held.get(id)?.stub.number;
  expect(view).toMatchObject({
    number,
    groupName: { it: 'Segreteria' },
    place: 'office',
    state: 'open',
    appointment: null,
  });
  expect(JSON.stringify(view)).not.toContain(SECRET);
  const [first, second] = (view?.slots ?? []) as [Slot, Slot];
  expect(view?.slots).toHaveLength(3);
  const chosen = await page.choose(token, first);
  expect(chosen).toMatchObject({ result: 'done', view: { state: 'booked', appointment: { ...first, sequence: 0 } } });
  expect(chosen.view?.slots).not.toContainEqual(first);
  expect(await page.choose(token, first)).toMatchObject({ result: 'done', view: { appointment: { sequence: 0 } } });
  expect(await page.choose(token, second)).toMatchObject({ result: 'wrong-state', view: { state: 'booked' } });
  expect(await page.move(token, second)).toMatchObject({
    result: 'done',
    view: { appointment: { ...second, sequence: 1 } },
  });
  expect(await page.cancel(token)).toMatchObject({
    result: 'done',
    view: { state: 'open', appointment: { sequence: 2 } },
  });
  expect(await page.cancel(token)).toMatchObject({ result: 'done', view: { appointment: { sequence: 2 } } });
  expect(await page.move(token, first)).toMatchObject({ result: 'wrong-state' });
  const again = await page.choose(token, first);
  expect(again).toMatchObject({ result: 'done', view: { state: 'booked', appointment: { ...first, sequence: 0 } } });
  expect(again.view?.appointment?.id).not.toBe(chosen.view?.appointment?.id);
  for (const device of [maria, luca]) {
    await device.until(() => agendaOf(device).length === 4, 'all of it');
    expect(agendaOf(device).map(({ state }) => state)).toEqual(['booked', 'booked', 'cancelled', 'booked']);
    expect(JSON.stringify(agendaOf(device))).not.toContain(SECRET);
  }
  const steps = ['booked', 'moved', 'cancelled', 'booked'].map((step) => [step, null]);
  expect(stepsOf(maria)).toEqual([['offered', maria.userId], ...steps]);
  expect(stepsOf(luca)).toEqual([]);
});

test('[AP10] what somebody else took meanwhile is said with the slots that are free then', async () => {
  const slot = await offered();
  const booking = { name: 'book-appointment', conversationId: id, under: 1, appointmentId: 'a-1' };
  await maria.run({ ...booking, groupId: 'segreteria', place: 'office', ...slot });
  const lost = await page.choose(token, slot);
  expect(lost).toMatchObject({ result: 'slot-taken', view: { state: 'open', appointment: null } });
  expect(lost.view?.slots).toHaveLength(3);
  expect(lost.view?.slots).not.toContainEqual(slot);
  expect(await page.choose(token, slotAt(lost.view?.slots ?? [], 0))).toMatchObject({ result: 'done' });
});

test('[AP10] [AP1] not too soon, not too late, and nothing that the group does not offer', async () => {
  const now = hub.clock.now();
  const all = slotsFrom({ ...schedule, noticeMinutes: 0, horizonDays: 60 }, { now, count: 400 });
  const soon = slotAt(all, 0);
  expect(soon.startAt).toBeLessThan(now + 2 * HOUR_MS);
  const late = slotAt(
    all.filter(({ startAt }) => startAt > now + 32 * DAY_MS),
    0,
  );
  const right = await offered();
  const wrong: readonly Slot[] = [
    soon,
    late,
    { startAt: right.startAt + 60_000, endAt: right.endAt + 60_000 },
    { startAt: right.startAt, endAt: right.endAt + 1 },
    { startAt: Number.NaN, endAt: Number.NaN },
    { startAt: 8.9e15, endAt: 9e15 },
    { startAt: -1, endAt: 1 },
  ];
  for (const slot of wrong) expect(await page.choose(token, slot)).toMatchObject({ result: 'no-such-slot' });
  const later = await page.look(token, now + 10 * DAY_MS);
  expect(later?.slots.map(({ startAt }) => startAt >= now + 10 * DAY_MS)).toEqual([true, true, true]);
  await hub.storage.write((tx) => tx.putSchedule({ ...schedule, weekly: [] }));
  expect(await page.look(token)).toMatchObject({ state: 'open', slots: [] });
  expect(await page.choose(token, right)).toMatchObject({ result: 'no-such-slot', view: { slots: [] } });
});

test('[AP9] a wrong token opens nothing, and the token is nowhere in the data or the log', async () => {
  const unknown = { result: 'unknown', view: null };
  for (const wrong of [
    '',
    'x',
    token.slice(0, -1),
    `${token}A`,
    token.toLowerCase(),
    "' or 1=1 --",
    'A'.repeat(10_000),
  ]) {
    expect(await page.look(wrong)).toBeNull();
    expect(await page.choose(wrong, { startAt: 1, endAt: 2 })).toEqual(unknown);
    expect([await page.move(wrong, { startAt: 1, endAt: 2 }), await page.cancel(wrong)]).toEqual([unknown, unknown]);
  }
  await page.choose(token, await offered());
  expect(await hub.rawData()).not.toContain(token);
  expect(hub.log.join('\n')).not.toContain(token);
});

test('[AP9] after 14 days nothing is chosen; what was chosen can be moved and cancelled until it begins', async () => {
  const other = 'U'.repeat(43);
  expect(await maria.run(offering({ token: other }))).toEqual({ ok: true });
  const later = slotAt((await page.look(token, hub.clock.now() + 16 * DAY_MS))?.slots ?? [], 0);
  expect(await page.choose(token, later)).toMatchObject({ result: 'done' });
  hub.clock.set(hub.clock.now() + OFFER_LIFETIME_MS);
  expect(await page.look(other)).toMatchObject({ state: 'expired', slots: [] });
  expect(await page.choose(other, later)).toMatchObject({ result: 'wrong-state' });
  const view = await page.look(token);
  expect(view).toMatchObject({ state: 'booked', appointment: later });
  const moved = slotAt(view?.slots ?? [], 0);
  expect(await page.move(token, moved)).toMatchObject({ result: 'done' });
  hub.clock.set(moved.startAt);
  expect(await page.look(token)).toMatchObject({ state: 'over', slots: [] });
  for (const result of [await page.cancel(token), await page.move(token, later), await page.choose(token, later)]) {
    expect(result).toMatchObject({ result: 'wrong-state' });
  }
});

test('[AP6] [FE7] while the case waits everybody reads the line; what staff did before stays hidden', async () => {
  await maria.run({ name: 'release', conversationId: id, under: 1, handover: '' });
  await page.choose(token, await offered());
  await luca.until(() => stepsOf(luca).length === 1, 'the line');
  expect(stepsOf(luca)).toEqual([['booked', null]]);
  const [entry] = (await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 100 }))).slice(-1);
  expect(entry).toMatchObject({ kind: 'contact-appointment', userId: null, deviceId: null, conversationId: id });
  expect(Object.keys(JSON.parse(entry?.facts ?? '{}') as object).sort()).toEqual(['appointmentId', 'startAt', 'step']);
});

test('[AP9] staff and contact meet on the same appointment: what one cancelled the other sees', async () => {
  await page.choose(token, await offered());
  const booked = (await page.look(token))?.appointment;
  const closing = { name: 'close-appointment', conversationId: id, under: 1, appointmentId: booked?.id };
  expect(await maria.run({ ...closing, outcome: 'cancelled' })).toEqual({ ok: true });
  expect(await page.look(token)).toMatchObject({ state: 'open', appointment: { state: 'cancelled' } });
  await page.choose(token, await offered());
  const second = (await page.look(token))?.appointment;
  expect(await maria.run({ ...closing, appointmentId: second?.id, outcome: 'missed' })).toEqual({ ok: true });
  expect(await page.look(token)).toMatchObject({ state: 'over', slots: [] });
  expect(await page.cancel(token)).toMatchObject({ result: 'wrong-state' });
});
