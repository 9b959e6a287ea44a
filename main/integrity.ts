import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Written beside the archive when it is packed (scripts/lib/packaging/sums.cjs): SHA-256 by name. */
const sumsSchema = z.record(z.string(), z.string());

/**
 * The first file of the program that is not as it was packed, or null. Electron looks at its archive on macOS and Windows only, so on Linux
 * this does. It finds what was damaged or changed; whoever may write there may also change this list, which is why only root may.
 *
 * @param folder where the archive lies.
 */
export function changedFile(folder: string): string | null {
  const asArchive = process.noAsar;
  // Electron shows an archive as a folder, unless it is told not to.
  process.noAsar = true;
  try {
    const sums = Object.entries(sumsSchema.parse(JSON.parse(readFileSync(join(folder, SUMS), 'utf8'))));
    if (sums.length === 0) return SUMS;
    return sums.find(([name, sum]) => sumOf(join(folder, name)) !== sum)?.[0] ?? null;
  } catch {
    return SUMS;
  } finally {
    process.noAsar = asArchive;
  }
}

const SUMS = 'sums.json';

function sumOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return null;
  }
}
