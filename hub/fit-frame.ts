import { MAX_INCOMING_TEXT } from '../shared/model/message.ts';
import { MAX_FRAME_BYTES } from '../shared/protocol/limits.ts';

/** Left in a frame for everything around the text: conversation, attachments' names, JSON. */
const AROUND_BYTES = 40 * 1024;

/**
 * Text of a message that always fits one frame: without the control characters that JSON spells in six bytes, at most
 * `MAX_INCOMING_TEXT` units. Of text in scripts that need three bytes a unit, the quoted part gives way.
 */
export function fitFrame(text: string, quoted: string | null): { text: string; quoted: string | null } {
  const fitted = wellFormed(clean(text).slice(0, MAX_INCOMING_TEXT));
  if (quoted === null) return { text: fitted, quoted: null };
  let older = wellFormed(clean(quoted).slice(0, MAX_INCOMING_TEXT));
  const room = MAX_FRAME_BYTES - AROUND_BYTES - jsonBytes(fitted);
  while (older !== '' && jsonBytes(older) > room) older = wellFormed(older.slice(0, Math.floor(older.length / 2)));
  return { text: fitted, quoted: older === '' ? null : older };
}

/** Without what no screen shows and not every database holds (PostgreSQL has no NUL): control characters, half pairs. */
export const plainText = (text: string): string => wellFormed(clean(text));

const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '');

const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text));

/** Half of a surrogate pair, as cutting leaves it, is no text. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
