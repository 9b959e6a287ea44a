import { expect, test } from 'vitest';
import { trayMenu, type TrayState, trayTip } from '../../../main/tray/menu.ts';
import { trayPicture } from '../../../main/tray/picture.ts';

const own: TrayState = { language: 'it', isShared: false, isTaken: true, waiting: 3, mine: 1 };
const pixelAt = (picture: Buffer, size: number, [x, y]: readonly [number, number]): number[] => [
  ...picture.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
];

test('[NT5] the tray tells how much is new and nothing else, on a shared PC not even whose', () => {
  expect(trayTip(own)).toBe('Sportello: 3 da prendere, 1 in attesa di una tua risposta');
  expect(trayTip({ ...own, isShared: true })).toBe('Sportello: 4 da guardare');
  expect(trayTip({ ...own, language: 'en', isShared: true })).toBe('Sportello: 4 to look at');
  expect(trayTip({ ...own, waiting: 0, mine: 0 })).toBe('Sportello');
});

test('[NT5] it offers what whoever sits there can do, and to anybody else only to open and to quit', () => {
  const actions = (state: TrayState) => trayMenu(state).flatMap((line) => (line === null ? [] : [line.action]));
  expect(actions(own)).toEqual(['open', 'next', 'quiet-hour', 'quiet-tomorrow', 'resume', 'lock', 'quit']);
  expect(actions({ ...own, isTaken: false })).toEqual(['open', 'quit']);
  expect(trayMenu({ ...own, language: 'en' }).map((line) => line?.label)).toContain('Take the next one');
});

test.each([16, 22, 48])(
  '[NT5] its picture of %i pixels is round at its corners, and another one for each count',
  (size) => {
    const none = trayPicture(size, 0);
    expect(none.length).toBe(size * size * 4);
    expect(pixelAt(none, size, [0, 0])).toEqual([0, 0, 0, 0]);
    expect(pixelAt(none, size, [Math.floor(size / 2), Math.floor(size / 2)])).toEqual([248, 250, 251, 255]);
    const different = new Set(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => trayPicture(size, count).toString('hex')),
    );
    expect(different.size).toBe(11);
    expect(trayPicture(size, 10).equals(trayPicture(size, 400))).toBe(true);
  },
);
