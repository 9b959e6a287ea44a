/** A text up to this length is read at once; a longer one in pieces, so that a key or a frame never waits for all of it. */
export const pieceUnits = 3_000;

export interface Piece {
  readonly start: number;
  readonly text: string;
}

/**
 * A long text cut between paragraphs, so that a change makes one piece new and the others are known already. What has no
 * paragraphs is cut at the end of a line, of a sentence or of a word.
 */
export function piecesOf(text: string): readonly Piece[] {
  if (text.length <= pieceUnits) return [{ start: 0, text }];
  const pieces: Piece[] = [];
  for (let start = 0; start < text.length;) {
    const end = endOf(text, start);
    pieces.push({ start, text: text.slice(start, end) });
    start = end;
  }
  return pieces;
}

function endOf(text: string, start: number): number {
  const limit = Math.min(text.length, start + pieceUnits);
  const paragraph = text.indexOf('\n\n', start);
  if (paragraph !== -1 && paragraph + 2 <= limit) return paragraph + 2;
  if (limit === text.length) return limit;
  for (const mark of ['\n', '. ', ' ']) {
    const at = text.lastIndexOf(mark, limit - mark.length);
    if (at > start) return at + mark.length;
  }
  return limit;
}
