interface Range {
  readonly start: number;
  readonly end: number;
}

/** By way of the editing command, so that Ctrl+Z takes it back. */
export function typeInto(field: HTMLTextAreaElement, { start, end }: Range, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  document.execCommand('insertText', false, text);
}
