import type { Message } from './model/message.ts';

/** Stands for what was taken out. Always as long, whatever it stands for. */
export const REDACTED = '█'.repeat(8);
/** Shorter values are looked for nowhere else: they would be found in words that have nothing to do with them. */
const MIN_LENGTH_ELSEWHERE = 4;

/** The subject is the contact's, like the first message: it is named with one of the messages that came. */
export const redactedParts = ['text', 'quoted', 'subject'] as const;

/** Where a value stands: UTF-16 units of one of a message's texts, or of the subject, end exclusive. */
export interface Span {
  readonly messageId: string;
  readonly part: (typeof redactedParts)[number];
  readonly start: number;
  readonly end: number;
}

/** The texts of a message, and how often something was taken out of them. */
export type Redactable = Pick<Message, 'id' | 'kind' | 'text' | 'quoted' | 'redactions'>;

/** What people wrote in a conversation. */
export interface Thread<M extends Redactable = Redactable> {
  readonly subject: string;
  readonly messages: readonly M[];
}

/** Null: the message has no such part. */
export function partOf(message: Redactable, subject: string, part: Span['part']): string | null {
  if (part === 'subject') return message.kind === 'incoming' ? subject : null;
  return message[part];
}

/** The words that a span names, or null where it names none that can be taken out. */
export function redactedValue(message: Redactable, subject: string, { part, start, end }: Span): string | null {
  const text = partOf(message, subject, part);
  if (text === null || message.kind === 'system' || start < 0 || end > text.length) return null;
  const value = text.slice(start, end);
  const isWhole = !isInsidePair(text, start) && !isInsidePair(text, end);
  return value.trim() !== '' && isWhole && !value.includes('█') ? value : null;
}

/**
 * Texts of a conversation without the value that a span names: where it stands, and wherever else the same words stand
 * (RD2). The subject, and the messages that change, once each; null where the span names nothing.
 */
export function redacted<M extends Redactable>({ subject, messages }: Thread<M>, span: Span): Thread<M> | null {
  const named = messages.find(({ id }) => id === span.messageId);
  const value = named === undefined ? null : redactedValue(named, subject, span);
  if (value === null) return null;
  const rest = span.part === 'subject' ? covered(subject, span) : subject;
  const changed = messages.flatMap((message) => {
    const texts = message === named ? withoutSpan(message, span) : message;
    const after = {
      text: without(texts.text, value),
      quoted: texts.quoted === null ? null : without(texts.quoted, value),
    };
    // Who looks at the subject looks at the count of the message that it is named with (RD3).
    const isCounted = message === named && span.part === 'subject';
    const isSame = !isCounted && after.text === message.text && after.quoted === message.quoted;
    return isSame ? [] : [{ ...message, ...after, redactions: (message.redactions ?? 0) + 1 }];
  });
  return { subject: without(rest, value), messages: changed };
}

function withoutSpan(message: Redactable, span: Span): Pick<Redactable, 'text' | 'quoted'> {
  const { text, quoted } = message;
  if (span.part === 'subject') return { text, quoted };
  return { text, quoted, [span.part]: covered(message[span.part] ?? '', span) };
}

const covered = (text: string, { start, end }: Span): string => text.slice(0, start) + REDACTED + text.slice(end);

/** Without these words, wherever they are words of their own. */
export function without(text: string, value: string): string {
  const words = value.trim();
  if (words.length < MIN_LENGTH_ELSEWHERE) return text;
  let result = '';
  let from = 0;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
    if (!isWholeWord(text, at, at + words.length)) continue;
    result += text.slice(from, at) + REDACTED;
    from = at + words.length;
  }
  return result + text.slice(from);
}

const isWordCharacter = (text: string): boolean => /^[\p{L}\p{N}]/u.test(text);

/** "Anna" is not taken out of "Annamaria". */
function isWholeWord(text: string, start: number, end: number): boolean {
  const goesOn = (before: string, after: string): boolean => isWordCharacter(before) && isWordCharacter(after);
  return !goesOn(text[start - 1] ?? '', text[start] ?? '') && !goesOn(text[end - 1] ?? '', text[end] ?? '');
}

const isInsidePair = (text: string, at: number): boolean =>
  /[\uD800-\uDBFF]/.test(text[at - 1] ?? '') && /[\uDC00-\uDFFF]/.test(text[at] ?? '');

/** What was taken out of a text, of which only the result is known here. */
export function takenOut(before: string, after: string): readonly string[] {
  const values: string[] = [];
  let at = 0;
  const kept = after.split(REDACTED);
  for (const [index, part] of kept.entries()) {
    const isLast = index === kept.length - 1;
    const found = index === 0 ? 0 : isLast ? before.length - part.length : before.indexOf(part, at);
    if (found < at || !before.startsWith(part, found)) return values;
    if (index > 0) values.push(before.slice(at, found));
    at = found + part.length;
  }
  return values.filter((value) => value.trim() !== '' && !value.includes('█'));
}
