import type { Timers } from '../../shared/effects.ts';
import type { Direction, Finding } from '../../shared/guard/finding.ts';
import type { GuardSettings } from '../../shared/guard/settings.ts';
import type { Scan } from './guard.ts';
import { type Piece, piecesOf, pieceUnits } from './pieces.ts';

export type FindingsByText = ReadonlyMap<string, readonly Finding[]>;

interface Reading {
  readonly scan: Scan;
  readonly direction: Direction;
  /** The association's own words and identifiers. */
  readonly settings: GuardSettings;
  readonly timers: Timers;
  readonly onRead: (findings: FindingsByText) => void;
}

/**
 * Reads texts with the guard, a slice at a time, between which the window does everything else. What it found in a piece is
 * known as long as the piece is among the texts: nothing is kept beyond what is on screen.
 */
export interface Reader {
  /** After `delayMs`, these and only these; a reading that is under way is given up. */
  read(texts: readonly string[], delayMs: number): void;
  stop(): void;
}

export function createReader({ scan, direction, settings, timers, onRead }: Reading): Reader {
  let known = new Map<string, readonly Finding[]>();
  let cancel = (): void => undefined;

  const readOn = (texts: readonly string[], wanted: readonly string[]): void => {
    let units = 0;
    let next = wanted.findIndex((text) => !known.has(text));
    for (; next !== -1 && next < wanted.length && units < pieceUnits; next += 1) {
      const text = wanted[next] ?? '';
      if (known.has(text)) continue;
      known.set(text, scan(text, { direction, ...settings }).findings);
      units += text.length;
    }
    if (next !== -1 && next < wanted.length) {
      cancel = timers.after(0, () => readOn(texts, wanted));
      return;
    }
    known = new Map(wanted.map((text) => [text, known.get(text) ?? []]));
    onRead(new Map(texts.map((text) => [text, piecesOf(text).flatMap((piece) => moved(piece, known))])));
  };

  return {
    read(texts, delayMs) {
      cancel();
      cancel = timers.after(delayMs, () => {
        const wanted = [...new Set(texts.flatMap((text) => piecesOf(text).map((piece) => piece.text)))];
        readOn(texts, wanted);
      });
    },
    stop: () => cancel(),
  };
}

const moved = ({ start, text }: Piece, known: FindingsByText): readonly Finding[] =>
  (known.get(text) ?? []).map((finding) => ({ ...finding, start: finding.start + start, end: finding.end + start }));
