/**
 * A row longer than a page keeps the rest of its bytes in overflow pages, which are never moved and are overwritten when
 * freed. With this many zeros in front, all of the text is there and none in the part that SQLite moves about.
 * Must be at least the page size.
 */
export const PADDING_BYTES = 4096;

export function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.alloc(PADDING_BYTES), bytes]);
}

export function paddedText(text: string): Buffer {
  const stored = Buffer.alloc(PADDING_BYTES + Buffer.byteLength(text));
  stored.write(text, PADDING_BYTES);
  return stored;
}

export const unpadded = (stored: Uint8Array): Uint8Array => stored.subarray(PADDING_BYTES);

/** JSON, the other thing that is stored, begins with no zero. */
export const isPadded = (stored: Uint8Array): boolean => stored[0] === 0;

export const plainText = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('utf8');

export const unpaddedText = (stored: Uint8Array): string => plainText(unpadded(stored));
