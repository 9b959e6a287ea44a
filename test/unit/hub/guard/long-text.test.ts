import { expect, test } from 'vitest';
import { flagsIn } from '../../../../hub/guard/flags.ts';
import { piecesToRead } from '../../../../hub/guard/long-text.ts';
import { noGuardSettings } from '../../../../shared/guard/settings.ts';

test('[GU11] a text as long as nearly all is read as a whole', () => {
  expect(piecesToRead('a '.repeat(6_000))).toEqual(['a '.repeat(6_000)]);
});

test('[GU11] a long one is read in short pieces, of which each begins before the one ahead of it has ended', () => {
  const words = Array.from({ length: 9_000 }, (_, index) => index.toString(36).padStart(4, '0'));
  for (const between of ['', ' ', '\n']) {
    const text = words.join(between);
    const pieces = piecesToRead(text);
    expect(pieces.every((piece) => piece.length <= 3_000)).toBe(true);
    let end = 0;
    for (const piece of pieces) {
      const start = text.indexOf(piece, Math.max(0, end - 600));
      expect(start).toBeLessThanOrEqual(Math.max(0, end - 300));
      end = start + piece.length;
    }
    expect(end).toBe(text.length);
  }
});

test.each(['IT60X0542811101000000123456', 'Soffro di depressione e sono in cura da due anni.'])(
  '[GU11] wherever something confidential stands in it, it is found: %s',
  (confidential) => {
    const filling = 'Le scrivo per la gita di domenica, alla quale veniamo in tre. '.repeat(250);
    expect(flagsIn([filling], noGuardSettings)).toEqual([]);
    for (let at = 2_000; at < 6_000; at += 61) {
      const text = `${filling.slice(0, at)} ${confidential} ${filling.slice(at)}`;
      expect([at, flagsIn([text], noGuardSettings).length]).toEqual([at, 1]);
    }
  },
  60_000,
);
