/** How the samples of a WAV file are encoded, by the tag of its `fmt ` chunk (RFC 2361). */
const encodings: Readonly<Record<number, 'pcm' | 'float' | 'a-law' | 'mu-law' | 'gsm'>> = {
  0x0001: 'pcm',
  0x0003: 'float',
  0x0006: 'a-law',
  0x0007: 'mu-law',
  0x0031: 'gsm',
};
const EXTENSIBLE = 0xfffe;
/** Of an extensible one, the tag begins the sub-format (WAVEFORMATEXTENSIBLE). */
const SUB_FORMAT_AT = 24;
const CHUNK_HEAD = 8;
const FIRST_CHUNK_AT = 12;
/** A file with more chunks before its samples is none that a switchboard wrote. */
const MAX_CHUNKS = 64;

export type WavEncoding = (typeof encodings)[number] | 'unknown';

/** Null: no WAV file. */
export function wavEncoding(bytes: Uint8Array): WavEncoding | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FIRST_CHUNK_AT || tagAt(view, 0) !== 'RIFF' || tagAt(view, 8) !== 'WAVE') return null;
  let at = FIRST_CHUNK_AT;
  for (let chunk = 0; chunk < MAX_CHUNKS && at + CHUNK_HEAD + 2 <= bytes.length; chunk += 1) {
    if (tagAt(view, at) === 'fmt ') return encodings[formatTag(view, at + CHUNK_HEAD)] ?? 'unknown';
    const size = view.getUint32(at + 4, true);
    // Chunks begin at even places.
    at += CHUNK_HEAD + size + (size % 2);
  }
  return 'unknown';
}

/** Whether a browser plays it: what GSM or AMR made has first to be converted. */
export function isPlayable(type: string, bytes: Uint8Array): boolean {
  if (!type.startsWith('audio/') || type === 'audio/gsm' || type === 'audio/amr') return false;
  const encoding = wavEncoding(bytes);
  return encoding !== 'gsm' && encoding !== 'unknown';
}

function formatTag(view: DataView, at: number): number {
  const tag = view.getUint16(at, true);
  const hasSubFormat = tag === EXTENSIBLE && at + SUB_FORMAT_AT + 2 <= view.byteLength;
  return hasSubFormat ? view.getUint16(at + SUB_FORMAT_AT, true) : tag;
}

const tagAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
