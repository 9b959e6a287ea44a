import { expect, test } from 'vitest';
import { ariaShortcuts, capsOf, definitionOf, isSingle, keyIds } from '../../../renderer/keys/registry.ts';

const presses = keyIds.flatMap((id) => definitionOf(id).presses.map((press) => ({ id, press })));

test('no key is Ctrl+Alt: that is AltGr on Windows, which Italian layouts need for @ # [ ] { } €', () => {
  expect(presses.filter(({ press }) => /Control/.test(press) && /Alt/.test(press))).toEqual([]);
});

test('no key needs a character that Italian layouts have under AltGr only', () => {
  expect(presses.filter(({ press }) => /[@#[\]{}€`~]$/.test(press))).toEqual([]);
});

test('no press means two things', () => {
  const acting = presses.filter(({ id }) => !definitionOf(id).local).map(({ press }) => press);
  expect(new Set(acting).size).toBe(acting.length);
});

test('everything that acts on a case can be reached without single keys, by a chord or a button with a name', () => {
  for (const id of ['claim', 'reply', 'note', 'transfer', 'next', 'previous', 'search', 'help'] as const) {
    expect(definitionOf(id).presses.some((press) => !isSingle(press))).toBe(true);
  }
});

test('a single key prints a character and has no Ctrl or Alt', () => {
  expect(['j', 'Shift+c', '[Shift]+/', '[Shift]+?'].map(isSingle)).toEqual([true, true, true, true]);
  expect(['Control+k', 'Alt+ArrowDown', 'Escape', 'F6'].map(isSingle)).toEqual([false, false, false, false]);
});

test('keys are written as on the keyboard', () => {
  expect(capsOf('Control+Shift+p')).toEqual(['Ctrl', '⇧', 'P']);
  expect(capsOf('[Shift]+/')).toEqual(['/']);
  expect(capsOf('Alt+ArrowDown')).toEqual(['Alt', '↓']);
  expect(capsOf('Control+NumpadAdd')).toEqual(['Ctrl', 'Num +']);
  expect(ariaShortcuts(definitionOf('help').presses)).toBe('? F1');
});
