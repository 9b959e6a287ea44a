/** The window of rows that the core is asked for. Steps, so that scrolling a little asks for nothing new. */
const step = 50;
const windowRows = 150;

/** The offset of the window that has `first` … `last` well inside. */
export function windowOffset(first: number, last: number): number {
  const middle = Math.floor((first + last) / 2);
  return Math.max(0, Math.floor((middle - windowRows / 2) / step + 1) * step);
}

export const windowLimit = windowRows;
