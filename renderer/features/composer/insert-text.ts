import { firstUnresolved } from '../../../shared/canned/variables.ts';
import { typeInto } from '../../ui/type-into.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** By way of the editing command, so that Ctrl+Z takes it back; then the first gap is selected, ready to be typed over. */
export function insertText(field: HTMLTextAreaElement, range: Range, text: string): void {
  typeInto(field, range, text);
  selectGap(field);
}

/** The first variable without a value, ready to be typed over. */
export function selectGap(field: HTMLTextAreaElement): void {
  const gap = firstUnresolved(field.value);
  if (gap !== null) requestAnimationFrame(() => field.setSelectionRange(gap.start, gap.end));
}

/** As a paragraph of its own, after what stands there. */
export function appendText(field: HTMLTextAreaElement, text: string): void {
  const { length } = field.value;
  insertText(field, { start: length, end: length }, field.value.trim() === '' ? text : `\n\n${text}`);
}
