import * as fs from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { allowedFields } from '../../shared/log/allowed-fields.ts';
import { rotatingLines } from '../../shared/log/rotation.ts';
import type { Log } from './log.ts';

const MAX_FILE_BYTES = 1024 * 1024;
/** Older ones are overwritten: core.log, core.log.1 … core.log.4. */
const KEPT_FILES = 4;

interface FileLogOptions {
  readonly maxBytes?: number;
  readonly now?: number;
}

/** JSON lines in a file that is put aside when it has grown; without a file nothing is written. */
export function openFileLog(file: string | null, { maxBytes = MAX_FILE_BYTES, now = 0 }: FileLogOptions = {}): Log {
  if (file === null) return () => undefined;
  const place = { folder: path.dirname(file), name: path.basename(file), keptFiles: KEPT_FILES };
  const write = rotatingLines({ fs, ...place, maxBytes, now });
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  return (event) => logger.info(allowedFields(event));
}
