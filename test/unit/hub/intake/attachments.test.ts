import { describe, expect, test } from 'vitest';
import { examineFiles } from '../../../../hub/intake/attachments.ts';
import { safeFileName } from '../../../../hub/intake/file-names.ts';
import { readMail } from '../../../../hub/intake/read-mail.ts';
import { readMailFixture } from '../../../support/mail-fixtures.ts';

const bytesOf = async (file: string) => (await readMail(readMailFixture(file))).parts[0]!.bytes;
const file = (name: string | null, bytes: Uint8Array | string, declaredType = 'application/octet-stream') => ({
  name,
  declaredType,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
});
const typesOf = async (...files: ReturnType<typeof file>[]) => {
  const { attachments, refused } = await examineFiles(files);
  return [...attachments.map(({ name, type }) => `${name} ${type}`), ...refused];
};

describe('what is let in', () => {
  test('what the bytes show, whatever the sender says', async () => {
    const pdf = await bytesOf('pdf-attached.eml');
    const jpeg = await bytesOf('android-photo.eml');
    const wav = await bytesOf('voicemail.eml');
    expect(await typesOf(file('a.exe', pdf), file('foto.jpeg', jpeg), file(null, wav, 'application/x-evil'))).toEqual([
      'a.exe.pdf application/pdf',
      'foto.jpeg image/jpeg',
      'allegato.wav audio/wav',
    ]);
  });

  test('plain text by its ending or declared type', async () => {
    expect(
      await typesOf(file('elenco.CSV', 'a;b\n1;2\n'), file('invito.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')),
    ).toEqual(['elenco.CSV text/csv', 'invito.ics text/calendar']);
    expect(await typesOf(file(null, 'ciao', 'text/plain'))).toEqual(['allegato.txt text/plain']);
  });

  test.each([
    ['program', file('a.pdf', 'MZ\u0000\u0000')],
    ['script named text', file('a.txt', '#!/bin/sh\nrm -rf /')],
    ['page named text', file('a.txt', '  <!DOCTYPE html><script>x</script>')],
    ['page', file('a.html', '<p>ciao')],
    ['picture that runs scripts', file('a.svg', '<svg onload="x()"/>')],
    ['zip', file('a.docx', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'))],
    ['gzip', file('a.txt', Buffer.from('1f8b0800000000000003', 'hex'))],
    ['control characters', file('a.csv', 'a\u0000b')],
    ['nothing', file('a.pdf', '')],
    ['unknown ending', file('a.bat', 'echo ciao')],
  ])('%s is refused', async (_, offered) => {
    expect(await typesOf(offered)).toEqual(['type']);
  });

  test('more than 20 are refused by count, too large ones by size', async () => {
    const many = Array.from({ length: 22 }, (_, index) => file(`${index}.txt`, 'x'));
    expect((await examineFiles(many)).refused).toEqual(['count', 'count']);
    expect(await typesOf(file('a.txt', Buffer.alloc(25 * 1024 * 1024 + 1, 'x')))).toEqual(['size']);
  });
});

describe('names of files', () => {
  test.each([
    ['../../etc/passwd', 'txt', '_.._etc_passwd.txt'],
    ['C:\\Windows\\x.txt', 'txt', 'C__Windows_x.txt'],
    ['con.txt', 'txt', '_con.txt'],
    ['fattura\u202efdp.exe', 'pdf', 'fatturafdp.exe.pdf'],
    ['città.PDF', 'pdf', 'città.PDF'],
    ['.htaccess', 'txt', 'htaccess.txt'],
    ['a\r\nb.txt', 'txt', 'a b.txt'],
    ['   ', 'pdf', 'allegato.pdf'],
    ['.pdf', 'pdf', 'pdf.pdf'],
    [`${'x'.repeat(300)}.pdf`, 'pdf', `${'x'.repeat(120)}.pdf`],
  ])('%j', (name, extension, safe) => {
    expect(safeFileName(name, [extension])).toBe(safe);
  });
});
