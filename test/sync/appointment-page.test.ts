import { afterEach, beforeEach, expect, test } from 'vitest';
import { OFFER_LIFETIME_MS } from '../../shared/model/appointment.ts';
import { scheduleOf } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { parseIcs, utcInstant } from '../support/ics.ts';

/** The page behind the secret link, over real HTTP as a browser without script asks for it. */
const schedule = scheduleOf('segreteria', { noticeMinutes: 120, horizonDays: 30 });
const token = 'GETTONE-SEGRETO-0123456789_-';
const SECRET = 'CANARINO';

let hub: TestHub;
let maria: TestDevice;
let id: string;
let number: string;

interface Page {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
  readonly slots: readonly string[];
}

async function page(path: string, init: RequestInit = {}): Promise<Page> {
  const response = await fetch(`${hub.httpUrl}${path}`, init);
  const body = await response.text();
  const slots = [...body.matchAll(/name="slot" value="([\d-]+)"/g)].flatMap(([, slot]) => slot ?? []);
  return { status: response.status, body, headers: response.headers, slots };
}

const link = `/appuntamento/${token}`;
const press = (fields: Record<string, string>, path = link) =>
  page(path, { method: 'POST', body: new URLSearchParams(fields) });
const offer = (over: object = {}) =>
  maria.run({
    ...{ name: 'offer-appointment', conversationId: id, under: 1, token, groupId: 'segreteria', place: 'office' },
    ...over,
  });
const slotOf = ({ slots }: Page, index = 0): string => slots[index] ?? 'none';
const startOf = (slot: string): number => Number(slot.split('-')[0]);

beforeEach(async () => {
  hub = await startTestHub();
  await hub.storage.write((tx) => tx.putSchedule(schedule));
  maria = await enrolDevice(hub, 'Maria');
  const contact = { name: SECRET, email: 'x@posta.example', phone: null };
  id = await hub.receive({ subject: SECRET, text: SECRET, contact });
  await maria.run({ name: 'claim', conversationId: id });
  number = maria.held.get(id)?.stub.number ?? '';
  expect(await offer()).toEqual({ ok: true });
});

afterEach(() => hub.close());

test('[AV1] three free slots to press; pressed, it is booked, once, and all that is shown is when, where and the number', async () => {
  const choose = await page(link);
  expect([choose.status, choose.slots.length]).toEqual([200, 3]);
  expect(choose.body).toContain('mercoledì 11 marzo 2026, ore 09:00–09:30');
  const slot = slotOf(choose);
  const answers = await Promise.all([
    press({ action: 'book', slot }),
    press({ action: 'book', slot }),
    press({ action: 'book', slot }),
  ]);
  for (const booked of answers) {
    expect(booked.status).toBe(200);
    expect(booked.body).toContain('Il Suo appuntamento');
    for (const shown of [number, 'Segreteria', 'in sede', 'Associazione di prova'])
      expect(booked.body).toContain(shown);
  }
  expect(await hub.storage.read((tx) => tx.appointmentsOf(id))).toHaveLength(1);
  const seen = [choose, ...answers, await page(`${link}?view=move`), await page(`${link}?view=cancel`)];
  for (const { body } of seen) expect(body).not.toContain(SECRET);
});

test('[AV1] move offers three others, cancel asks first; afterwards another one can be chosen', async () => {
  const choose = await page(link);
  await press({ action: 'book', slot: slotOf(choose) });
  const move = await page(`${link}?lang=en&view=move`);
  expect(move.body).toContain('Move the appointment');
  expect(move.slots).toHaveLength(3);
  expect(move.slots).not.toContain(slotOf(choose));
  expect((await press({ action: 'move', slot: slotOf(move, 1) })).body).toContain('Il Suo appuntamento');
  const stored = () => hub.storage.read((tx) => tx.appointmentsOf(id));
  expect(await stored()).toMatchObject([{ startAt: startOf(slotOf(move, 1)), sequence: 1, state: 'booked' }]);
  expect((await page(`${link}?view=cancel`)).body).toContain('Annullare l’appuntamento?');
  expect(await stored()).toMatchObject([{ state: 'booked' }]);
  const cancelled = await press({ action: 'cancel' });
  expect(cancelled.body).toContain('Appuntamento annullato');
  expect((await press({ action: 'cancel' })).status).toBe(200);
  expect(await stored()).toMatchObject([{ state: 'cancelled', sequence: 2 }]);
  await press({ action: 'book', slot: slotOf(cancelled) });
  expect((await stored()).filter(({ state }) => state === 'booked')).toHaveLength(1);
});

test('[AV1] [AP2] two browsers press the same slot: one has it, the other is told so and shown three others', async () => {
  const other = await hub.receive();
  await maria.run({ name: 'claim', conversationId: other });
  const second = 'ALTRO-GETTONE-0123456789_-';
  await offer({ conversationId: other, token: second });
  const slot = slotOf(await page(link));
  const answers = await Promise.all([
    press({ action: 'book', slot }),
    press({ action: 'book', slot }, `/appuntamento/${second}`),
  ]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect(lost?.body).toContain('Questo orario non è più libero');
  expect(lost?.slots).toHaveLength(3);
  expect(lost?.slots).not.toContain(slot);
});

test('[AV1] a link that never was and one that is too old are one page; after its time the appointment’s is closed', async () => {
  const never = await page('/appuntamento/NESSUNO-0123456789_-abcdef');
  expect(never.status).toBe(404);
  const odd = [await page('/appuntamento/%3Cx%3E'), await press({ action: 'cancel' }, '/appuntamento/x')];
  hub.clock.set(hub.clock.now() + OFFER_LIFETIME_MS);
  const plain = ({ body }: Page) => body.replace(/href="\/appuntamento[^"]*"/g, '');
  for (const each of [...odd, await page(link)]) expect([each.status, plain(each)]).toEqual([404, plain(never)]);
  hub.clock.set(hub.clock.now() - OFFER_LIFETIME_MS);
  const slot = slotOf(await page(link));
  await press({ action: 'book', slot });
  hub.clock.set(startOf(slot));
  const over = await page(link);
  expect([over.status, over.slots]).toEqual([200, []]);
  expect(over.body).toContain('Questo appuntamento è concluso');
  expect(over.body).not.toContain(number);
});

test('[AV1] nothing keeps the page, names it, frames it or runs in it; one address may not ask for ever', async () => {
  const { headers } = await page(link);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; form-action 'self'/);
  expect(headers.get('set-cookie')).toBeNull();
  const statuses: number[] = [];
  for (let index = 0; index < 125; index += 1) statuses.push((await page('/appuntamento/x')).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(6);
  expect(statuses.slice(0, 100).every((status) => status === 404)).toBe(true);
  hub.clock.set(hub.clock.now() + 10 * 60_000);
  expect((await page(link)).status).toBe(200);
  expect(hub.log.join('\n')).not.toContain(token);
});

test('[AV2] the .ics is in UTC on both sides of the change of hour, with UID, sequence, name and number', async () => {
  const uids = new Set<string | undefined>();
  // Rome goes from UTC+1 to UTC+2 on 29 March 2026.
  for (const [sequence, [day, hour]] of [
    ['2026-03-28T08:00:00Z', '09:00'],
    ['2026-03-30T07:00:00Z', '09:00'],
  ].entries()) {
    const from = Date.parse(day ?? '');
    const choose = await page(`${link}?view=move&from=${from}`);
    const booked = await press({ action: sequence === 0 ? 'book' : 'move', slot: slotOf(choose) });
    expect(booked.body).toContain(`ore ${hour}–09:30`);
    const file = await page(`${link}/appuntamento.ics`);
    expect(file.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(file.body).not.toMatch(/TZID|VTIMEZONE|LOCATION|DESCRIPTION|CANARINO|sede/);
    const [event] = parseIcs(file.body).events;
    expect(utcInstant(event?.['DTSTART'])).toBe(from);
    expect(utcInstant(event?.['DTEND'])).toBe(from + 1_800_000);
    expect(event).toMatchObject({ SEQUENCE: String(sequence), SUMMARY: `Associazione di prova – ${number}` });
    uids.add(event?.['UID']);
  }
  expect(uids.size).toBe(1);
});
