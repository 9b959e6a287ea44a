import { describe, expect, test } from 'vitest';
import { clockOf, isAllPlayed, peaksOf, recordingsOf } from '../../../renderer/features/conversation/recording.ts';

const played = (...stretches: readonly (readonly [number, number])[]) => ({
  length: stretches.length,
  start: (index: number) => stretches[index]?.[0] ?? 0,
  end: (index: number) => stretches[index]?.[1] ?? 0,
});

describe('[VM6] heard is what was played from beginning to end', () => {
  test.each<readonly [string, readonly (readonly [number, number])[], boolean]>([
    ['nothing', [], false],
    ['two seconds', [[0, 2]], false],
    ['all but the last second', [[0, 29]], false],
    [
      'a jump to the end',
      [
        [0, 1],
        [29, 30],
      ],
      false,
    ],
    ['all', [[0, 30]], true],
    ['all, with what a decoder leaves out', [[0.05, 29.9]], true],
    [
      'all, in another order',
      [
        [0, 12],
        [12, 30],
      ],
      true,
    ],
    [
      'all but a word in the middle',
      [
        [0, 14],
        [14.6, 30],
      ],
      false,
    ],
    ['beyond the end', [[0, 31]], true],
  ])('%s', (_what, stretches, isAll) => {
    expect(isAllPlayed(played(...stretches), 30)).toBe(isAll);
  });

  test('of something short a quarter at most may be missing; what has no length is never heard', () => {
    expect(isAllPlayed(played([0, 0.2]), 0.4)).toBe(false);
    expect(isAllPlayed(played([0, 0.35]), 0.4)).toBe(true);
    for (const length of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(isAllPlayed(played([0, 10]), length)).toBe(false);
  });
});

test('peaks are as loud as the loudest sample of their stretch, the loudest is 1, silence stays silent', () => {
  expect(peaksOf(new Float32Array([0, 0.1, -0.5, 0.2, 0.25, 0]), 3)).toEqual([
    expect.closeTo(0.2),
    1,
    expect.closeTo(0.5),
  ]);
  expect(peaksOf(new Float32Array(4), 2)).toEqual([0, 0]);
  expect(peaksOf(new Float32Array(), 2)).toEqual([0, 0]);
  expect(peaksOf(new Float32Array([1]), 3)).toHaveLength(3);
});

test('[VM5] the copy that plays stands for the recording that does not; other files are no recordings', () => {
  const file = (name: string, type: string) => ({ id: name, name, type, sizeBytes: 1 });
  const names = (...files: ReturnType<typeof file>[]) => recordingsOf(files).map(({ name }) => name);
  const [wav, gsm, copy] = [
    file('a.wav', 'audio/wav'),
    file('msg0000.gsm', 'audio/gsm'),
    file('msg0000-ascolto.wav', 'audio/wav'),
  ];
  expect(names(wav, gsm, copy, file('x.pdf', 'application/pdf'))).toEqual(['a.wav', 'msg0000-ascolto.wav']);
  expect(names(gsm)).toEqual(['msg0000.gsm']);
});

test.each([
  [0, '0:00'],
  [65.9, '1:05'],
  [600, '10:00'],
])('%d seconds are %s', (seconds, text) => {
  expect(clockOf(seconds)).toBe(text);
});
