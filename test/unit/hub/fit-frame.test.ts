import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitFrame } from '../../../hub/fit-frame.ts';
import { MAX_INCOMING_TEXT } from '../../../shared/model/message.ts';
import { MAX_FRAME_BYTES } from '../../../shared/protocol/limits.ts';

test('Ordinary text stays as it is, with line ends and tabs', () => {
  expect(fitFrame('Città\n\tperché 👍', 'citato')).toEqual({ text: 'Città\n\tperché 👍', quoted: 'citato' });
});

test('Control characters go, half letters are replaced, text is cut at the limit', () => {
  expect(fitFrame('a\u0000b\u001bc\u007f', null).text).toBe('abc');
  expect(fitFrame(`${'x'.repeat(MAX_INCOMING_TEXT - 1)}👍`, null).text).toBe(
    `${'x'.repeat(MAX_INCOMING_TEXT - 1)}\uFFFD`,
  );
});

test('[FE9] Any text and quoted text fit one frame together', () => {
  const units = fc.constantFrom('a', '"', '\\', '\n', '\u2028', '€', '漢', '👍', '\ud800', '\u0001');
  fc.assert(
    fc.property(units, units, (one, other) => {
      const { text, quoted } = fitFrame(one.repeat(MAX_INCOMING_TEXT), other.repeat(MAX_INCOMING_TEXT));
      expect(Buffer.byteLength(JSON.stringify({ text, quoted }))).toBeLessThan(MAX_FRAME_BYTES - 30 * 1024);
      expect(text.length).toBeLessThanOrEqual(MAX_INCOMING_TEXT);
    }),
    { seed: 7, numRuns: 100 },
  );
});
