import { deflateRawSync } from 'node:zlib';

const head = 'From: Somebody <somebody@example.com>\r\nSubject: Prova\r\nMIME-Version: 1.0\r\n';
const MB = 1024 * 1024;
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\r\n');
const base64 = (bytes: Buffer): string => (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
const attached = (name: string, bytes: Buffer): string =>
  `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nVedi allegato\r\n--b\r\n` +
  `Content-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n` +
  `Content-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}\r\n--b--\r\n`;

/** A zip archive with one entry that unpacks to this many bytes of nothing. */
function zipBomb(entry: string, unpackedBytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(unpackedBytes), { level: 9 });
  const name = Buffer.from(entry);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04_03_4b_50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(unpackedBytes, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, name, packed]);
}

function nested(levels: number): string {
  const open = lines(levels, (n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}`);
  return `${head}${open}\r\nContent-Type: text/plain\r\n\r\nIn fondo\r\n${lines(levels, (n) => `--b${levels - 1 - n}--`)}\r\n`;
}

function nestedMessages(levels: number): string {
  return `${lines(levels, (n) => `From: a@example.com\r\nSubject: ${n}\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n`)}\r\n${head}\r\nIn fondo\r\n`;
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

/** Mail that is made to cost much. Each is at most as large as the door takes. */
export const hostileMails: readonly (readonly [name: string, raw: () => Buffer | string])[] = [
  ['parts nested 200 deep', () => nested(200)],
  ['parts nested 20,000 deep', () => nested(20_000)],
  ['messages in messages, 5,000 deep', () => nestedMessages(5_000)],
  ['100,000 header lines', () => `${head}${lines(100_000, (n) => `X-Riga-${n}: ${n}`)}\r\n\r\nTesto\r\n`],
  ['a header of 100,000 folded lines', () => `${head}X-Lunga: a${lines(100_000, (n) => `\t${n}`)}\r\n\r\nTesto\r\n`],
  [
    '100,000 addresses',
    () => `${head}Cc: ${lines(100_000, (n) => ` a${n}@example.com,`)} b@example.com\r\n\r\nTesto\r\n`,
  ],
  ['100,000 references', () => `${head}References: ${lines(100_000, (n) => ` <${n}@example.com>`)}\r\n\r\nTesto\r\n`],
  ['24 MB of text', () => `${head}\r\n${'Riga di testo che si ripete molte volte.\r\n'.repeat((24 * MB) / 42)}`],
  ['24 MB in one line', () => `${head}\r\n${'x'.repeat(24 * MB)}\r\n`],
  [
    '24 MB of HTML',
    () => `${head}Content-Type: text/html\r\n\r\n${'<p><b>Riga</b> <i>di testo</i></p>\r\n'.repeat((24 * MB) / 36)}`,
  ],
  [
    '24 MB attached',
    () => attached('grande.pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(17 * MB, 7)])),
  ],
  ['HTML nested 200,000 deep', () => `${head}Content-Type: text/html\r\n\r\n${'<div>'.repeat(200_000)}In fondo`],
  [
    'HTML of 200,000 open tags',
    () => `${head}Content-Type: text/html\r\n\r\n${'<a href="http://x.example/'.repeat(50_000)}`,
  ],
  [
    'another charset than it says, 5 MB',
    () =>
      Buffer.concat([
        Buffer.from(`${head}Content-Type: text/plain; charset=utf-16be\r\n\r\n`),
        utf16('Perché no? '.repeat(250_000)),
      ]),
  ],
  [
    'ISO-2022-JP that is none, 5 MB',
    () =>
      Buffer.concat([
        Buffer.from(`${head}Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n`),
        Buffer.from('\u001b$B\u001b(J'.repeat(800_000), 'latin1'),
      ]),
  ],
  [
    'a boundary that never ends',
    () =>
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nTesto`,
  ],
  [
    '100,000 parts',
    () =>
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${lines(100_000, () => '--b\r\nContent-Type: text/plain\r\n\r\nx')}\r\n--b--\r\n`,
  ],
  [
    'a boundary of 70,000 characters',
    () => `${head}Content-Type: multipart/mixed; boundary="${'b'.repeat(70_000)}"\r\n\r\n${'--'.repeat(500_000)}\r\n`,
  ],
  ['zip bomb, 1 GB', () => attached('foto.zip', zipBomb('foto.jpg', 1024 * MB))],
  [
    'zip bomb that calls itself a document, 1 GB',
    () => attached('lettera.docx', zipBomb('[Content_Types].xml', 1024 * MB)),
  ],
  ['200,000 quoted lines', () => `${head}\r\n${'> riga citata\r\nriga\r\n'.repeat(100_000)}`],
  [
    '100,000 beginnings of quotations',
    () => `${head}\r\n${'Il giorno lunedi 2 marzo 2026 alle ore 10:00 Anna\r\n'.repeat(100_000)}`,
  ],
  ['100,000 heads of Outlook', () => `${head}\r\n${'Da: a\r\nInviato: b\r\n\r\n'.repeat(100_000)}`],
  [
    'an invitation of 100,000 events',
    () =>
      `${head}Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n${lines(100_000, (n) => `BEGIN:VEVENT\r\nSUMMARY:${n}`)}\r\n`,
  ],
  [
    'winmail.dat that promises 4 GB',
    () =>
      attached(
        'winmail.dat',
        Buffer.concat([
          Buffer.from('789f3e2201000100', 'hex'),
          Buffer.from('0390060 0'.replace(' ', ''), 'hex'),
          Buffer.alloc(2 * MB, 0xff),
        ]),
      ),
  ],
  [
    'winmail.dat of 500,000 files',
    () =>
      attached(
        'winmail.dat',
        Buffer.concat([
          Buffer.from('789f3e220100', 'hex'),
          ...Array.from({ length: 500_000 }, () => Buffer.from('0202900600000000000000', 'hex')),
        ]),
      ),
  ],
  ['an envelope of certified mail in 5,000 others', () => `X-Trasporto: posta-certificata\r\n${nested(5_000)}`],
  ['a results header of 5 MB', () => `Authentication-Results: mx; ${'('.repeat(5 * MB)}\r\n${head}\r\nTesto\r\n`],
  [
    'base64 that is none, 8 MB',
    () =>
      attached('x.pdf', Buffer.alloc(0)).replace('\r\n\r\n\r\n--b--', `\r\n\r\n${'=*-\r\n'.repeat(1.6 * MB)}\r\n--b--`),
  ],
];
