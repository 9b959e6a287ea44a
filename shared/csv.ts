/**
 * Tables as text that Italian Excel opens by a double click (RFC 4180; BOM, `;`, CRLF). What is written is read again
 * exactly as it was, whatever is in a cell, and no cell is taken for a formula.
 */
export type CsvDelimiter = ';' | ',' | '\t';

export interface CsvRecord {
  /** Of the file, from 1; a record with line breaks in it has that of its first line. */
  readonly line: number;
  readonly cells: readonly string[];
}

export type CsvProblem = 'stray-quote' | 'open-quote';

export type CsvRead =
  | { readonly isOk: true; readonly delimiter: CsvDelimiter; readonly records: readonly CsvRecord[] }
  | { readonly isOk: false; readonly problem: CsvProblem; readonly line: number };

const BOM = '\uFEFF';

/** One line for each row, each with at least one cell. */
export function writeCsv(rows: readonly (readonly string[])[], delimiter: CsvDelimiter = ';'): string {
  const lines = rows.map((cells) => {
    const written = cells.map((cell) => writtenCell(cell)).join(delimiter);
    // A line without anything on it is no row.
    return written === '' ? '""' : written;
  });
  return `${BOM}${lines.map((line) => `${line}\r\n`).join('')}`;
}

function writtenCell(cell: string): string {
  const plain = looksLikeFormula(cell) ? `'${cell}` : cell;
  return needsQuotes.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Any delimiter, so that whoever reads it guesses right; spaces at the ends, which some programs take away. */
const needsQuotes = /[;,\t"\r\n\uFEFF]|^\s|\s$|^sep=/i;

/** What spreadsheets calculate, also behind spaces, and what is such a text with apostrophes before it; numbers are harmless. */
const looksLikeFormula = (cell: string): boolean =>
  /^'*\s*[=+\-@＝＋－＠]|^'*[\t\r\n]/.test(cell) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(cell);

/** Takes back what `writeCsv` put before a cell, and nothing else. */
const asItWas = (cell: string): string =>
  cell.startsWith("'") && looksLikeFormula(cell.slice(1)) ? cell.slice(1) : cell;

/** Reads `;`, `,` and tabs, with or without BOM, with CRLF or LF; lines without anything on them are left out. */
export function readCsv(text: string): CsvRead {
  const body = text.startsWith(BOM) ? text.slice(1) : text;
  const said = /^sep=([;,\t])(?:\r?\n|$)/i.exec(body);
  const delimiter = (said?.[1] as CsvDelimiter | undefined) ?? guessDelimiter(body);
  const start = { text: body, at: said?.[0].length ?? 0, line: said === null ? 1 : 2 };
  return readRecords(start, delimiter);
}

interface Place {
  readonly text: string;
  at: number;
  line: number;
}

function readRecords(place: Place, delimiter: CsvDelimiter): CsvRead {
  const records: CsvRecord[] = [];
  while (place.at < place.text.length) {
    const { line } = place;
    const isBlank = /^\r?\n/.test(place.text.slice(place.at, place.at + 2));
    const cells: string[] = [];
    do {
      const began = place.line;
      const cell = readCell(place, delimiter);
      if (typeof cell !== 'string') return { isOk: false, problem: cell.problem, line: began };
      cells.push(asItWas(cell));
    } while (passed(place, delimiter));
    if (!isBlank) records.push({ line, cells });
    if (passed(place, '\r\n') || passed(place, '\n')) place.line += 1;
  }
  return { isOk: true, delimiter, records };
}

function passed(place: Place, mark: string): boolean {
  if (!place.text.startsWith(mark, place.at)) return false;
  place.at += mark.length;
  return true;
}

/** The text of a cell, and the place behind it: at a delimiter, at the end of a line, or at the end. */
function readCell(place: Place, delimiter: CsvDelimiter): string | { readonly problem: CsvProblem } {
  if (place.text[place.at] === '"') return readQuoted(place, delimiter);
  const ends = [delimiter, '\r\n', '\n'].map((mark) => place.text.indexOf(mark, place.at)).filter((end) => end !== -1);
  const end = Math.min(...ends, place.text.length);
  const cell = place.text.slice(place.at, end);
  if (cell.includes('"')) return { problem: 'stray-quote' };
  place.at = end;
  return cell;
}

function readQuoted(place: Place, delimiter: CsvDelimiter): string | { readonly problem: CsvProblem } {
  const pattern = /"((?:[^"]|"")*)"/y;
  pattern.lastIndex = place.at;
  const found = pattern.exec(place.text);
  if (found === null) return { problem: 'open-quote' };
  place.at = pattern.lastIndex;
  place.line += found[0].split('\n').length - 1;
  const isEnd = place.at === place.text.length;
  const isClean = isEnd || [delimiter, '\r\n', '\n'].some((mark) => place.text.startsWith(mark, place.at));
  return isClean ? (found[1] ?? '').replaceAll('""', '"') : { problem: 'stray-quote' };
}

/** The one that is most often in the first line, outside quotes. */
function guessDelimiter(text: string): CsvDelimiter {
  const first = /^(?:"(?:[^"]|"")*"|[^"\n])*/.exec(text)?.[0].replaceAll(/"(?:[^"]|"")*"/g, '') ?? '';
  const counted = ([';', ',', '\t'] as const).map((mark) => ({ mark, count: first.split(mark).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.mark ?? ';';
}
