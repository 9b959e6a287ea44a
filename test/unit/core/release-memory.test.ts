import { expect, test } from 'vitest';
import { releaseMemory } from '../../../main/core/release-memory.ts';

test('Memory that nothing uses any more is given back', () => {
  let rubbish = Array.from({ length: 300_000 }, (_, n) => ({ n }));
  const before = process.memoryUsage().heapTotal;
  expect(rubbish).toHaveLength(300_000);
  rubbish = [];
  releaseMemory();
  expect(process.memoryUsage().heapTotal).toBeLessThan(before);
});
