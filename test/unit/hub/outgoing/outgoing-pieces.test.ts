import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { decideMail } from '../../../../hub/intake/decide-mail.ts';
import { readMail } from '../../../../hub/intake/read-mail.ts';
import { nextAttemptAt } from '../../../../hub/outgoing/back-off.ts';
import { composeMail } from '../../../../hub/outgoing/compose-mail.ts';
import { htmlTwin } from '../../../../hub/outgoing/html-twin.ts';
import { judgeFailed } from '../../../../hub/outgoing/judge-attempt.ts';
import { parseRelay } from '../../../../hub/outgoing/relay.ts';
import { exampleMail } from '../../../support/memory-outgoing.ts';

const sender = { association: 'Associazione DBO', localPart: 'assistenza', domain: 'dbo.example' };

describe('a mail that leaves', () => {
  test('says who writes, where an answer goes, and what it answers', async () => {
    const mail = await simpleParser(await composeMail(exampleMail, sender));
    expect(mail.from?.text).toBe('"Associazione DBO" <assistenza@dbo.example>');
    expect(mail.replyTo?.value[0]?.address).toBe(`assistenza+${exampleMail.replyToken}@dbo.example`);
    expect(mail.messageId).toBe(`<${exampleMail.mailMessageId}>`);
    expect(mail.inReplyTo).toBe('<second@dbo.example>');
    expect(mail.references).toEqual(['<first@example.com>', '<second@dbo.example>']);
    expect(mail.text?.trim()).toBe(exampleMail.text);
    expect(mail.html).toContain('<a href="https://dbo.example/recupero?u=1&amp;v=2">');
    expect(mail.date?.getTime()).toBe(exampleMail.createdAt);
  });

  test('[IN4] only an acknowledgement is marked automatic', async () => {
    const reply = await simpleParser(await composeMail(exampleMail, sender));
    const acknowledgement = await simpleParser(await composeMail({ ...exampleMail, kind: 'acknowledgement' }, sender));
    expect([reply.headers.get('auto-submitted'), reply.headers.get('x-auto-response-suppress')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(acknowledgement.headers.get('auto-submitted')).toBe('auto-replied');
    expect(acknowledgement.headers.get('x-auto-response-suppress')).toBe('All');
  });

  test('[OU1] is the same, byte for byte, at every attempt', async () => {
    expect(await composeMail(exampleMail, sender)).toEqual(await composeMail({ ...exampleMail, attempts: 3 }, sender));
  });

  test('[IN4] is recognised as our own when it comes back', async () => {
    const raw = await composeMail(exampleMail, sender);
    const envelope = {
      mailFrom: 'anna.galli@example.com',
      recipients: ['assistenza@dbo.example'],
      domain: sender.domain,
    };
    expect(await decideMail(await readMail(raw), envelope)).toEqual({ kind: 'refused', reason: 'loop' });
  });

  test('line breaks in names and subjects add no header', async () => {
    const hostile = 'Anna\r\nBcc: all@example.net';
    const raw = await composeMail(
      { ...exampleMail, subject: hostile, to: { name: hostile, address: 'a@example.com' } },
      sender,
    );
    expect(raw.toString('latin1')).not.toMatch(/^Bcc:/m);
  });

  test('accents and long lines arrive whole', async () => {
    const text = `Perché così? È la città di Niccolò… 50 € 🙂\n${'parola '.repeat(400).trim()}`;
    const raw = await composeMail(
      { ...exampleMail, text, subject: 'Perché è già così', to: { name: 'Niccolò', address: 'n@example.com' } },
      sender,
    );
    expect(
      Math.max(
        ...raw
          .toString('latin1')
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(200);
    const mail = await simpleParser(raw);
    expect(mail.text?.trim()).toBe(text);
    expect(mail.subject).toBe('Perché è già così');
  });
});

test('the HTML twin says the same and nothing else', () => {
  expect(htmlTwin('a < b & "c"\n\n<script>x</script>\nsee https://x.example/a?b=\'c\', ok')).toContain(
    '<p style="margin:0 0 1em">a &lt; b &amp; &quot;c&quot;</p>\n<p style="margin:0 0 1em">&lt;script&gt;x&lt;/script&gt;<br>\nsee <a href="https://x.example/a?b=">https://x.example/a?b=</a>&#39;c&#39;, ok</p>',
  );
});

describe('when a mail is tried again', () => {
  const at = (attempts: number, random: number, now = 0) =>
    nextAttemptAt({ attempts, createdAt: 0 }, now, { next: () => random });
  test('[OU2] 30 s, 2 min, 10 min, 1 h, 1 h …, between 75 and 125 per cent of it', () => {
    expect([1, 2, 3, 4, 5, 50].map((attempts) => at(attempts, 0.5))).toEqual([
      30_000, 120_000, 600_000, 3_600_000, 3_600_000, 3_600_000,
    ]);
    expect([at(1, 0), at(1, 0.999999)]).toEqual([22_500, 37_500]);
  });
  test('[OU2] not after five days', () => {
    expect(at(9, 0.5, 5 * 24 * 3_600_000)).not.toBeNull();
    expect(at(9, 0.5, 5 * 24 * 3_600_000 + 1)).toBeNull();
  });
});

test.each([
  [{ dataBegun: false, responseCode: undefined, errorCode: 'ECONNECTION', command: 'CONN' }, 'retry'],
  [{ dataBegun: false, responseCode: 550, errorCode: 'EENVELOPE', command: 'RCPT TO' }, 'failed'],
  [{ dataBegun: false, responseCode: 535, errorCode: 'EAUTH', command: 'AUTH PLAIN' }, 'retry'],
  [{ dataBegun: false, responseCode: undefined, errorCode: 'EMESSAGE', command: 'MAIL FROM' }, 'failed'],
  [{ dataBegun: true, responseCode: undefined, errorCode: 'ETIMEDOUT', command: 'CONN' }, 'uncertain'],
  [{ dataBegun: true, responseCode: 421, errorCode: 'ECONNECTION', command: 'CONN' }, 'retry'],
  [{ dataBegun: true, responseCode: 554, errorCode: 'EMESSAGE', command: 'DATA' }, 'failed'],
])('[OU2] %j → %s', (facts, end) => {
  expect(judgeFailed(facts)).toBe(end);
});

test.each([
  ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, secure: false, auth: null }],
  [
    'smtp://user:p%40ss@mail.example',
    { host: 'mail.example', port: 587, secure: false, auth: { user: 'user', pass: 'p@ss' } },
  ],
  ['smtps://mail.example', { host: 'mail.example', port: 465, secure: true, auth: null }],
  ['smtp://[::1]:25', { host: '::1', port: 25, secure: false, auth: null }],
  ['http://mail.example', null],
  ['mail.example:25', null],
  ['smtp://mail.example/x', null],
  ['', null],
])('relay %j', (url, relay) => {
  expect(parseRelay(url)).toEqual(relay);
});
