/** Rich text as Outlook packs it ([MS-OXRTFCP]). */
const HEADER_BYTES = 16;
const COMPRESSED = 0x75_46_5a_4c;
const UNCOMPRESSED = 0x41_4c_45_4d;
/** What lies in the dictionary before the first byte comes out (2.1.2.1). */
const BEGINNING =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const DICTIONARY_BYTES = 4_096;
/** As much as is read of any text; a reference of two bytes makes up to seventeen, so that little could promise much. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Its bytes, or as many as are there of what was cut off; null: it is none. */
export function openRtf(packed: Buffer): Buffer | null {
  if (packed.length < HEADER_BYTES) return null;
  const [rawBytes, kind] = [packed.readUInt32LE(4), packed.readUInt32LE(8)];
  const limit = Math.min(rawBytes, MAX_BYTES);
  if (kind === UNCOMPRESSED) return packed.subarray(HEADER_BYTES, HEADER_BYTES + limit);
  return kind === COMPRESSED ? unpack(packed.subarray(HEADER_BYTES), limit) : null;
}

function unpack(packed: Buffer, limit: number): Buffer {
  const dictionary = Buffer.alloc(DICTIONARY_BYTES);
  let place = dictionary.write(BEGINNING, 'latin1');
  const out = Buffer.alloc(limit);
  let length = 0;
  const put = (byte: number): void => {
    dictionary[place] = byte;
    place = (place + 1) % DICTIONARY_BYTES;
    if (length < limit) out[length++] = byte;
  };
  for (let at = 0; at < packed.length && length < limit;) {
    const flags = packed[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < packed.length; bit += 1) {
      if ((flags & (1 << bit)) === 0) {
        put(packed[at++] ?? 0);
        continue;
      }
      if (at + 2 > packed.length) return out.subarray(0, length);
      const reference = packed.readUInt16BE(at);
      at += 2;
      const from = reference >> 4;
      // A reference to where the next byte goes is the end.
      if (from === place) return out.subarray(0, length);
      for (let step = 0; step < (reference & 0xf) + 2; step += 1)
        put(dictionary[(from + step) % DICTIONARY_BYTES] ?? 0);
    }
  }
  return out.subarray(0, length);
}
