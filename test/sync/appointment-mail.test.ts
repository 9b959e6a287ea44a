import type { ParsedMail } from 'mailparser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemRandom } from '../../hub/cli/effects.ts';
import { createOutgoingQueue } from '../../hub/outgoing-queue.ts';
import { createSender } from '../../hub/outgoing/sender.ts';
import type { OutgoingQueue } from '../../hub/ports.ts';
import type { Storage } from '../../hub/storage/storage.ts';
import type { Slot } from '../../shared/schedule/slots.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { isOnPostgres } from '../support/hub-database.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { parseIcs, utcInstant, type Ics } from '../support/ics.ts';
import { openMailbox, type Mailbox } from '../support/mailbox.ts';
import { eventually } from '../support/processes.ts';

/** What the contact is sent about an appointment: a real hub, a real queue, a real mail server outside. */
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const schedule = scheduleOf('segreteria');
const token = 'GETTONE-SEGRETO-0123456789_-';
const SECRET = 'CANARINO';
const address = 'anna@posta.example';

let hub: TestHub;
let outside: Mailbox;
let maria: TestDevice;
let id: string;
let slots: readonly Slot[];
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  closing = [];
  hub = await startTestHub();
  outside = await openMailbox();
  await hub.storage.write((tx) => tx.putSchedule(schedule));
  maria = await enrolDevice(hub, 'Maria');
  const contact = { name: SECRET, email: address, phone: null };
  id = await hub.receive({ subject: SECRET, text: SECRET, contact, automatic: true });
  await maria.run({ name: 'claim', conversationId: id });
  await maria.run(command('offer', { token, groupId: 'segreteria', place: 'office' }));
  slots = slotsFrom(schedule, { now: hub.clock.now() + 3 * DAY_MS });
});

afterEach(async () => {
  for (const close of closing) await close();
  await outside.close();
  await hub.close();
});

const command = (what: string, over: object) => ({
  ...{ name: `${what}-appointment`, conversationId: id, under: 1 },
  ...over,
});
const book = (slot: Slot) =>
  maria.run(command('book', { appointmentId: 'a-1', groupId: 'segreteria', place: 'office', ...slot }));
const move = (slot: Slot) => maria.run(command('move', { appointmentId: 'a-1', place: 'office', ...slot }));
const cancel = () => maria.run(command('close', { appointmentId: 'a-1', outcome: 'cancelled' }));

async function startSending(queue: OutgoingQueue = hub.hub.outgoingQueue): Promise<void> {
  const sender = createSender({
    queue,
    relay: { host: '127.0.0.1', port: outside.port, secure: false, auth: null },
    sender: { association: 'Associazione di prova', localPart: 'assistenza', domain: 'prova.example' },
    clock: hub.clock,
    timers: hub.clock,
    random: systemRandom,
    log: { defect: (_where, error) => expect.fail(String(error)) },
  });
  closing.unshift(() => sender.stop());
  await sender.start();
}

const mails = (count: number): Promise<readonly ParsedMail[]> =>
  eventually(`${count} mails`, () => {
    // A sender that asks for a timer late asks for one that is due.
    hub.clock.advance(0);
    return outside.received.length >= count ? outside.to(address) : undefined;
  });

function calendarOf(mail: ParsedMail | undefined): Ics {
  const [part] = mail?.attachments.filter(({ contentType }) => contentType === 'text/calendar') ?? [];
  return parseIcs(part?.content.toString('utf8') ?? '');
}

const settled = async () => {
  await eventually('an idle queue', async () => {
    hub.clock.advance(0);
    const dueAt = await hub.storage.read((tx) => tx.nextMailDueAt());
    return dueAt === null || dueAt > hub.clock.now() ? true : undefined;
  });
};

test('[AV3] [AV2] booked, moved, cancelled: a mail each, with one UID, a growing SEQUENCE and nothing of the case', async () => {
  await startSending();
  const [first, second] = [slotAt(slots, 0), slotAt(slots, 3)];
  await book(first);
  await mails(1);
  await move(second);
  await mails(2);
  await cancel();
  const received = await mails(3);
  const calendars = received.map(calendarOf);
  expect(calendars.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
  const events = calendars.map(({ events: [event] }) => event);
  expect(events.map((event) => event?.['SEQUENCE'])).toEqual(['0', '1', '2']);
  expect(events.map((event) => event?.['STATUS'])).toEqual(['CONFIRMED', 'CONFIRMED', 'CANCELLED']);
  expect(new Set(events.map((event) => event?.['UID']))).toEqual(new Set(['a-1@prova.example']));
  expect(events.map((event) => utcInstant(event?.['DTSTART']))).toEqual([first, second, second].map(startOf));
  const number = maria.held.get(id)?.stub.number ?? '';
  for (const [index, mail] of received.entries()) {
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.subject).toContain(number);
    expect(mail.text).toContain('Questo è un messaggio automatico.');
    expect(mail.text).toContain('Hello,');
    expect(events[index]?.['SUMMARY']).toBe(`Associazione di prova – ${number}`);
    const visible = [mail.subject, mail.text, mail.html, calendars[index]?.text].join('\n');
    expect(visible).not.toContain(SECRET);
  }
  expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(3);
  await settled();
  await maria.until(() => lines().every(({ delivery }) => delivery === 'sent'), 'the delivery on the lines');
});

test('[AV3] what the contact does on the page is told once, in the language of the page', async () => {
  await startSending();
  const { view } = await hub.hub.appointments.choose(token, slotAt(slots, 1), 'en');
  await hub.hub.appointments.choose(token, slotAt(slots, 1), 'en');
  expect(view?.state).toBe('booked');
  const [mail] = await mails(1);
  expect(mail?.subject).toMatch(/^Appointment booked – case /);
  expect(mail?.text).not.toContain('Buongiorno');
  await settled();
  expect(outside.received).toHaveLength(1);
});

test('[AV3] without an address nothing leaves, and the appointment is booked all the same', async () => {
  const contact = { name: SECRET, email: null, phone: '035 000' };
  id = await hub.receive({ contact, automatic: true });
  await maria.run({ name: 'claim', conversationId: id });
  expect(await book(slotAt(slots, 0))).toEqual({ ok: true });
  expect(await hub.storage.read((tx) => tx.nextMailDueAt())).toBeNull();
});

test('[AV4] a day before, one reminder leaves, although two hubs serve; what was moved has only its own', async () => {
  await startSending();
  // A file has one hub: there, two that send take turns in one process.
  const again: Storage = isOnPostgres ? await hub.openAgain() : hub.storage;
  if (isOnPostgres) closing.push(() => again.close());
  await startSending(createOutgoingQueue({ storage: again, clock: hub.clock, ids: hub.ids }));
  const [first, second] = [slotAt(slots, 0), slotAt(slotsFrom(schedule, { now: hub.clock.now() + 5 * DAY_MS }), 0)];
  await book(first);
  await mails(1);
  await move(second);
  await mails(2);
  await settled();
  hub.clock.set(first.startAt - DAY_MS);
  await settled();
  expect(outside.received).toHaveLength(2);
  hub.clock.set(second.startAt - DAY_MS - 1);
  await settled();
  expect(outside.received).toHaveLength(2);
  hub.clock.advance(1);
  const reminder = (await mails(3))[2];
  expect(reminder?.subject).toMatch(/^Promemoria: appuntamento – pratica /);
  expect(reminder?.attachments).toEqual([]);
  hub.clock.advance(60_000);
  await settled();
  expect(outside.received).toHaveLength(3);
});

test('[AV4] none for what is cancelled, booked less than a day before, or has begun before any hub could send', async () => {
  await book(slotAt(slots, 0));
  await cancel();
  const late = slotAt(slotsFrom(schedule, { now: hub.clock.now() + 2 * HOUR_MS }), 0);
  const other = { appointmentId: 'a-2', groupId: 'segreteria', place: 'office', ...late };
  expect(await maria.run(command('book', other))).toEqual({ ok: true });
  expect(await maria.run(command('book', { ...other, appointmentId: 'a-3', ...slotAt(slots, 2) }))).toEqual({
    ok: true,
  });
  hub.clock.set(slotAt(slots, 2).startAt);
  await startSending();
  await mails(4);
  await settled();
  const subjects = outside.received.map(({ subject }) => subject ?? '');
  expect(subjects.filter((subject) => subject.startsWith('Promemoria'))).toEqual([]);
});

test('[AV4] by the association’s clock: the day before the change of hour has its own hour', async () => {
  const [monday] = slotsFrom(schedule, { now: Date.UTC(2026, 2, 29, 0) });
  await book(monday ?? slotAt(slots, 0));
  await startSending();
  await mails(1);
  await settled();
  // 29 March 09:00 is 07:00 UTC; the day before, 09:00 was 08:00 UTC.
  expect(await hub.storage.read((tx) => tx.nextMailDueAt())).toBe(Date.UTC(2026, 2, 28, 8));
});

test('[AV4] a reminder that comes back is told once on the thread; one about what is over is not', async () => {
  const slot = slotAt(slots, 0);
  await book(slot);
  await startSending();
  await mails(1);
  await settled();
  hub.clock.set(slot.startAt - DAY_MS);
  const reminder = (await mails(2))[1];
  await settled();
  const named = (reminder?.messageId ?? '').slice(1, -1);
  expect(await hub.hub.intake.bounced(named)).toBe('known');
  expect(await hub.hub.intake.bounced(named)).toBe('known');
  // Not on the device: days without a sign of life have cut it off.
  const stored = (await hub.storage.read((tx) => tx.messages([id], 0))).get(id) ?? [];
  const told = stored.filter(({ event }) => event?.code === 'appointment' && event.step !== 'offered');
  expect(told.map(({ event, delivery }) => [event, delivery])).toMatchObject([
    [{ step: 'booked' }, 'sent'],
    [{ step: 'not-reminded', userId: null, place: 'office', startAt: slot.startAt }, null],
  ]);
  expect(await hub.hub.intake.bounced('nobody@prova.example')).toBe('unknown');
});

test('[AV4] a reminder that the server refuses for good is told, too', async () => {
  const { outgoingQueue } = hub.hub;
  const slot = slotAt(slots, 0);
  await book(slot);
  const booked = await outgoingQueue.next(hub.clock.now());
  await outgoingQueue.sending(booked?.id ?? '');
  await outgoingQueue.sent(booked?.id ?? '', hub.clock.now());
  hub.clock.set(slot.startAt - DAY_MS);
  const reminder = await outgoingQueue.next(hub.clock.now());
  expect(reminder?.kind).toBe('reminder');
  await outgoingQueue.failed(reminder?.id ?? '');
  await maria.until(() => lines().length === 2, 'the line');
  expect(lines().at(-1)?.event).toMatchObject({ step: 'not-reminded' });
});

const startOf = ({ startAt }: Slot): number => startAt;
const lines = () =>
  [...(maria.held.get(id)?.messages.values() ?? [])].filter(
    ({ event }) => event?.code === 'appointment' && event.step !== 'offered',
  );
