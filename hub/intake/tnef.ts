import { openRtf } from './compressed-rtf.ts';
import type { MailPart } from './read-mail.ts';
import { rtfToPlain } from './rtf-to-plain.ts';

/** What Outlook packed into a `winmail.dat` ([MS-OXTNEF]). */
export interface Winmail {
  readonly text: string;
  readonly files: readonly MailPart[];
}

const SIGNATURE = 0x22_3e_9f_78;
const HEADER_BYTES = 6;
/** Level, id and length before the data of an attribute; a checksum follows it. */
const ATTRIBUTE_HEAD_BYTES = 9;
const CHECKSUM_BYTES = 2;
const ATT_BODY = 0x800c;
const ATT_ATTACH_TITLE = 0x8010;
const ATT_ATTACH_DATA = 0x800f;
const ATT_ATTACH_RENDERING = 0x9002;
const ATT_MESSAGE_PROPS = 0x9003;
const ATT_ATTACH_PROPS = 0x9005;
const MAX_FILES = 100;

export const isWinmail = ({ name, declaredType }: MailPart): boolean =>
  /^application\/(?:vnd\.)?ms-tnef$/.test(declaredType) || /^winmail\.dat$/i.test(name ?? '');

/** Null when it is not what its name says, or cut off: then nothing of it can be opened. */
export function openWinmail(bytes: Uint8Array): Winmail | null {
  try {
    return read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    return null;
  }
}

interface OpenFile {
  title: string | null;
  longName: string | null;
  bytes: Buffer | null;
}

function read(data: Buffer): Winmail | null {
  if (data.length < HEADER_BYTES || data.readUInt32LE(0) !== SIGNATURE) return null;
  const files: OpenFile[] = [];
  let text = '';
  for (const { id, value } of attributesOf(data)) {
    const file = files.at(-1);
    if (id === ATT_ATTACH_RENDERING && files.length < MAX_FILES)
      files.push({ title: null, longName: null, bytes: null });
    else if (id === ATT_BODY) text = ansi(value);
    else if (id === ATT_MESSAGE_PROPS) text = bodyIn(value) || text || richTextIn(value);
    else if (file !== undefined && id === ATT_ATTACH_TITLE) file.title = ansi(value);
    else if (file !== undefined && id === ATT_ATTACH_DATA) file.bytes = value;
    else if (file !== undefined && id === ATT_ATTACH_PROPS) file.longName = longNameIn(value);
  }
  return { text: text.trim(), files: files.flatMap(partOf) };
}

function* attributesOf(data: Buffer): Generator<{ readonly id: number; readonly value: Buffer }> {
  let at = HEADER_BYTES;
  while (at + ATTRIBUTE_HEAD_BYTES <= data.length) {
    const length = data.readUInt32LE(at + 5);
    const start = at + ATTRIBUTE_HEAD_BYTES;
    if (start + length > data.length) throw new Error('cut off');
    yield { id: data.readUInt16LE(at + 1), value: data.subarray(start, start + length) };
    at = start + length + CHECKSUM_BYTES;
  }
}

function partOf({ title, longName, bytes }: OpenFile): MailPart[] {
  const name = longName || title;
  return bytes === null ? [] : [{ name, declaredType: 'application/octet-stream', bytes }];
}

// Properties ([MS-OXTNEF] 2.1.3.4): type, id, perhaps a name, then the value, padded to four bytes.
const PR_BODY = 0x1000;
const PR_RTF_COMPRESSED = 0x1009;
const PR_ATTACH_LONG_FILENAME = 0x3707;
const PT_STRING8 = 0x1e;
const PT_UNICODE = 0x1f;
const PT_OBJECT = 0x0d;
const PT_BINARY = 0x102;
const MULTIPLE = 0x1000;
/** Bytes of a value of fixed length, padding included. */
const FIXED: Readonly<Record<number, number>> = {
  0x01: 4,
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
const NAMED_FROM = 0x8000;
const MAX_PROPERTIES = 2_000;

const bodyIn = (value: Buffer): string => stringProperty(value, PR_BODY);
const longNameIn = (value: Buffer): string => stringProperty(value, PR_ATTACH_LONG_FILENAME);

/** What Outlook sends as its own rich text and as nothing else. */
function richTextIn(data: Buffer): string {
  const found = property(data, PR_RTF_COMPRESSED);
  const rtf = found?.type === PT_BINARY ? openRtf(found.value) : null;
  return rtf === null ? '' : rtfToPlain(rtf);
}

/** The text of one property; an empty string when it is not there, or comes behind something that can't be read. */
function stringProperty(data: Buffer, wanted: number): string {
  const found = property(data, wanted);
  if (found?.type === PT_UNICODE) return found.value.toString('utf16le').replace(/\0+$/, '');
  return found?.type === PT_STRING8 ? ansi(found.value) : '';
}

interface Property {
  readonly type: number;
  readonly value: Buffer;
}

function property(data: Buffer, wanted: number): Property | null {
  const cursor = { at: 4 };
  const count = Math.min(data.readUInt32LE(0), MAX_PROPERTIES);
  for (let index = 0; index < count; index++) {
    const type = data.readUInt16LE(cursor.at);
    const id = data.readUInt16LE(cursor.at + 2);
    cursor.at += 4;
    if (id >= NAMED_FROM) skipName(data, cursor);
    const values = valuesOf(data, cursor, type);
    if (values === null) return null;
    if (id === wanted) return { type, value: values[0] ?? Buffer.alloc(0) };
  }
  return null;
}

function skipName(data: Buffer, cursor: { at: number }): void {
  const isText = data.readUInt32LE(cursor.at + 16) === 1;
  cursor.at += 20;
  cursor.at += isText ? 4 + padded(data.readUInt32LE(cursor.at)) : 4;
}

function valuesOf(data: Buffer, cursor: { at: number }, type: number): readonly Buffer[] | null {
  const single = type & ~MULTIPLE;
  const isCounted = single === PT_STRING8 || single === PT_UNICODE || single === PT_BINARY || single === PT_OBJECT;
  const hasCount = isCounted || (type & MULTIPLE) !== 0;
  const count = hasCount ? data.readUInt32LE(cursor.at) : 1;
  if (hasCount) cursor.at += 4;
  if (count > MAX_PROPERTIES) return null;
  const values: Buffer[] = [];
  for (let index = 0; index < count; index++) {
    const length = isCounted ? data.readUInt32LE(cursor.at) : FIXED[single];
    if (length === undefined) return null;
    if (isCounted) cursor.at += 4;
    values.push(data.subarray(cursor.at, cursor.at + length));
    cursor.at += padded(length);
  }
  return values;
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** Windows-1252, which is what Western Outlooks mean; clean-text.ts puts the rest of that table right. */
const ansi = (value: Buffer): string => value.toString('latin1').replace(/\0+$/, '');
