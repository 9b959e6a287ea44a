import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import type { Log } from './log.ts';

const MAX_FILE_BYTES = 1024 * 1024;
/** Older ones are overwritten: core.log, core.log.1 … core.log.4. */
const KEPT_FILES = 4;

/** JSON lines in a file that is put aside when it has grown; without a file nothing is written. */
export function openFileLog(file: string | null, { maxBytes = MAX_FILE_BYTES } = {}): Log {
  if (file === null) return () => undefined;
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write: rotating(file, maxBytes) });
  return (event) => logger.info(event);
}

/** A log that can't be written must not stop the work. */
function rotating(file: string, maxBytes: number): (line: string) => void {
  let sizeBytes = existsSync(file) ? statSync(file).size : 0;
  return (line) => {
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      if (sizeBytes + line.length > maxBytes) {
        rotate(file);
        sizeBytes = 0;
      }
      appendFileSync(file, line);
      sizeBytes += line.length;
    } catch {
      // disk full or no right to write: said by the database first
    }
  };
}

function rotate(file: string): void {
  for (let number = KEPT_FILES; number >= 1; number -= 1) {
    const older = number === 1 ? file : `${file}.${number - 1}`;
    if (existsSync(older)) renameSync(older, `${file}.${number}`);
  }
}
