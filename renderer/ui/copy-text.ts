/** By way of the editing command: every permission, the clipboard's too, is refused to the window. */
export function copyText(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}
