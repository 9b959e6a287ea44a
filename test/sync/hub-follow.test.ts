import { afterEach, beforeEach, expect, test } from 'vitest';
import { followPath } from '../../hub/follow/follow-link.ts';
import { scheduleOf, slotAt, slotsFrom } from '../support/appointments.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';

/** The page on which whoever opened a case follows it, over real HTTP as a browser without script asks for it. */
const DAY_MS = 24 * 60 * 60_000;
const WROTE = 'CANARINO-SCRITTO';
const SECRET_NAME = 'CANARINO-NOME';

let hub: TestHub;
let maria: TestDevice;
let id: string;
let number: string;
let path: string;

beforeEach(async () => {
  hub = await startTestHub({ publicUrl: 'https://assistenza.prova.example' });
  maria = await enrolDevice(hub, 'Maria CANARINA');
  const contact = { name: SECRET_NAME, email: 'anna@posta.example', phone: null };
  id = await hub.receive({ subject: WROTE, text: WROTE, contact });
  number = (await conversation(id))?.number ?? '';
  path = await pathOf(number);
});

afterEach(() => hub.close());

const conversation = (conversationId: string) => hub.storage.read((tx) => tx.conversation(conversationId));
const pathOf = async (of: string) => followPath((await hub.storage.read((tx) => tx.followSecret())) ?? '', of);
const messagesOf = async (conversationId: string) =>
  (await hub.storage.read((tx) => tx.messages([conversationId], -1))).get(conversationId) ?? [];

interface Page {
  readonly status: number;
  readonly body: string;
  readonly key: string;
  readonly headers: Headers;
  readonly url: string;
}

async function page(at: string, init: RequestInit = {}): Promise<Page> {
  const response = await fetch(at.startsWith('http') ? at : `${hub.httpUrl}${at}`, init);
  const body = await response.text();
  const key = /name="key" value="([^"]*)"/.exec(body)?.[1] ?? '';
  return { status: response.status, body, key, headers: response.headers, url: response.url };
}

const write = (fields: Record<string, string>, at = path) =>
  page(at, { method: 'POST', body: new URLSearchParams(fields) });

test('[FU1] state, answers and appointments; no note, nobody’s name, nothing of what the contact wrote', async () => {
  expect((await page(path)).body).toContain('In attesa: un volontario la prenderà in carico.');
  await hub.storage.write((tx) => tx.putSchedule(scheduleOf('segreteria')));
  await maria.run({ name: 'claim', conversationId: id });
  const mine = { conversationId: id, under: 1 };
  await maria.run({ name: 'note', ...mine, messageId: hub.ids.next(), text: 'CANARINO-NOTA' });
  const answer = 'Buongiorno,\nabbiamo risolto <b>tutto</b>.';
  await maria.run({ name: 'reply', ...mine, messageId: hub.ids.next(), text: answer });
  const slot = slotAt(slotsFrom(scheduleOf('segreteria'), { now: hub.clock.now() }), 0);
  const about = { ...mine, appointmentId: 'a-1', groupId: 'segreteria', place: 'phone' };
  await maria.run({ name: 'book-appointment', ...about, ...slot });
  const { status, body, headers } = await page(path);
  expect(status).toBe(200);
  for (const shown of [number, 'Un volontario la sta seguendo.', 'abbiamo risolto &lt;b&gt;tutto', 'Segreteria'])
    expect(body).toContain(shown);
  expect(body).toMatch(/Appuntamenti[^]*per telefono/);
  expect(body).not.toMatch(/CANARIN|anna@/);
  expect((await page(`${path}?lang=en`)).body).toContain('A volunteer is working on it.');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('set-cookie')).toBeNull();
  expect(body).not.toMatch(/<script|style=/);
});

test('[FU1] [FU2] a number that never was, a wrong secret and that of another case are one page', async () => {
  const other = (await conversation(await hub.receive()))?.number ?? '';
  const secret = path.split('/').at(-1) ?? '';
  const never = await page('/pratica/2026-999999/AAAAAAAAAAAAAAAAAAAAAA');
  const wrong = [
    `/pratica/${other}/${secret}`,
    `/pratica/${number}/x`,
    `/pratica/${number}/${secret.slice(1)}`,
    `/pratica/x/${secret}`,
  ];
  const plain = ({ body }: Page) => body.replace(/href="\/pratica[^"]*"/g, '');
  for (const at of wrong) {
    const shown = await page(at);
    expect([shown.status, plain(shown)]).toEqual([404, plain(never)]);
    expect((await write({ text: 'x' }, at)).status).toBe(404);
  }
  expect(hub.log.join('\n')).not.toContain(secret);
  const audit = await hub.storage.read((tx) => tx.auditEntries({ after: 0, limit: 500 }));
  expect(JSON.stringify(audit)).not.toContain(secret);
});

test('[FU2] the acknowledgement by mail has the link', async () => {
  const acknowledged = (await messagesOf(id)).find(({ automatic }) => automatic);
  expect(acknowledged?.text).toContain(`https://assistenza.prova.example${path}`);
});

test('[FU3] a message is one more of the case, counts as a reminder, and is one when it is sent twice', async () => {
  const { key } = await page(path);
  const [first, second] = [
    await write({ key, text: 'Ci sono novità?' }),
    await write({ key, text: 'Ci sono novità?' }),
  ];
  for (const sent of [first, second]) {
    expect(sent.status).toBe(200);
    expect(sent.url).toContain(`${path}?lang=it&sent=1`);
    expect(sent.body).toContain('Messaggio ricevuto: grazie.');
  }
  expect((await messagesOf(id)).filter(({ kind }) => kind === 'incoming').map(({ text }) => text)).toEqual([
    WROTE,
    'Ci sono novità?',
  ]);
  expect(await conversation(id)).toMatchObject({ reminders: 1, state: 'waiting' });
});

test('[FU3] a resolved case is opened again; one of long ago is followed by a new one, to whose page it leads', async () => {
  await maria.run({ name: 'claim', conversationId: id });
  await maria.run({ name: 'resolve', conversationId: id, under: 1 });
  const { body, key } = await page(path);
  expect(body).toMatch(/Risolta\.[^]*La pratica è risolta/);
  await write({ key, text: 'Non funziona ancora' });
  expect(await conversation(id)).toMatchObject({ state: 'claimed', fence: 2 });
  await maria.run({ name: 'resolve', conversationId: id, under: 2 });
  hub.clock.set(hub.clock.now() + 31 * DAY_MS);
  const later = await write({ key: 'k'.repeat(30), text: 'Di nuovo' });
  const fresh = /\/pratica\/(\d{4}-\d{6})\//.exec(later.url)?.[1] ?? '';
  expect(fresh).not.toBe(number);
  expect(new URL(later.url).pathname).toBe(await pathOf(fresh));
  expect(later.body).toContain('In attesa');
});

test('[FU4] [GU7] what is confidential comes back with the text; the appointment sends nothing of it', async () => {
  const confided = 'Mio figlio è in cura dallo psichiatra.';
  const back = await write({ text: confided });
  expect(back.status).toBe(422);
  expect(back.body).toContain(confided);
  expect(back.body).toMatch(/Chiedo un appuntamento[^]*Invia lo stesso/);
  expect(await messagesOf(id)).toHaveLength(2);
  await write({ text: confided, key: back.key, decision: 'appointment' });
  expect((await messagesOf(id)).at(-1)?.text).toBe('La persona chiede un appuntamento.');
  expect((await write({ text: confided, key: back.key, decision: 'send' })).status).toBe(200);
  expect((await messagesOf(id)).at(-1)?.text).toBe(confided);
});

test('[FU4] nothing, and too much, is refused with the text kept; one address may not write for ever', async () => {
  expect((await write({ text: ' \n ' })).body).toContain('Scriva il messaggio.');
  const long = await write({ text: 'parola '.repeat(3_000) });
  expect([long.status, long.body.includes('parola parola')]).toEqual([400, true]);
  expect(long.body).toContain('al massimo 20.000 caratteri');
  const statuses: number[] = [];
  for (let index = 0; index < 13; index += 1) statuses.push((await write({ text: `numero ${index}` })).status);
  expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429]);
  const last = await write({ text: 'ancora uno' });
  expect(last.body).toContain('ancora uno');
  expect(last.headers.get('retry-after')).toMatch(/^\d+$/);
});

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

function writeWith(
  files: readonly (readonly [name: string, bytes: Uint8Array])[],
  fields: Record<string, string> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ text: 'Ecco il modulo firmato.', ...fields })) form.set(name, value);
  for (const [name, bytes] of files) form.append('files', new Blob([Buffer.from(bytes)]), name);
  return page(path, { method: 'POST', body: form });
}

test('[FU5] files go with a message; the page shows which ones were added, once however often they are sent', async () => {
  const { key } = await page(path);
  await writeWith([['modulo.pdf', PDF]], { key });
  const again = await writeWith([['modulo.pdf', PDF]], { key });
  expect(again.body).toContain('Messaggio ricevuto');
  expect(again.body).toMatch(/<li>modulo\.pdf \(1 kB\)<\/li>/);
  const last = (await messagesOf(id)).filter(({ kind }) => kind === 'incoming').slice(1);
  expect(last.map(({ attachments }) => attachments.map(({ name, type }) => [name, type]))).toEqual([
    [['modulo.pdf', 'application/pdf']],
  ]);
});

test('[FU5] [FU4] too many, too large and lying files are said in a sentence, with the text kept', async () => {
  const cases: readonly (readonly [readonly (readonly [string, Uint8Array])[], RegExp])[] = [
    [Array.from({ length: 6 }, (_, index) => [`${index}.pdf`, PDF] as const), /al massimo 5 file/],
    [[['modulo.pdf', Buffer.from('MZ\u0090\u0000programma')]], /di un tipo che non possiamo accettare/],
    [[['modulo.pdf', Buffer.alloc(25 * 1024 * 1024 + 1, ' ')]], /supera i 25 MB/],
  ];
  for (const [files, words] of cases) {
    const back = await writeWith(files);
    expect(back.status).toBe(400);
    expect(back.body).toMatch(words);
    expect(back.body).toContain('Ecco il modulo firmato.');
    expect(back.body).toContain('Gli allegati vanno scelti di nuovo');
    // The field that has to be mended is the one that is marked.
    expect(back.body.match(/<(?:textarea|input)[^>]*aria-invalid="true"/g)).toEqual([
      expect.stringMatching(/^<input\s+id="files"/),
    ]);
  }
  expect(await messagesOf(id)).toHaveLength(2);
});

test('[FU5] [GU7] a confidential file name is stopped; an appointment is asked for without writing anything', async () => {
  const back = await writeWith([['referto psichiatrico di mio figlio.pdf', PDF]]);
  expect(back.status).toBe(422);
  expect(back.body).toContain('Ecco il modulo firmato.');
  const asked = await writeWith([['referto.pdf', PDF]], { text: '', decision: 'appointment' });
  expect(asked.status).toBe(200);
  const last = (await messagesOf(id)).at(-1);
  expect([last?.text, last?.attachments]).toEqual(['La persona chiede un appuntamento.', []]);
});

test('[FU4] whoever asks too often, or sends too much at once, gets a page that says so', async () => {
  const tooMuch = await write({ text: 'x'.repeat(500_000) });
  expect([tooMuch.status, tooMuch.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
  expect(tooMuch.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  expect(tooMuch.body).toContain('Qualcosa non ha funzionato');
  let last = await page(path);
  for (let count = 0; count < 125 && last.status === 200; count += 1) last = await page(path);
  expect(last.status).toBe(429);
  expect(last.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(last.body).toContain('molte richieste in poco tempo');
});
