import type { ScanContext } from '../context.ts';
import type { Match } from '../finding.ts';

/** Values by structure and check digits; contact data; somebody else's contact data. */
export function findIdentifiers(_text: string, _context: ScanContext): readonly Match[] {
  return [];
}
