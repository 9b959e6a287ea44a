import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { followPath } from '../../hub/follow/follow-link.ts';
import { composeMail } from '../../hub/outgoing/compose-mail.ts';
import { DAY_MS } from '../../shared/model/document.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Outcome } from '../../shared/protocol/down.ts';
import { enrolDevice, type TestDevice } from '../support/device.ts';
import { startTestHub, type TestHub } from '../support/hub-fixture.ts';
import { begin, openVisitor, ORIGIN } from '../support/visitor.ts';

/** Files that go with a reply: brought before it over real HTTP, then in the mail, the chat and the follow-up page. */
const CANARY = 'canarino-allegato';
const PDF = Buffer.from(`%PDF-1.7\n%${CANARY}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
let hub: TestHub;
let maria: TestDevice;
let luca: TestDevice;
let id: string;

beforeEach(async () => {
  hub = await startTestHub({ chatOrigins: [ORIGIN] });
  [maria, luca] = [await enrolDevice(hub, 'Maria'), await enrolDevice(hub, 'Luca')];
  id = await hub.receive();
  await maria.run({ name: 'claim', conversationId: id });
});
afterEach(() => hub.close());

interface Brought {
  readonly as?: TestDevice;
  readonly name?: string;
  readonly type?: string;
  readonly bytes?: Uint8Array;
  readonly method?: 'PUT' | 'GET';
}

async function bring(
  fileId: string,
  { as = maria, name = 'modulo.pdf', type = 'application/pdf', bytes = PDF, method = 'PUT' }: Brought = {},
): Promise<readonly [number, string | null]> {
  const response = await fetch(`${hub.httpUrl}/v1/uploads/${fileId}`, {
    method,
    headers: {
      authorization: `Bearer ${as.welcome.blobToken}`,
      'content-type': type,
      'x-file-name': encodeURIComponent(name),
    },
    ...(method === 'PUT' ? { body: Buffer.from(bytes) } : {}),
  });
  const body = await response.text();
  return [response.status, body === '' ? null : (JSON.parse(body) as { code: string }).code];
}

const said = (fileId: string, name = 'modulo.pdf', sizeBytes = PDF.length) => ({
  id: fileId,
  name,
  type: 'application/pdf',
  sizeBytes,
});
const replying = (files: readonly object[], over: object = {}) => ({
  ...{ name: 'reply', conversationId: id, under: 1, messageId: hub.ids.next(), text: 'Ecco il modulo.', files },
  ...over,
});
const codeOf = (outcome: Outcome): string => (outcome.ok ? 'ok' : outcome.failure.code);
const repliesOf = async (conversationId = id): Promise<readonly Message[]> => {
  const messages = await hub.storage.read((tx) => tx.messages([conversationId], -1));
  return (messages.get(conversationId) ?? []).filter(({ kind }) => kind === 'reply');
};
const auditOf = (kind: string) =>
  hub.storage.read(async (tx) => {
    const entries = await tx.auditEntries({ after: 0, limit: 1_000 });
    return entries.filter((entry) => entry.kind === kind).map(({ facts }) => JSON.parse(facts) as object);
  });

describe('bringing a file', () => {
  test('[AT1] it is kept under its id, the same when it comes twice; the hub says what it has', async () => {
    expect(await bring('f-1', { method: 'GET' })).toEqual([404, 'file-missing']);
    expect(await bring('f-1')).toEqual([204, null]);
    expect(await bring('f-1')).toEqual([204, null]);
    expect(await bring('f-1', { method: 'GET' })).toEqual([204, null]);
    expect(await hub.storage.read((tx) => tx.uploadedBy(maria.userId))).toEqual({ count: 1, sizeBytes: PDF.length });
    const nobody = await fetch(`${hub.httpUrl}/v1/uploads/f-1`, { headers: { authorization: 'Bearer x' } });
    expect(nobody.status).toBe(401);
  });

  test('[AT1] programs, archives, lying extensions and what is too large are refused, and nothing is kept', async () => {
    const program = Buffer.from('MZ\u0090\u0000programma');
    const archive = Buffer.from('PK\u0003\u0004archivio');
    expect(await bring('f-1', { bytes: program, name: 'modulo.exe' })).toEqual([422, 'file-type']);
    expect(await bring('f-1', { bytes: program, name: 'modulo.pdf' })).toEqual([422, 'file-type']);
    expect(await bring('f-1', { bytes: archive, name: 'foto.zip', type: 'application/zip' })).toEqual([
      422,
      'file-type',
    ]);
    expect(await bring('f-1', { bytes: Buffer.from('<script>'), name: 'a.txt' })).toEqual([422, 'file-type']);
    const large = Buffer.alloc(25 * 1024 * 1024 + 1, 'a');
    expect(await bring('f-1', { bytes: large })).toEqual([413, 'files-too-large']);
    expect(await hub.storage.read((tx) => tx.uploadedBy(maria.userId))).toEqual({ count: 0, sizeBytes: 0 });
  });

  test('[AT4] what waits is sealed, belongs to whoever brought it, is not endless, and is destroyed after a week', async () => {
    await bring('f-1', { name: `${CANARY}.pdf` });
    expect(await hub.rawData()).not.toContain(CANARY);
    expect(await bring('f-1', { as: luca })).toEqual([400, 'invalid-request']);
    expect(await bring('f-1', { as: luca, method: 'GET' })).toEqual([404, 'file-missing']);
    const more = { userId: maria.userId, name: 'a.pdf', type: 'application/pdf', bytes: PDF, flags: [] };
    await hub.storage.write(async (tx) => {
      for (let count = 2; count <= 60; count += 1)
        await tx.addUpload({ ...more, id: `f-${count}`, at: hub.clock.now() });
    });
    expect(await bring('f-61')).toEqual([429, 'rate-limited']);
    // Not minute by minute: the hub's other timers would run ten thousand times.
    hub.clock.set(hub.clock.now() + 7 * DAY_MS + 60 * 60_000);
    hub.clock.advance(0);
    await expect
      .poll(() => hub.storage.read((tx) => tx.uploadedBy(maria.userId)), { timeout: 15_000 })
      .toMatchObject({ count: 10 });
  });
});

describe('the reply', () => {
  test('[AT2] takes its files with it, as the hub saw them, in their order, once', async () => {
    await bring('f-1', { name: '../../modulo.pdf' });
    await bring('f-2', { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('Portare la tessera.') });
    const command = replying([said('f-2'), said('f-1')]);
    expect(await maria.run(command)).toEqual({ ok: true });
    expect(await maria.run(command)).toEqual({ ok: true });
    const replies = await repliesOf();
    expect(replies).toHaveLength(1);
    expect(replies[0]?.attachments.map((file) => [file.id, file.name, file.type])).toEqual([
      ['f-2', 'note.txt', 'text/plain'],
      ['f-1', '_.._modulo.pdf', 'application/pdf'],
    ]);
    expect(await hub.storage.read((tx) => tx.attachmentBytes('f-1'))).toEqual(PDF);
    expect(await hub.storage.read((tx) => tx.uploadedBy(maria.userId))).toEqual({ count: 0, sizeBytes: 0 });
    expect((await auditOf('reply'))[0]).toMatchObject({ files: 2 });
    expect(await hub.rawData()).not.toContain(CANARY);
    expect(await bring('f-1')).toEqual([400, 'invalid-request']);
  });

  test('[AT2] is refused whole where a file is not there, is somebody else’s, or all weigh too much', async () => {
    await bring('f-1');
    await bring('f-luca', { as: luca });
    const heavy = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024, ' ')]);
    await bring('h-1', { bytes: heavy });
    await bring('h-2', { bytes: heavy });
    const cases: readonly (readonly [readonly object[], string])[] = [
      [[said('f-1'), said('mai-arrivato')], 'file-missing'],
      [[said('f-luca')], 'file-missing'],
      [[said('f-1'), said('f-1')], 'file-missing'],
      [[said('h-1'), said('h-2')], 'files-too-large'],
      [Array.from({ length: 11 }, (_, index) => said(`x-${index}`)), 'invalid-command'],
    ];
    for (const [files, code] of cases) expect(codeOf(await maria.run(replying(files)))).toBe(code);
    expect(await repliesOf()).toEqual([]);
    expect(codeOf(await maria.run(replying([said('f-1')])))).toBe('ok');
  });

  test('[AT3] is stopped by what the guard finds in a name or a text, until a person decides', async () => {
    const confided = Buffer.from('Il referto: depressione maggiore, in cura dallo psichiatra.');
    await bring('f-1', { name: 'nota.txt', type: 'text/plain', bytes: confided });
    const stopped = await maria.run(replying([said('f-1')]));
    expect(codeOf(stopped)).toBe('confidential');
    const flags = stopped.ok ? [] : (stopped.failure.flags ?? []);
    expect(flags).toContain('health');
    const despite = { flags, reason: 'asked-for' };
    expect(codeOf(await maria.run(replying([said('f-1')], { despite })))).toBe('ok');
    expect(await auditOf('sent-despite')).toHaveLength(1);
  });

  test('[AT2] with all replies of a case go at most 20 files, those that were redacted not counted', async () => {
    const ids = Array.from({ length: 21 }, () => hub.ids.next());
    for (const fileId of ids) await bring(fileId);
    const send = (from: number, to: number) => maria.run(replying(ids.slice(from, to).map((fileId) => said(fileId))));
    // Of one frame: what the first takes counts for the second.
    const two = [
      replying(ids.slice(0, 10).map((fileId) => said(fileId))),
      replying(ids.slice(10, 19).map((fileId) => said(fileId))),
    ];
    expect((await maria.push(...two)).map(codeOf)).toEqual(['ok', 'ok']);
    const refused = await send(19, 21);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'too-many-files', limit: 20 } });
    expect(codeOf(await send(19, 20))).toBe('ok');
    expect(codeOf(await send(20, 21))).toBe('too-many-files');
    const redact = { name: 'redact-attachment', conversationId: id, under: 1, attachmentId: ids[0] };
    expect(codeOf(await maria.run(redact))).toBe('ok');
    expect(codeOf(await send(20, 21))).toBe('ok');
  });

  test('[AT2] [EV7] only those who take part get the bytes; reading is written down', async () => {
    await bring('f-1');
    await maria.run(replying([said('f-1')]));
    const read = async (device: TestDevice) => {
      const headers = { authorization: `Bearer ${device.welcome.blobToken}` };
      return (await fetch(`${hub.httpUrl}/v1/attachments/f-1`, { headers })).status;
    };
    expect([await read(maria), await read(luca)]).toEqual([200, 403]);
    expect(await auditOf('attachment-read')).toEqual([{ attachmentId: 'f-1' }]);
  });
});

describe('the contact', () => {
  test('[AT5] gets each file as a part of the mail, the same ones at every attempt', async () => {
    await bring('f-1', { name: 'modulo d’iscrizione.pdf' });
    await bring('f-2', { name: 'note.txt', type: 'text/plain', bytes: Buffer.from('Portare la tessera.\n') });
    await maria.run(replying([said('f-1'), said('f-2')]));
    const sender = { association: 'Associazione di prova', localPart: 'assistenza', domain: 'prova.example' };
    const mails: Buffer[] = [];
    for (;;) {
      const mail = await hub.hub.outgoingQueue.next(hub.clock.now());
      if (mail === null) break;
      if (mail.kind === 'reply') mails.push(await composeMail(mail, sender), await composeMail(mail, sender));
      await hub.hub.outgoingQueue.sending(mail.id);
      if (mail.kind !== 'reply' || mails.length === 4) await hub.hub.outgoingQueue.sent(mail.id, hub.clock.now());
      else await hub.hub.outgoingQueue.retry(mail.id, hub.clock.now());
    }
    expect(mails).toHaveLength(4);
    expect(mails.every((each) => each.equals(mails[0] ?? Buffer.alloc(0)))).toBe(true);
    const parsed = await simpleParser(mails[0] ?? '');
    expect(parsed.text).toContain('Ecco il modulo.');
    expect(parsed.attachments.map(({ filename, contentType, content }) => [filename, contentType, content])).toEqual([
      ['modulo d’iscrizione.pdf', 'application/pdf', PDF],
      ['note.txt', 'text/plain', Buffer.from('Portare la tessera.\n')],
    ]);
  });

  test('[AT5] [FU1] fetches it on the follow-up page with the secret, and nothing else', async () => {
    await bring('f-1', { name: 'modulo.pdf' });
    await maria.run(replying([said('f-1')]));
    const number = (await hub.storage.read((tx) => tx.conversation(id)))?.number ?? '';
    const path = followPath((await hub.storage.read((tx) => tx.followSecret())) ?? '', number);
    const page = await (await fetch(`${hub.httpUrl}${path}`)).text();
    expect(page).toContain(`href="${path}/file/f-1"`);
    const got = await fetch(`${hub.httpUrl}${path}/file/f-1`);
    expect(Buffer.from(await got.arrayBuffer())).toEqual(PDF);
    expect(got.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''modulo.pdf");
    expect(got.headers.get('content-type')).toBe('application/octet-stream');
    expect(await auditOf('attachment-read')).toEqual([{ attachmentId: 'f-1' }]);
    for (const wrong of [`${path}/file/altro`, `/pratica/${number}/AAAAAAAAAAAAAAAAAAAAAA/file/f-1`])
      expect((await fetch(`${hub.httpUrl}${wrong}`)).status).toBe(404);
  });

  test('[AT5] [CH18] fetches it in the chat with the session secret; nobody else does, nor when the chat is over', async () => {
    const visitor = await openVisitor(hub.chatUrl);
    await visitor.say(1, 'Buongiorno, mi serve il modulo', { begin });
    const chats = await hub.storage.read((tx) => tx.conversations({ after: '', limit: 9 }));
    const chatId = chats.find(({ channel }) => channel === 'chat')?.id ?? '';
    await maria.until(() => maria.held.has(chatId));
    await maria.run({ name: 'claim', conversationId: chatId });
    await bring('f-1', { name: 'modulo.pdf' });
    await maria.run(replying([said('f-1')], { conversationId: chatId }));
    await visitor.until(() => visitor.entries().some(({ files }) => files.length > 0));
    expect(visitor.entries().at(-1)?.files).toEqual([{ id: 'f-1', name: 'modulo.pdf', sizeBytes: PDF.length }]);
    const fetched = (secret: string, fileId = 'f-1', origin = ORIGIN) =>
      fetch(`${hub.httpUrl}/v1/chat/files/${fileId}`, { headers: { authorization: `Bearer ${secret}`, origin } });
    const got = await fetched(visitor.session());
    expect([got.status, Buffer.from(await got.arrayBuffer())]).toEqual([200, PDF]);
    expect(got.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect((await fetched('A'.repeat(43))).status).toBe(404);
    expect((await fetched(visitor.session(), 'altro')).status).toBe(404);
    expect((await fetched(visitor.session(), 'f-1', 'https://altrove.example')).status).toBe(403);
    visitor.send({ type: 'end' });
    await visitor.until(() => visitor.state()?.name === 'over');
    expect((await fetched(visitor.session())).status).toBe(404);
    await visitor.close();
  });
});
