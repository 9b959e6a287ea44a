import { afterEach, beforeEach, expect, test } from 'vitest';
import { offerLink } from '../../shared/model/appointment.ts';
import type { Command } from '../../shared/protocol/commands.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { scheduleOf } from '../support/appointments.ts';
import { createCable, type Cable } from '../support/core-cable.ts';
import { openTestCore, type TestCore, type TestRenderer } from '../support/core-fixture.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** Two cores and the real hub: what a volunteer books on the telephone, with and without the network. */
interface Desk {
  readonly core: TestCore;
  readonly cable: Cable;
  readonly window: TestRenderer;
  /** A conversation of theirs. */
  readonly id: string;
}

let hub: TestHub;
let desks: Desk[];

const status = ({ window }: Pick<Desk, 'window'>, connection: 'online' | 'offline') =>
  window.watch({ name: 'status' }).until((value) => value.connection === connection && value.me !== null, connection);
const run = ({ window }: Pick<Desk, 'window'>, command: Command) => window.call({ name: 'command', command });
const always = { name: 'agenda', from: 0, to: Number.MAX_SAFE_INTEGER } as const;
const agenda = ({ window }: Desk) => window.watch(always);
const free = ({ window }: Desk, limit = 5) =>
  window.watch({ name: 'free-slots', groupId: 'segreteria', place: 'office', from: null, limit });
const startsOf = (slots: readonly Slot[]) => slots.map(({ startAt }) => startAt);

async function openDesk(name: string): Promise<Desk> {
  const cable = createCable();
  const start = { hubUrl: hub.syncUrl, enrolCode: await hub.code(name) };
  const core = openTestCore({ start, deps: { openSocket: cable.openSocket } });
  const window = core.renderer();
  await status({ window }, 'online');
  const id = await hub.receive();
  await window.watch({ name: 'conversation', id }).until((value) => value !== null, 'it arrived');
  await run({ window }, { name: 'claim', conversationId: id });
  await window.watch({ name: 'conversation', id }).until((value) => value?.under === 1, 'claimed');
  return { core, cable, window, id };
}

async function away(desk: Desk): Promise<void> {
  desk.cable.pull();
  await status(desk, 'offline');
}

async function back(desk: Desk): Promise<void> {
  desk.cable.plug();
  await desk.window.call({ name: 'retry-now' });
  await desk.window
    .watch({ name: 'status' })
    .until(({ connection, outboxCount }) => connection === 'online' && outboxCount === 0, 'settled');
}

const booking = (desk: Desk, appointmentId: string, slot: Slot): Command => ({
  ...{ name: 'book-appointment', conversationId: desk.id, under: 1, appointmentId },
  ...{ groupId: 'segreteria', place: 'office', ...slot },
});

function first<T>([value]: readonly T[]): T {
  if (value === undefined) throw new Error('there is none');
  return value;
}

beforeEach(async () => {
  hub = await startTestHub({ publicUrl: 'https://assistenza.prova.example' });
  await hub.storage.write((tx) => tx.putSchedule(scheduleOf('segreteria')));
  desks = [await openDesk('Maria Rossi'), await openDesk('Luca Bianchi')];
});

afterEach(async () => {
  for (const { core } of desks) core.remove();
  await hub.close();
});

test('[AP7] [AP8] two book the same slot offline: both hold it, one gets it, the other is told and offered others', async () => {
  const [maria, luca] = desks as [Desk, Desk];
  await free(luca).until(({ hasSchedule }) => hasSchedule, 'hours');
  for (const desk of desks) await away(desk);
  const slot = first(free(maria).now().slots);
  expect(startsOf(free(luca).now().slots)).toContain(slot.startAt);
  await run(maria, booking(maria, 'a-maria', slot));
  await run(luca, booking(luca, 'a-luca', slot));
  for (const desk of desks) {
    const number = desk.window.watch({ name: 'conversation', id: desk.id }).now()?.row.number;
    expect(agenda(desk).now()).toMatchObject([{ ...slot, state: 'held', number, conversationId: desk.id }]);
    expect(startsOf(free(desk).now().slots)).not.toContain(slot.startAt);
    expect(free(desk).now().offered).toHaveLength(3);
  }
  await back(maria);
  await agenda(maria).until((entries) => entries[0]?.state === 'booked' && entries[0].pending === null, 'booked');
  await back(luca);
  await agenda(luca).until((entries) => entries.length === 1 && entries[0]?.id === 'a-maria', 'only hers');
  const notices = await luca.window.watch({ name: 'notices' }).until(({ length }) => length === 1, 'told');
  const number = luca.window.watch({ name: 'conversation', id: luca.id }).now()?.row.number;
  expect(notices).toMatchObject([
    {
      ...{ kind: 'refused', command: 'book-appointment', number, failure: { code: 'slot-taken' } },
      wanted: { movesId: null, groupId: 'segreteria', place: 'office' },
    },
  ]);
  expect(maria.window.watch({ name: 'notices' }).now()).toEqual([]);
  const others = free(luca).now();
  expect(startsOf([...others.offered, ...others.slots])).not.toContain(slot.startAt);
  await run(luca, booking(luca, 'a-luca-2', first(others.offered)));
  for (const desk of desks) {
    const both = await agenda(desk).until(
      (entries) => entries.length === 2 && entries.every(({ state }) => state === 'booked'),
      'both booked',
    );
    expect(both.map(({ id }) => id)).toEqual(['a-maria', 'a-luca-2']);
  }
}, 30_000);

test('[AP7] held stays held through a restart without the network; a move and a cancellation wait for the hub, too', async () => {
  const [maria, luca] = desks as [Desk, Desk];
  const [slot, next] = (await free(maria).until(({ slots }) => slots.length === 5, 'hours')).slots as [Slot, Slot];
  await run(maria, booking(maria, 'a-1', slot));
  await agenda(maria).until((entries) => entries[0]?.state === 'booked', 'booked');
  await agenda(luca).until((entries) => entries[0]?.state === 'booked', 'booked there');
  await away(maria);
  const about = { conversationId: maria.id, under: 1, appointmentId: 'a-1' };
  await run(maria, { name: 'move-appointment', ...about, place: 'phone', ...next });
  expect(agenda(maria).now()).toMatchObject([{ id: 'a-1', ...next, place: 'phone', state: 'held' }]);
  expect(startsOf(free(maria).now().slots)).not.toContain(slot.startAt);
  expect(startsOf(free(maria).now().slots)).not.toContain(next.startAt);
  expect(maria.window.watch({ name: 'appointments', conversationId: maria.id }).now()).toMatchObject([next]);
  await back(maria);
  for (const desk of desks) await agenda(desk).until((entries) => entries[0]?.startAt === next.startAt, 'moved');
  await away(maria);
  await run(maria, { name: 'close-appointment', ...about, outcome: 'cancelled' });
  expect(agenda(maria).now()).toMatchObject([{ state: 'cancelled', sequence: 1 }]);
  expect(startsOf(free(maria).now().slots)).not.toContain(next.startAt);
  await back(maria);
  await free(luca).until(({ slots }) => startsOf(slots).includes(next.startAt), 'free again');
}, 30_000);

test('[AP8] a refused move names its appointment and the place that was asked for, to choose another time there', async () => {
  const [maria, luca] = desks as [Desk, Desk];
  const [slot, next] = (await free(maria).until(({ slots }) => slots.length === 5, 'hours')).slots as [Slot, Slot];
  await run(maria, booking(maria, 'a-1', slot));
  await agenda(luca).until((entries) => entries[0]?.state === 'booked', 'booked there');
  await away(maria);
  const about = { conversationId: maria.id, under: 1, appointmentId: 'a-1' };
  await run(maria, { name: 'move-appointment', ...about, place: 'phone', ...next });
  await run(luca, booking(luca, 'a-2', next));
  await agenda(luca).until((entries) => entries.every(({ state }) => state === 'booked'), 'taken');
  await back(maria);
  const notices = await maria.window.watch({ name: 'notices' }).until(({ length }) => length === 1, 'told');
  expect(notices).toMatchObject([
    {
      ...{ command: 'move-appointment', failure: { code: 'slot-taken' } },
      wanted: { movesId: 'a-1', groupId: null, place: 'phone' },
    },
  ]);
  expect(agenda(maria).now()).toMatchObject([{ id: 'a-1', ...slot, place: 'office' }, { id: 'a-2' }]);
}, 30_000);

test('[AP4] a link is offered with a token that was made here, and the line says so', async () => {
  const [maria] = desks as [Desk];
  const token = await maria.window.call({ name: 'new-token' });
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const offer = { conversationId: maria.id, under: 1, token, groupId: 'segreteria', place: 'office' } as const;
  await run(maria, { name: 'offer-appointment', ...offer });
  const events = (value: { messages: readonly { event: { code: string } | null }[] } | null) =>
    value?.messages.map(({ event }) => event?.code) ?? [];
  await maria.window
    .watch({ name: 'conversation', id: maria.id })
    .until((value) => events(value).includes('appointment'), 'the line');
});

test('[AP12] a device knows the public address of the association, also offline: a link needs nothing else', async () => {
  const [maria] = desks as [Desk];
  await away(maria);
  const association = maria.window.watch({ name: 'status' }).now().association;
  expect(association).toEqual({ name: 'Associazione di prova', publicUrl: 'https://assistenza.prova.example' });
  const token = await maria.window.call({ name: 'new-token' });
  expect(offerLink(association?.publicUrl ?? '', token)).toBe(`https://assistenza.prova.example/appuntamento/${token}`);
});
