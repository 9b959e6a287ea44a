import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCalendarLink, revokeCalendarLink } from '../../hub/appointments/calendar-links.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { parseIcs, utcInstant, type Ics } from '../support/ics.ts';

/** The calendar that other programs subscribe to, over real HTTP. */
const schedule = scheduleOf('segreteria');
const SECRET = 'CANARINO';

let hub: TestHub;
let maria: TestDevice;
let id: string;
let number: string;

beforeEach(async () => {
  hub = await startTestHub();
  await hub.storage.write(async (tx) => {
    await tx.putSchedule(schedule);
    await tx.putSchedule(scheduleOf('cassa'));
  });
  maria = await enrolDevice(hub, 'Maria');
  const contact = { name: SECRET, email: 'x@posta.example', phone: null };
  id = await hub.receive({ subject: SECRET, text: SECRET, contact });
  await maria.run({ name: 'claim', conversationId: id });
  number = maria.held.get(id)?.stub.number ?? '';
});

afterEach(() => hub.close());

const made = (groupId: string | null = null) =>
  hub.storage.write((tx) => makeCalendarLink(tx, { name: 'ufficio', groupId, now: hub.clock.now(), ids: hub.ids }));

const ask = (secret: string, headers: Record<string, string> = {}) =>
  fetch(`${hub.httpUrl}/calendar/${secret}.ics`, { headers });

async function read(secret: string): Promise<Ics> {
  const response = await ask(secret);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  return parseIcs(await response.text());
}

const slots = () => slotsFrom(schedule, { now: hub.clock.now(), count: 12 });

function book(appointmentId: string, index: number, over: object = {}) {
  const about = { conversationId: id, under: 1, appointmentId, groupId: 'segreteria', place: 'office' } as const;
  return maria.run({ name: 'book-appointment', ...about, ...slotAt(slots(), index), ...over });
}

test('[CF2] hours in UTC, the case number and nothing else; moved under the same UID, cancelled as cancelled', async () => {
  const { secret } = await made();
  await book('one', 0);
  await book('two', 1);
  const before = await read(secret);
  expect(before.method).toBe('PUBLISH');
  expect(before.events).toHaveLength(2);
  const [first] = before.events;
  expect(first).toEqual({
    ...{ UID: 'one@prova.example', SEQUENCE: '0', SUMMARY: number, STATUS: 'CONFIRMED' },
    ...{ DTSTAMP: expect.any(String), DTSTART: expect.any(String), DTEND: expect.any(String) },
    ...{ END: 'VEVENT' },
  });
  const { startAt, endAt } = slotAt(slots(), 0);
  expect([utcInstant(first?.['DTSTART']), utcInstant(first?.['DTEND'])]).toEqual([startAt, endAt]);
  expect(before.text).toContain('Associazione di prova');
  const moved = {
    name: 'move-appointment',
    conversationId: id,
    under: 1,
    appointmentId: 'one',
    place: 'office',
  } as const;
  await maria.run({ ...moved, ...slotAt(slots(), 2) });
  await maria.run({
    ...{ name: 'close-appointment', conversationId: id, under: 1, appointmentId: 'two', outcome: 'cancelled' },
  });
  const after = await read(secret);
  expect(after.events.map(({ UID, SEQUENCE, STATUS }) => [UID, SEQUENCE, STATUS])).toEqual([
    ['two@prova.example', '1', 'CANCELLED'],
    ['one@prova.example', '1', 'CONFIRMED'],
  ]);
  for (const { text } of [before, after]) expect(text).not.toMatch(/CANARINO|posta\.example|Maria|office|in sede/);
});

test('[CF2] a group’s calendar has only its own, and what was more than 31 days ago is left out', async () => {
  const { secret } = await made('cassa');
  await book('here', 0);
  await book('there', 1, { groupId: 'cassa' });
  const calendar = await read(secret);
  expect(calendar.events.map(({ UID }) => UID)).toEqual(['there@prova.example']);
  expect(calendar.text).toContain('Associazione di prova – Cassa');
  hub.clock.set(slotAt(slots(), 1).startAt + 31 * 24 * 3_600_000);
  expect((await read(secret)).events).toHaveLength(1);
  hub.clock.set(hub.clock.now() + 1);
  expect((await read(secret)).events).toHaveLength(0);
});

test('[CF3] asked again with its ETag there is nothing new until an appointment changes; only the asker keeps it', async () => {
  const { secret } = await made();
  const first = await ask(secret);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const tag = first.headers.get('etag') ?? '';
  hub.clock.set(hub.clock.now() + 60_000);
  const again = await ask(secret, { 'if-none-match': `"other", ${tag}` });
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
  await book('one', 0);
  const changed = await ask(secret, { 'if-none-match': tag });
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).not.toBe(tag);
});

test('[CF1] unknown, odd and revoked addresses are one answer; the secret is kept nowhere', async () => {
  const { id: linkId, secret } = await made();
  expect((await ask(secret)).status).toBe(200);
  expect(await hub.rawData()).not.toContain(secret);
  expect(hub.log.join('\n')).not.toContain(secret);
  await hub.storage.write((tx) => revokeCalendarLink(tx, linkId, hub.clock.now()));
  const never = 'x'.repeat(43);
  const answers = await Promise.all(
    [secret, never, 'x', '%00', secret.slice(1), `${secret}%0a`].map((one) => ask(one)),
  );
  const seen = await Promise.all(
    answers.map(async (answer) => [answer.status, await answer.text(), answer.headers.get('etag')]),
  );
  expect(seen).toEqual(answers.map(() => [404, '', null]));
  const post = await fetch(`${hub.httpUrl}/calendar/${secret}.ics`, { method: 'POST' });
  expect(post.status).toBe(404);
});

test('[CF3] one address may not ask for ever', async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 122; index += 1) statuses.push((await ask('x')).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  expect((await ask('x')).headers.get('retry-after')).toMatch(/^\d+$/);
});

test('[CF4] made and revoked are one audit entry each, without the secret; a second revocation is none', async () => {
  const { id: linkId, secret } = await made('cassa');
  const revoke = () => hub.storage.write((tx) => revokeCalendarLink(tx, linkId, hub.clock.now()));
  expect([await revoke(), await revoke()]).toEqual([true, false]);
  const entries = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  const about = entries.filter(({ kind }) => kind.startsWith('calendar'));
  expect(about.map(({ kind, facts }) => [kind, JSON.parse(facts) as unknown])).toEqual([
    ['calendar-link', { linkId, groupId: 'cassa' }],
    ['calendar-link-revoked', { linkId }],
  ]);
  expect(JSON.stringify(about)).not.toContain(secret);
});
