import { cleanLine } from './clean-text.ts';

const MAX_SUBJECT = 500;
/** Marks that mail programs put before an answered subject: Re, R (Italian Outlook), Rif, AW (German), SV (Swedish). */
const REPLY_MARK = /^(?:(?:re|r|rif|aw|sv)(?:\[\d+\])?\s*:\s*)+/i;
const FORWARD_MARK = /^(?:(?:re|r)\s*:\s*)*(?:i|fw|fwd|inoltro)\s*:/i;

/** A subject on one line, without the marks of an answer. */
export function cleanSubject(subject: string): string {
  return cleanLine(subject, 2 * MAX_SUBJECT)
    .replace(REPLY_MARK, '')
    .slice(0, MAX_SUBJECT)
    .trim();
}

export function isForward(subject: string): boolean {
  return FORWARD_MARK.test(subject.trim());
}
