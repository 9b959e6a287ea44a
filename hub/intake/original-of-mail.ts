import { MAX_ORIGINAL_BYTES, ORIGINAL_TYPE } from '../../shared/model/message.ts';
import type { IncomingAttachment } from '../ports.ts';
import { cut } from './clean-text.ts';

/** UTF-16 units of what a person reads in the HTML: as much of it as the guard reads of a message. */
export const MAX_ORIGINAL_WORDS = 60_000;

/** Nothing but paragraphs and line breaks says no more than the text does. */
const SHOWS_MORE = /<(?:a|b|blockquote|font|h[1-6]|i|em|img|li|strong|table|u)\b/i;

/** The HTML of a mail as it came (OM1); null: there is none, it shows no more than the text, or it is too long. */
export function originalOfMail(html: string, words: string): IncomingAttachment | null {
  // No text has fewer bytes than units: what is far too long is not encoded first.
  if (html.length > MAX_ORIGINAL_BYTES || !SHOWS_MORE.test(html)) return null;
  const bytes = Buffer.from(html, 'utf8');
  if (bytes.length > MAX_ORIGINAL_BYTES) return null;
  return { name: 'messaggio.html', type: ORIGINAL_TYPE, bytes, words: cut(words, MAX_ORIGINAL_WORDS) };
}
