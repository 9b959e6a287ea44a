import { digitsTemplate } from './digit-runs.ts';
import { placeOf } from './find-codes.ts';
import type { Candidate, Scene } from './scene.ts';
import { matchTemplate } from './template.ts';
import { isVatNumber } from './vat.ts';

const vatTemplate = digitsTemplate(11, 11, isVatNumber);

/** VAT numbers: marked, never confidential. */
export function findVatNumbers(scene: Scene): readonly Candidate[] {
  return scene.atoms.flatMap((_, at): readonly Candidate[] => {
    const reading = matchTemplate(scene.atoms, at, vatTemplate);
    return reading === null ? [] : [{ ...placeOf(scene, reading), kind: 'VAT' }];
  });
}
