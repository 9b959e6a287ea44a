import { expect, test } from 'vitest';
import type { Appointments } from '../../hub/appointments/appointments.ts';
import { hashOfToken } from '../../hub/appointments/token.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import { OFFER_LIFETIME_MS } from '../../shared/model/appointment.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { isOnPostgres } from '../support/hub-database.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { addConversation } from '../support/storage-samples.ts';

const CONTACTS = 500;
const SLOTS = 50;
const DEVICES = 20;
const DEVICE_SLOTS = 5;
const HOUR_MS = 60 * 60_000;
const schedule = scheduleOf('segreteria');

/** On SQLite one hub serves; on PostgreSQL two do. */
async function startHubs(): Promise<readonly TestHub[]> {
  const first = await startTestHub();
  await first.storage.write((tx) => tx.putSchedule(schedule));
  return isOnPostgres ? [first, await startTestHub({ folder: first.folder })] : [first];
}

async function closeAll(hubs: readonly TestHub[]): Promise<void> {
  for (const hub of hubs.toReversed()) await hub.close();
}

const tokenOf = (n: number): string => String(n).padStart(43, 'T');

async function offerToAll(storage: Storage, now: number): Promise<void> {
  await storage.write(async (tx) => {
    for (let n = 0; n < CONTACTS; n += 1) {
      await addConversation(tx, `c-${n}`);
      const about = { tokenHash: hashOfToken(tokenOf(n)), conversationId: `c-${n}`, groupId: 'segreteria' };
      const times = { createdAt: now, expiresAt: now + OFFER_LIFETIME_MS, appointmentId: null };
      await tx.addOffer({ ...about, place: 'office', ...times });
    }
  });
}

function assertApart(taken: readonly Slot[]): void {
  for (const [index, slot] of taken.entries()) {
    expect(slot.startAt).toBeGreaterThanOrEqual(taken[index - 1]?.endAt ?? 0);
  }
}

test(`[AP2] [AP10] ${CONTACTS} contacts choose among ${SLOTS} slots at once: ${SLOTS} get one, ${CONTACTS - SLOTS} are offered others`, async () => {
  const hubs = await startHubs();
  const [{ storage, clock }] = hubs as [TestHub];
  await offerToAll(storage, clock.now());
  const slots = slotsFrom(schedule, { now: clock.now() + HOUR_MS, count: SLOTS });
  const pages = hubs.map(({ hub }) => hub.appointments) as [Appointments, ...Appointments[]];
  const done = await Promise.all(
    Array.from({ length: CONTACTS }, (_, n) =>
      (pages[n % pages.length] ?? pages[0]).choose(tokenOf(n), slotAt(slots, n % SLOTS)),
    ),
  );
  const lost = done.filter(({ result }) => result === 'slot-taken');
  expect([done.filter(({ result }) => result === 'done').length, lost.length]).toEqual([SLOTS, CONTACTS - SLOTS]);
  const booked = await storage.read((tx) => tx.takenSlots('segreteria', 0));
  expect(booked.map(({ startAt, endAt }) => ({ startAt, endAt }))).toEqual(slots);
  assertApart(booked);
  for (const { view } of lost) expect([view?.state, view?.appointment, view?.slots.length]).toEqual(['open', null, 3]);
  // Whoever came last is offered nothing that anybody has.
  const last = await pages[0].look(tokenOf(done.findLastIndex(({ result }) => result === 'slot-taken')));
  const starts = new Set(booked.map(({ startAt }) => startAt));
  expect(last?.slots.filter(({ startAt }) => starts.has(startAt))).toEqual([]);
  await closeAll(hubs);
}, 60_000);

test(`[AP2] [AP8] ${DEVICES} devices book ${DEVICE_SLOTS} slots through their sockets at once: each slot goes to one`, async () => {
  const hubs = await startHubs();
  const [first] = hubs as [TestHub];
  const seats = await Promise.all(
    Array.from({ length: DEVICES }, async (_, n) => {
      const device = await enrolDevice(hubs[n % hubs.length] ?? first, `Volontario ${n}`);
      const id = await first.receive();
      await device.run({ name: 'claim', conversationId: id });
      return { device, id };
    }),
  );
  const slots = slotsFrom(schedule, { now: first.clock.now() + HOUR_MS, count: DEVICE_SLOTS });
  const booking = (id: string, n: number) => ({
    ...{ name: 'book-appointment', conversationId: id, under: 1, appointmentId: `a-${n}`, groupId: 'segreteria' },
    ...{ place: 'office', ...slotAt(slots, n % DEVICE_SLOTS) },
  });
  const outcomes = await Promise.all(seats.map(({ device, id }, n) => device.run(booking(id, n))));
  const codes = outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.failure.code));
  expect(codes.filter((code) => code === 'ok')).toHaveLength(DEVICE_SLOTS);
  expect(codes.filter((code) => code === 'slot-taken')).toHaveLength(DEVICES - DEVICE_SLOTS);
  for (const { device } of seats) await device.until(() => startsIn(device).size === DEVICE_SLOTS, 'the whole agenda');
  assertApart(await first.storage.read((tx) => tx.takenSlots('segreteria', 0)));
  await closeAll(hubs);
}, 60_000);

const startsIn = ({ wire }: TestDevice): ReadonlySet<number> =>
  new Set(
    wire.frames
      .flatMap((frame) => (frame.type === 'patch' ? frame.changes : []))
      .flatMap((change) => (change.kind === 'appointment' ? [change.appointment.startAt] : [])),
  );
