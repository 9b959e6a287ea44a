import { expect, test } from 'vitest';
import { decideMail } from '../../../../hub/intake/decide-mail.ts';
import { readMail } from '../../../../hub/intake/read-mail.ts';
import { withPartsById } from '../../../../hub/original.ts';
import { isOriginal, MAX_ORIGINAL_BYTES } from '../../../../shared/model/message.ts';
import type { IncomingAttachment } from '../../../../hub/ports.ts';
import { domain } from '../../../support/mail-fixtures.ts';

/** A mail in two forms, as programs write it. */
const mail = (html: string, plain = 'Buongiorno, tutto bene.'): Buffer =>
  Buffer.from(
    [
      ...[
        'From: Anna Galli <anna@example.com>',
        `To: assistenza@${domain}`,
        'Subject: Prova',
        'Message-ID: <p-1@example.com>',
      ],
      ...['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary="b"', ''],
      ...['--b', 'Content-Type: text/plain; charset=utf-8', '', plain],
      ...['--b', 'Content-Type: text/html; charset=utf-8', '', html, '--b--', ''],
    ].join('\r\n'),
  );

async function originalsIn(raw: Buffer): Promise<readonly IncomingAttachment[]> {
  const envelope = { mailFrom: 'anna@example.com', recipients: [`assistenza@${domain}`], domain };
  const decision = await decideMail(await readMail(raw), envelope);
  if (decision.kind !== 'incoming') throw new Error(decision.kind);
  return decision.incoming.attachments.filter(isOriginal);
}

test('[OM1] [OM2] HTML that shows more than the text is kept as it came, with what is read in it', async () => {
  const html = '<p>Buongiorno, <b>tutto</b> bene. <a href="https://x.example/">qui</a></p>';
  const [original, ...more] = await originalsIn(mail(html));
  expect(more).toEqual([]);
  expect(original).toMatchObject({ name: 'messaggio.html', type: 'text/html' });
  expect(Buffer.from(original?.bytes.subarray() ?? []).toString()).toContain(html);
  expect(original?.words).toContain('Buongiorno, tutto bene.');
});

test('[OM1] HTML that says no more than the text, or is too long, is not kept', async () => {
  expect(await originalsIn(mail('<div dir="ltr">Buongiorno,<br><p>tutto bene.</p></div>'))).toEqual([]);
  expect(await originalsIn(mail(`<b>tanto</b>${'x '.repeat(MAX_ORIGINAL_BYTES / 2)}`))).toEqual([]);
});

test('[OM3] pictures of the mail are named by their attachments, others stay as they were', () => {
  const file = { name: 'a', type: 'image/png', bytes: new Uint8Array() };
  const html = Buffer.from('<img src="cid:uno%40x"><img src=cid:due@x> cid:');
  const page = { id: 'id-page', name: 'messaggio.html', type: 'text/html', bytes: html };
  const [, after] = withPartsById([{ ...file, id: 'id-1', contentId: 'uno@x' }, page]);
  expect(Buffer.from(after?.bytes ?? []).toString()).toBe('<img src="cid:id-1"><img src=cid:due@x> cid:');
  expect(withPartsById([page])).toEqual([page]);
});
