import type { ConversationRecord } from './storage.ts';

/** UIDs of a mailbox only grow within one UIDVALIDITY. */
export interface MailboxMark {
  readonly validity: string;
  readonly lastUid: number;
}

/** What mail that comes in looks for. */
export interface IncomingMailReads {
  /** Of a contact with this address, whatever its case; the newest first. */
  conversationsOf(email: string, limit: number): Promise<readonly ConversationRecord[]>;
  /** Those with a message that came or left as a mail with one of these Message-IDs. */
  conversationsByMail(mailMessageIds: readonly string[]): Promise<readonly ConversationRecord[]>;
  /** When the hub last told the contact something by itself, or null. */
  lastAutomaticAt(conversationId: string): Promise<number | null>;
  /** How far a mailbox was taken (IN7). */
  mailboxMark(mailbox: string): Promise<MailboxMark | null>;
}

export interface IncomingMailWrites {
  /** Never goes back within one validity. */
  setMailboxMark(mailbox: string, mark: MailboxMark): Promise<void>;
}
