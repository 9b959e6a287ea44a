import { cleanLine } from './clean-text.ts';

const MAX_NAME_LENGTH = 120;
/** Device names that Windows gives no file (Microsoft: "Naming Files, Paths, and Namespaces"). */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name that every system can store, that hides nothing, and whose ending fits what the file is. */
export function safeFileName(name: string | null, extensions: readonly string[]): string {
  const preferred = extensions[0] ?? 'bin';
  const plain = cleanLine(name ?? '', 255)
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const { stem, extension } = splitName(plain === '' ? `allegato.${preferred}` : plain);
  const fits = extensions.includes(extension.toLowerCase());
  const whole = fits ? `${shorten(stem)}.${extension}` : `${shorten(plain === '' ? stem : plain)}.${preferred}`;
  return RESERVED.test(whole) ? `_${whole}` : whole;
}

function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? { stem: name, extension: '' } : { stem: name.slice(0, dot), extension: name.slice(dot + 1) };
}

const shorten = (stem: string) => cleanLine(stem, MAX_NAME_LENGTH);
