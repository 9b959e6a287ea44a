/** As long as nearly every text: read as a whole. */
const LONG_UNITS = 12_000;
const PIECE_UNITS = 3_000;
/** What stands across a cut is whole in the piece behind it: a sentence, and more than any identifier. */
const OVERLAP_UNITS = 400;

/**
 * A text as it is given to the guard. The guard keeps many times the length of what it reads in memory until it has read all of it: what is
 * long is read in pieces, cut between words where there are any.
 */
export function piecesToRead(text: string): readonly string[] {
  if (text.length <= LONG_UNITS) return [text];
  const pieces: string[] = [];
  for (let from = 0; from < text.length;) {
    const end = cutAt(text, from + PIECE_UNITS);
    pieces.push(text.slice(from, end));
    from = end === text.length ? end : cutAt(text, end - OVERLAP_UNITS);
  }
  return pieces;
}

/** There, or at the last blank of the hundred units before. */
function cutAt(text: string, wanted: number): number {
  if (wanted >= text.length) return text.length;
  const blank = Math.max(text.lastIndexOf(' ', wanted), text.lastIndexOf('\n', wanted));
  return blank > wanted - 100 ? blank + 1 : wanted;
}
