import { describe, expect, test } from 'vitest';
import { isContactKind } from '../../../shared/guard/finding.ts';
import { scan } from '../../../shared/guard/scan.ts';
import { association } from '../../support/guard/association.ts';
import { readMarkedSentences } from '../../support/guard/marked-sentences.ts';

/** Which kinds a fixture is about: others may be found besides. */
const isIdentifier = (kind: string): boolean => kind === kind.toUpperCase() || kind === 'third_party_contact';

describe.each([
  'codes.txt',
  'documents.txt',
  'credentials.txt',
  'contacts.txt',
  'mixed.txt',
  'more-credentials.txt',
  'more-codes.txt',
  'families.txt',
  'whose-contact.txt',
  'identifiers-again.txt',
  'identifiers-later.txt',
  'secrets-told.txt',
  'secrets-fresh.txt',
  'references.txt',
])('%s', (file) => {
  test.each(readMarkedSentences(file))('$direction: $text', ({ text, direction, marks }) => {
    const found = scan(text, { direction, association }).findings.filter(({ kind }) => isIdentifier(kind));
    const unexpected = found.filter(
      ({ kind, start, end }) => !isContactKind(kind) && !marks.some((mark) => mark.start < end && start < mark.end),
    );
    expect(unexpected).toEqual([]);
    for (const mark of marks) {
      const hits = found.filter(({ kind, start, end }) => kind === mark.kind && start < mark.end && mark.start < end);
      expect(hits.map(({ kind }) => kind)).toContain(mark.kind);
      const covered = Math.min(mark.end, hits.at(-1)?.end ?? 0) - Math.max(mark.start, hits[0]?.start ?? 0);
      expect(covered / (mark.end - mark.start)).toBeGreaterThan(0.8);
    }
  });
});
