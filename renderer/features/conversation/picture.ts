/** Types that the window itself shows; everything else is saved and opened by its own program. No type that can carry script. */
const shownTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
export const isPicture = (type: string): boolean => shownTypes.includes(type);

export const isPdf = (type: string): boolean => type === 'application/pdf';

/** Pixels of a picture that is decoded here: 40 million take 160 MB. A small file can claim far more. */
const MAX_PICTURE_PIXELS = 40_000_000;

export function isSmallEnough(bytes: Uint8Array): boolean {
  const size = pictureSize(bytes);
  return size !== null && size.width * size.height <= MAX_PICTURE_PIXELS;
}

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What the picture says of itself, read without decoding it; null: it doesn't say it where its type should. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return pngSize(view) ?? gifSize(view) ?? webpSize(view) ?? jpegSize(view);
  } catch {
    // it ends before its size
    return null;
  }
}

const pngSize = (view: DataView): PictureSize | null =>
  view.getUint32(0) === 0x89504e47 ? { width: view.getUint32(16), height: view.getUint32(20) } : null;

const gifSize = (view: DataView): PictureSize | null =>
  view.getUint32(0) === 0x47494638 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : null;

/** RIFF with one of three chunks: lossy, lossless, extended. */
function webpSize(view: DataView): PictureSize | null {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return null;
  const chunk = view.getUint32(12);
  const low = (at: number): number => view.getUint16(at, true);
  if (chunk === 0x56503820) return { width: low(26) % 0x4000, height: low(28) % 0x4000 };
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits % 0x4000) + 1, height: (Math.floor(bits / 0x4000) % 0x4000) + 1 };
  }
  const three = (at: number): number => low(at) + view.getUint8(at + 2) * 0x10000;
  return chunk === 0x56503858 ? { width: three(24) + 1, height: three(27) + 1 } : null;
}

/** From marker to marker until the one that starts the frame. */
function jpegSize(view: DataView): PictureSize | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // bytes that fill up to the next marker
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
}
