import { TextDecoder } from 'node:util';

/** Groups that are no text of the document (RTF 1.9.1, "Destinations"). What begins with `\*` is none either. */
const ASIDE = new Set(
  (
    'fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr footerf footnote ' +
    'listtable listoverridetable rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl fldinst bkmkstart bkmkend ' +
    'filetbl revtbl private template nonshppict shppict'
  ).split(' '),
);
const SIGNS: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  row: '\n',
  sect: '\n',
  page: '\n',
  tab: '\t',
  cell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
};
const SYMBOLS: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '-',
  '{': '{',
  '}': '}',
  '\\': '\\',
  '\n': '\n',
  '\r': '\n',
};
const MAX_DEPTH = 500;
/** A word with its number, a byte, a symbol, a group's edge, or letters. */
const TOKEN = /\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n\\]/gis;

interface Group {
  readonly isAside: boolean;
  /** Letters that stand behind each `\u` for programs that don't know it. */
  readonly fallback: number;
}

/** The words of a rich text, without how they look. Whatever is broken in it costs no more than what comes after. */
export function rtfToPlain(rtf: Buffer): string {
  const reader = createReader();
  const text = rtf.toString('latin1');
  const tokens = new RegExp(TOKEN);
  for (let found = tokens.exec(text); found !== null && !reader.isTooDeep(); found = tokens.exec(text)) {
    const [, word, number, hex, symbol, edge, letters] = found;
    if (edge !== undefined) reader.edge(edge);
    else if (word === 'bin') tokens.lastIndex += Math.max(0, Number(number ?? 0));
    else if (word !== undefined) reader.word(word.toLowerCase(), number === undefined ? null : Number(number));
    else if (hex !== undefined) reader.byte(Number.parseInt(hex, 16));
    else if (symbol !== undefined) reader.symbol(symbol);
    else if (letters !== undefined) for (const letter of letters) reader.byte(letter.charCodeAt(0));
  }
  return reader.text();
}

function createReader() {
  const outer: Group[] = [];
  let group: Group = { isAside: false, fallback: 1 };
  let decoder = new TextDecoder('windows-1252');
  let skipped = 0;
  let bytes: number[] = [];
  let out = '';
  const flush = (): void => {
    if (bytes.length > 0) out += decoder.decode(Uint8Array.from(bytes));
    bytes = [];
  };
  const say = (text: string): void => {
    if (group.isAside) return;
    flush();
    out += text;
  };
  return {
    edge(edge: string): void {
      skipped = 0;
      if (edge === '{') outer.push(group);
      else group = outer.pop() ?? group;
    },
    word(word: string, number: number | null): void {
      if (word === 'u' && number !== null) {
        say(String.fromCharCode(number & 0xffff));
        skipped = group.fallback;
      } else if (word === 'uc') group = { ...group, fallback: Math.min(Math.max(number ?? 1, 0), 16) };
      else if (word === 'ansicpg') {
        flush();
        decoder = decoderOf(number ?? 0);
      } else if (ASIDE.has(word)) group = { ...group, isAside: true };
      else if (SIGNS[word] !== undefined) say(SIGNS[word]);
    },
    symbol(symbol: string): void {
      if (symbol === '*') group = { ...group, isAside: true };
      else say(SYMBOLS[symbol] ?? '');
    },
    byte(byte: number): void {
      if (skipped > 0) skipped -= 1;
      else if (!group.isAside) bytes.push(byte);
    },
    isTooDeep: (): boolean => outer.length > MAX_DEPTH,
    text(): string {
      flush();
      return out;
    },
  };
}

function decoderOf(codePage: number): TextDecoder {
  try {
    return new TextDecoder(codePage === 65_001 ? 'utf-8' : codePage === 932 ? 'shift_jis' : `windows-${codePage}`);
  } catch {
    return new TextDecoder('windows-1252');
  }
}
