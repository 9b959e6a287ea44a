import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { privateWaysIn } from '../../../renderer/guard/private-ways.ts';

export interface PrivateWaysFloor {
  readonly lang: 'it' | 'en';
  /** Phrases that lead past the association, and how many of them are warned about at the least. */
  readonly past: number;
  readonly found: number;
  /** Phrases that do not, and how many of them are warned about at the most. */
  readonly others: number;
  readonly alarms: number;
}

/** The file holds phrases under `# it` and `# en`: `+` leads past the association, `-` does not. */
export function expectPrivateWays(file: string, floor: PrivateWaysFloor): void {
  const phrases = phrasesIn(readFileSync(file, 'utf8'), floor.lang);
  const past = phrases.filter((line) => line.startsWith('+ '));
  const others = phrases.filter((line) => line.startsWith('- '));
  expect(past).toHaveLength(floor.past);
  expect(others).toHaveLength(floor.others);
  expect(warnedAmong(past)).toBeGreaterThanOrEqual(floor.found);
  expect(warnedAmong(others)).toBeLessThanOrEqual(floor.alarms);
}

const phrasesIn = (text: string, lang: 'it' | 'en'): readonly string[] =>
  text
    .split(/^# /mu)
    .filter((section) => section.startsWith(`${lang}\n`))
    .flatMap((section) => section.split('\n'));

const warnedAmong = (lines: readonly string[]): number =>
  lines.filter((line) => privateWaysIn(line.slice(2)).length > 0).length;
