import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const CHUNK = 8 * 1024 * 1024;

/**
 * How often a text occurs in the memory of a running process, as UTF-8 and as UTF-16LE (V8 keeps both kinds of strings).
 * Reads /proc, so Linux only, and needs the right to trace the process.
 */
export function occurrencesInMemory(pid: number, text: string): number {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return readableRanges(pid).reduce((sum, range) => sum + occurrencesInRange(memory, range, needles), 0);
  } finally {
    closeSync(memory);
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function readableRanges(pid: number): Range[] {
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+\s*(?!.*\[v(var|syscall))/.exec(line) ?? [];
    return start === undefined || end === undefined
      ? []
      : [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }];
  });
}

function occurrencesInRange(memory: number, range: Range, needles: readonly Buffer[]): number {
  const overlap = Math.max(...needles.map((needle) => needle.length)) - 1;
  let found = 0;
  for (let at = range.start; at < range.end; at += CHUNK) {
    const wanted = Math.min(CHUNK + overlap, range.end - at);
    const chunk = readOrNothing(memory, at, wanted);
    for (const needle of needles) found += count(chunk, needle);
  }
  return found;
}

/** Pages can vanish between listing and reading. */
function readOrNothing(memory: number, at: number, length: number): Buffer {
  const chunk = Buffer.alloc(length);
  try {
    return chunk.subarray(0, readSync(memory, chunk, 0, length, at));
  } catch {
    return chunk.subarray(0, 0);
  }
}

function count(haystack: Buffer, needle: Buffer): number {
  let found = 0;
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + 1)) found += 1;
  return found;
}
