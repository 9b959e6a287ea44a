import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categoryOf, findingKinds } from '../../../shared/guard/finding.ts';
import { scan } from '../../../shared/guard/scan.ts';

test('every kind belongs to one category, and no two kinds share their keys', () => {
  expect(findingKinds.map(categoryOf)).toContain('id_document');
  expect(new Set(findingKinds.map((kind) => kind.toLowerCase())).size).toBe(findingKinds.length);
});

test('any text has a verdict, with findings inside it and in its order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { findings } = scan(text);
      for (const [i, { start, end }] of findings.entries()) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(start).toBeGreaterThanOrEqual(findings[i - 1]?.start ?? 0);
      }
    }),
  );
});
