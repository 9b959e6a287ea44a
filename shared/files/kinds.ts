/**
 * What may go with a reply, as far as the device can tell: an extension, and how such files begin. The hub looks at the bytes
 * more closely and has the last word (AT1); what is refused here would be refused there.
 */
interface Kind {
  readonly type: string;
  /** One of these begins the file, read as Latin-1; null: text, without a beginning of its own. */
  readonly beginning: RegExp | null;
}

const office = (name: string): Kind => ({ type: `application/vnd.${name}`, beginning: /^PK\x03\x04/ });
const heic: Kind = { type: 'image/heic', beginning: /^.{4}ftyp/s };
const jpeg: Kind = { type: 'image/jpeg', beginning: /^\xff\xd8\xff/ };
const ogg: Kind = { type: 'audio/ogg', beginning: /^OggS/ };

const kindsByExtension: ReadonlyMap<string, Kind> = new Map([
  ['pdf', { type: 'application/pdf', beginning: /^%PDF/ }],
  ['png', { type: 'image/png', beginning: /^\x89PNG/ }],
  ['jpg', jpeg],
  ['jpeg', jpeg],
  ['gif', { type: 'image/gif', beginning: /^GIF8/ }],
  ['webp', { type: 'image/webp', beginning: /^RIFF.{4}WEBP/s }],
  ['heic', heic],
  ['heif', heic],
  ['docx', office('openxmlformats-officedocument.wordprocessingml.document')],
  ['xlsx', office('openxmlformats-officedocument.spreadsheetml.sheet')],
  ['odt', office('oasis.opendocument.text')],
  ['ods', office('oasis.opendocument.spreadsheet')],
  ['txt', { type: 'text/plain', beginning: null }],
  ['csv', { type: 'text/csv', beginning: null }],
  ['ics', { type: 'text/calendar', beginning: null }],
  ['wav', { type: 'audio/wav', beginning: /^RIFF/ }],
  ['mp3', { type: 'audio/mpeg', beginning: /^(?:ID3|\xff[\xe2-\xfb])/ }],
  ['ogg', ogg],
  ['opus', ogg],
  ['m4a', { type: 'audio/x-m4a', beginning: /^.{4}ftyp/s }],
]);

/** For a file chooser. */
export const acceptedExtensions = [...kindsByExtension.keys()].map((extension) => `.${extension}`).join(',');

const LOOKED_AT_BYTES = 16;
const TEXT_LOOKED_AT_BYTES = 4_096;

/** MIME type, or null where a file of this name that begins like this can't go. */
export function typeOfFile(name: string, bytes: Uint8Array): string | null {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase();
  const kind = kindsByExtension.get(extension ?? '');
  if (kind === undefined || bytes.length === 0) return null;
  if (kind.beginning === null) return hasControls(bytes.subarray(0, TEXT_LOOKED_AT_BYTES)) ? null : kind.type;
  return kind.beginning.test(latin1(bytes.subarray(0, LOOKED_AT_BYTES))) ? kind.type : null;
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const TEXT_CONTROLS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d]);

const hasControls = (bytes: Uint8Array): boolean => bytes.some((byte) => byte < 0x20 && !TEXT_CONTROLS.has(byte));
