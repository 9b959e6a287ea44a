import { inflateSync } from 'node:zlib';

/** The text of a PDF as Chromium writes it, in the order in which it was painted: enough to see what stands before what. */
export function textOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
      if (unicode !== undefined) fonts.set(name, lettersOf(objects.get(unicode)?.stream ?? ''));
    }
  }
  return [...objects.values()]
    .flatMap(({ stream }) => (/ Tf\b/.test(stream) ? [shownIn(stream, fonts)] : []))
    .join('\n');
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const text = pdf.toString('latin1');
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const start = /stream\r?\n/.exec(body);
    const head = start === null ? body : body.slice(0, start.index);
    const bytes = start === null ? '' : body.slice(start.index + start[0].length);
    const isPacked = head.includes('FlateDecode') && !head.includes('/Subtype /Image');
    objects.set(id, { head, stream: isPacked ? unpacked(Buffer.from(bytes, 'latin1')) : '' });
  }
  return objects;
}

function unpacked(bytes: Buffer): string {
  try {
    return inflateSync(bytes, { finishFlush: 2 }).toString('latin1');
  } catch {
    return '';
  }
}

const lettersIn = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function lettersOf(cmap: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  for (const [, part = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', to = ''] of part.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(Number.parseInt(glyph, 16), lettersIn(to));
  for (const [, part = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', first = ''] of part.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (
        let glyph = Number.parseInt(from, 16), at = Number.parseInt(first, 16);
        glyph <= Number.parseInt(to, 16);
        glyph += 1, at += 1
      )
        letters.set(glyph, String.fromCodePoint(at));
  return letters;
}

function shownIn(stream: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let letters: ReadonlyMap<number, string> = new Map();
  let text = '';
  for (const [, font, hex, end] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|(\bET\b)/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? letters;
    if (end !== undefined) text += '\n';
    for (let at = 0; at < (hex ?? '').length; at += 4)
      text += letters.get(Number.parseInt(hex?.slice(at, at + 4) ?? '', 16)) ?? '';
  }
  return text;
}
