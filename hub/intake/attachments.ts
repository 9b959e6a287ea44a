import { fileTypeFromBuffer } from 'file-type';
import { MAX_ATTACHMENTS, MAX_ATTACHMENT_BYTES } from '../../shared/protocol/limits.ts';
import type { IncomingAttachment } from '../ports.ts';
import { safeFileName } from './file-names.ts';

export interface OfferedFile {
  readonly name: string | null;
  readonly declaredType: string;
  readonly bytes: Uint8Array;
  readonly contentId?: string | undefined;
}

export interface Examined {
  readonly attachments: readonly IncomingAttachment[];
  readonly refused: readonly ('type' | 'size' | 'count')[];
}

interface Kind {
  readonly type: string;
  readonly extensions: readonly string[];
}

const kind = (type: string, ...extensions: string[]): Kind => ({ type, extensions });
const pdf = kind('application/pdf', 'pdf');
const m4a = kind('audio/mp4', 'm4a');
const gsm = kind('audio/gsm', 'gsm');
const ogg = kind('audio/ogg', 'ogg', 'oga', 'opus');

/** What may come in, by the type that the bytes show. No archives, no programs, nothing that runs when opened. */
const allowedByMagic: ReadonlyMap<string, Kind> = new Map([
  ['application/pdf', pdf],
  ['image/png', kind('image/png', 'png')],
  ['image/apng', kind('image/png', 'png')],
  ['image/jpeg', kind('image/jpeg', 'jpg', 'jpeg')],
  ['image/gif', kind('image/gif', 'gif')],
  ['image/webp', kind('image/webp', 'webp')],
  ['image/heic', kind('image/heic', 'heic', 'heif')],
  ['image/heif', kind('image/heic', 'heic', 'heif')],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    kind('application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'),
  ],
  [
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    kind('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'),
  ],
  ['application/vnd.oasis.opendocument.text', kind('application/vnd.oasis.opendocument.text', 'odt')],
  ['application/vnd.oasis.opendocument.spreadsheet', kind('application/vnd.oasis.opendocument.spreadsheet', 'ods')],
  ['audio/wav', kind('audio/wav', 'wav')],
  ['audio/mpeg', kind('audio/mpeg', 'mp3')],
  ['audio/ogg', ogg],
  ['application/ogg', ogg],
  ['audio/x-m4a', m4a],
  ['audio/mp4', m4a],
  ['audio/amr', kind('audio/amr', 'amr')],
]);

const textKinds: ReadonlyMap<string, Kind> = new Map([
  ['txt', kind('text/plain', 'txt')],
  ['csv', kind('text/csv', 'csv')],
  ['ics', kind('text/calendar', 'ics')],
]);
const textByDeclaredType: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/csv': 'csv',
  'text/calendar': 'ics',
};

/** Sorts files into those that are kept and the reasons for which others are not. */
export async function examineFiles(files: readonly OfferedFile[], maxCount = MAX_ATTACHMENTS): Promise<Examined> {
  const attachments: IncomingAttachment[] = [];
  const refused: ('type' | 'size' | 'count')[] = [];
  for (const file of files) {
    if (file.bytes.length > MAX_ATTACHMENT_BYTES) {
      refused.push('size');
      continue;
    }
    const found = await kindOf(file);
    if (found === null) refused.push('type');
    else if (attachments.length >= maxCount) refused.push('count');
    else attachments.push(kept(file, found));
  }
  return { attachments, refused };
}

const kept = ({ name, bytes, contentId }: OfferedFile, { type, extensions }: Kind): IncomingAttachment => ({
  name: safeFileName(name, extensions),
  type,
  bytes,
  ...(contentId === undefined ? {} : { contentId }),
});

async function kindOf(file: OfferedFile): Promise<Kind | null> {
  const magic = await magicType(file.bytes);
  if (magic !== null) return allowedByMagic.get(magic) ?? null;
  const extension = /\.([a-z0-9]{1,5})$/i.exec(file.name ?? '')?.[1]?.toLowerCase();
  if (extension === 'gsm') return isGsm(file.bytes) ? gsm : null;
  const textKind = textKinds.get(extension ?? textByDeclaredType[file.declaredType] ?? '');
  return textKind !== undefined && isPlainText(file.bytes) ? textKind : null;
}

/** How the kinds that may come in begin. Nothing else is given to the detector: what it never sees can't harm it. */
const BEGINNINGS = /^(?:%PDF|\x89PNG|\xff\xd8\xff|GIF8|RIFF|PK|OggS|#!AMR|ID3|\xff[\xe2-\xfb]|.{4}ftyp)/s;

/** Null: no magic bytes of a kind that may come in. */
async function magicType(bytes: Uint8Array): Promise<string | null> {
  if (!BEGINNINGS.test(Buffer.from(bytes.subarray(0, 12)).toString('latin1'))) return null;
  try {
    const found = await fileTypeFromBuffer(bytes);
    return found === undefined ? null : (found.mime.split(';')[0] ?? null);
  } catch {
    return 'application/octet-stream';
  }
}

/** Full-rate GSM has no head: frames of 33 bytes, each of which begins with the digit 0xD (RFC 3551, 4.5.8.1). */
function isGsm(bytes: Uint8Array): boolean {
  const FRAME = 33;
  if (bytes.length === 0 || bytes.length % FRAME !== 0) return false;
  for (let at = 0; at < bytes.length; at += FRAME) if ((bytes[at] ?? 0) >> 4 !== 0xd) return false;
  return true;
}

/** Text without control characters that no program would run or render. */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const controls = bytes.some(
    (byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c,
  );
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1').trimStart();
  return !controls && !/^(?:#!|<\?(?:xml|php)|<!doctype|<html|<script|<svg|%!ps|mz|\x7felf)/i.test(start);
}
