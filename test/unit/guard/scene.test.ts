import { describe, expect, test } from 'vitest';
import { createScene } from '../../../shared/guard/identifiers/scene.ts';

const text = 'Il pin è 4821, la parola è pin; pinpin: PIN.';

describe('places of a pattern', () => {
  test.each([[/\bpin\b/g], [/pin/g], [/x*/g], [/(?=pin)/g], [/manca/g]])('%s: those that matchAll finds', (label) => {
    const scene = createScene(text, {});
    const all = [...scene.lower.matchAll(label)].map(({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
    }));
    expect(scene.placesOf(label)).toEqual(all);
    // Also where another text was looked through in between, and left the pattern somewhere.
    createScene('pin', {}).placesOf(label);
    expect(createScene(text, {}).placesOf(label)).toEqual(all);
  });

  test('one that finds only the first is refused, as it would never end', () => {
    expect(() => createScene(text, {}).placesOf(/pin/)).toThrow(TypeError);
  });
});
