import { z } from 'zod';
import type { Direction } from './finding.ts';
import type { OwnWords } from './own-words.ts';

const identifiers = z.array(z.string()).optional();

/** The association's own public identifiers, which are never confidential, in whatever way they are written. */
export const associationSchema = z.object({
  name: z.string().optional(),
  phones: identifiers,
  emails: identifiers,
  addresses: identifiers,
  tax_codes: identifiers,
  ibans: identifiers,
});
export type Association = z.infer<typeof associationSchema>;

export interface ScanContext extends OwnWords {
  /** A hint; anything but `en` is read as Italian first. Both languages are always looked for. */
  readonly lang?: string | undefined;
  /** Anything but `out` is incoming. */
  readonly direction?: Direction | undefined;
  readonly association?: Association | undefined;
}
