import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashOfApiKey } from '../../hub/api-key.ts';
import { followPath } from '../../hub/follow/follow-link.ts';
import { ticketCreatedSchema, ticketProblemSchema } from '../../hub/public/ticket-schema.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** The API for the association's own portal, over real HTTP. */
const secret = 'chiave-del-portale-0123456789';
const idempotencyKey = 'k'.repeat(32);
const ticket = {
  name: 'Anna Galli',
  email: 'anna.galli@example.com',
  subject: 'Iscrizione alla gita',
  text: 'Buongiorno, come mi iscrivo?',
};

let hub: TestHub;

beforeEach(async () => {
  hub = await startTestHub();
  const key = { id: 'portale', name: 'portale', createdAt: 0, revokedAt: null };
  await hub.storage.write((tx) => tx.addApiKey(key, hashOfApiKey(secret)));
});

afterEach(() => hub.close());

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${hub.httpUrl}/api/v1/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'idempotency-key': idempotencyKey, ...headers },
    body,
  });
const json = (body: unknown, headers: Record<string, string> = {}) =>
  post(JSON.stringify(body), { 'content-type': 'application/json', ...headers });

async function problem(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const parsed = ticketProblemSchema.parse(await response.json());
  expect(parsed.status).toBe(response.status);
  return parsed;
}

const stored = async () =>
  hub.storage.read(async (tx) => {
    const all = await tx.conversations({ after: '', limit: 100 });
    const messages = await tx.messages(
      all.map(({ id }) => id),
      -1,
    );
    return all.map((record) => ({ ...record, messages: messages.get(record.id) ?? [] }));
  });

test('[TA1] [TA2] a ticket is one message with its number; sent again it is the same, another key is another', async () => {
  const first = await json(ticket);
  expect(first.status).toBe(201);
  const created = ticketCreatedSchema.parse(await first.json());
  const hubSecret = (await hub.storage.read((tx) => tx.followSecret())) ?? '';
  expect(created).toMatchObject({ duplicate: false, followPath: followPath(hubSecret, created.number) });
  const again = await json(ticket);
  expect([again.status, await again.json()]).toEqual([200, { ...created, duplicate: true }]);
  expect((await json(ticket, { 'idempotency-key': 'x'.repeat(20) })).status).toBe(201);
  const [one, two] = await stored();
  expect(one).toMatchObject({ number: created.number, origin: 'portal', subject: ticket.subject, verified: false });
  expect(one?.messages.filter(({ kind }) => kind === 'incoming')).toMatchObject([{ text: ticket.text }]);
  expect(two?.number).not.toBe(one?.number);
});

test('[TA1] multipart brings attachments; a lying extension is refused in a sentence', async () => {
  const form = (name: string, bytes: string) => {
    const data = new FormData();
    for (const [field, value] of Object.entries({ ...ticket, group: 'cassa' })) data.append(field, value);
    data.append('files', new Blob([bytes]), name);
    return data;
  };
  expect((await post(form('ricevuta.pdf', '%PDF-1.4\n%%EOF\n'))).status).toBe(201);
  const [record] = await stored();
  expect(record?.groupId).toBe('cassa');
  expect(record?.messages[0]?.attachments).toMatchObject([{ name: 'ricevuta.pdf', type: 'application/pdf' }]);
  const lying = await problem(await post(form('foto.pdf', 'MZ\u0090\u0000\u0003 a program')));
  expect(lying).toMatchObject({ code: 'invalid-fields', errors: [{ field: 'files', code: 'files-type' }] });
});

test('[TA3] a confidence comes back with its kind; the person decides', async () => {
  const text = 'Mio figlio è in cura dallo psichiatra.';
  const refused = await problem(await json({ ...ticket, text }));
  expect(refused).toMatchObject({ status: 422, code: 'confidential', flags: ['health'] });
  expect(JSON.stringify(refused)).not.toContain('psichiatra');
  expect(await stored()).toHaveLength(0);
  expect((await json({ ...ticket, text, decision: 'appointment' })).status).toBe(201);
  expect(JSON.stringify(await stored())).not.toContain('psichiatra');
  expect((await json({ ...ticket, text, decision: 'send' })).status).toBe(201);
});

test('[TA4] each wrong field has a sentence in the language that was asked for, and nothing is repeated', async () => {
  const wrong = { name: '', email: 'CANARINO', subject: 'x', text: 'parola '.repeat(3_000) };
  const italian = await problem(await json(wrong, { 'accept-language': 'it', 'idempotency-key': 'short' }));
  expect(italian.errors?.map(({ field, code }) => [field, code])).toEqual([
    ['Idempotency-Key', 'key-wrong'],
    ['name', 'name-missing'],
    ['email', 'email-wrong'],
    ['text', 'text-long'],
  ]);
  expect(italian.errors?.[1]?.detail).toBe('Scriva il Suo nome e cognome.');
  const english = await problem(await json(wrong, { 'accept-language': 'en-GB,en;q=0.9' }));
  expect(english.title).toBe('The request has not been sent yet: something has to be mended');
  expect(JSON.stringify([italian, english])).not.toMatch(/CANARINO|parola/);
  for (const odd of [null, [], 'x', { ...ticket, colour: 'red' }, { ...ticket, name: 1 }])
    expect(await problem(await json(odd))).toMatchObject({ status: 400, code: 'invalid-request' });
  expect((await problem(await post('{', { 'content-type': 'application/json' }))).code).toBe('invalid-request');
  expect((await problem(await post('x', { 'content-type': 'text/plain' }))).code).toBe('invalid-request');
});

test('[TA4] without a key of this hub nothing is read; neither keys nor tickets can be tried for ever', async () => {
  const statuses: number[] = [];
  for (let index = 0; index < 12; index += 1)
    statuses.push((await json(ticket, { authorization: `Bearer ${'w'.repeat(30)}` })).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
  expect((await json(ticket)).headers.get('retry-after')).toMatch(/^\d+$/);
  hub.clock.set(hub.clock.now() + 11 * 60_000);
  const sent: number[] = [];
  for (let index = 0; index < 121; index += 1) sent.push((await json(ticket)).status);
  expect(sent.filter((status) => status === 429)).toHaveLength(1);
  expect(await stored()).toHaveLength(1);
});
