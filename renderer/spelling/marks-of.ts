/** A line under a part of a word, from the edge of the field in which it stands, in CSS pixels; not scrolled. */
export interface Mark {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  /** Where the word ends in the text. */
  readonly end: number;
}

/** What decides where a word of a text stands. */
const shaping = [
  'direction',
  'font-family',
  'font-feature-settings',
  'font-kerning',
  'font-size',
  'font-style',
  'font-variation-settings',
  'font-weight',
  'letter-spacing',
  'line-height',
  'overflow-wrap',
  'padding-bottom',
  'padding-left',
  'padding-right',
  'padding-top',
  'tab-size',
  'text-align',
  'text-indent',
  'text-rendering',
  'word-break',
  'word-spacing',
];

/** A field does not say where its words are: they are measured in a box of the same shape that nobody sees. */
export function marksOf(
  field: HTMLTextAreaElement,
  words: readonly { readonly start: number; readonly end: number }[],
): readonly Mark[] {
  if (words.length === 0) return [];
  const box = document.createElement('div');
  const text = document.createTextNode(field.value);
  const style = getComputedStyle(field);
  for (const name of shaping) box.style.setProperty(name, style.getPropertyValue(name));
  Object.assign(box.style, {
    position: 'fixed',
    top: '0',
    left: '0',
    visibility: 'hidden',
    boxSizing: 'border-box',
    width: `${String(field.clientWidth)}px`,
    whiteSpace: 'pre-wrap',
  });
  box.append(text);
  document.body.append(box);
  const from = box.getBoundingClientRect();
  const range = document.createRange();
  const marks = words.flatMap(({ start, end }) => {
    range.setStart(text, start);
    range.setEnd(text, end);
    return [...range.getClientRects()].map(({ left, bottom, width }) => ({
      left: left - from.left + field.clientLeft,
      top: bottom - from.top + field.clientTop,
      width,
      end,
    }));
  });
  box.remove();
  return marks;
}
