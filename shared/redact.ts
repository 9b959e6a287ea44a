import type { Message } from './model/message.ts';

/** Stands for what was taken out. Always as long, whatever it stands for. */
export const REDACTED = '█'.repeat(8);
/** Shorter values are looked for nowhere else: they would be found in words that have nothing to do with them. */
const MIN_LENGTH_ELSEWHERE = 4;

export const redactedParts = ['text', 'quoted'] as const;

/** Where a value stands: UTF-16 units of one of a message's texts, end exclusive. */
export interface Span {
  readonly messageId: string;
  readonly part: (typeof redactedParts)[number];
  readonly start: number;
  readonly end: number;
}

/** The texts of a message, and how often something was taken out of them. */
export type Redactable = Pick<Message, 'id' | 'kind' | 'text' | 'quoted' | 'redactions'>;

/** The words that a span names, or null where it names none that can be taken out. */
export function redactedValue(message: Redactable, { part, start, end }: Span): string | null {
  const text = message[part];
  if (text === null || message.kind === 'system' || start < 0 || end > text.length) return null;
  const value = text.slice(start, end);
  const isWhole = !isInsidePair(text, start) && !isInsidePair(text, end);
  return value.trim() !== '' && isWhole && !value.includes('█') ? value : null;
}

/**
 * Texts of a conversation's messages without the value that a span names: where it stands, and wherever else the same words
 * stand (RD2). Those that change, once each; null where the span names nothing.
 */
export function redacted<M extends Redactable>(messages: readonly M[], span: Span): readonly M[] | null {
  const named = messages.find(({ id }) => id === span.messageId);
  const value = named === undefined ? null : redactedValue(named, span);
  if (value === null) return null;
  return messages.flatMap((message) => {
    const texts = message === named ? withoutSpan(message, span) : message;
    const after = {
      text: without(texts.text, value),
      quoted: texts.quoted === null ? null : without(texts.quoted, value),
    };
    const isSame = after.text === message.text && after.quoted === message.quoted;
    return isSame ? [] : [{ ...message, ...after, redactions: (message.redactions ?? 0) + 1 }];
  });
}

function withoutSpan(message: Redactable, { part, start, end }: Span): Pick<Redactable, 'text' | 'quoted'> {
  const text = message[part] ?? '';
  return { text: message.text, quoted: message.quoted, [part]: text.slice(0, start) + REDACTED + text.slice(end) };
}

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
