import { expect, test } from 'vitest';

test('everything outside Electron runs on the Node that the project brings', () => {
  expect(Number(process.versions.node.split('.')[0])).toBe(24);
});
