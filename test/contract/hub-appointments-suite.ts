import { expect, test } from 'vitest';
import type { Storage } from '../../hub/storage/storage.ts';
import type { Appointment } from '../../shared/model/appointment.ts';
import { scheduleOf } from '../support/appointments.ts';
import { addConversation, NOW } from '../support/storage-samples.ts';

const HALF_HOUR = 1_800_000;

const appointmentOf = (id: string, startAt: number, over: Partial<Appointment> = {}): Appointment => ({
  ...{ id, conversationId: 'c1', number: '2026-000001', groupId: 'segreteria', place: 'office', state: 'booked' },
  ...{ startAt, endAt: startAt + HALF_HOUR, sequence: 0 },
  ...over,
});

/** Part of the suite of the hub's storage: hours, appointments and the links by which they are chosen. */
export function appointments(at: { readonly storage: Storage }): void {
  test('[AP3] A schedule is kept whole, replaced by the next one, and has its place in the feed', async () => {
    const cursor = await at.storage.read((tx) => tx.feedSeq());
    await at.storage.write((tx) => tx.putSchedule(scheduleOf('segreteria')));
    const later = scheduleOf('segreteria', { lengthMinutes: 20, exceptions: [{ date: '2026-08-14', hours: [] }] });
    await at.storage.write((tx) => tx.putSchedule(later));
    expect(await at.storage.read((tx) => tx.schedules())).toEqual([later]);
    expect(await at.storage.read((tx) => tx.schedules(['segreteria', 'altro']))).toEqual([later]);
    expect(await at.storage.read((tx) => tx.feed(cursor, 10))).toEqual([
      { kind: 'schedule', id: 'segreteria', seq: cursor + 2, publicSeq: cursor + 2 },
    ]);
  });

  test('[AP3] An appointment is one entity, public, with the number of its latest change', async () => {
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    const cursor = await at.storage.read((tx) => tx.feedSeq());
    const booked = appointmentOf('a1', NOW);
    const moved = { ...booked, startAt: NOW + HALF_HOUR, endAt: NOW + 2 * HALF_HOUR, sequence: 1 };
    await at.storage.write((tx) => tx.putAppointment(booked));
    await at.storage.write((tx) => tx.putAppointment(moved));
    expect(await at.storage.read((tx) => tx.appointment('a1'))).toEqual(moved);
    expect(await at.storage.read((tx) => tx.appointment('nobody'))).toBeNull();
    expect(await at.storage.read((tx) => tx.appointments(['a1', 'a2', 'a3']))).toEqual([moved]);
    expect(await at.storage.read((tx) => tx.appointmentsOf('c1'))).toEqual([moved]);
    expect(await at.storage.read((tx) => tx.feed(cursor, 10))).toEqual([
      { kind: 'appointment', id: 'a1', seq: cursor + 2, publicSeq: cursor + 2 },
    ]);
  });

  test('[AP2] The data itself holds no second appointment that begins at the same time, unless one is cancelled', async () => {
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    await at.storage.write((tx) => tx.putAppointment(appointmentOf('a1', NOW)));
    const second = appointmentOf('a2', NOW);
    await expect(at.storage.write((tx) => tx.putAppointment(second))).rejects.toThrow(/unique/i);
    await at.storage.write((tx) => tx.putAppointment(appointmentOf('a1', NOW, { state: 'cancelled', sequence: 1 })));
    await at.storage.write((tx) => tx.putAppointment(second));
    await at.storage.write((tx) => tx.putGroup({ id: 'cassa', name: { it: 'Cassa', en: 'T' }, position: 1 }));
    await at.storage.write((tx) => tx.putAppointment(appointmentOf('a3', NOW, { groupId: 'cassa' })));
    await at.storage.write((tx) => tx.putAppointment(appointmentOf('a4', NOW + HALF_HOUR)));
    const taken = (from: number) => at.storage.read((tx) => tx.takenSlots('segreteria', from));
    expect((await taken(NOW)).map(({ id }) => id)).toEqual(['a2', 'a4']);
    expect((await taken(NOW + HALF_HOUR)).map(({ id }) => id)).toEqual(['a4']);
  });

  test('[DI1] [AP3] The digest counts schedules and appointments, unless they can’t be sent', async () => {
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    const digest = (leftOut: readonly ('schedule' | 'appointment')[] = []) =>
      at.storage.read((tx) => tx.digest('maria', leftOut));
    const before = await digest();
    await at.storage.write((tx) => tx.putSchedule(scheduleOf('segreteria')));
    await at.storage.write((tx) => tx.putAppointment(appointmentOf('a1', NOW)));
    const seq = await at.storage.read((tx) => tx.feedSeq());
    expect(await digest()).toEqual({ count: before.count + 2, sum: before.sum + 2 * seq - 1 });
    expect(await digest(['schedule', 'appointment'])).toEqual(before);
  });

  test('[AP9] A link is known by the hash of its token, and remembers what was chosen', async () => {
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    const about = { tokenHash: 'h1', conversationId: 'c1', groupId: 'segreteria', place: 'phone' } as const;
    const offer = { ...about, createdAt: NOW, expiresAt: NOW + 1, appointmentId: null };
    await at.storage.write((tx) => tx.addOffer(offer));
    await at.storage.write((tx) => tx.putAppointment(appointmentOf('a1', NOW)));
    expect(await at.storage.read((tx) => tx.offer('h1'))).toEqual(offer);
    await at.storage.write((tx) => tx.setOfferAppointment('h1', 'a1'));
    expect(await at.storage.read((tx) => tx.offer('h1'))).toEqual({ ...offer, appointmentId: 'a1' });
    expect(await at.storage.read((tx) => tx.offer('h2'))).toBeNull();
  });

  test('[CF1] A calendar link is known by the hash of its secret, and is revoked once', async () => {
    const about = { secretHash: 'h1', name: 'segreteria', createdAt: NOW, revokedAt: null };
    const [one, all] = [
      { id: 'l1', ...about, groupId: 'segreteria' },
      { id: 'l2', ...about, secretHash: 'h2', groupId: null },
    ];
    await at.storage.write((tx) => tx.addCalendarLink(one));
    await at.storage.write((tx) => tx.addCalendarLink(all));
    await expect(at.storage.write((tx) => tx.addCalendarLink({ ...all, id: 'l3' }))).rejects.toThrow(/unique/i);
    await at.storage.write((tx) => tx.revokeCalendarLink('l1', NOW + 1));
    await at.storage.write((tx) => tx.revokeCalendarLink('l1', NOW + 2));
    const revoked = { ...one, revokedAt: NOW + 1 };
    expect(await at.storage.read((tx) => tx.calendarLinks())).toEqual([revoked, all]);
    expect(await at.storage.read((tx) => tx.calendarLink('h1'))).toEqual(revoked);
    expect(await at.storage.read((tx) => tx.calendarLink('h3'))).toBeNull();
  });

  test('[CF2] What a calendar shows: of one group or of all, from an instant on, in order, cancelled ones too', async () => {
    await at.storage.write((tx) => addConversation(tx, 'c1'));
    await at.storage.write((tx) => tx.putGroup({ id: 'cassa', name: { it: 'Cassa', en: 'T' }, position: 1 }));
    const put = (id: string, startAt: number, over: Partial<Appointment> = {}) =>
      at.storage.write((tx) => tx.putAppointment(appointmentOf(id, startAt, over)));
    await put('a3', NOW + HALF_HOUR);
    await put('a1', NOW - 1);
    await put('a2', NOW, { state: 'cancelled' });
    await put('a4', NOW, { groupId: 'cassa' });
    const since = async (groupId: string | null) =>
      (await at.storage.read((tx) => tx.appointmentsSince(groupId, NOW))).map(({ id }) => id);
    expect(await since(null)).toEqual(['a2', 'a4', 'a3']);
    expect(await since('segreteria')).toEqual(['a2', 'a3']);
  });
}
