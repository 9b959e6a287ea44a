import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, type HubProcess, listConversations, startHub } from '../support/processes.ts';
import { openMailbox, sendMail, type Mailbox } from '../support/mailbox.ts';
import { openSmtp } from '../support/smtp-client.ts';

const data = mkdtempSync(join(tmpdir(), 'sportello-story-'));
const extra = ['--mail-domain', 'dbo.example', '--association', 'Associazione DBO'];
const anna = { name: 'Anna Galli', address: 'anna.galli@example.com' };
let outside: Mailbox;
let hub: HubProcess;

beforeAll(async () => {
  outside = await openMailbox();
  hub = await startHub({ data, extra, relay: `smtp://127.0.0.1:${outside.port}` });
});
afterAll(async () => {
  const code = await hub.stop();
  if (code !== 0 || hub.errors() !== '') throw new Error(`the hub ended with ${code}: ${hub.errors()}`);
  await outside.close();
  rmSync(data, { recursive: true, force: true });
});

const conversation = async (index: number) => (await listConversations(data, true))[index]!;
const textsOf = (listed: { readonly [more: string]: unknown }) =>
  (listed['messages'] as { kind: string; text: string; automatic: boolean }[])
    .filter(({ kind }) => kind === 'incoming')
    .map(({ text }) => text);

test('[IN1] [IN4] a mail comes in, its acknowledgement leaves: automatic, with number, date and hour', async () => {
  await sendMail(hub.smtpPort, {
    from: anna,
    to: 'assistenza@dbo.example',
    subject: 'Non riesco ad accedere',
    text: 'Buongiorno, il sito mi rifiuta.',
  });
  const mail = await eventually('the acknowledgement', () => outside.to(anna.address)[0]);
  expect(mail.headers.get('auto-submitted')).toBe('auto-replied');
  expect(mail.text).toMatch(/\d{4}-000001/);
  expect(mail.text).toMatch(/alle ore \d\d:\d\d/);
  expect(mail.from?.text).toBe('"Associazione DBO" <assistenza@dbo.example>');
  expect(await conversation(0)).toMatchObject({ group: 'Servizi telematici', verified: false, state: 'waiting' });
});

test('[IN3] an answer to it joins by the reply address, another by the references alone', async () => {
  const acknowledgement = outside.to(anna.address)[0]!;
  const replyTo = acknowledgement.replyTo!.value[0]!.address!;
  await sendMail(hub.smtpPort, { from: anna, to: replyTo, subject: 'Re: Non riesco', text: 'Ancora niente.' });
  const references = acknowledgement.messageId!;
  await sendMail(hub.smtpPort, {
    from: anna,
    to: 'assistenza@dbo.example',
    subject: 'R: altro',
    references,
    inReplyTo: references,
    text: 'E adesso?',
  });
  const listed = await listConversations(data, true);
  expect(listed).toHaveLength(1);
  expect(textsOf(listed[0]!)).toEqual(['Buongiorno, il sito mi rifiuta.', 'Ancora niente.', 'E adesso?']);
  expect(listed[0]).toMatchObject({ reminders: 2 });
});

test('[IN3] the same subject, or a guessed token, opens a new conversation', async () => {
  const stranger = { name: 'Anna Galli', address: anna.address };
  await sendMail(hub.smtpPort, {
    from: stranger,
    to: `assistenza+${'0'.repeat(40)}@dbo.example`,
    subject: 'Re: Non riesco ad accedere [2026-000001]',
    text: 'Sono io',
  });
  expect(await listConversations(data)).toHaveLength(2);
});

test('[IN4] an automatic answer to the acknowledgement is joined and not answered', async () => {
  const before = outside.received.length;
  const replyTo = outside.to(anna.address)[0]!.replyTo!.value[0]!.address!;
  await sendMail(hub.smtpPort, {
    from: anna,
    to: replyTo,
    subject: 'Fuori sede',
    text: 'Torno lunedì',
    headers: { 'Auto-Submitted': 'auto-replied' },
  });
  expect(textsOf(await conversation(0))).toContain('Torno lunedì');
  expect(await listConversations(data)).toHaveLength(2);
  expect(outside.received.length).toBe(before);
});

test('[IN4] our own acknowledgement, sent back to us by a mailbox, makes no loop', async () => {
  const [acknowledgement] = outside.to(anna.address);
  await sendMail(hub.smtpPort, {
    envelope: { from: anna.address, to: 'assistenza@dbo.example' },
    messageId: acknowledgement!.messageId!,
    from: 'assistenza@dbo.example',
    to: anna,
    text: acknowledgement!.text ?? '',
  });
  expect(await listConversations(data)).toHaveLength(2);
});

test('a bounce of the acknowledgement is shown on it', async () => {
  const id = outside.to(anna.address)[0]!.messageId!;
  const raw = [
    'From: MAILER-DAEMON@mx.example.com',
    'Subject: Undelivered',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n',
    '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n',
    `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${id}\r\n\r\n--b--\r\n`,
  ].join('\r\n');
  const client = await openSmtp(hub.smtpPort);
  expect(await client.deliver({ from: '', to: ['assistenza@dbo.example'], raw: Buffer.from(raw) })).toMatch(/^250/);
  client.destroy();
  expect((await conversation(0))['deliveries']).toEqual(['failed']);
});

test("[IN1] the portal's ticket with a large attachment, and a mail of nearly 25 MB", async () => {
  const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(17 * 1024 * 1024, 0x20)]);
  const form = new FormData();
  const fields = {
    key: 'k'.repeat(43),
    name: 'Rosa',
    email: 'rosa@example.net',
    subject: 'Modulo',
    text: 'Allego.',
    group: 'cassa',
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('files', new Blob([pdf]), 'modulo.pdf');
  const response = await fetch(`http://127.0.0.1:${hub.httpPort}/ticket`, { method: 'POST', body: form });
  expect(await response.text()).toMatch(/\d{4}-000003/);
  expect(response.headers.get('content-security-policy')).toContain("form-action 'self'");
  await sendMail(hub.smtpPort, {
    from: 'Rosa <rosa@example.net>',
    to: 'cassa@dbo.example',
    subject: 'Modulo',
    text: 'Allego.',
    attachments: [{ filename: 'modulo.pdf', content: pdf }],
  });
  for (const index of [2, 3]) {
    const [message] = (await conversation(index))['messages'] as { attachments: unknown[] }[];
    expect(message?.attachments).toEqual([{ name: 'modulo.pdf', type: 'application/pdf', sizeBytes: pdf.length }]);
  }
});
