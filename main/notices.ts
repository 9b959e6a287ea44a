import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences of what the program is made of, and Chromium's; from the package's own files, without a network. */
export function readNotices(): string {
  const file = join(process.resourcesPath, 'THIRD-PARTY-NOTICES.txt');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
