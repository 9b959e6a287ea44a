import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAutomatic } from '../../../../hub/intake/automatic.ts';
import { cleanLine, cleanText, cut } from '../../../../hub/intake/clean-text.ts';
import { answerableAddress, contactOfMail } from '../../../../hub/intake/contact-of-mail.ts';
import { decideMail } from '../../../../hub/intake/decide-mail.ts';
import { htmlToPlain } from '../../../../hub/intake/html-to-plain.ts';
import { messageIdsIn, tokenInAddress, tokenInMessageId } from '../../../../hub/intake/message-ids.ts';
import { type Mail, readMail } from '../../../../hub/intake/read-mail.ts';
import { isOurs } from '../../../../hub/intake/recipients.ts';
import { cleanSubject } from '../../../../hub/intake/subject.ts';
import { callFromMail } from '../../../../hub/intake/voicemail.ts';

const domain = 'dbo.example';
const token = 'a94a8fe5ccb19ba61c4c0873d391e987982fbbd3';
const mail = (headers: string, body = 'Testo'): Promise<Mail> =>
  readMail(Buffer.from(`${headers.replace(/\n/g, '\r\n')}\r\n\r\n${body}\r\n`, 'utf8'));

describe('text', () => {
  test('line ends, control characters, hidden marks and old encodings are mended', () => {
    expect(cleanText('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd');
    expect(cleanText('a\u0000\u0007\u001b[31mb\u202egpj\u200b')).toBe('a[31mbgpj');
    expect(cleanText('Perche\u0301')).toBe('Perché');
    expect(cleanText('\u0093ciao\u0094 \u0080')).toBe('“ciao” €');
    expect(cleanText('a\u00a0b  \n\n\n\n\n\nc')).toBe('a b\n\n\nc');
    expect(cleanText('x\ud800y')).toBe('x\ufffdy');
  });

  test('cutting never halves a character', () => {
    expect(cut('ab🙂', 3)).toBe('ab');
    expect(cut('ab🙂', 4)).toBe('ab🙂');
  });

  test('cleaning what is clean changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanLine(text, 80)).not.toMatch(/[\n\r\t]/);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test.each([
    ['Re: R: RE: Iscrizione', 'Iscrizione'],
    ['Rif: Re[2]: Quota', 'Quota'],
    ['I: Documenti', 'I: Documenti'],
    ['Fwd: Documenti', 'Fwd: Documenti'],
    ['Regole:  nuove\r\n\te vecchie', 'Regole: nuove e vecchie'],
    ['  ', ''],
  ])('subject %j', (subject, clean) => {
    expect(cleanSubject(subject)).toBe(clean);
  });

  test('HTML: nothing hidden, nothing fetched, links told', () => {
    const html = `<head><title>T</title></head><body><p>Ciao <b>Anna</b></p><script>x()</script><img src="https://t.example/p.gif">
      <a href="https://t.example/x">qui</a><a href="https://t.example">https://t.example</a><div style="display:none">nascosto</div></body>`;
    expect(htmlToPlain(html)).toBe('Ciao Anna\n\nqui [https://t.example/x]https://t.example');
  });

  test('HTML nested without end is still read', () => {
    expect(htmlToPlain(`${'<div>'.repeat(3_000)}in fondo`)).toMatch(/…|in fondo/);
  });
});

describe('addresses', () => {
  test.each([
    ['anna@Example.COM', 'anna@example.com'],
    [' anna.galli+x@example.com ', 'anna.galli+x@example.com'],
    ['anna@localhost', null],
    ['anna', null],
    ['an na@example.com', null],
    ['anna@example.com>\r\nRCPT TO:<b@c.example', null],
    [`${'a'.repeat(65)}@example.com`, null],
    ['', null],
    [null, null],
  ])('%j can be answered as %j', (address, answerable) => {
    expect(answerableAddress(address)).toBe(answerable);
  });

  test('an answer goes to Reply-To, then From, then Sender, then the envelope, never to ourselves', async () => {
    const address = async (headers: string, envelope = '') =>
      contactOfMail(await mail(headers), envelope, domain)?.email;
    expect(await address('From: A <a@example.com>\nReply-To: B <b@example.com>')).toBe('b@example.com');
    expect(await address('From: A <a@example.com>\nReply-To: info@dbo.example')).toBe('a@example.com');
    expect(await address('From: A <a@@example>\nSender: s@example.com')).toBe('s@example.com');
    expect(await address('Subject: x', 'e@example.com')).toBe('e@example.com');
    expect(await address('From: A <a@dbo.example>')).toBeUndefined();
  });

  test('[IN1] a mail in our own name needs somebody outside to answer to', async () => {
    const decide = async (headers: string, mailFrom: string) =>
      decideMail(await mail(headers), { mailFrom, recipients: [`assistenza@${domain}`], domain });
    const form = 'From: Sito DBO <sito@dbo.example>\nReply-To: Anna <anna@example.com>\nSubject: Dal sito';
    expect(await decide(form, 'sito@dbo.example')).toMatchObject({
      incoming: { contact: { email: 'anna@example.com' } },
    });
    expect(await decide('From: sito@dbo.example\nSubject: x', 'sito@dbo.example')).toEqual({
      kind: 'refused',
      reason: 'no-sender',
    });
    expect(await decide(`From: a@example.com\nMessage-ID: <${token}.1@${domain}>`, 'a@example.com')).toEqual({
      kind: 'refused',
      reason: 'loop',
    });
  });

  test('[IN3] the token is found in plus addresses and in our own Message-IDs only', () => {
    expect(tokenInAddress(`assistenza+${token}@${domain}`)).toBe(token);
    expect(tokenInAddress(`assistenza+estate@${domain}`)).toBeNull();
    expect(tokenInAddress(`assistenza@a+${token}.example`)).toBeNull();
    expect(tokenInMessageId(`${token}.0199-aa@${domain}`, domain)).toBe(token);
    expect(tokenInMessageId(`${token}.0199-aa@other.example`, domain)).toBeNull();
    expect(tokenInMessageId(`short.0199@${domain}`, domain)).toBeNull();
  });

  test('Message-IDs in a header', () => {
    expect(messageIdsIn('<a@x> (comment)\r\n <b@y>')).toEqual(['a@x', 'b@y']);
    expect(messageIdsIn('bare@x')).toEqual(['bare@x']);
    expect(messageIdsIn('two words')).toEqual([]);
  });

  test('[IN1] every address of the domain is ours, nothing else is', () => {
    expect(isOurs('qualunque@DBO.example', domain)).toBe(true);
    for (const other of ['a@xdbo.example', 'a@dbo.example.net', '@dbo.example', 'dbo.example', 'a@sub.dbo.example']) {
      expect(isOurs(other, domain)).toBe(false);
    }
  });
});

describe('automatic mail', () => {
  test.each([
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: auto-generated (vacation)', true],
    ['Auto-Submitted: no', false],
    ['Precedence: bulk', true],
    ['Precedence: list', true],
    ['Precedence: first-class', false],
    ['X-Autoreply: yes', true],
    ['X-Auto-Response-Suppress: All', true],
    ['X-Auto-Response-Suppress: DR, OOF, AutoReply', true],
    ['X-Auto-Response-Suppress: DR, RN, NRN', false],
    ['List-Id: <x.example>', true],
    ['X-Mailer: Foo', false],
  ])('[IN4] %s → %s', async (header, automatic) => {
    expect(isAutomatic(await mail(`From: a@example.com\n${header}`), false)).toBe(automatic);
  });

  test("[IN4] the null sender and machines' addresses", async () => {
    expect(isAutomatic(await mail('From: a@example.com'), true)).toBe(true);
    for (const address of ['noreply@x.example', 'no-reply@x.example', 'MAILER-DAEMON@x.example']) {
      expect(isAutomatic(await mail(`From: ${address}`), false)).toBe(true);
    }
  });
});

describe('calls', () => {
  test.each([
    ['Messaggio vocale da "Bruna Invernizzi" 035 000 11 22 (tasto 3)', 'Bruna Invernizzi', '0350001122', '3'],
    ['Messaggio vocale da +39 333 0001122 (tasto 8)', '+393330001122', '+393330001122', '8'],
    ['Messaggio vocale da +39 333 0001122 (tasto 0)', '+393330001122', '+393330001122', '0'],
    ['[PBX]: New message 17 in mailbox 300 from 0350001122', '0350001122', '0350001122', '300'],
    ['New voicemail from 0350001122 (Anna Verdi)', 'Anna Verdi', '0350001122', null],
    ['VoiceMail received from "Anna Verdi" <0350001122>', 'Anna Verdi', '0350001122', null],
    ['[PBX]: New message 17 on 09/07/2026 at 10:42:11', 'Numero nascosto', null, null],
    ['Messaggio vocale (tasto 8)', 'Numero nascosto', null, '8'],
    ['Messaggio vocale, tasto: nessuno', 'Numero nascosto', null, null],
    ['Messaggio vocale da sconosciuto', 'Numero nascosto', null, null],
    ['', 'Numero nascosto', null, null],
  ])('[VM1] call %j', (subject, ...[name, phone, key]) => {
    const call = callFromMail({
      subject,
      text: '',
      recipients: ['voicemail@x.example'],
      fileNames: [],
      headers: new Map(),
    });
    expect(call).toMatchObject({ contact: { name, phone, email: null }, key });
  });

  test('[VM1] a call whose mail says nothing is known by the name of its file and the address that it was sent to', () => {
    const call = callFromMail({
      subject: 'Voicemail',
      text: 'See attachment.',
      recipients: ['voicemail+8@x.example'],
      fileNames: ['vmail_0350006677_100_20260710091158.wav'],
      headers: new Map(),
    });
    expect(call).toMatchObject({ contact: { phone: '0350006677' }, key: '8' });
  });
});
