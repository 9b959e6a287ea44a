import { readFileSync } from 'node:fs';
import { releaseSchema, type Release } from '../../shared/update/release.ts';

/** Null: a development tree, or a package whose file can't be trusted to say what it is. */
export function readRelease(file: string): Release | null {
  try {
    return releaseSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
