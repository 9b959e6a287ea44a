import { readFileSync } from 'node:fs';
import { type Association, associationSchema } from '../../../shared/guard/context.ts';

/** The association's own identifiers; nothing without a file; what is wrong otherwise. */
export function readAssociation(file: string | undefined): Association | undefined | string {
  if (file === undefined) return undefined;
  try {
    const parsed = associationSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : `${file}: not the association's identifiers`;
  } catch {
    return `${file}: can't be read as JSON`;
  }
}
