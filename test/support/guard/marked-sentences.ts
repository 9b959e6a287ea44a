import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Direction, Match } from '../../../shared/guard/finding.ts';

export interface MarkedSentence {
  readonly text: string;
  readonly direction: Direction;
  /** What must be found. */
  readonly marks: readonly Match[];
}

const fixtures = path.resolve(import.meta.dirname, '../../fixtures/guard');

export const readFixture = (name: string): string => readFileSync(path.join(fixtures, name), 'utf8');

/** `la password è ⟦CREDENTIAL:gatto12⟧` */
export function readMarkedSentences(name: string): readonly MarkedSentence[] {
  return readFixture(name)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(readMarkedSentence);
}

export function readMarkedSentence(line: string): MarkedSentence {
  const direction = line.startsWith('>') ? 'out' : 'in';
  const marks: Match[] = [];
  let text = '';
  const parts = line
    .replace(/^>/, '')
    .replaceAll(String.raw`\n`, '\n')
    .split(/[⟦⟧]/);
  for (const [i, part] of parts.entries()) {
    const colon = part.indexOf(':');
    const value = i % 2 === 0 ? part : part.slice(colon + 1);
    if (i % 2 === 1) {
      const kind = part.slice(0, colon) as Match['kind'];
      marks.push({ kind, start: text.length, end: text.length + value.length });
    }
    text += value;
  }
  return { text, direction, marks };
}
