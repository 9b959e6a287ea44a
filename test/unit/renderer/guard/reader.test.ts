import { expect, test } from 'vitest';
import { markedParts } from '../../../../renderer/guard/marked-parts.ts';
import { flagsOfFindings } from '../../../../shared/model/flag.ts';
import { piecesOf, pieceUnits } from '../../../../renderer/guard/pieces.ts';
import { noGuardSettings } from '../../../../shared/guard/settings.ts';
import { createReader, type FindingsByText } from '../../../../renderer/guard/reader.ts';
import { scan } from '../../../../shared/guard/scan.ts';

const confided = 'Mio figlio è in cura dallo psichiatra. ';
const harmless = 'Il corso comincia lunedì alle diciotto e dura due mesi. ';

interface Bench {
  readonly reader: ReturnType<typeof createReader>;
  readonly read: FindingsByText[];
  /** Runs the timer that waits; how long it waited. */
  step(): number | undefined;
}

function bench(): Bench {
  const waiting: { delayMs: number; run: () => void }[] = [];
  const read: FindingsByText[] = [];
  const timers = {
    after(delayMs: number, run: () => void) {
      const entry = { delayMs, run };
      waiting.push(entry);
      return () => void (waiting.includes(entry) && waiting.splice(waiting.indexOf(entry), 1));
    },
  };
  const reader = createReader({
    scan,
    direction: 'out',
    settings: noGuardSettings,
    timers,
    onRead: (found) => read.push(found),
  });
  const step = (): number | undefined => {
    const next = waiting.shift();
    next?.run();
    return next?.delayMs;
  };
  return { reader, read, step };
}

test('a text is read after the pause, as the guard reads it', () => {
  const { reader, read, step } = bench();
  reader.read([confided], 25);
  expect(step()).toBe(25);
  expect(read).toHaveLength(1);
  expect(read[0]?.get(confided)).toEqual(scan(confided, { direction: 'out' }).findings);
  expect(step()).toBeUndefined();
});

test('the newest text wins, also over one that is being read', () => {
  const { reader, read, step } = bench();
  reader.read([`${harmless.repeat(200)}\n\n${confided.repeat(200)}`], 25);
  step();
  reader.read([confided], 25);
  while (step() !== undefined);
  expect(read.map((found) => [...found.keys()])).toEqual([[confided]]);
});

test('a long text is read in slices, and its marks stand where the words stand', () => {
  const { reader, read, step } = bench();
  const many = (from: number) => Array.from({ length: 100 }, (_, index) => `${from + index} ${harmless}`).join('');
  const text = `${many(0)}\n\n${many(100)}\n\n${confided}\n\n${many(200)}`;
  reader.read([text], 25);
  let slices = 0;
  while (step() !== undefined) slices += 1;
  expect(slices).toBeGreaterThan(3);
  const [finding] = read[0]?.get(text) ?? [];
  expect(text.slice(finding?.start, finding?.end)).toContain('psichiatra');
});

test('pieces are the text, in order, none too long, and a change makes few of them new', () => {
  const text = Array.from({ length: 80 }, (_, index) => `${index} ${harmless.repeat(5)}`).join('\n\n');
  for (const each of [text, harmless.repeat(400), 'x'.repeat(10_000), '', confided]) {
    const pieces = piecesOf(each);
    expect(pieces.map((piece) => piece.text).join('')).toBe(each);
    expect(pieces.every((piece) => piece.text.length <= pieceUnits)).toBe(true);
    for (const piece of pieces) expect(each.startsWith(piece.text, piece.start)).toBe(true);
  }
  const before = new Set(piecesOf(text).map((piece) => piece.text));
  const after = piecesOf(text.replace('40 Il', '40 Anche il')).filter((piece) => !before.has(piece.text));
  expect(after).toHaveLength(1);
});

test('marks that overlap are one, with both categories; contact data is not marked', () => {
  const finding = (kind: 'health' | 'minors' | 'PHONE', start: number, end: number) =>
    ({ kind, start, end, reason: 'guard.reason.health.in', advice: 'guard.advice.health.in' }) as const;
  const findings = [finding('health', 2, 6), finding('minors', 4, 8), finding('PHONE', 0, 1)];
  expect(markedParts('0123456789', findings)).toEqual([
    { start: 0, text: '01', flags: [] },
    { start: 2, text: '234567', flags: ['health', 'minors'] },
    { start: 8, text: '89', flags: [] },
  ]);
  expect(flagsOfFindings(findings)).toEqual(['health', 'minors']);
});
