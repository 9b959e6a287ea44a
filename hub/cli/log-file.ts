import * as fs from 'node:fs';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import type { Clock } from '../../shared/effects.ts';
import { rotatingLines } from '../../shared/log/rotation.ts';

const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** hub.log, hub.log.1 … hub.log.4. */
const KEPT_FILES = 4;

/** The hub's log in its data folder, put aside when it has grown (DG2). */
export function openLogFile(data: string, clock: Clock): DestinationStream {
  const place = { folder: join(data, 'logs'), name: 'hub.log', maxBytes: MAX_FILE_BYTES, keptFiles: KEPT_FILES };
  return { write: rotatingLines({ fs, ...place, now: clock.now() }) };
}
