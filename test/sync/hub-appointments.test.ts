import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Appointment } from '../../shared/model/appointment.ts';
import type { SystemEvent } from '../../shared/model/message.ts';
import type { Change, Outcome } from '../../shared/protocol/down.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { digestOfHeld } from '../support/held-digest.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { unreadableInVersion1 } from '../support/version-1.ts';

/** Appointments through a real hub and real sockets. */
let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let slots: readonly Slot[];
let id: string;

const schedule = scheduleOf('segreteria', {
  exceptions: [{ date: '2026-03-12', hours: [] }],
});
const under = (fence: number, conversationId = id) => ({ conversationId, under: fence });
const booking = (appointmentId: string, slot: Slot, over: object = {}) => ({
  ...{ name: 'book-appointment', ...under(1), appointmentId, groupId: 'segreteria', place: 'office', ...slot },
  ...over,
});
const moving = (appointmentId: string, slot: Slot, over: object = {}) => ({
  ...{ name: 'move-appointment', ...under(1), appointmentId, place: 'office', ...slot },
  ...over,
});
const closing = (appointmentId: string, outcome: string, over: object = {}) => ({
  ...{ name: 'close-appointment', ...under(1), appointmentId, outcome },
  ...over,
});
const codeOf = (outcome: Outcome): string => (outcome.ok ? 'ok' : outcome.failure.code);
const stored = (appointmentId: string) => hub.storage.read((tx) => tx.appointment(appointmentId));

const changesOf = (device: TestDevice): Change[] =>
  device.wire.frames.flatMap((frame) => (frame.type === 'patch' ? frame.changes : []));
const agendaOf = (device: TestDevice): Appointment[] => [
  ...new Map(
    changesOf(device).flatMap((change) =>
      change.kind === 'appointment' ? [[change.appointment.id, change.appointment] as const] : [],
    ),
  ).values(),
];
const linesOf = (device: TestDevice): Extract<SystemEvent, { code: 'appointment' }>[] =>
  [...(device.held.get(id)?.messages.values() ?? [])].flatMap(({ event }) =>
    event?.code === 'appointment' ? [event] : [],
  );

beforeEach(async () => {
  hub = await startTestHub();
  await hub.storage.write((tx) => tx.putSchedule(schedule));
  slots = slotsFrom(schedule, { now: hub.clock.now() + 3_600_000 });
  [maria, luca] = await Promise.all([enrolDevice(hub, 'Maria'), enrolDevice(hub, 'Luca')]);
  id = await hub.receive({ subject: 'CANARINO', contact: { name: 'CANARINO', email: 'x@posta.example', phone: null } });
  await maria.run({ name: 'claim', conversationId: id });
});

afterEach(() => hub.close());

test('[AP3] [AP6] a booking reaches everybody without anything about it, and the thread of the participants', async () => {
  const slot = slotAt(slots, 0);
  expect(await maria.run(booking('a-1', slot))).toEqual({ ok: true });
  const number = maria.held.get(id)?.stub.number;
  const expected = {
    ...{ id: 'a-1', conversationId: id, number, groupId: 'segreteria', place: 'office', ...slot },
    ...{ state: 'booked', sequence: 0 },
  };
  for (const device of [maria, luca]) {
    await device.until(() => agendaOf(device).length === 1, 'the appointment');
    expect(agendaOf(device)).toEqual([expected]);
    expect(changesOf(device)).toContainEqual(expect.objectContaining({ kind: 'schedule', schedule }));
  }
  const line = { code: 'appointment', step: 'booked', userId: maria.userId, groupId: 'segreteria', place: 'office' };
  expect(linesOf(maria)).toEqual([{ ...line, ...slot }]);
  expect(linesOf(luca)).toEqual([]);
  const late = changesOf(luca).filter(({ kind }) => kind === 'appointment' || kind === 'schedule');
  expect(JSON.stringify(late)).not.toContain('CANARINO');
});

test('[AP1] only what the schedule offers can be booked: by hour, place, day, group and clock', async () => {
  const slot = slotAt(slots, 0);
  const [day] = slotsFrom(scheduleOf('x'), { now: Date.UTC(2026, 2, 12) });
  const [telephone] = slotsFrom(schedule, { now: Date.UTC(2026, 2, 11, 14), place: 'documents' });
  const wrong: readonly (readonly [string, object])[] = [
    ['half an hour off', booking('a-1', { startAt: slot.startAt + 900_000, endAt: slot.endAt + 900_000 })],
    ['longer', booking('a-2', { startAt: slot.startAt, endAt: slot.endAt + 1_800_000 })],
    ['a place that is not offered then', booking('a-3', telephone ?? slot)],
    ['a day on which it is closed', booking('a-4', day ?? slot)],
    ['a group without hours', booking('a-5', slot, { groupId: 'cassa' })],
    ['what has begun', booking('a-6', { startAt: slot.startAt - 86_400_000, endAt: slot.endAt - 86_400_000 })],
  ];
  for (const [what, command] of wrong) {
    expect([what, codeOf(await maria.run(command))]).toEqual([what, 'no-such-slot']);
  }
  const token = 'T'.repeat(22);
  const offer = { name: 'offer-appointment', ...under(1), token, place: 'office' };
  expect(codeOf(await maria.run({ ...offer, groupId: 'cassa' }))).toBe('no-such-slot');
  expect(codeOf(await maria.run({ ...offer, groupId: 'nessuno' }))).toBe('unknown-group');
  expect(codeOf(await maria.run({ ...offer, groupId: 'segreteria', token: 'short' }))).toBe('invalid-command');
});

test('[AP2] of all who want one slot at once one gets it; overlapping ones count, cancelled ones do not', async () => {
  const slot = slotAt(slots, 0);
  const other = await hub.receive();
  await luca.run({ name: 'claim', conversationId: other });
  const outcomes = await Promise.all([
    maria.push(...['a-1', 'a-2', 'a-3'].map((each) => booking(each, slot))),
    luca.push(...['b-1', 'b-2', 'b-3'].map((each) => booking(each, slot, under(1, other)))),
  ]);
  const codes = outcomes.flat().map(codeOf).toSorted();
  expect(codes).toEqual(['ok', ...Array.from({ length: 5 }, () => 'slot-taken')]);
  await hub.storage.write((tx) => tx.putSchedule({ ...schedule, lengthMinutes: 60 }));
  const longer = { startAt: slot.startAt, endAt: slot.endAt + 1_800_000 };
  expect(codeOf(await maria.run(booking('a-4', longer)))).toBe('slot-taken');
  const [winner] = await hub.storage.read((tx) => tx.takenSlots('segreteria', 0));
  const [by, at] = winner?.conversationId === id ? ([maria, id] as const) : ([luca, other] as const);
  expect(await by.run(closing(winner?.id ?? '', 'cancelled', under(1, at)))).toEqual({ ok: true });
  expect(codeOf(await maria.run(booking('a-5', longer)))).toBe('ok');
});

test('[AP4] who may, under which token, and what is offered twice', async () => {
  const [slot, next] = [slotAt(slots, 0), slotAt(slots, 1)];
  expect(codeOf(await luca.run(booking('a-1', slot)))).toBe('not-participant');
  expect(codeOf(await maria.run(booking('a-1', slot, under(9))))).toBe('stale');
  expect(codeOf(await maria.run(booking('a-1', slot)))).toBe('ok');
  expect(await maria.run(booking('a-1', slot))).toEqual({ ok: true });
  expect(codeOf(await maria.run(booking('a-1', next)))).toBe('invalid-command');
  expect(codeOf(await maria.run(moving('a-1', next)))).toBe('ok');
  expect(await maria.run(moving('a-1', next))).toEqual({ ok: true });
  expect(await maria.run(booking('a-1', slot))).toEqual({ ok: true });
  const offer = {
    name: 'offer-appointment',
    ...under(1),
    token: 'T'.repeat(43),
    groupId: 'segreteria',
    place: 'phone',
  };
  expect([await maria.run(offer), await maria.run(offer)]).toEqual([{ ok: true }, { ok: true }]);
  expect(codeOf(await maria.run({ ...offer, place: 'office' }))).toBe('invalid-command');
  expect(linesOf(maria).map(({ step }) => step)).toEqual(['booked', 'moved', 'offered']);
  const other = await hub.receive();
  await luca.run({ name: 'claim', conversationId: other });
  expect(codeOf(await luca.run(closing('a-1', 'cancelled', under(1, other))))).toBe('unknown-appointment');
  expect(codeOf(await luca.run(moving('nothing', slot, under(1, other))))).toBe('unknown-appointment');
  await maria.run({ name: 'resolve', ...under(1) });
  expect(codeOf(await maria.run(booking('a-2', slot)))).toBe('wrong-state');
  expect(codeOf(await maria.run(moving('a-1', slot)))).toBe('ok');
  expect(codeOf(await luca.run(closing('a-1', 'kept')))).toBe('not-participant');
  expect(codeOf(await maria.run(closing('a-1', 'kept')))).toBe('ok');
});

test('[AP5] from booked to its end: what is cancelled stays so, who came can be put right, each change is counted', async () => {
  const [slot, next] = [slotAt(slots, 0), slotAt(slots, 1)];
  await maria.push(booking('a-1', slot), booking('a-2', next));
  expect(codeOf(await maria.run(moving('a-1', next)))).toBe('slot-taken');
  expect(codeOf(await maria.run(closing('a-1', 'missed')))).toBe('ok');
  expect(codeOf(await maria.run(closing('a-1', 'kept')))).toBe('ok');
  expect(codeOf(await maria.run(closing('a-1', 'cancelled')))).toBe('wrong-state');
  expect(codeOf(await maria.run(moving('a-1', slotAt(slots, 2))))).toBe('wrong-state');
  expect(await stored('a-1')).toMatchObject({ state: 'kept', sequence: 2, ...slot });
  expect(codeOf(await maria.run(closing('a-2', 'cancelled')))).toBe('ok');
  expect(codeOf(await maria.run(closing('a-2', 'kept')))).toBe('wrong-state');
  expect(await maria.run(closing('a-2', 'cancelled'))).toEqual({ ok: true });
  expect(await stored('a-2')).toMatchObject({ state: 'cancelled', sequence: 1 });
  expect(linesOf(maria).map(({ step }) => step)).toEqual(['booked', 'booked', 'missed', 'kept', 'cancelled']);
});

test('[AP5] why it was cancelled is told by the line and written down; nothing else has such a reason', async () => {
  await maria.push(booking('a-1', slotAt(slots, 0)), booking('a-2', slotAt(slots, 1)));
  const why = { reason: 'staff-away' };
  expect(codeOf(await maria.run({ ...closing('a-1', 'missed'), ...why }))).toBe('invalid-command');
  expect(codeOf(await maria.run({ ...closing('a-1', 'cancelled'), reason: 'he is ill' }))).toBe('invalid-command');
  expect(await maria.run({ ...closing('a-1', 'cancelled'), ...why })).toEqual({ ok: true });
  expect(linesOf(maria).at(-1)).toMatchObject({ step: 'cancelled', ...why });
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 200 }));
  expect(JSON.parse(entries.at(-1)?.facts ?? '{}')).toEqual({ appointmentId: 'a-1', outcome: 'cancelled', ...why });
});

test('[AP6] [AU1] [AU3] every applied step is one audit entry without content, and no token is written down', async () => {
  const before = await hub.storage.read((tx) => tx.auditCount());
  const token = 'GETTONE-SEGRETO-0123456789';
  const [slot, next] = [slotAt(slots, 0), slotAt(slots, 1)];
  const offer = { name: 'offer-appointment', ...under(1), token, groupId: 'segreteria', place: 'office' };
  await maria.push(offer, booking('a-1', slot), moving('a-1', next), closing('a-1', 'missed'));
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: before, limit: 20 }));
  expect(entries.map(({ kind, facts }) => [kind, JSON.parse(facts) as unknown])).toEqual([
    ['offer-appointment', { groupId: 'segreteria', place: 'office' }],
    ['book-appointment', { appointmentId: 'a-1', place: 'office', startAt: slot.startAt }],
    ['move-appointment', { appointmentId: 'a-1', place: 'office', startAt: next.startAt }],
    ['close-appointment', { appointmentId: 'a-1', outcome: 'missed', reason: null }],
  ]);
  expect(await hub.rawData()).not.toContain(token);
});

test('[AP3] [VE2] [DI1] a device of version 1 reads everything, is told in a note, and its digest fits', async () => {
  const old = await enrolDevice(hub, 'Paola', { protocol: 1 });
  const hers = await hub.receive();
  await old.run({ name: 'claim', conversationId: hers });
  await hub.storage.write((tx) => tx.putUser({ id: old.userId, name: 'Paola', role: 'volunteer', active: true }));
  await maria.run(booking('a-1', slotAt(slots, 0)));
  await maria.run({ name: 'transfer', ...under(1), to: { userId: old.userId }, handover: '' });
  await old.until(() => old.held.get(id)?.conversation != null, 'the conversation');
  const notes = [...(old.held.get(id)?.messages.values() ?? [])].filter(({ kind }) => kind === 'note');
  expect(notes).toMatchObject([{ text: 'Appuntamento fissato (10/03/26, 11:00).', authorId: maria.userId }]);
  expect(unreadableInVersion1('down', old.wire.frames)).toEqual([]);
  expect(agendaOf(old)).toEqual([]);
  old.wire.send({ type: 'digest', cursor: old.cursor(), ...digestOfHeld(old) });
  expect((await old.wire.find('digest')).isSame).toBe(true);
});

test('[AP1] [CO4] an instant that no calendar has is refused like anything else that does not fit', async () => {
  const odd = { startAt: Number.MAX_SAFE_INTEGER - 1, endAt: Number.MAX_SAFE_INTEGER };
  expect(codeOf(await maria.run(booking('a-1', odd)))).toBe('invalid-command');
  const last = Date.UTC(9999, 11, 31);
  expect(codeOf(await maria.run(booking('a-1', { startAt: last, endAt: last + 1 })))).toBe('no-such-slot');
});

test('[AP11] when hours change, what was booked stays and holds its slot; nothing else can be booked', async () => {
  const [slot, next] = [slotAt(slots, 0), slotAt(slots, 1)];
  await maria.run(booking('a-1', slot));
  await hub.storage.write((tx) => tx.putSchedule({ ...schedule, weekly: [] }));
  expect(codeOf(await maria.run(booking('a-2', next)))).toBe('no-such-slot');
  expect(await stored('a-1')).toMatchObject({ state: 'booked', ...slot });
  await hub.storage.write((tx) => tx.putSchedule({ ...schedule, lengthMinutes: 60 }));
  const around = { startAt: slot.startAt, endAt: slot.startAt + 3_600_000 };
  expect(codeOf(await maria.run(booking('a-3', around)))).toBe('slot-taken');
  expect(codeOf(await maria.run(closing('a-1', 'kept')))).toBe('ok');
});
