import { defaultCategories, type Category } from '../../../../shared/model/categories.ts';
import { fastify, type FastifyInstance } from 'fastify';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type GuardSettings, noGuardSettings } from '../../../../shared/guard/settings.ts';
import { registerPortal } from '../../../../hub/public/portal.ts';
import { createMemoryIntake, type MemoryIntake } from '../../../support/memory-intake.ts';

const MB = 1024 * 1024;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n');
const valid = {
  lang: 'it',
  key: 'k'.repeat(43),
  name: 'Anna Galli',
  email: 'anna.galli@example.com',
  phone: '035 000 11 22',
  group: 'telematici',
  subject: 'Non riesco ad accedere',
  text: 'Buongiorno,\r\nil sito dice “utente non riconosciuto”.',
  website: '',
};

let app: FastifyInstance;
let intake: MemoryIntake;
let url: string;
let now: number;
let secrets: number;
let settings: GuardSettings;
let categories: readonly Category[];

beforeEach(async () => {
  app = fastify();
  intake = createMemoryIntake();
  now = Date.UTC(2026, 2, 2, 8, 12);
  secrets = 0;
  settings = noGuardSettings;
  categories = defaultCategories.list;
  await registerPortal(app, {
    intake,
    clock: { now: () => now },
    ids: { next: () => 'id', secret: () => `s${++secrets}`.padEnd(43, 'x') },
    association: 'Associazione DBO',
    mailDomain: 'dbo.example',
    guardSettings: async () => settings,
    categories: async () => categories,
    limits: { perAddress: 3, atOnce: 2 },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterEach(() => app.close());

interface Sent {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

async function send(
  changes: Partial<typeof valid> = {},
  files: readonly (readonly [string, Uint8Array])[] = [],
): Promise<Sent> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...valid, ...changes })) form.append(name, value);
  for (const [name, bytes] of files) form.append('files', new Blob([Buffer.from(bytes)]), name);
  const response = await fetch(`${url}/ticket`, { method: 'POST', body: form });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

describe('[GU7] what is confidential', () => {
  const text = 'Mio figlio è in cura dallo psichiatra, vorrei un consiglio.';

  test('comes back before it is sent, with all that was typed and what belongs in an appointment', async () => {
    const { status, body } = await send({ text });
    expect(status).toBe(422);
    expect(intake.received).toEqual([]);
    expect(body).toContain('la salute di una persona');
    for (const typed of [text, valid.name, valid.email, valid.phone, valid.subject, valid.key]) {
      expect(body).toContain(typed);
    }
    expect(body).toMatch(/name="decision" value="appointment"[^]*name="decision" value="send"/);
    expect(body).not.toMatch(/<script|style=|onclick|javascript:/i);
    expect((await send({ lang: 'en', text })).body).toContain('Ask for an appointment');
  });

  test("[GU9] [GU10] is also an own word, and never the association's own IBAN", async () => {
    const own = 'Ho versato la quota sul vostro IBAN IT60X0542811101000000123456, per il caso Betulla.';
    expect((await send({ text: own })).body).toContain('IBAN');
    settings = { always: [], never: [], association: { ibans: ['IT60 X054 2811 1010 0000 0123 456'] } };
    expect((await send({ text: own })).status).toBe(200);
    settings = { ...settings, always: ['caso Betulla'] };
    expect((await send({ text: own })).status).toBe(422);
  });

  test('becomes a request for an appointment with name and contacts, without a word or a file of it', async () => {
    const { status } = await send({ text, ...{ decision: 'appointment' } }, [['referto.pdf', pdf]]);
    expect(status).toBe(200);
    expect(intake.received).toMatchObject([
      {
        contact: { name: valid.name, email: valid.email, phone: valid.phone },
        text: 'La persona chiede un appuntamento.',
        attachments: [],
      },
    ]);
    expect(JSON.stringify(intake.received)).not.toMatch(/psichiatra|accedere|referto/);
  });

  test('is sent all the same when the person says so; attached text counts, and so does the subject', async () => {
    expect((await send({ text, ...{ decision: 'send' } })).status).toBe(200);
    expect(intake.received[0]?.text).toBe(text);
    expect((await send({ subject: 'Mio figlio è in cura per la depressione' })).status).toBe(422);
    expect((await send({}, [['nota.txt', Buffer.from(text)]])).body).toContain('Gli allegati vanno scelti di nuovo');
  });

  test('does not hide what has to be mended', async () => {
    const { status, body } = await send({ text, email: 'anna', ...{ decision: 'appointment' } });
    expect(status).toBe(400);
    expect(body).toContain('L’indirizzo e-mail non è completo');
    expect(body).toContain(text);
  });
});

describe('the form', () => {
  test('in Italian, or in English for who prefers it or asks for it', async () => {
    const get = async (path: string, language?: string) =>
      (await fetch(`${url}${path}`, { headers: language === undefined ? {} : { 'accept-language': language } })).text();
    expect(await get('/')).toContain('<html lang="it">');
    expect(await get('/ticket', 'de')).toContain('Apri un ticket');
    expect(await get('/ticket', 'it-IT,it;q=0.9,en;q=0.8')).toContain('Apri un ticket');
    expect(await get('/ticket', 'fr, en-GB;q=0.8, it;q=0.5')).toContain('Open a ticket');
    expect(await get('/ticket?lang=en', 'it')).toContain('Open a ticket');
    expect(await get('/ticket?lang=<script>')).toContain('Apri un ticket');
  });

  test('says where confidences belong, has a label for every field, and no script', async () => {
    const page = await (await fetch(`${url}/ticket`)).text();
    expect(page).toContain('chieda un appuntamento, di persona');
    const ids = [...page.matchAll(/<(?:input|select|textarea)\b[^>]*\bid="(\w+)"/g)].map((match) => match[1]);
    expect(ids).toEqual(['name', 'email', 'phone', 'group', 'subject', 'text', 'files', 'website']);
    for (const id of ids) expect(page).toContain(`<label for="${id}">`);
    expect(page).not.toMatch(/<script|style=|onclick|javascript:/i);
  });

  test('is served under a policy that lets nothing run', async () => {
    const response = await fetch(`${url}/ticket`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; style-src 'self'; form-action 'self'");
    expect(policy).not.toContain('unsafe');
    expect((await fetch(`${url}/portal.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });
});

describe('a request from the portal', () => {
  test('[IN1] [IN3] becomes an unverified ticket; the page shows number, date and hour', async () => {
    const { status, body } = await send({}, [['Modulo à.pdf', pdf]]);
    expect(status).toBe(200);
    expect(body).toContain('2026-000001');
    expect(body).toContain('Ricevuta lunedì 2 marzo 2026 alle ore 09:12.');
    expect(intake.received).toMatchObject([
      {
        channel: 'ticket',
        origin: 'portal',
        verified: false,
        automatic: false,
        contact: { name: 'Anna Galli', email: 'anna.galli@example.com', phone: '035 000 11 22' },
        subject: 'Non riesco ad accedere',
        text: 'Buongiorno,\nil sito dice “utente non riconosciuto”.',
        groupId: 'telematici',
        attachments: [{ name: 'Modulo à.pdf', type: 'application/pdf' }],
        replyToken: null,
      },
    ]);
  });

  test('without telephone, group and attachments, in English', async () => {
    const { body } = await send({ lang: 'en', phone: '', group: '' });
    expect(body).toMatch(/Received on Monday,? 2 March 2026 at 09:12\./);
    expect(intake.received).toMatchObject([{ groupId: null, contact: { phone: null }, attachments: [] }]);
  });

  test('[IN2] sent twice at once it is one ticket; changed and sent again it is another', async () => {
    const [first, second] = await Promise.all([send({}, [['a.pdf', pdf]]), send({}, [['a.pdf', pdf]])]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toContain('2026-000001');
    expect(intake.received).toHaveLength(1);
    await send({ text: 'Un’altra cosa' });
    expect(intake.received).toHaveLength(2);
  });
});

describe('what cannot be taken', () => {
  const refused = async (sent: Promise<Sent>, sentence: string, status = 400) => {
    const { status: actual, body } = await sent;
    expect({ status: actual, sentence: body.includes(sentence) ? sentence : 'not said' }).toEqual({ status, sentence });
    expect(intake.received).toHaveLength(0);
    return body;
  };

  test.each([
    [{ name: '  ' }, 'Scriva il Suo nome e cognome.'],
    [{ name: 'x'.repeat(201) }, 'Il nome può avere al massimo 200 caratteri'],
    [{ email: '' }, 'Scriva il Suo indirizzo e-mail'],
    [{ email: 'anna@example' }, 'L’indirizzo e-mail non è completo'],
    [{ email: 'anna@example.com\r\nBcc: x@example.com' }, 'L’indirizzo e-mail non è completo'],
    [{ email: 'segreteria@dbo.example' }, 'Questo è un indirizzo dell’associazione'],
    [{ phone: 'chiamatemi' }, 'Il numero di telefono può contenere solo cifre'],
    [{ group: '__proto__' }, 'Scelga una voce dell’elenco.'],
    [{ subject: '\u200b' }, 'Scriva in poche parole'],
    [{ text: '\r\n \r\n' }, 'Scriva la Sua richiesta.'],
    [{ text: 'x'.repeat(20_001) }, 'La richiesta può avere al massimo 20.000 caratteri'],
    [{ key: 'short' }, 'Il modulo era aperto da troppo tempo'],
  ])('%j', async (changes, sentence) => {
    await refused(send(changes), sentence);
  });

  test('nothing typed is lost, scripts are shown as text, the faulty field is named', async () => {
    const text = '\r\nprima riga vuota, poi <script>alert("x")</script> & </textarea><b>';
    const body = await refused(
      send({ name: '"><img src=x onerror=alert(1)>', email: 'no', text }),
      'La richiesta non è ancora partita',
    );
    expect(body).toContain('value="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"');
    expect(body).toContain(
      '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;/textarea&gt;&lt;b&gt;</textarea>',
    );
    expect(body).toMatch(/<textarea[^>]*>\r?\n\r?\nprima riga/);
    expect(body).not.toMatch(/<script|<img/);
    expect(body).toContain('value="Non riesco ad accedere"');
    expect(body).toContain(`name="key" value="${valid.key}"`);
    expect(body).toMatch(/id="email"[^>]*aria-invalid="true"[^>]*aria-describedby="email-hint email-problem"/);
    expect(body).toContain('<a href="#email">');
    expect(body).toContain('<title>Errore: ');
  });

  test('21 files', async () => {
    const files = Array.from({ length: 21 }, (_, index) => [`${index}.pdf`, pdf] as const);
    expect(await refused(send({}, files), 'Può allegare al massimo 5 file')).toContain(
      'Gli allegati vanno scelti di nuovo',
    );
  });

  test('a file of a kind that is not accepted, whatever its name', async () => {
    await refused(
      send({}, [['fattura.pdf', Buffer.from('MZ\u0090\u0000')]]),
      'Un allegato è di un tipo che non possiamo accettare',
    );
  });

  test('a file that is too large, and files that are too large together', async () => {
    const large = Buffer.concat([pdf, Buffer.alloc(25 * MB)]);
    await refused(send({}, [['a.pdf', large]]), 'Un allegato supera i 25 MB');
    const half = Buffer.concat([pdf, Buffer.alloc(21 * MB)]);
    await refused(
      send({}, [
        ['a.pdf', half],
        ['b.pdf', half],
      ]),
      'o tutti insieme superano i 40 MB',
    );
  });

  test('a text of two megabytes comes back cut, with the rest of the form', async () => {
    const body = await refused(send({ text: 'à'.repeat(MB) }), 'La richiesta può avere al massimo 20.000 caratteri');
    expect(body).toContain('value="Anna Galli"');
  });

  test('[IN1] the field that nobody sees: refused and recorded, without text', async () => {
    await refused(send({ website: 'https://spam.example' }), 'Un campo nascosto era compilato');
    expect(intake.refused).toMatchObject([{ door: 'portal', reason: 'robot' }]);
    expect(JSON.stringify(intake.refused)).not.toMatch(/spam|Anna|accedere/);
  });

  test('too many from one address: the limit is said, the text is kept, and later it goes', async () => {
    for (let count = 0; count < 3; count++) await send({ text: `Richiesta ${count}` });
    const { status, body, headers } = await send({ text: 'La quarta' });
    expect([status, headers.get('retry-after')]).toEqual([429, '600']);
    expect(body).toContain('aspetti dieci minuti');
    expect(body).toContain('La quarta');
    now += 10 * 60_000 + 1;
    expect((await send({ text: 'La quarta' })).status).toBe(200);
  });

  test('[IN1] while storage fails nothing is said to be received, and the text is kept', async () => {
    intake.failing = true;
    expect(await refused(send(), 'Non siamo riusciti a registrare', 503)).toContain('utente non riconosciuto');
    intake.failing = false;
    expect((await send()).status).toBe(200);
  });

  test.each([
    ['urlencoded', 'application/x-www-form-urlencoded', 'name=Anna', 415],
    ['JSON', 'application/json', '{"name":"Anna"}', 500],
    ['no boundary', 'multipart/form-data', 'x', 400],
    ['nothing of a form', 'multipart/form-data; boundary=x', 'garbage\u0000\u0001', 400],
    [
      'cut in the middle',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAn',
      400,
    ],
    [
      'a field named __proto__',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--x--\r\n',
      400,
    ],
  ])('%s', async (_, type, body) => {
    const response = await fetch(`${url}/ticket`, { method: 'POST', headers: { 'content-type': type }, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toMatch(/torni al modulo|non è ancora partita/);
    expect(intake.received).toHaveLength(0);
  });

  test('100 parts', async () => {
    const form = new FormData();
    for (let index = 0; index < 100; index++) form.append(`f${index}`, 'x');
    const response = await fetch(`${url}/ticket`, { method: 'POST', body: form });
    expect(response.status).toBe(413);
  });

  test('someone who leaves in the middle of an upload leaves nothing, and the next one is served', async () => {
    await new Promise<void>((resolve) => {
      const upload = httpRequest(`${url}/ticket`, {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '1000000' },
      });
      upload.on('error', () => resolve());
      upload.write('--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAnna');
      setTimeout(() => upload.destroy(new Error('gone')), 50);
    });
    expect((await send()).status).toBe(200);
    expect(intake.received).toHaveLength(1);
  });
});

test('[RT6] what can be chosen is what coordinators keep, in both languages, and leads to its group; of none nothing is asked', async () => {
  const formIn = async (lang: string): Promise<string> => (await fetch(`${url}/ticket?lang=${lang}`)).text();
  expect(await formIn('it')).toContain('<option value="cassa"');
  categories = [{ id: 'biblioteca', name: { it: 'Biblioteca & libri', en: 'Library' }, groupId: 'didattica' }];
  expect(await formIn('it')).toMatch(/<option value="biblioteca" ?>Biblioteca &amp; libri</);
  expect(await formIn('en')).toMatch(/<option value="biblioteca" ?>Library</);
  expect(await formIn('it')).not.toContain('value="cassa"');
  expect((await send({ group: 'biblioteca' })).status).toBe(200);
  expect(intake.received.at(-1)?.groupId).toBe('didattica');
  const wrong = await send({ group: 'cassa' });
  expect([wrong.status, wrong.body.includes('Scelga una voce')]).toEqual([400, true]);
  categories = [];
  expect(await formIn('it')).not.toContain('name="group"');
});
