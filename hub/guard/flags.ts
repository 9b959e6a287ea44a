import type { Association } from '../../shared/guard/context.ts';
import type { Direction } from '../../shared/guard/finding.ts';
import { scan } from '../../shared/guard/scan.ts';
import { type Flag, flagsOfFindings } from '../../shared/model/flag.ts';
import type { Incoming } from '../ports.ts';

/** UTF-16 units of an attached text that are looked at. */
const ATTACHED_TEXT = 20_000;

/**
 * Categories of what is confidential in something that arrived (GU1): subject, text, quoted text, names of attachments and
 * attached plain text. No value leaves this function.
 */
export const flagsOf = (incoming: Incoming, association: Association): readonly Flag[] =>
  flagsIn(textsOf(incoming), association);

/** Categories of what is confidential in a reply (GU4). */
export const flagsOfReply = (text: string, association: Association): readonly Flag[] =>
  flagsIn([text], association, 'out');

export function flagsIn(
  texts: readonly string[],
  association: Association,
  direction: Direction = 'in',
): readonly Flag[] {
  return flagsOfFindings(texts.flatMap((text) => scan(text, { direction, association }).findings));
}

function textsOf({ subject, text, quoted, attachments }: Incoming): readonly string[] {
  const names = attachments.map(({ name }) => name);
  const attached = attachments.filter(({ type }) => type === 'text/plain').map(({ bytes }) => decoded(bytes));
  return [subject, text, quoted ?? '', ...names, ...attached].filter((each) => each !== '');
}

/** No more bytes than the longest encoding of that many units. */
const decoded = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8').decode(bytes.subarray(0, ATTACHED_TEXT * 3)).slice(0, ATTACHED_TEXT);
