import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openRtf } from '../../../../hub/intake/compressed-rtf.ts';
import { rtfToPlain } from '../../../../hub/intake/rtf-to-plain.ts';

const hex = (bytes: string): Buffer => Buffer.from(bytes.replaceAll(' ', ''), 'hex');
const plain = (rtf: string): string => rtfToPlain(Buffer.from(rtf, 'latin1'));
const header = (rawBytes: number): Buffer => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(rawBytes, 4);
  bytes.write('LZFu', 8, 'latin1');
  return bytes;
};

describe('[IN1] rich text as Outlook packs it', () => {
  // The two examples of [MS-OXRTFCP], 4.1.
  test.each([
    [
      '2d 00 00 00 2b 00 00 00 4c 5a 46 75 f1 c5 c7 a7 03 00 0a 00 72 63 70 67 31 32 35 42 32 0a f3 20 68 65 6c 09 00 20 62 77 05 b0 6c 64 7d 0a 80 0f a0',
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    ],
    [
      '1a 00 00 00 1c 00 00 00 4c 5a 46 75 e2 d4 4b 51 41 00 04 20 57 58 59 5a 0d 6e 7d 01 0e b0',
      '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}',
    ],
  ])('is unpacked as its specification says', (packed, rtf) => {
    expect(openRtf(hex(packed))?.toString('latin1')).toBe(rtf);
  });

  test('what is none, and what promises more than it holds, costs nothing', () => {
    expect(openRtf(Buffer.alloc(10))).toBeNull();
    expect(openRtf(Buffer.from('nothing of the kind at all'))).toBeNull();
    expect(openRtf(Buffer.concat([header(0xffff_ffff), hex('00 61 62')]))?.toString()).toBe('ab');
    // References without end to the same place: as much as is read, and no more.
    const bomb = Buffer.concat([header(0xffff_ffff), Buffer.alloc(5_000_000, 0xff)]);
    expect(openRtf(bomb)?.length).toBeLessThanOrEqual(2 * 1024 * 1024);
  });

  test('whatever stands in it, it is read to some end', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '\\',
      "\\'e8",
      '\\u233?',
      '\\par ',
      '\\bin5 ',
      '\\*',
      'testo ',
      '\\fonttbl',
      '\\ansicpg99999 ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (all) => {
        expect(typeof plain(all.join(''))).toBe('string');
      }),
      { seed: 3, numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const rtf = openRtf(Buffer.concat([header(500), bytes]));
        expect(typeof rtfToPlain(rtf ?? Buffer.alloc(0))).toBe('string');
      }),
      { seed: 4, numRuns: 300 },
    );
    expect(plain('{'.repeat(1_000_000))).toBe('');
  });
});

describe('[IN1] the words of a rich text', () => {
  test.each([
    [
      'fonts, colours and pictures are none',
      '{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\*\\generator X;}{\\pict 0102ff}Ciao}',
      'Ciao',
    ],
    ['ends of lines and columns', '{\\rtf1 a\\par b\\line c\\tab d\\~e\\_f}', 'a\nb\nc\td\u00a0e-f'],
    ['signs, and what they would mean', '{\\rtf1 \\{x\\} \\\\ \\lquote y\\rquote  \\endash}', '{x} \\ ‘y’ –'],
    ['letters of its code page', "{\\rtf1\\ansicpg1252 perch\\'e9 \\'80}", 'perché €'],
    ['of another one', "{\\rtf1\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}", 'Привет'],
    [
      'letters by their number, with what stands in for them',
      "{\\rtf1\\uc1 \\u8364? \\u-10179?\\u-8704? {\\uc2 \\u233\\'c3\\'a9}\\u232e}",
      '€ 😀 éè',
    ],
    ['binary data is left out', '{\\rtf1 a\\bin4 }{{}b}', 'ab'],
    [
      'of HTML in it, what is shown',
      '{\\rtf1\\fromhtml1{\\*\\htmltag64 <p>}Ciao {\\*\\htmltag84 <b>}Anna\\htmlrtf \\par\\htmlrtf0 }',
      'Ciao Anna\n',
    ],
  ])('%s', (_, rtf, text) => {
    expect(plain(rtf)).toBe(text);
  });
});
