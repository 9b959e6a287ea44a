import { meaningKinds } from '../finding.ts';
import { fromBase64 } from '../text/base64.ts';
import { bucketCount } from './features.ts';
import { packedModel } from './weights.ts';

/** The categories of meaning, in the order of the model's outputs; one more output stands for any of them. */
const [_aboutContacts, ...categories] = meaningKinds;
export const modelCategories = categories;
export type ModelCategory = (typeof modelCategories)[number];

/** Linear weights: `outputCount` a bucket, to be multiplied by `scale`. */
export interface Model {
  readonly weights: Int8Array | Float32Array;
  readonly bias: readonly number[];
  readonly scale: number;
}

/** As stored: gaps between the places of weights that aren't zero (7 bits a byte, low first), each followed by its weight. */
export interface PackedModel {
  readonly trainedOn: string;
  readonly scale: number;
  readonly bias: readonly number[];
  readonly weights: string;
}

export const outputCount = modelCategories.length + 1;

/** The weights in the repository, unpacked at first use. */
export function readModel(): Model {
  read ??= unpackModel(packedModel);
  return read;
}
let read: Model | undefined;

export function unpackModel({ scale, bias, weights }: PackedModel): Model {
  const unpacked = new Int8Array(bucketCount * outputCount);
  const bytes = fromBase64(weights);
  let place = -1;
  for (let at = 0; at < bytes.length; at++) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      gap |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    place += gap;
    unpacked[place] = (bytes[at]! << 24) >> 24;
  }
  return { weights: unpacked, bias, scale };
}
