import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(path.resolve(import.meta.dirname, '../../../renderer/styles/tokens.css'), 'utf8');
/** What stands in the braces after this selector. */
const block = (selector: string): string => css.split(`  ${selector} {`)[1]?.split('\n  }')[0] ?? '';
const colours = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value,
    ]),
  );
const light = colours(block(':root'));
const dark = { ...light, ...colours(block(":root[data-theme='dark']")) };
const more = colours(block(":root[data-contrast='more']"));
const themes = {
  light: { theme: light, atLeast: 4.5 },
  dark: { theme: dark, atLeast: 4.5 },
  /** WCAG 1.4.6 where more contrast is wished for. */
  'light, more contrast': { theme: { ...light, ...more }, atLeast: 7 },
  'dark, more contrast': {
    theme: { ...dark, ...more, ...colours(block(":root[data-contrast='more'][data-theme='dark']")) },
    atLeast: 7,
  },
};

/** Text over ground, wherever the styles put one on the other (WCAG 1.4.3). */
const texts: Readonly<Record<string, readonly string[]>> = {
  ink: ['paper', 'surface', 'sunken', 'hover', 'accent-soft', 'waiting-soft', 'private-soft', 'guard-soft', 'ok-soft'],
  'ink-2': ['paper', 'surface', 'sunken', 'hover', 'accent-soft', 'waiting-soft', 'private-soft', 'guard-soft'],
  'ink-3': ['paper', 'surface', 'sunken', 'accent-soft'],
  accent: ['surface', 'sunken', 'accent-soft'],
  'on-accent': ['accent', 'accent-strong'],
  private: ['private-soft'],
  waiting: ['waiting-soft', 'sunken', 'surface'],
  guard: ['guard-soft', 'surface', 'accent-soft'],
  ok: ['ok-soft', 'sunken'],
};
/** What has to be seen to be used: borders of fields, focus (WCAG 1.4.11). */
const edges: Readonly<Record<string, readonly string[]>> = {
  edge: ['surface', 'paper'],
  accent: ['surface', 'paper', 'sunken', 'accent-soft'],
};

const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};
const pairs = (table: typeof texts): [string, string][] =>
  Object.entries(table).flatMap(([front, grounds]) => grounds.map((ground): [string, string] => [front, ground]));

describe.each(Object.entries(themes))('%s', (_name, { theme, atLeast }) => {
  test.each(pairs(texts))('text %s on %s has the contrast that this theme promises', (front, ground) => {
    expect(contrast(theme[front] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(atLeast);
  });
  test.each(pairs(edges))('edge %s on %s reaches 3 : 1', (front, ground) => {
    expect(contrast(theme[front] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(3);
  });
});
