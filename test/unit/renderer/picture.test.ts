import { expect, test } from 'vitest';
import { pictureSize } from '../../../renderer/features/conversation/picture.ts';

/** Beginnings of files, as their formats have them; what follows is never read. */
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
const png = bytes('89504e470d0a1a0a 0000000d 49484452 00004e20 00003a98 08020000');
const gif = bytes('474946383961 4006 b004 f70000');
const jpeg = bytes('ffd8 ffe0 0010 4a46494600010100000100010000 ffdb 0004 0000 ffc2 0011 08 0bb8 0fa0 03');
const lossy = bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 9001');
const lossless = bytes('52494646 00000000 57454250 5650384c 00000000 2f 7fc26300');
const extended = bytes('52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 8f0100');

test.each([
  ['PNG', png, { width: 20_000, height: 15_000 }],
  ['GIF', gif, { width: 1_600, height: 1_200 }],
  ['JPEG, after other segments', jpeg, { width: 4_000, height: 3_000 }],
  ['WebP, lossy', lossy, { width: 640, height: 400 }],
  ['WebP, lossless', lossless, { width: 640, height: 400 }],
  ['WebP, extended', extended, { width: 640, height: 400 }],
])('%s says how large it is without being decoded', (_name, file, size) => {
  expect(pictureSize(file)).toEqual(size);
});

test.each([
  ['nothing', new Uint8Array()],
  ['a page', bytes('3c68746d6c3e3c2f68746d6c3e3c68746d6c3e3c2f68746d6c3e')],
  ['a PNG that ends early', png.subarray(0, 18)],
  ['a JPEG without a frame', jpeg.subarray(0, 22)],
  ['a JPEG of markers that lead nowhere', bytes('ffd8 0000 0000 0000')],
])('%s has no size', (_name, file) => {
  expect(pictureSize(file)).toBeNull();
});
