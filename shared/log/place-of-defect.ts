/**
 * Where an error was thrown: functions and lines of our own files. Not its message, which may quote what it choked on, and not the
 * folders, which can carry the name of whoever the account belongs to (DG1).
 */
export function framesOfDefect(error: Error, most: number): readonly string[] {
  return (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, most)
    .map((line) => withoutFolders(line.trim()));
}

/** In one line, for a log on a PC. */
export const placeOfDefect = (error: Error): string => framesOfDefect(error, 6).join(' < ');

/** `at open (file:///C:/Users/Somebody/…/core/index.js:12:3)` becomes `at open (index.js:12:3)`. */
const withoutFolders = (frame: string): string =>
  frame.replace(/(^at (?:async )?|\()(?:[a-z]+:)?[^()]*[/\\]([^/\\()]+)\)?$/, (_, before: string, file: string) =>
    before.endsWith('(') ? `${before}${file})` : `${before}${file}`,
  );
