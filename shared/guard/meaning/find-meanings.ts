import type { ScanContext } from '../context.ts';
import type { Match } from '../finding.ts';

/** What the text says of somebody, by category. */
export function findMeanings(_text: string, _context: ScanContext): readonly Match[] {
  return [];
}
