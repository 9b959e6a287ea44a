import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const CHUNK = 8 * 1024 * 1024;

/**
 * How often a text occurs in the memory of a running process, as UTF-8 and as UTF-16LE (V8 keeps both kinds of strings).
 * Reads /proc, so Linux only, and needs the right to trace the process.
 */
export const occurrencesInMemory = (pid: number, text: string): number => countsInMemory(pid, [text])[0] ?? 0;

/** The same for several texts: the memory is gone through once, which takes seconds on a busy machine. */
export function countsInMemory(pid: number, texts: readonly string[]): number[] {
  const needles = texts.map((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  const counts = texts.map(() => 0);
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const range of readableRanges(pid)) addOccurrences(memory, range, { needles, counts });
    return counts;
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

interface Search {
  /** Of each text, both kinds. */
  readonly needles: readonly (readonly Buffer[])[];
  readonly counts: number[];
}

function addOccurrences(memory: number, range: Range, { needles, counts }: Search): void {
  const longest = Math.max(...needles.flat().map((needle) => needle.length));
  for (let at = range.start; at < range.end; at += CHUNK) {
    const chunk = readOrNothing(memory, at, Math.min(CHUNK + longest - 1, range.end - at));
    for (const [index, kinds] of needles.entries()) {
      for (const needle of kinds) {
        // What begins in the overlap is found in the next chunk.
        const found = count(chunk.subarray(0, CHUNK + needle.length - 1), needle);
        counts[index] = (counts[index] ?? 0) + found;
      }
    }
  }
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
