import type { Model, PackedModel } from '../../../shared/guard/model/model.ts';

/** Of the weights, by size, this share is told apart; the few that are larger are cut. */
const tellingShare = 0.9999;
const steps = 127;

export function packModel({ weights, bias }: Model, trainedOn: string): PackedModel {
  const sizes = Array.from(weights, Math.abs)
    .filter((size) => size > 0)
    .sort((a, b) => a - b);
  const scale = (sizes[Math.floor(sizes.length * tellingShare)] ?? 1) / steps;
  const bytes: number[] = [];
  let last = -1;
  for (const [place, weight] of weights.entries()) {
    const rounded = Math.max(-steps, Math.min(steps, Math.round(weight / scale)));
    if (rounded === 0) continue;
    for (let gap = place - last; ; gap >>>= 7) {
      if (gap < 0x80) {
        bytes.push(gap);
        break;
      }
      bytes.push((gap & 0x7f) | 0x80);
    }
    bytes.push(rounded & 0xff);
    last = place;
  }
  return {
    trainedOn,
    scale: Number(scale.toPrecision(6)),
    // Short enough for one line of the file.
    bias: bias.map((value) => Number(value.toPrecision(3))),
    weights: Buffer.from(bytes).toString('base64'),
  };
}

export const sourceOf = ({ trainedOn, scale, bias, weights }: PackedModel): string =>
  `// Written by npm run guard:train.
import type { PackedModel } from './model.ts';

export const packedModel: PackedModel = {
  trainedOn: '${trainedOn}',
  scale: ${scale},
  bias: [${bias.join(', ')}],
  weights:
    '${weights}',
};
`;
