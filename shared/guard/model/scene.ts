import { bucket, classHashes, placeOf, type ReadWord } from './features.ts';
import type { Segment } from './segments.ts';

/**
 * Features of a segment as a whole: who is in it (the writer, somebody of theirs, whoever it may be), whether it asks, whether
 * a course or a book is in it; alone, and with each thing that is spoken of. "Are there places for children with allergies?"
 * and "mio figlio ha un'allergia" share the thing and differ in this.
 */
export function sceneOf(words: readonly ReadWord[], { from, to }: Segment): readonly number[] {
  let scene = words[to - 1]!.asks ? asks : 0;
  let told = 0;
  const things = new Set<number>();
  for (let index = from; index < to; index++) {
    const { places, word, told: bits_ } = words[index]!;
    told |= bits_;
    if (whoever.has(word)) scene |= isWhoever;
    for (const place of places) {
      const bit = bits.get(place);
      if (bit === undefined) things.add(place);
      else scene |= bit;
    }
  }
  told &= 0b10111111;
  const asked = told * 2 + (scene & asks);
  const found = [bucket(scene, 0, 12), bucket(asked, 1, 19), bucket(told, 2, 19)];
  for (let bit = 0; bit < 8; bit++) if ((told >> bit) & 1) found.push(bucket(bit, 3, 19));
  for (const place of things) {
    found.push(
      bucket(classHashes[place]!, scene, 13),
      bucket(classHashes[place]!, scene & (asks | isWhoever), 14),
      bucket(classHashes[place]!, asked, 20),
    );
  }
  return found;
}

const asks = 1;
const isWhoever = 2;
/** "they" and "asking" are nearly everywhere and tell nothing; as things they would. */
const bits: ReadonlyMap<number, number> = new Map([
  [placeOf('me'), 4],
  [placeOf('kin'), 8],
  [placeOf('name'), 8],
  [placeOf('role'), 16],
  [placeOf('topic'), 32],
  [placeOf('animal'), 64],
  [placeOf('joke'), 128],
  [placeOf('they'), 0],
  [placeOf('asking'), 0],
]);

const whoever = new Set(
  `chi chiunque qualcuno uno persone gente coloro quanti tutti soci genitori pazienti donne uomini nessuno ognuno si
   anyone anybody someone somebody people those whoever who everyone everybody one women men patients members parents`.split(
    /\s+/,
  ),
);
