import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../../shared/model/appointment.ts';
import { rebaseAgenda, takenIn, type PendingAppointment } from '../../../../shared/sync/agenda.ts';

const HOUR = 3_600_000;
const slot = (hour: number) => ({ startAt: hour * HOUR, endAt: (hour + 1) * HOUR });
const appointment = (id: string, hour: number, over: Partial<Appointment> = {}): Appointment => ({
  ...{ id, conversationId: 'c', number: '2026-000001', groupId: 'cassa', place: 'office', ...slot(hour) },
  ...{ state: 'booked', sequence: 0 },
  ...over,
});
type Made = PendingAppointment['command'];
const about = (appointmentId: string) => ({ conversationId: 'c', under: 1, appointmentId });
const booking = (id: string, hour: number): Made => ({
  ...{ name: 'book-appointment', ...about(id), groupId: 'cassa', place: 'office', ...slot(hour) },
});
const moving = (id: string, hour: number): Made => ({
  name: 'move-appointment',
  ...about(id),
  place: 'phone',
  ...slot(hour),
});
const closing = (id: string, outcome: 'cancelled' | 'kept' | 'missed'): Made => ({
  name: 'close-appointment',
  ...about(id),
  outcome,
});
const pending = (...commands: readonly Made[]): PendingAppointment[] =>
  commands.map((command, index) => ({ seq: index + 1, command, number: '2026-000001' }));

describe('[AP7] the agenda with this device’s commands laid over', () => {
  test('without commands it is what the hub has confirmed, in order of time', () => {
    const shown = rebaseAgenda([appointment('b', 12), appointment('a', 9)], []);
    expect(shown).toEqual([
      { ...appointment('a', 9), pending: null },
      { ...appointment('b', 12), pending: null },
    ]);
  });

  test('what is booked or moved here is held', () => {
    const shown = rebaseAgenda([appointment('a', 9)], pending(moving('a', 11), booking('b', 10)));
    expect(shown).toMatchObject([
      { id: 'b', ...slot(10), state: 'held', pending: 2, number: '2026-000001' },
      { id: 'a', ...slot(11), state: 'held', place: 'phone', pending: 1 },
    ]);
  });

  test('what the feed brought before the answer is shown as it is', () => {
    expect(rebaseAgenda([appointment('a', 9)], pending(booking('a', 9)))).toMatchObject([
      { state: 'booked', pending: null },
    ]);
  });

  test('a held one can be given up, and nobody has come to it', () => {
    expect(rebaseAgenda([], pending(booking('a', 9), closing('a', 'cancelled')))).toMatchObject([
      { state: 'cancelled' },
    ]);
    expect(rebaseAgenda([], pending(booking('a', 9), closing('a', 'kept')))).toMatchObject([{ state: 'held' }]);
    expect(rebaseAgenda([appointment('a', 9)], pending(closing('a', 'kept')))).toMatchObject([{ state: 'kept' }]);
  });

  test('commands about what is cancelled or unknown change nothing', () => {
    const gone = appointment('a', 9, { state: 'cancelled' });
    const commands = pending(moving('a', 10), closing('a', 'kept'), moving('x', 9), closing('y', 'missed'));
    expect(rebaseAgenda([gone], commands)).toEqual([{ ...gone, pending: null }]);
  });

  test('taken are confirmed and held slots; what is given up here is free only when the hub has agreed', () => {
    const confirmed = [appointment('a', 9), appointment('b', 11, { state: 'cancelled' }), appointment('c', 13)];
    const visible = rebaseAgenda(confirmed, pending(closing('a', 'cancelled'), moving('c', 14), booking('d', 15)));
    const hours = takenIn('cassa', confirmed, visible).map(({ startAt }) => startAt / HOUR);
    expect([...new Set(hours)].toSorted((a, b) => a - b)).toEqual([9, 13, 14, 15]);
    expect(takenIn('segreteria', confirmed, visible)).toEqual([]);
  });

  test('whatever is pending: nothing is shown as booked that the hub has not booked there', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const command = fc.oneof(
      fc.tuple(id, fc.nat(5)).map(([which, hour]) => booking(which, hour)),
      fc.tuple(id, fc.nat(5)).map(([which, hour]) => moving(which, hour)),
      fc.tuple(id, fc.constantFrom('cancelled', 'kept', 'missed')).map(([which, outcome]) => closing(which, outcome)),
    );
    const state = fc.constantFrom('booked', 'cancelled', 'kept', 'missed');
    fc.assert(
      fc.property(fc.array(command, { maxLength: 8 }), fc.tuple(state, state), (commands, [one, other]) => {
        const confirmed = [appointment('a', 1, { state: one }), appointment('b', 2, { state: other })];
        for (const entry of rebaseAgenda(confirmed, pending(...commands))) {
          const known = confirmed.find((each) => each.id === entry.id);
          if (entry.state === 'booked') expect(entry).toEqual({ ...known, pending: null });
          if (entry.pending === null) expect(entry).toEqual({ ...known, pending: null });
        }
      }),
      { seed: 5, numRuns: 1_000 },
    );
  });
});
