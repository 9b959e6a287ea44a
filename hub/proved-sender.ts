import type { Incoming } from './ports.ts';
import type { ConversationRecord } from './storage/storage.ts';

export interface CasesOfSender {
  /** Those of the proved address, the newest first. */
  readonly own: readonly ConversationRecord[];
  /** Of all cases, those in which the mail answers something. */
  readonly answeredIds: readonly string[];
}

/**
 * The case to which a mail of a proved sender belongs (IN6): one of theirs that it names by its number, else one in which it
 * answers a mail, else one that is open and has the same subject. Who writes about something else opens a case of its own.
 */
export function caseOfProvedSender(
  { own, answeredIds }: CasesOfSender,
  { thread, subject }: Pick<Incoming, 'thread' | 'subject'>,
): ConversationRecord | null {
  const tickets = own.filter(({ channel }) => channel === 'ticket');
  const bare = bareSubject(subject);
  const isSame = (each: ConversationRecord) =>
    bare !== '' && each.state !== 'resolved' && bareSubject(each.subject) === bare;
  return (
    tickets.find(({ number }) => number === thread?.number) ??
    tickets.find(({ id }) => answeredIds.includes(id)) ??
    tickets.find(isSame) ??
    null
  );
}

/** Without the marks of answers, case numbers and differences that nobody means. */
const bareSubject = (subject: string): string =>
  subject
    .replace(/^(?:\s*(?:re|r|rif|fw|fwd|i|aw|sv)\s*:)+/i, '')
    .replace(/\[?\b\d{4}-\d{6}\b\]?/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
