import type { Contact } from '../../shared/model/conversation.ts';
import { cleanLine } from './clean-text.ts';
import { first, type Mail } from './read-mail.ts';

/** What a switchboard tells of a call. */
export interface Call {
  readonly contact: Contact;
  readonly subject: string;
  /** The key that the caller pressed, or the mailbox that it led to; null: none. */
  readonly key: string | null;
}

export interface CallMail {
  readonly subject: string;
  /** The mail's own words; what they are is in `docs/voicemail.md`. */
  readonly text: string;
  readonly recipients: readonly string[];
  readonly fileNames: readonly string[];
  readonly headers: Mail['headers'];
}

/** Characters of the text that are looked at: a switchboard's is a few lines. */
const MAX_TEXT = 2_000;

/** Reads what Asterisk, FreePBX, 3CX, Grandstream and others write about a message that was left. */
export function callFromMail(mail: CallMail): Call {
  const lines = [cleanLine(mail.subject, 500), ...mail.text.slice(0, MAX_TEXT).split('\n').map(oneLine)];
  const told = [callerFromHeaders(mail.headers), callerFromLines(lines), callerFromFile(mail.fileNames)];
  return callOf({
    phone: told.map(({ phone }) => phone).find((phone) => phone !== null) ?? null,
    name: told.map(({ name }) => name).find((name) => name !== null) ?? null,
    key: keyFromRecipients(mail.recipients) ?? keyFromLines(lines),
  });
}

export interface Caller {
  readonly name: string | null;
  readonly phone: string | null;
}

export function callOf({ name, phone, key }: Caller & { readonly key: string | null }): Call {
  return {
    contact: { name: cleanLine(name ?? phone ?? HIDDEN, 200), email: null, phone },
    subject: phone === null ? 'Messaggio vocale' : `Messaggio vocale da ${phone}`,
    key,
  };
}

const HIDDEN = 'Numero nascosto';

const oneLine = (line: string): string => cleanLine(line, 500);

/** Asterisk says it in headers of its own (app_voicemail). */
function callerFromHeaders(headers: Mail['headers']): Caller {
  const phone = digitsOf(first(headers, 'x-asterisk-callerid'));
  return { phone, name: nameOf(first(headers, 'x-asterisk-calleridname'), phone) };
}

const QUOTED = String.raw`["“«']([^"”»']{1,80})["”»']`;
/** Digits with the marks that people put between them. */
const NUMBER = String.raw`((?:\+|00)?\d(?:[\s./-]?\d){4,15})`;
const FROM = String.raw`\b(?:from|by|caller(?: ?id)?|da(?:l|lla)?|chiamante|mittente|numero)\b\s*:?\s*`;

/** Places where a caller stands, the most telling first; the first group of each is what its name says. */
const callers: readonly (readonly [RegExp, 'name-number' | 'number-name'])[] = [
  [new RegExp(`${FROM}${QUOTED}\\s*[<(]?\\s*${NUMBER}`, 'i'), 'name-number'],
  [new RegExp(`${FROM}([^\\d<>()"]{2,80}?)\\s*[<(]\\s*${NUMBER}\\s*[>)]`, 'i'), 'name-number'],
  [new RegExp(`${FROM}${NUMBER}\\s*[<(]\\s*([^<>()\\d][^<>()]{1,79})[>)]`, 'i'), 'number-name'],
  [new RegExp(`${FROM}()${NUMBER}`, 'i'), 'name-number'],
];

/** Dates, times and the mailbox have digits too. */
const NO_NUMBER =
  /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b(?:mailbox|casella|extension|interno)\s*[:#]?\s*\d+/gi;

function callerFromLines(lines: readonly string[]): Caller {
  const plain = lines.map((line) => line.replace(NO_NUMBER, ' ').replace(KEY_IN_BRACKETS, ' '));
  for (const line of plain) {
    for (const [pattern, order] of callers) {
      const found = pattern.exec(line);
      if (found === null) continue;
      const [name, number] = order === 'name-number' ? [found[1], found[2]] : [found[2], found[1]];
      const phone = digitsOf(number ?? '');
      return { phone, name: nameOf(name ?? '', phone) };
    }
  }
  const [subject = ''] = plain;
  const phone = digitsOf(new RegExp(NUMBER).exec(subject.replace(KEY, ' '))?.[0] ?? '');
  return { phone, name: nameOf(new RegExp(QUOTED).exec(subject)?.[1] ?? '', phone) };
}

/** 3CX names its recordings `vmail_CALLER_EXTENSION_DATE.wav`. */
function callerFromFile(names: readonly string[]): Caller {
  const found = names.map((name) => /^vmail_(\+?\d{5,16})_/i.exec(name)?.[1]).find((digits) => digits !== undefined);
  return { phone: found ?? null, name: null };
}

/** Words that switchboards say instead of a name. */
const NOBODY = /^(?:unknown|anonymous|private|withheld|unavailable|an unknown caller|sconosciuto|anonimo|privato)$/i;

function nameOf(value: string, phone: string | null): string | null {
  const name = cleanLine(value, 80);
  return name === '' || NOBODY.test(name) || digitsOf(name) === phone ? null : name;
}

function digitsOf(value: string): string | null {
  const digits = value.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '');
  return /^\+?\d{5,16}$/.test(digits) ? digits : null;
}

const KEY = /\b(?:tasto|opzione|scelta|key|option|digit|pressed)\s*[:=#]?\s*(\d{1,8})\b/i;
const KEY_IN_BRACKETS = new RegExp(`[(]\\s*${KEY.source}\\s*[)]`, 'gi');
const MAILBOX = /\b(?:mailbox|casella|extension|interno|ext\.?)\s*[:=#]?\s*(\d{1,8})\b/i;

/** `voicemail+3@…`: each mailbox of the switchboard writes to an address of its own. */
function keyFromRecipients(recipients: readonly string[]): string | null {
  return recipients.map((recipient) => /^voicemail\+(\d{1,8})@/i.exec(recipient)?.[1]).find(Boolean) ?? null;
}

function keyFromLines(lines: readonly string[]): string | null {
  for (const pattern of [KEY, MAILBOX]) {
    const found = lines.map((line) => pattern.exec(line)?.[1]).find((digits) => digits !== undefined);
    if (found !== undefined) return found;
  }
  return null;
}

const AUDIO_NAME = /\.(?:wav|gsm|mp3|ogg|oga|opus|m4a|amr)$/i;

/** The switchboard sends its recordings to `voicemail@`; without a recording it is an ordinary mail. */
export const isCall = (mail: Mail, recipients: readonly string[]): boolean =>
  recipients.some((recipient) => /^voicemail(?:\+\w+)?@/i.test(recipient)) &&
  mail.parts.some(
    ({ declaredType, name }) =>
      /^(?:audio\/|video\/ogg|application\/ogg)/.test(declaredType) || AUDIO_NAME.test(name ?? ''),
  );
