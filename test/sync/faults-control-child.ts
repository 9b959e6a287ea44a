import { fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The least program that stores what it is sent: writes a line, syncs it, answers. Started by faults-control.ts. */
const file = openSync(join(process.argv[2] ?? '', 'lines'), 'a');
process.on('message', (line) => {
  writeSync(file, `${String(line)}\n`);
  fsyncSync(file);
  process.send?.(line);
});
