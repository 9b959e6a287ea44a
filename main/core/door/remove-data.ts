import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * Deletes a volunteer's database and what was put aside of it, the key file first: from then on nothing can be read, even
 * if the power fails before the rest is gone (SH5).
 */
export function removeData({ keyFile, databaseFile }: { keyFile: string; databaseFile: string }): void {
  const folder = path.dirname(databaseFile);
  const [keys, database] = [path.basename(keyFile), path.basename(databaseFile)];
  const names = readdirSync(folder);
  for (const begins of [keys, database]) {
    for (const name of names.filter((found) => found.startsWith(begins))) {
      rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
}
