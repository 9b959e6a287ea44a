import type { Candidate, Scene } from './scene.ts';
import { isVatNumber } from './vat.ts';

const written = /(?<!\d)\d(?:[ ._-]?\d){10}(?!\d)/g;

/** VAT numbers: marked, never confidential. */
export function findVatNumbers({ lower }: Scene): readonly Candidate[] {
  return [...lower.matchAll(written)]
    .filter(({ 0: text }) => isVatNumber(text.replaceAll(/\D/g, '')))
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length, kind: 'VAT' }));
}
