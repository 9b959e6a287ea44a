import type { Storage } from '../../hub/storage/storage.ts';
import { appointments } from './hub-appointments-suite.ts';
import { blobs } from './hub-blobs-suite.ts';
import { movingFeed } from './hub-feed-suite.ts';
import { kept } from './hub-kept-suite.ts';
import { takingPart } from './hub-participants-suite.ts';
import { numbers } from './hub-numbers-suite.ts';

/** Parts of the suite of the hub's storage that are files of their own. */
export function parts(at: { readonly storage: Storage; openAgain(): Promise<Storage> }): void {
  movingFeed(at);
  takingPart(at);
  numbers(at);
  appointments(at);
  blobs(at);
  kept(at);
}
