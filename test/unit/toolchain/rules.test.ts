import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

interface Rules {
  rulesIn(specification: string): string[];
  rulesTestedIn(source: string): string[];
  compare(rules: string[], tested: string[]): object;
}

// A plain script, without types of its own.
const { compare, rulesIn, rulesTestedIn } = createRequire(import.meta.url)('../../../scripts/check-rules.mjs') as Rules;

test('rules are read from the specification, and from the beginning of test titles', () => {
  expect(rulesIn('# x\n- **AB1** first\n- **AB2** second, see CD3\n  **AB9** not a rule')).toEqual(['AB1', 'AB2']);
  const open = '[';
  expect(rulesTestedIn(`test('${open}AB1] a', f); it(\`${open}AB2][AB3] b\`, f); test('not ${open}AB4]', f)`)).toEqual([
    'AB1',
    'AB2',
    'AB3',
  ]);
});

test('a rule without a test, a test without a rule and a doubled rule are found', () => {
  expect(compare(['AB1', 'AB2', 'AB2'], ['AB1', 'AB7'])).toEqual({
    untested: ['AB2', 'AB2'],
    unknown: ['AB7'],
    repeated: ['AB2'],
  });
});
