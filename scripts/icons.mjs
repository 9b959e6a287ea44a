// Packs the drawn sizes (build/icons/) into what Windows and macOS read, so that no packager has to fetch a tool for it.
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './lib/project.mjs';

/** @param {number} size in pixels */
const png = (size) => readFileSync(inRoot('build', 'icons', `${size}x${size}.png`));

writeFileSync(inRoot('build', 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]));
writeFileSync(
  inRoot('build', 'icon.icns'),
  // Kind and size, also those for screens of twice the density (https://en.wikipedia.org/wiki/Apple_Icon_Image_format).
  icns({ icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic11: 32, ic12: 64, ic13: 256, ic14: 512 }),
);

/** A list of pictures, then the pictures as PNG (Windows Vista and later). @param {number[]} sizes */
function ico(sizes) {
  const pictures = sizes.map(png);
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2); // an icon, not a cursor
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index;
    const size = sizes[index] % 256; // 256 is written as 0
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4); // planes
    head.writeUInt16LE(32, at + 6); // bits of a pixel
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}

/** @param {Record<string, number>} kinds */
function icns(kinds) {
  const parts = Object.entries(kinds).map(([kind, size]) => chunk(kind, png(size)));
  return chunk('icns', Buffer.concat(parts));
}

/** @param {string} kind four letters @param {Buffer} content */
function chunk(kind, content) {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}
