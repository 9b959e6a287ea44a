import type { Direction } from '../../shared/guard/finding.ts';
import { scan } from '../../shared/guard/scan.ts';
import type { GuardSettings } from '../../shared/guard/settings.ts';
import { type Flag, flagsOfFindings } from '../../shared/model/flag.ts';
import type { FileBytes, Incoming, IncomingAttachment } from '../ports.ts';
import { piecesToRead } from './long-text.ts';

/** UTF-16 units of an attached text that are looked at. */
const ATTACHED_TEXT = 20_000;

/**
 * Categories of what is confidential in something that arrived (GU1): subject, text, quoted text, names of attachments,
 * attached plain text, and what is read in a mail's HTML (OM2). No value leaves this function.
 */
export const flagsOf = (incoming: Incoming, settings: GuardSettings): readonly Flag[] =>
  flagsIn(textsOf(incoming), settings);

/** Of a file that goes out with a reply: its name, and its text where it is plain (AT3). */
export const flagsOfFile = (file: IncomingAttachment, settings: GuardSettings): readonly Flag[] =>
  flagsIn(textsOfFiles([file]), settings, 'out');

/** With the association's own words and identifiers, as they stand (GU9). */
export function flagsIn(
  texts: readonly string[],
  settings: GuardSettings,
  direction: Direction = 'in',
): readonly Flag[] {
  return flagsOfFindings(
    texts.flatMap(piecesToRead).flatMap((text) => scan(text, { direction, ...settings }).findings),
  );
}

function textsOf({ subject, text, quoted, attachments }: Incoming): readonly string[] {
  return [subject, text, quoted ?? '', ...textsOfFiles(attachments)].filter((each) => each !== '');
}

function textsOfFiles(files: readonly IncomingAttachment[]): readonly string[] {
  const names = files.map(({ name }) => name);
  const plain = files.filter(({ type }) => type === 'text/plain').map(({ bytes }) => decoded(bytes));
  return [...names, ...plain, ...files.flatMap(({ words }) => words ?? [])];
}

/** No more bytes than the longest encoding of that many units. */
const decoded = (bytes: FileBytes): string =>
  new TextDecoder('utf-8').decode(bytes.subarray(0, ATTACHED_TEXT * 3)).slice(0, ATTACHED_TEXT);
