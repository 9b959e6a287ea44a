import type { Candidate, Scene } from './scene.ts';
import { isVatNumber } from './vat.ts';

const written = /(?<!\d)\d(?:[ ._-]?\d){10}(?!\d)/g;

/** `020 7946 0123`: as telephones are grouped in Britain. */
const likePhone = /^0\d{2} \d{4} \d{4}$|^0\d{3} \d{3} \d{4}$|^0\d{4} \d{6}$/;
const named = /\b(?:p ?\.? ?iva|partita iva|vat|cod\w*|fiscale)\b[^\n]{0,12}$/;

/** VAT numbers: marked, never confidential. */
export function findVatNumbers(scene: Scene): readonly Candidate[] {
  const { lower } = scene;
  return scene
    .matchesOf(written)
    .filter(({ 0: text }) => isVatNumber(text.replaceAll(/\D/g, '')))
    .filter(({ 0: text, index }) => !likePhone.test(text) || named.test(lower.slice(Math.max(0, index - 30), index)))
    .map(({ 0: text, index }) => ({ start: index, end: index + text.length, kind: 'VAT' }));
}
